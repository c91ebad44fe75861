"""Transcripts: posts to lines and back, and what a damaged file does."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.model.post import Author, Link, Media, Post, Role
from causerie.records import read_transcript, write_post
from causerie.records.transcript import find_posts
from causerie.text import clean_text
from tests import make

texts = st.text(max_size=30).map(clean_text)
lines = texts.map(lambda text: " ".join(text.replace("\t", " ").split()))  # one line, and no space at its ends
counts = st.none() | st.integers(0, 10**9)
addresses = st.sampled_from(["", "https://museum.example/?a=b#c", "http://glammr.example/@lea/1"])
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))])
instants = st.none() | st.builds(
    lambda seconds, micro, zone: datetime.fromtimestamp(seconds, zone).replace(microsecond=micro).astimezone(UTC),
    st.integers(0, 7_000_000_000),
    st.integers(0, 999_999),
    ZONES,
)
media = st.builds(
    Media, file=st.sampled_from(["", "media/label.jpg"]), url=addresses, alt=lines, type=st.sampled_from(["", "image"])
)
posts = st.builds(
    Post,
    id=lines,
    platform=st.sampled_from(["x", "mastodon", "bluesky", "irc"]),
    author=st.builds(
        Author,
        handle=st.sampled_from(["", "lea", "lea@glammr.example"]),
        name=lines,
        id=lines,
        url=addresses,
        avatar=lines,
    ),
    text=texts.filter(bool),
    url=addresses,
    posted=instants,
    lang=lines,
    reply_to=lines,
    quote_of=lines,
    hashtags=st.lists(lines.filter(lambda word: bool(word) and word[0] != "#"), max_size=3).map(tuple),
    links=st.lists(st.builds(Link, addresses.filter(bool), lines), max_size=2).map(tuple),
    media=st.lists(media.filter(lambda each: each != Media()), max_size=2).map(tuple),
    likes=counts,
    reposts=counts,
    replies=counts,
    quotes=counts,
    impressions=counts,
    sensitive=st.booleans(),
    questions=st.lists(st.integers(1, 30), max_size=3, unique=True).map(tuple),
    role=st.none() | st.sampled_from(Role),
    assigned=st.sampled_from(["", "draft", "hand"]),
)


@given(posts)
def test_any_post_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, post: Post) -> None:
    path = tmp_path_factory.mktemp("posts") / "transcript.jsonl"
    line = write_post(post)
    assert line.count("\n") == 1
    path.write_text(line, encoding="utf-8")
    transcript = read_transcript(path)
    assert transcript.problems == ()
    assert transcript.posts == (post,)


def test_the_keys_stand_in_the_contracts_order_and_only_when_known() -> None:
    full = Post(
        id="x:1",
        platform="x",
        url="https://x.com/lea/status/1",
        author=Author(id="42", handle="lea", name="Lea", url="https://x.com/lea", avatar="https://x.com/lea.png"),
        posted=datetime(2026, 12, 2, 21, 3, tzinfo=timezone(timedelta(hours=1))),
        text="A1 “Spoon” #MuseumHour",
        lang="en",
        reply_to="x:0",
        quote_of="x:9",
        hashtags=("MuseumHour",),
        links=(Link("https://museum.example/", "Spoon"),),
        media=(Media(url="https://x.com/1.jpg", file="media/1.jpg", alt="A spoon", type="image"),),
        likes=0,
        reposts=1,
        replies=2,
        quotes=3,
        impressions=4,
        sensitive=True,
        questions=(1, 2),
        role=Role.ANSWER,
        assigned="hand",
    )
    assert write_post(full) == (
        '{"id": "x:1", "platform": "x", "url": "https://x.com/lea/status/1", "author": {"id": "42", "handle": "lea",'
        ' "name": "Lea", "url": "https://x.com/lea", "avatar": "https://x.com/lea.png"},'
        ' "posted": "2026-12-02T20:03:00Z", "text": "A1 “Spoon” #MuseumHour", "lang": "en", "reply_to": "x:0",'
        ' "quote_of": "x:9", "hashtags": ["MuseumHour"], "links": [{"url": "https://museum.example/",'
        ' "title": "Spoon"}], "media": [{"url": "https://x.com/1.jpg", "file": "media/1.jpg", "alt": "A spoon",'
        ' "type": "image"}], "likes": 0, "reposts": 1, "replies": 2, "quotes": 3, "impressions": 4,'
        ' "sensitive": true, "question": [1, 2], "role": "answer", "assigned": "hand"}\n'
    )
    assert write_post(Post(platform="x", author=Author(handle="lea"), text="Hi", questions=(3,))) == (
        '{"platform": "x", "author": {"handle": "lea"}, "text": "Hi", "question": 3}\n'
    )


GOOD = '{"id": "x:1", "platform": "x", "author": {"handle": "@lea"}, "text": "A1"}'


@pytest.mark.parametrize("text", [f"{GOOD}\n", GOOD, f"\ufeff{GOOD}\r\n\r\n", f"\n  \n{GOOD}\n"])
def test_line_ends_empty_lines_and_a_byte_order_mark_do_not_matter(tmp_path: Path, text: str) -> None:
    path = tmp_path / "transcript.jsonl"
    path.write_bytes(text.encode())
    assert read_transcript(path).posts == (Post(id="x:1", platform="x", author=Author(handle="lea"), text="A1"),)


def test_a_transcript_that_does_not_exist_is_empty(tmp_path: Path) -> None:
    assert read_transcript(tmp_path / "transcript.jsonl").posts == ()


def test_a_transcript_that_is_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "transcript.jsonl").mkdir()
    assert [str(problem) for problem in read_transcript(tmp_path / "transcript.jsonl").problems] == [
        "transcript.jsonl:1:1: the file cannot be read: Is a directory. Check that it is a file that you may read."
    ]


def test_each_wrong_line_is_left_out_and_said(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    wrong: list[bytes] = [
        b"{",
        b"[]",
        b'"text"',
        b"not json",
        b'{"platform": "x", "text": "a"} {"platform": "x"}',
        b'{"platform": "x", "text": "caf\xe9"}',
        b'{"platform": "x", "text": "a\x00"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"platform": "x", "text": "a", "likes": 1' + b"0" * 5_000 + b"}",
        b'{"platform": "x", "text": "a", "likes": NaN}',
        b'{"platform": "x", "text": "a", "likes": -1}',
        b'{"platform": "x", "text": "a", "likes": 1.5}',
        b'{"text": "a"}',
        b'{"platform": "x"}',
        b'{"platform": "twitter", "text": "a"}',
        b'{"platform": "x", "text": "a", "url": "javascript:alert(1)"}',
        b'{"platform": "x", "text": "a", "user": "lea"}',
        b'{"platform": "x", "text": "a", "author": "lea"}',
        b'{"platform": "x", "text": "a", "posted": "Wed Dec 02 20:03:00 +0000 2026"}',
        b'{"platform": "x", "text": "a", "role": "host"}',
        b'{"platform": "x", "text": "a", "assigned": "robot"}',
        b'{"platform": "x", "text": "a", "question": "one"}',
        b'{"platform": "x", "text": "' + b"a" * 1_100_000 + b'"}',
    ]
    path = tmp_path / "session" / "transcript.jsonl"
    path.parent.mkdir()
    path.write_bytes(b"\n".join([GOOD.encode(), *wrong, GOOD.replace("x:1", "x:2").encode()]))
    transcript = read_transcript(path, tmp_path)
    assert [post.id for post in transcript.posts] == ["x:1", "x:2"]
    assert {problem.line for problem in transcript.problems} == set(range(2, len(wrong) + 2))
    golden("transcript.txt", "".join(f"{problem}\n" for problem in transcript.problems))


def test_text_is_cleaned_once_more_where_a_hand_was_at_work(tmp_path: Path) -> None:
    path = tmp_path / "transcript.jsonl"
    fields: dict[str, Any] = {
        "platform": "x",
        "text": "a\u0007\ud800 cafe\u0301 \u202eb",
        "author": {"name": "L\u0000ea"},
    }
    path.write_text(json.dumps(fields) + "\n", encoding="utf-8")
    (post,) = read_transcript(path).posts
    assert (post.text, post.author.name) == ("a\ufffd caf\u00e9 \u202eb\u202c", "Lea")


def test_a_few_posts_are_found_without_parsing_the_others(tmp_path: Path) -> None:
    path = tmp_path / "transcript.jsonl"
    wanted = [make.post(id=f"x:{number}", platform="x", text=f"A{number}") for number in (1, 2)]
    replies = [make.post(id=f"x:1{number}", platform="x", text="Yes", reply_to="x:1") for number in range(3)]
    content = "not json at all\n" * 1000 + "".join(map(write_post, [*replies, *wanted])) + "nor this"
    path.write_text(content, encoding="utf-8")
    found, problems = find_posts(path, ["x:2", "x:1", "x:3"], tmp_path)
    assert (found, problems) == ({"x:2": wanted[1], "x:1": wanted[0]}, [])


@pytest.mark.parametrize("written", ["mastodon:g.example\\/1", "mastodon:g\\u002eexample/1"])
def test_an_id_that_json_writes_with_escapes_is_found(tmp_path: Path, written: str) -> None:
    path = tmp_path / "transcript.jsonl"
    line = '{"id": "%s", "platform": "mastodon", "text": %s}\n'
    path.write_text("{\n" + line % (written, '"A1"') + line % ("x:2\\u002f", "1"), encoding="utf-8")
    found, problems = find_posts(path, ["mastodon:g.example/1", "x:9"], tmp_path)
    assert problems == []
    assert [post and post.text for post in found.values()] == ["A1"]


@pytest.mark.parametrize("written", ["7", "7.5", "1e999", "true"])
def test_an_id_that_is_written_as_a_number_is_found(tmp_path: Path, written: str) -> None:
    path = tmp_path / "transcript.jsonl"
    path.write_text(f'{{"id": {written}, "platform": "x", "text": "A1"}}\n', encoding="utf-8")
    (post,) = read_transcript(path).posts
    assert find_posts(path, [post.id], tmp_path) == ({post.id: post}, [])


@pytest.mark.parametrize("post_id", ["x:1", "x\\/1"])
def test_of_two_lines_with_one_id_the_one_whose_text_is_known_is_found(tmp_path: Path, post_id: str) -> None:
    path = tmp_path / "transcript.jsonl"
    address, text = '"url": "https://x.com/lea/status/1"', '"text": "A1"'
    lines = [f'{{"id": "{post_id}", "platform": "x", {said}}}\n' for said in (address, text, text.replace("1", "2"))]
    wanted = post_id.replace("\\", "")
    path.write_text("".join(lines), encoding="utf-8")
    found, problems = find_posts(path, [wanted], tmp_path)
    assert ([post and post.text for post in found.values()], problems) == (["A1"], [])
    path.write_text(lines[0] * 2, encoding="utf-8")
    found, problems = find_posts(path, [wanted], tmp_path)
    assert ([post and post.text for post in found.values()], problems) == ([""], [])


def test_a_wrong_line_whose_id_has_escapes_is_said_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "transcript.jsonl"
    path.write_text('\n{"id": "a\\/1", "platform": "x"}\n', encoding="utf-8")
    found, problems = find_posts(path, ["a/1"], tmp_path)
    assert (found, [problem.line for problem in problems]) == ({"a/1": None}, [2])


def test_a_wanted_post_whose_line_is_wrong_is_said_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "transcript.jsonl"
    path.write_text('{"id": "x:0"}\n{"id": "x:1", "platform": "x"}\n', encoding="utf-8")
    found, problems = find_posts(path, ["x:1"], tmp_path)
    assert found == {"x:1": None}
    assert [str(problem) for problem in problems] == [
        "transcript.jsonl:2:1: this is a post without 'text' and without 'url'. Import the posts again."
    ]


def test_a_post_is_found_by_the_id_that_it_had_before_an_edit(tmp_path: Path) -> None:
    path = tmp_path / "transcript.jsonl"
    path.write_text('{"id": "x:2", "platform": "x", "text": "A1", "aliases": ["x:1"]}\n', encoding="utf-8")
    found, problems = find_posts(path, ["x:1"], tmp_path)
    assert ([post.id for post in found.values() if post], problems) == (["x:2"], [])


@pytest.mark.parametrize("name", ["https://x.com/lea/status/7", "https://twitter.com/lea/statuses/7"])
def test_a_post_is_found_by_its_address(tmp_path: Path, name: str) -> None:
    path = tmp_path / "transcript.jsonl"
    posts = [
        Post(id=f"x:{n}", platform="x", author=Author(), text="A1", url=f"https://x.com/lea/status/{n}") for n in (6, 7)
    ]
    path.write_text("".join(map(write_post, posts)), encoding="utf-8")
    assert find_posts(path, [name], tmp_path) == ({name: posts[1]}, [])


def test_a_post_of_which_only_the_address_is_known_is_one(tmp_path: Path) -> None:
    path = tmp_path / "transcript.jsonl"
    path.write_text('{"id": "x:1", "platform": "x", "url": "https://x.com/lea/status/1"}\n', encoding="utf-8")
    assert [(post.id, post.text) for post in read_transcript(path).posts] == [("x:1", "")]


@pytest.mark.parametrize("content", [b"", b"\n"])
def test_nothing_is_found_in_an_empty_transcript(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "transcript.jsonl"
    path.write_bytes(content)
    assert find_posts(path, ["x:1"], tmp_path) == ({}, [])
