"""Other sites' causerie.json: what is kept of it, what comes of that, and what strangers try."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.problems import CauserieError
from causerie.records.circle import read_circle
from causerie.records.circle_data import list_changes, parse_data
from causerie.records.circle_kept import kept_file, write_kept
from causerie.records.forget import Forgotten
from causerie.settings import Settings
from tests import make
from tests.records.circle_making import chat, content, document, of_library, session
from tests.views.test_data import full_library


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make.settings(root=tmp_path, content=tmp_path / "content", site_url="https://ours.example/")


def keep(settings: Settings, data: bytes) -> Path:
    return write_kept(settings, parse_data(data, make.NOW), address="", now=make.NOW)


def bare_chat(each: Chat) -> Chat:
    """A chat without what is never kept of another site."""
    schedules = tuple(replace(s, duration=s.duration or each.default_duration) for s in each.schedules)
    return replace(
        each, description="", hosts=(), schedules=schedules, color="", aliases=(), countries=(), goals=(), path=""
    )


def bare_session(each: Session) -> Session:
    bare = replace(each, chat=bare_chat(each.chat), hosts=(), guests=(), aliases=(), questions=(), links=(), prose="")
    return replace(bare, recap=None, folder=None, path="", has_transcript=False, conversation=None)


def test_all_that_a_site_says_of_its_chats_and_dates_comes_back_and_nobody_and_nothing_else(settings: Settings) -> None:
    library = full_library()
    keep(settings, of_library(library))
    (other,) = read_circle(settings, make.NOW, Forgotten()).circle
    assert other.library.people == ()
    assert other.library.chats == tuple(map(bare_chat, library.chats))
    public = [each for each in library.public_sessions(make.NOW) if each.end > make.NOW - timedelta(days=366)]
    found = [replace(each, questions_from=None) for each in other.library.sessions]
    assert found == [replace(bare_session(each), questions_from=None) for each in public]
    kept = (settings.content / "directory" / "chats.example.json").read_text(encoding="utf-8")
    assert "Amara" not in kept
    assert "Jonas" not in kept


def test_the_same_data_gives_the_same_file(settings: Settings) -> None:
    first = keep(settings, content()).read_bytes()
    assert keep(settings, content()).read_bytes() == first


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cannot be read as JSON"),
        (b"[" * 200_000, "cannot be read as JSON"),
        (b'{"version": ' + b"1" * 10_000 + b"}", "cannot be read as JSON"),
        (b"[]", "does not begin as one"),
        (b'{"site": 3}', "does not begin as one"),
        (content(version=2), "newer"),
        (content(site={"title": "Stacks", "language": "en"}), "does not say where it is published"),
        (content(site={**document()["site"], "url": "javascript:alert(1)"}), "no http"),
        (content(site={**document()["site"], "url": "https://me:secret@stacks.example/"}), "password"),
        (content(site={**document()["site"], "url": "https://" + "a" * 500}), "far too long"),
        (content(site={**document()["site"], "title": "\u200b"}), "'title'"),
    ],
)
def test_what_is_no_site_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(CauserieError, match=said):
        parse_data(data, make.NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "../../etc"},
        {"url": "javascript:alert(1)"},
        {"url": "https://evil.example/chats/stacks/"},
        {"timezone": "../../etc/passwd"},
        {"hashtag": "Sta cks"},
        {"language": "x" * 100_000},
        {"status": "idea"},
        {"title": ["Stacks"]},
        {"platforms": [{"platform": "\ud800"}]},
        {"hashtag": "\x1b[2J "},
        {"schedule": [{"every": "week", "interval": 0, "weekday": "monday", "at": "20:00", "duration": 60}]},
        {"schedule": [{"every": "week", "interval": 1, "weekday": "monday", "at": "99:00", "duration": 60}]},
        {
            "schedule": [
                {
                    "every": "week",
                    "interval": 1,
                    "weekday": "monday",
                    "at": "20:00",
                    "duration": 60,
                    "from": "9999-12-31",
                }
            ]
        },
    ],
)
def test_a_chat_that_is_wrong_is_left_out_and_said_and_the_others_stay(wrong: dict[str, Any]) -> None:
    good = chat(id="dusk", url="https://stacks.example/chats/dusk/")
    found = parse_data(content(chats=[chat(**wrong), good, "nonsense"]), make.NOW)
    assert [each.id for each in found.chats] == ["dusk"]
    assert found.sessions == ()
    assert any("left out" in note for note in found.notes)
    assert max(map(len, found.notes)) < 1000
    assert all(note.isprintable() for note in found.notes)


@pytest.mark.parametrize(
    "wrong",
    [
        {"end": "2026-12-02T20:00:00+00:00"},
        {"end": "2026-12-09T20:00:00+00:00"},
        {"start": "2026-12-02T20:00:00"},
        {"start": "0001-01-01T00:00:00+00:00"},
        {"chat": "nobody"},
        {"url": "https://evil.example/"},
        {"status": "idea"},
        {"start": "2020-12-02T20:00:00+00:00", "end": "2020-12-02T21:00:00+00:00"},
    ],
)
def test_a_session_that_is_wrong_or_long_over_is_left_out(wrong: dict[str, Any]) -> None:
    assert parse_data(content(sessions=[session(**wrong)]), make.NOW).sessions == ()


def test_texts_are_cleaned_and_cut() -> None:
    found = parse_data(content(chats=[chat(title="a\u202e\x07\nb", tagline="x" * 10_000_000)]), make.NOW)
    assert found.chats[0].title == "a\u202e\u202c b"
    assert found.chats[0].tagline == "x" * 299 + "…"


def test_twins_count_once() -> None:
    found = parse_data(content(chats=[chat(), chat(title="Other")], sessions=[session(), session()]), make.NOW)
    assert [each.title for each in found.chats] == ["Stacks"]
    assert len(found.sessions) == 1


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://Stacks.Example/", "stacks.example"),
        ("https://stacks.example:8443/", "stacks.example-8443"),
        ("https://stacks.example/chats/../../x/", "stacks.example-chats-..-..-x"),
        ("https://stäcks.example/", "xn--stcks-hra.example"),
    ],
)
def test_a_file_is_named_by_the_address_and_stays_in_its_folder(url: str, name: str, settings: Settings) -> None:
    found = parse_data(content(site={**document()["site"], "url": url}), make.NOW)
    assert found.name == name
    assert kept_file(settings, found.name).resolve().parent == (settings.content / "directory").resolve()


@pytest.mark.parametrize(
    ("domain", "kept"),
    [
        ("stacks.example", "stacks.example"),
        ("chats.stacks.example", "chats.stacks.example"),
        ("", "stacks.example"),
        ("ours.example", ""),
        ("example", ""),
        ("evilstacks.example", ""),
    ],
)
def test_names_of_events_are_of_their_own_domain_or_none(domain: str, kept: str) -> None:
    found = parse_data(content(site={**document()["site"], "uid_domain": domain}), make.NOW)
    assert found.uid_domain == kept
    assert bool(found.notes) == (not kept)


def test_whoever_is_to_be_forgotten_is_left_out_of_other_sites_words(settings: Settings) -> None:
    named = chat(
        tagline="With @lea_v",
        schedule=[{"every": "week", "weekday": "wednesday", "at": "20:00", "duration": 60, "interval": 1,
                   "skip": [{"date": "2026-12-23", "reason": "@lea_v is away"}]}],
    )  # fmt: skip
    keep(settings, content(chats=[named], sessions=[session(title="Meet @lea_v", reason="@lea_v is ill")]))
    (other,) = read_circle(settings, make.NOW, Forgotten(accounts=frozenset({"x:lea_v"}))).circle
    (found,), (its,) = other.library.sessions, other.library.chats
    assert (found.title, found.reason, found.chat.tagline) == ("Meet @…", "@… is ill", "With @…")
    assert [why for schedule in its.schedules for _, why in schedule.skip] == ["@… is away"]


def test_a_site_does_not_name_another_one_by_its_file(settings: Settings) -> None:
    file = keep(settings, content())
    file.rename(file.with_name("museums.example.json"))
    reading = read_circle(settings, make.NOW, Forgotten())
    assert reading.circle == ()
    assert [str(each).partition(" Add")[0] for each in reading.problems] == [
        "content/directory/museums.example.json:1:1: the file is of stacks.example and has another name."
    ]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"site": {}}', "<<<<<<< HEAD\n{}", "\0"])
def test_a_kept_file_that_is_broken_is_an_error(text: str, settings: Settings) -> None:
    file = keep(settings, content())
    file.write_text(text, encoding="utf-8")
    reading = read_circle(settings, make.NOW, Forgotten())
    assert reading.circle == ()
    assert [each.path for each in reading.problems] == ["content/directory/stacks.example.json"]


def test_our_own_site_is_no_other(tmp_path: Path) -> None:
    settings = make.settings(root=tmp_path, content=tmp_path / "content", site_url="https://stacks.example/")
    keep(settings, content())
    assert [each.message for each in read_circle(settings, make.NOW, Forgotten()).problems] == [
        "this is this very site. Delete the file."
    ]


def test_what_became_of_chats_is_said() -> None:
    night = chat(id="night", title="Night", url="https://stacks.example/chats/night/")
    new = chat(id="new", title="New", url="https://stacks.example/chats/new/")
    before = parse_data(content(chats=[chat(), night]), make.NOW).chats
    after = parse_data(content(chats=[chat(hashtag="Shelves"), new]), make.NOW).chats
    assert list(list_changes(before, after)) == [
        "renamed: #Stacks Stacks is now #Shelves Stacks",
        "new: #Stacks New",
        "gone: #Stacks Night",
    ]


def test_nothing_is_read_where_there_is_no_folder(settings: Settings) -> None:
    reading = read_circle(settings, make.NOW, Forgotten())
    assert (reading.circle, reading.problems) == ((), ())


def test_what_is_kept_is_json(settings: Settings) -> None:
    kept = json.loads(keep(settings, content()).read_bytes())
    assert list(kept) == ["fetched", "site", "chats", "sessions"]
    assert kept["fetched"] == "2026-11-22T12:00:00Z"


def test_a_site_without_latin_letters_in_its_name_keeps_the_names_of_its_events() -> None:
    site = {**document()["site"], "url": "https://stäcks.example/", "uid_domain": "stäcks.example"}
    found = parse_data(content(site=site, chats=[], sessions=[]), make.NOW)
    assert (found.uid_domain, found.notes) == ("stäcks.example", ())


def test_of_a_flood_nothing_is_kept() -> None:
    flood = parse_data(content(chats=[chat(id="x" * 300)] * 100_000, sessions=[{}] * 1_000_000), make.NOW)
    assert (flood.chats, flood.sessions) == ((), ())
