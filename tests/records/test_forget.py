"""People who want to be taken out: however they are named in forget.yml, nothing of them enters the library."""

from hashlib import sha256
from pathlib import Path

import pytest

from causerie.model.post import Author
from causerie.records import Forgotten, read_forgotten, read_transcript
from causerie.records.source import Source
from tests import make
from tests.records.writing import read, write_records


def forgotten(folder: Path, text: str) -> Forgotten:
    file = folder / "forget.yml"
    file.write_text(text, encoding="utf-8")
    source = Source(file, folder)
    found = read_forgotten(source)
    assert source.problems == []
    assert found is not None
    return found


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


LEA = make.post(
    id="mastodon:glammr.example/1135",
    platform="mastodon",
    url="https://glammr.example/@lea/1135",
    author=Author(handle="Lea@glammr.example", id="42", url="https://glammr.example/@lea"),
)
OTTO = make.post(
    id="x:77",
    platform="x",
    url="https://twitter.com/Otto/status/77",
    author=Author(handle="Otto", url="https://twitter.com/Otto"),
)
JONAS = make.post(id="bluesky:did:plc:jonas/3k2a", author=Author(handle="jonas.example"))


@pytest.mark.parametrize(
    "entry",
    [
        'account: "mastodon:lea@glammr.example"',
        'account: "mastodon:@LEA@glammr.example"',
        'account: "@lea@glammr.example"',
        'account: "mastodon:42"',
        "account: https://glammr.example/@lea",
        "account: https://glammr.example/users/Lea/",
        f"account: {hashed('mastodon:lea@glammr.example')}",
        f"account: sha256:{hashed('mastodon:lea@glammr.example').upper()}",
        "post: mastodon:glammr.example/1135",
        "post: https://glammr.example/@lea/1135",
        "post: http://glammr.example/@lea/1135/?utm=1#top",
        f"post: {hashed('mastodon:glammr.example/1135')}",
        f"post: {hashed('https://glammr.example/@lea/1135')}",
    ],
)
def test_a_post_on_mastodon_is_known_by_each_of_its_names(tmp_path: Path, entry: str) -> None:
    found = forgotten(tmp_path, f"- {{{entry}, on: 2026-11-22}}\n")
    assert [found.has_post(post) for post in (LEA, OTTO, JONAS)] == [True, False, False]


@pytest.mark.parametrize(
    "entry",
    [
        'account: "x:otto"',
        'account: "twitter:@Otto"',
        "account: https://x.com/otto",
        "account: https://www.twitter.com/OTTO/",
        f"account: {hashed('x:otto')}",
        "post: x:77",
        "post: https://x.com/otto/status/77?s=20",
        "post: https://mobile.twitter.com/i/web/status/77",
        f"post: {hashed('x:77')}",
    ],
)
def test_a_post_on_x_is_known_by_each_of_its_names(tmp_path: Path, entry: str) -> None:
    found = forgotten(tmp_path, f"- {{{entry}}}\n")
    assert [found.has_post(post) for post in (LEA, OTTO, JONAS)] == [False, True, False]


def test_an_account_elsewhere_with_the_same_handle_is_somebody_else(tmp_path: Path) -> None:
    found = forgotten(tmp_path, '- {account: "threads:otto"}\n')
    assert not found.has_post(OTTO)


def test_a_handle_without_its_platform_is_left_out_when_any_account_has_it(tmp_path: Path) -> None:
    found = forgotten(tmp_path, f'- {{account: "slack:otto"}}\n- {{account: "{hashed("bluesky:jonas.example")}"}}\n')
    handles = ("@Otto", "jonas.example", "lea@glammr.example", "")
    assert [found.has_handle(handle) for handle in handles] == [True, True, False, False]


def test_nothing_of_a_forgotten_person_enters_the_library(tmp_path: Path) -> None:
    recap = """\
highlights:
  - post: x:77
  - post: {platform: x, text: Otto was here, author: {handle: "@otto"}}
  - text: What we said
resources: [{url: "https://museum.example/", shared_by: otto}]
unanswered: [{text: "Who?", by: "@OTTO"}]
"""
    line = '{"id": "x:77", "platform": "x", "author": {"handle": "Otto"}, "text": "Me"}\n'
    write_records(
        tmp_path,
        people="otto: {name: Otto, accounts: {x: otto}}\nlea: {name: Lea}\n",
        forget='- {account: "x:otto"}\n',
        chat="hosts: [otto, lea]\n",
        sessions={"2026-12-03-one": "title: One\nstart: 2026-12-03 20:00\nguests: [otto]\n"},
        files={
            "2026-12-03-one/recap.yml": recap,
            "2026-12-03-one/transcript.jsonl": line,
        },
    )
    reading = read(tmp_path)
    assert reading.problems == ()
    assert "otto" not in repr(reading.library).casefold()
    assert [person.id for person in reading.library.sessions[0].hosts] == ["lea"]
    assert reading.forgotten.has_account("x", "@OTTO")


def test_a_forgotten_post_that_is_taken_out_of_the_transcript_is_no_problem(tmp_path: Path) -> None:
    write_records(
        tmp_path,
        forget="- {post: x:77}\n",
        sessions={"2026-12-03-one": "title: One\nstart: 2026-12-03 20:00\n"},
        files={"2026-12-03-one/recap.yml": "highlights: [{post: x:77}]\n", "2026-12-03-one/transcript.jsonl": ""},
    )
    reading = read(tmp_path)
    assert reading.problems == ()
    assert reading.library.sessions[0].recap is not None
    assert reading.library.sessions[0].recap.highlights == ()


def test_a_transcript_is_read_without_what_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "transcript.jsonl"
    lines = ['{"id": "x:1", "platform": "x", "author": {"handle": "Otto"}, "text": "a"}']
    lines += ['{"id": "x:2", "platform": "x", "author": {"handle": "lea"}, "text": "b"}']
    path.write_text("\n".join(lines), encoding="utf-8")
    found = forgotten(tmp_path, '- {account: "x:otto"}\n')
    assert [post.id for post in read_transcript(path, forgotten=found).posts] == ["x:2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {account: otto}\n", "1:13: 'account' is 'otto', without its platform. Write account: \"x:otto\"."),
        ("account: x:otto\n", "1:1: this record is a list. Begin each entry with '- '."),
        ("- x:otto\n", "1:3: this is 'x:otto', where fields are wanted. Write 'name: value' lines."),
    ],
)
def test_an_entry_that_names_nobody_is_said(tmp_path: Path, text: str, said: str) -> None:
    write_records(tmp_path, forget=text)
    assert [str(problem) for problem in read(tmp_path).problems] == [f"content/forget.yml:{said}"]
