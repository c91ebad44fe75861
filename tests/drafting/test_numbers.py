"""Numbers: posts, people, answers to each question, and who is new."""

from __future__ import annotations

import json
from pathlib import Path

from causerie.drafting.numbers import Numbers, count_session
from causerie.drafting.participants import known_accounts
from causerie.model.post import Author
from causerie.records.transcript import write_post
from causerie.records.transcript_authors import read_authors
from tests.drafting.assigning import answer, asked, assign, people, post, remark


def test_a_session_is_counted() -> None:
    posts = [
        asked(0, "Q1 …"),
        answer(1, "A1"),
        answer(2, "A1", "jo"),
        answer(3, "A2", "jo", to=2),
        remark(4, "Hi", "lea"),
    ]
    assignment = assign(*posts)
    assert count_session(assignment, people(assignment)) == Numbers(posts=5, participants=3, answers=((1, 2), (2, 1)))


def test_newcomers_are_those_whom_no_earlier_transcript_knows(tmp_path: Path) -> None:
    earlier = tmp_path / "transcript.jsonl"
    renamed = post(1, "A1", "old-name", author=Author(handle="old-name", id="42"))
    lines = [write_post(renamed), write_post(post(2, "A1", "Jo")), "no json\n", "[]\n", '{"author": 7}\n', "\n"]
    earlier.write_text("".join(lines), encoding="utf-8")
    known = known_accounts(read_authors(earlier))
    again = answer(3, "A1", "new-name", author=Author(handle="new-name", id="42"))
    assignment = assign(asked(0, "Q1"), answer(1, "A1", "jo"), answer(2, "A1", "lea"), again)
    numbers = count_session(assignment, people(assignment, earlier=known), known)
    assert (numbers.participants, numbers.newcomers) == (4, 1)


def test_authors_are_read_without_what_they_wrote(tmp_path: Path) -> None:
    path = tmp_path / "transcript.jsonl"
    path.write_text(json.dumps({"platform": "x", "author": {"handle": "@lea", "id": 7}, "text": "A1"}) + "\n")
    (read,) = read_authors(path)
    assert (read.author.handle, read.author.id, read.text) == ("lea", "7", "")
    assert list(read_authors(tmp_path / "missing.jsonl")) == []
