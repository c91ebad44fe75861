"""The whole way: every post comes out once, by time, whatever its order; and quickly."""

from __future__ import annotations

from causerie.model.post import Author, Post, Role
from tests.drafting.said import START, answered, assign, found, said

POSTS = (
    said("q1", 5, "amara", "Q1: What is the worst label that you have read? #MuseumHour"),
    said("a1", 7, "lea", "A1 The one in verse. #MuseumHour"),
    said("q2", 20, "amara", "Q2: What would you let a machine write? #MuseumHour"),
    said("b1", 22, "tom", "@lea which verse?", to="a1"),
)


def test_every_post_comes_out_once_by_time() -> None:
    assignment = assign(reversed(POSTS))
    assert [each.post for each in assignment.posts] == list(POSTS)
    assert assignment == assign(POSTS)


def test_answers_are_found_by_their_question() -> None:
    assignment = assign(POSTS)
    assert [each.post.text for each in assignment.answers(1)] == [POSTS[1].text, POSTS[3].text]
    assert list(assignment.answers(0)) == []


def test_questions_are_questions() -> None:
    each = found(assign(POSTS))["q1"]
    assert (each.role, each.questions, each.reason) == (Role.QUESTION, (1,), "the host's post, labelled Q1")


def test_a_thing_without_anything_is_no_trouble() -> None:
    assert assign((Post(platform="x", author=Author(), text=""),)).posts[0].questions == ()


def test_posts_without_ids_go_by_their_labels() -> None:
    assignment = assign(
        (
            *POSTS,
            *(Post(platform="x", author=Author(handle=who), text=f"A2 {who}", posted=START) for who in ("ines", "jun")),
        )
    )
    assert [each.questions for each in assignment.posts[:2]] == [(2,), (2,)]


def test_a_crowd_is_no_trouble() -> None:
    crowd = [said(f"c{at}", 6 + at / 5000, f"p{at % 500}", f"A1 number {at} #MuseumHour") for at in range(20_000)]
    assert set(answered(assign((*POSTS, *crowd))).values()) == {(1,)}
