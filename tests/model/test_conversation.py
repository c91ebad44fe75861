"""Threads: each post once, below what it answers, in the order of time, at most two levels deep."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from causerie.model.conversation import arrange_threads
from tests import make


def arranged(*posts: tuple[str, str]) -> list[tuple[int, str]]:
    """How deep each post stands and its id, of posts that are each an id and the id that it answers."""
    said = arrange_threads(make.post(id=name, reply_to=to) for name, to in posts)
    return [(each.depth, each.post.id) for each in said]


def test_a_reply_stands_below_what_it_answers() -> None:
    assert arranged(("x:1", ""), ("x:2", ""), ("x:3", "x:1")) == [(0, "x:1"), (1, "x:3"), (0, "x:2")]


def test_replies_stand_in_the_order_of_time() -> None:
    posts = (("x:1", ""), ("x:2", "x:1"), ("x:3", "x:1"), ("x:4", "x:2"))
    assert arranged(*posts) == [(0, "x:1"), (1, "x:2"), (2, "x:4"), (1, "x:3")]


def test_below_two_levels_a_reply_stands_beside_what_it_answers() -> None:
    posts = (("x:1", ""), ("x:2", "x:1"), ("x:3", "x:2"), ("x:4", "x:3"), ("x:5", "x:2"))
    assert arranged(*posts) == [(0, "x:1"), (1, "x:2"), (2, "x:3"), (2, "x:4"), (2, "x:5")]


def test_a_reply_to_a_former_id_is_found() -> None:
    edited = make.post(id="x:2", aliases=("x:1",))
    assert [each.depth for each in arrange_threads([edited, make.post(id="x:3", reply_to="x:1")])] == [0, 1]


def test_a_reply_to_a_post_that_is_not_there_or_comes_later_begins_a_thread() -> None:
    assert arranged(("x:1", "x:9"), ("x:2", "x:3"), ("x:3", "")) == [(0, "x:1"), (0, "x:2"), (0, "x:3")]


names = st.sampled_from(["", *(f"x:{n}" for n in range(8))])


@given(st.lists(st.tuples(names, names), max_size=20))
def test_each_post_is_there_once_and_never_more_than_one_level_deeper_than_the_one_before(
    posts: list[tuple[str, str]],
) -> None:
    given_posts = [make.post(id=name, reply_to=to, text=f"A{i}") for i, (name, to) in enumerate(posts)]
    said = arrange_threads(given_posts)
    assert sorted(each.post.text for each in said) == sorted(post.text for post in given_posts)
    depths = [-1, *(each.depth for each in said)]
    assert all(0 <= after <= min(2, before + 1) for before, after in pairwise(depths))
