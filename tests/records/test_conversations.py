"""A transcript becomes pages: each post that may be shown once, by question, and nothing of those who are forgotten."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.model.conversation import AFTER, BEFORE, BETWEEN, Conversation
from causerie.model.counting import person_key, split_people
from causerie.model.post import Author, Media, Post
from causerie.model.recap import Highlight, Recap
from causerie.model.session import Session
from causerie.records.conversations import read_conversation, read_page, split_pages
from causerie.records.forget import Forgotten
from causerie.records.transcript import write_post
from tests import make

NOBODY = Forgotten()


def post(number: int, *questions: int, by: str = "jo", **more: Any) -> Post:
    return make.post(
        id=f"x:{number}",
        platform="x",
        url=f"https://x.com/{by}/status/{number}",
        author=Author(handle=by, name=by.title()),
        posted=make.session().start + timedelta(minutes=number),
        text=f"Post {number}",
        questions=questions,
        **more,
    )


def write(folder: Path, posts: Iterable[Post], **more: Any) -> Session:
    """A session with a transcript."""
    folder.joinpath("transcript.jsonl").write_text("".join(map(write_post, posts)), encoding="utf-8")
    return make.session(folder=folder, has_transcript=True, **more)


def read(session: Session, forgotten: Forgotten = NOBODY) -> Conversation:
    assert session.folder is not None
    conversation = read_conversation(session, session.folder, forgotten)
    assert conversation is not None
    return conversation


def shown(session: Session, forgotten: Forgotten = NOBODY) -> list[list[tuple[int, list[Post]]]]:
    """The posts of each page by group."""
    assert session.folder is not None
    conversation = read(session, forgotten)
    pages = range(1, len(conversation.pages) + 1)
    return [
        [
            (each.group, [said.post for said in each.posts])
            for each in read_page(session, conversation, page, session.folder, forgotten)
        ]
        for page in pages
    ]


def test_posts_stand_by_question_and_the_others_before_between_and_after(tmp_path: Path) -> None:
    posts = [post(1), post(2, 1), post(3), post(4, 2), post(5, 1), post(6)]
    session = write(tmp_path, posts)
    assert shown(session) == [
        [(BEFORE, [posts[0]]), (1, [posts[1], posts[4]]), (2, [posts[3]]), (BETWEEN, [posts[2]]), (AFTER, [posts[5]])]
    ]


def test_without_any_question_all_posts_are_one_group(tmp_path: Path) -> None:
    posts = [post(1), post(2)]
    assert shown(write(tmp_path, posts)) == [[(BETWEEN, posts)]]


def test_a_post_that_answers_two_questions_stands_with_the_first(tmp_path: Path) -> None:
    posts = [post(1, 2, 1)]
    assert shown(write(tmp_path, posts)) == [[(1, posts)]]


def test_there_is_no_conversation_without_posts_or_without_a_file(tmp_path: Path) -> None:
    assert read_conversation(write(tmp_path, []), tmp_path, NOBODY) is None
    assert read_conversation(make.session(folder=tmp_path / "elsewhere"), tmp_path, NOBODY) is None


def test_lines_that_are_no_posts_are_passed_over(tmp_path: Path) -> None:
    session = write(tmp_path, [post(1)])
    with tmp_path.joinpath("transcript.jsonl").open("a", encoding="utf-8") as file:
        file.write('no json\n\n{"id": 7}\n' + "x" * 2_000_001 + "\n" + write_post(post(2)))
    assert shown(session) == [[(BETWEEN, [post(1), post(2)])]]


def test_who_is_to_be_forgotten_is_neither_shown_nor_counted_nor_named(tmp_path: Path) -> None:
    reply = make.post(id="x:2", platform="x", author=Author(handle="lea"), text="@jo Yes", reply_to="x:1")
    session = write(tmp_path, [post(1), reply, post(3, by="lea")])
    gone = Forgotten(accounts=frozenset({"x:jo"}), posts=frozenset({"x:3"}))
    numbers = read(session, gone).numbers
    assert (numbers.posts, numbers.participants) == (1, 1)
    [[(_, [left])]] = shown(session, gone)
    assert left.text == "@… Yes"


def test_forgetting_somebody_names_the_conversation_anew(tmp_path: Path) -> None:
    session = write(tmp_path, [post(1), post(2, by="lea")])
    assert read(session).key != read(session, Forgotten(accounts=frozenset({"x:nobody-here"}))).key


def test_an_anonymous_chat_shows_no_participant_and_keeps_its_threads(tmp_path: Path) -> None:
    chat = make.chat(anonymise=True)
    host = make.post(id="bluesky:did:plc:a/1", author=Author(handle="amara.example", name="Amara Diallo"), text="Q1")
    reply = post(2, 1, reply_to=host.id, media=(Media(url="https://x.com/jo/photo", alt="By @jo"),))
    session = write(tmp_path, [host, reply], chat=chat)
    conversation = read(session)
    said = [each for group in read_page(session, conversation, 1, tmp_path, NOBODY) for each in group.posts]
    assert said[0].post.author == host.author
    participant = said[1].post
    assert (participant.author.handle, participant.author.name, participant.id, participant.url) == ("", "", "", "")
    assert "jo" not in repr(participant)
    assert conversation.chosen == ()


def test_posts_of_the_recap_are_found_on_their_pages(tmp_path: Path) -> None:
    posts = [post(number, 1 if number < 300 else 2) for number in range(1, 400)]
    recap = Recap(highlights=(Highlight(post=posts[0]), Highlight(post=posts[350]), Highlight(text="Then")))
    assert read(write(tmp_path, posts, recap=recap)).chosen == (("x:1", 1), ("x:351", 2))


def test_people_are_known_by_one_key_whatever_their_accounts(tmp_path: Path) -> None:
    one = make.post(id="bluesky:d/1", author=Author(handle="amara.example"))
    other = make.post(id="mastodon:glammr.example/1", platform="mastodon", author=Author(handle="amara@glammr.example"))
    conversation = read(write(tmp_path, [one, other, post(3)]))
    assert split_people(conversation.people) == {person_key("amara"), person_key("x:jo")}


def test_a_file_that_changed_meanwhile_shows_no_halves_of_posts(tmp_path: Path) -> None:
    session = write(tmp_path, [post(1), post(2)])
    conversation = read(session)
    tmp_path.joinpath("transcript.jsonl").write_text("\n" + write_post(post(7)), encoding="utf-8")
    assert [each.posts for each in read_page(session, conversation, 1, tmp_path, NOBODY)] == [()]
    tmp_path.joinpath("transcript.jsonl").unlink()
    assert read_page(session, conversation, 1, tmp_path, NOBODY) == ()


@given(st.lists(st.integers(1, 40), max_size=12), st.integers(1, 20))
def test_pages_hold_every_post_once_in_order_and_are_never_too_long(sizes: list[int], size: int) -> None:
    groups, begin = [], 0
    for number, count in enumerate(sizes):
        groups.append((number, array("Q", range(begin, begin + count))))
        begin += count
    pages = split_pages(groups, size)
    read = [(stretch.group, place) for page in pages for stretch in page for place in array("Q", stretch.places)]
    assert read == [(group, place) for group, places in groups for place in places]
    assert all(0 < sum(len(stretch.places) // 8 for stretch in page) <= size for page in pages)
    assert len(pages) <= 2 * (begin // size + 1)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 30)), max_size=40))
def test_any_transcript_shows_each_post_once(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    posts = [
        post(number, *([question] if question else []), reply_to=f"x:{to}" if to >= 0 else "")
        for number, (question, to) in enumerate(drawn)
    ]
    session = write(folder, posts)
    if posts:
        read_back = [each for page in shown(session) for _, of_group in page for each in of_group]
        assert sorted(each.id for each in read_back) == sorted(each.id for each in posts)
