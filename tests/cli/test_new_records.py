"""`causerie new chat` and `new session`: commented records that pass `check`, on the right date, under a free name."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from causerie.cli import main
from causerie.cli.config import read_settings
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.problems import Problem
from causerie.records import Reading, read_library
from causerie.records.schema_fields import drop_unseen
from causerie.text import clean_line

NOW = "2026-11-22T12:00"
MKDOCS = "site_name: Chats\nsite_url: https://chats.example/\ndocs_dir: content/pages\nplugins: [causerie]\n"
PEOPLE = "amara: {name: Amara Diallo}\njonas: {name: Jonas}\n"
CHAT = """\
title: Museum Hour
hashtag: MuseumHour
timezone: Europe/London
hosts: [amara]
schedule: {every: week, on: wednesday, at: "20:00", duration: 45, skip: {2026-12-02: rest}}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/chats/museum-hour").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (tmp_path / "content/people.yml").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "content/chats/museum-hour/chat.yml").write_text(CHAT, encoding="utf-8")
    return tmp_path


def run(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--config", str(site / "mkdocs.yml"), "--now", NOW])


def read(site: Path) -> Reading:
    return read_library(read_settings(site / "mkdocs.yml"))


def new_session(site: Path, *arguments: str) -> Session:
    before = {session.path for session in read(site).library.sessions}
    result = run(site, "new", "session", "museum-hour", *arguments)
    assert (result.exit_code, result.exception) == (0, None), result.output
    reading = read(site)
    assert reading.problems == ()
    (session,) = [session for session in reading.library.sessions if session.path not in before]
    return session


def refusal(site: Path, *arguments: str) -> str:
    before = sorted(site.rglob("*"))
    result = run(site, *arguments)
    assert result.exit_code == 2, result.output
    assert sorted(site.rglob("*")) == before
    return result.output.removeprefix("Error: ").rstrip("\n")


def test_a_session_takes_the_next_free_date_of_the_schedule(site: Path) -> None:
    session = new_session(site, "Who writes the label?")
    assert session.start.isoformat() == "2026-11-25T20:00:00+00:00"
    assert (session.slot, session.id, session.title, session.duration, session.status) == (
        "2026-11-25",
        "who-writes-the-label",
        "Who writes the label?",
        45,
        "planned",
    )
    assert session.path == "content/chats/museum-hour/2026-11-25-who-writes-the-label/session.md"


def test_the_command_says_where_the_record_is_and_when_the_session_begins(site: Path) -> None:
    result = run(site, "new", "session", "museum-hour", "Labels")
    assert result.output == (
        "Wrote content/chats/museum-hour/2026-11-25-labels/session.md\n"
        "It begins on Wednesday 2026-11-25 20:00, Europe/London.\n"
        "Its id is labels, and its address /chats/museum-hour/labels/, for good, also when the title changes."
        " For another one, delete 2026-11-25-labels/ now, and begin again with --id.\n"
    )


def test_an_id_that_was_asked_for_comes_without_the_way_to_another(site: Path) -> None:
    output = run(site, "new", "session", "museum-hour", "Who writes?", "--id", "ai", "--start", "2026-11-11").output
    assert output.splitlines()[2:] == [
        "Its id is ai, and its address /chats/museum-hour/ai/, for good, also when the title changes.",
        "Next: causerie import EXPORT --session museum-hour/ai",
    ]


def test_the_next_session_takes_the_date_after_those_that_are_taken_or_skipped(site: Path) -> None:
    slots = [
        new_session(site, title, *options).slot
        for title, options in [("A", ("--status", "idea")), ("B", ()), ("C", ())]
    ]
    assert slots == ["2026-11-25", "2026-12-09", "2026-12-16"]


def test_a_start_of_ones_own_on_a_scheduled_day_takes_its_slot_over(site: Path) -> None:
    session = new_session(site, "Early", "--start", "2026-12-09 18:30")
    assert (session.start.isoformat(), session.slot) == ("2026-12-09T18:30:00+00:00", "2026-12-09")


def test_a_start_of_ones_own_on_another_day_has_no_slot(site: Path) -> None:
    session = new_session(site, "Extra", "--start", "2026-12-10 18:30+01:00", "--duration", "90")
    assert (session.start.isoformat(), session.slot, session.duration) == ("2026-12-10T17:30:00+00:00", "", 90)


@pytest.mark.parametrize("day", ["2026-12-09", "2026-12-10"])
def test_a_day_alone_means_the_usual_time(site: Path, day: str) -> None:
    assert new_session(site, "Usual", "--start", day).start.isoformat() == f"{day}T20:00:00+00:00"


def test_a_second_session_on_a_scheduled_day_leaves_the_slot_to_the_first(site: Path) -> None:
    new_session(site, "First")
    assert run(site, "new", "session", "museum-hour", "Second", "--start", "2026-11-25 12:00").exit_code == 0
    assert {session.id: session.slot for session in read(site).library.sessions} == {
        "first": "2026-11-25",
        "second": "",
    }


def test_a_start_far_from_the_slot_of_its_day_leaves_the_slot_alone(site: Path) -> None:
    assert new_session(site, "Extra", "--start", "2026-12-09 08:00").slot == ""
    assert new_session(site, "Late", "--start", "2026-12-09 20:30").slot == "2026-12-09"


def write_record(site: Path, folder: str, fields: str) -> None:
    path = site / "content/chats/museum-hour" / folder / "session.md"
    path.parent.mkdir()
    path.write_text(f"---\n{fields}---\n", encoding="utf-8")


def test_a_date_to_which_another_session_moved_is_not_proposed(site: Path) -> None:
    moved = "title: Moved\nstart: 2026-12-09 20:00\nslot: 2026-11-25\nwas: [2026-11-25 20:00]\n"
    write_record(site, "2026-12-09-moved", moved)
    assert new_session(site, "Next").slot == "2026-12-16"


def test_dates_of_records_with_errors_are_not_proposed(site: Path) -> None:
    write_record(site, "2026-11-25-broken", "titel: Broken\n")
    write_record(site, "2026-12-18-moved", "titel: Moved\nstart: 2026-12-18 20:00\nslot: '2026-12-09 20:00'\n")
    for start, slot in ((), "2026-12-16"), (("--start", "2026-12-09 19:00"), ""):
        before = set(site.rglob("session.md"))
        assert run(site, "new", "session", "museum-hour", "Next", *start).exit_code == 0
        (record,) = set(site.rglob("session.md")) - before
        assert (f"\nslot: {slot}  #" in record.read_text(encoding="utf-8")) == bool(slot)


def test_the_time_of_a_cancelled_session_is_free(site: Path) -> None:
    off = "title: Off\nstart: 2026-11-25 20:00\nslot: 2026-11-25\nstatus: cancelled\n"
    write_record(site, "2026-11-25-off", off)
    assert new_session(site, "Instead", "--start", "2026-11-25 20:00").slot == ""


def test_the_second_of_two_equal_times_when_clocks_go_back_keeps_its_offset(site: Path) -> None:
    session = new_session(site, "Night", "--start", "2026-10-25 01:30+00:00")
    assert session.start.isoformat() == "2026-10-25T01:30:00+00:00"


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("L'étiquette: qui l'écrit ?", ["l-etiquette-qui-l-ecrit", "l-etiquette-qui-l-ecrit-2"]),
        ("Who’s afraid of Œuvre & Łódź?", ["whos-afraid-of-oeuvre-lodz", "whos-afraid-of-oeuvre-lodz-2"]),
        ("博物館の時間", ["session", "session-2"]),
        ("Transcript", ["transcript-2", "transcript-3"]),
        ("word " * 30, ["-".join(["word"] * 12), "-".join(["word"] * 12) + "-2"]),
    ],
)
def test_ids_come_from_titles_in_any_script_and_are_never_given_twice(site: Path, title: str, ids: list[str]) -> None:
    assert [new_session(site, title).id for _ in ids] == ids


def is_title(text: str) -> bool:
    return bool(drop_unseen(clean_line(text))) and not text.startswith("-")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(min_size=1, max_size=80).filter(is_title))
def test_any_title_comes_back_as_it_was_typed(site: Path, title: str) -> None:
    for record in list(site.rglob("session.md")):  # of the example before
        shutil.rmtree(record.parent)
    assert new_session(site, title, "--start", "2027-03-03 12:00").title == clean_line(title)


def test_guests_topics_and_the_status_are_written(site: Path) -> None:
    session = new_session(
        site,
        "Labels",
        "--guest",
        "jonas",
        "--topic",
        "ai",
        "--topic",
        "text: long",
        "--status",
        "confirmed",
        "--id",
        "x1",
    )
    assert ([guest.id for guest in session.guests], session.topics, session.status, session.id) == (
        ["jonas"],
        ("ai", "text: long"),
        "confirmed",
        "x1",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["museum-hours", "T"],
            "There is no chat 'museum-hours' in content/chats. Chats are museum-hour. Did you mean 'museum-hour'?",
        ),
        (["museum-hour", "T", "--guest", "jona"], "Nobody in people.yml is called 'jona'. Did you mean 'jonas'?"),
        (["museum-hour", "  "], "The title is empty. Write the session's topic."),
        (["museum-hour", " \u200b"], "The title is empty. Write the session's topic."),
        (
            ["museum-hour", "T", "--start", "tomorrow"],
            "--start is 'tomorrow', no day."
            " Write year, month and day, like 2026-12-02, or with a time 2026-12-02 20:00.",
        ),
        (
            ["museum-hour", "T", "--start", "2026-03-29 01:30"],
            "--start is a time that the clocks in Europe/London skip. Write 02:30 or another time.",
        ),
        (
            ["museum-hour", "T", "--id", "Labels!"],
            "--id is 'Labels!', no id: ids are made of a-z, 0-9 and -. Write labels.",
        ),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(site: Path, arguments: list[str], message: str) -> None:
    assert refusal(site, "new", "session", *arguments) == message


def test_an_id_and_a_start_that_another_session_has_are_refused(site: Path) -> None:
    new_session(site, "Labels")
    assert refusal(site, "new", "session", "museum-hour", "T", "--id", "labels") == (
        "Museum Hour has a session 'labels' already. Choose another --id."
    )
    assert refusal(site, "new", "session", "museum-hour", "T", "--start", "2026-11-25 20:00") == (
        "'Labels' begins at 2026-11-25 20:00 already. Choose another --start, or cancel that one."
    )


def test_a_chat_that_cannot_be_read_says_why(site: Path) -> None:
    (site / "content/chats/museum-hour/chat.yml").write_text("hashtag: MuseumHour\ntimezone: UTC\n", encoding="utf-8")
    said = refusal(site, "new", "session", "museum-hour", "T")
    assert said.splitlines()[0] == "This chat cannot be read:"
    assert said.splitlines()[1].startswith("content/chats/museum-hour/chat.yml:1:1: 'title' is missing.")


def test_a_chat_without_a_schedule_wants_a_start(site: Path) -> None:
    run(site, "new", "chat", "library-hour")
    assert refusal(site, "new", "session", "library-hour", "T") == (
        "Library Hour has no schedule in content/chats/library-hour/chat.yml. Say when with --start '2026-12-02 20:00'."
    )


def new_chat(site: Path, *arguments: str) -> Chat:
    result = run(site, "new", "chat", *arguments)
    assert (result.exit_code, result.exception) == (0, None), result.output
    reading = read(site)
    assert reading.problems == ()
    chat = reading.library.chat(arguments[0])
    assert chat is not None
    return chat


def test_a_chat_is_named_after_its_folder_and_takes_the_zone_of_the_first(site: Path) -> None:
    chat = new_chat(site, "library-hour")
    assert (chat.title, chat.hashtag, chat.zone.key, chat.language, chat.hosts, chat.venues, chat.schedules) == (
        "Library Hour", "LibraryHour", "Europe/London", "en", (), (), (),
    )  # fmt: skip


def test_a_chat_says_what_its_options_say(site: Path) -> None:
    chat = new_chat(
        site, "bibli-heure", "--title", "Bibli: l'heure", "--hashtag", "#BibliHeure", "--tagline", "Une heure #1",
        "--timezone", "Europe/Paris", "--language", "fr", "--host", "amara", "--mastodon", "glammr.example", "--x",
        "--on", "tuesday", "--at", "12:30", "--duration", "45",
    )  # fmt: skip
    (schedule,) = chat.schedules
    assert (chat.title, chat.hashtag, chat.tagline, chat.zone.key, chat.language, [host.id for host in chat.hosts]) == (
        "Bibli: l'heure", "BibliHeure", "Une heure #1", "Europe/Paris", "fr", ["amara"],
    )  # fmt: skip
    assert [(venue.platform, venue.place) for venue in chat.venues] == [("mastodon", "glammr.example"), ("x", "")]
    assert (schedule.weekday, f"{schedule.at:%H:%M}", schedule.duration) == (1, "12:30", 45)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Library Hour"], "CHAT is 'Library Hour', no id: ids are made of a-z, 0-9 and -. Write library-hour."),
        (["x", "--host", "amar"], "Nobody in people.yml is called 'amar'. Did you mean 'amara'?"),
        (
            ["x", "--at", "8pm"],
            "--at is '8pm', no time of the day. Write hours and minutes of the 24-hour clock: 20:00.",
        ),
        (["x", "--timezone", "Paris"], "--timezone is 'Paris', no time zone. Did you mean 'Europe/Paris'?"),
    ],
)
def test_a_chat_with_a_wrong_option_is_refused(site: Path, arguments: list[str], message: str) -> None:
    assert refusal(site, "new", "chat", *arguments) == message


def test_a_record_is_never_written_over_another(site: Path) -> None:
    assert refusal(site, "new", "chat", "museum-hour") == (
        "content/chats/museum-hour/chat.yml exists already, and is left as it is."
        " Choose another name, or edit that file."
    )
    assert (site / "content/chats/museum-hour/chat.yml").read_text(encoding="utf-8") == CHAT


ALL_CHAT_FIELDS = {
    "tagline", "also", "description", "hosts", "platforms", "schedule", "topics", "color", "status", "countries",
    "goals", "anonymise", "aliases",
}  # fmt: skip
SESSION_FIELDS = [
    "duration", "announced", "updated", "hosts", "guests", "topics", "language", "was", "reason", "questions_from",
    "- text", "- {text", "- {text", "links", "aliases",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_field_of_a_bare_chat_is_used_by_deleting_its_hash_and_nothing_else(site: Path, language: str) -> None:
    new_chat(site, "form", "--language", language)
    record = site / "content/chats/form/chat.yml"
    assert set(use_each_field(record, site)) == ALL_CHAT_FIELDS | ({"labels"} if language == "en" else set())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_field_of_a_filled_chat_is_used_by_deleting_its_hash_and_nothing_else(site: Path, language: str) -> None:
    new_chat(
        site, "form", "--language", language, "--host", "amara", "--on", "monday", "--bluesky", "--tagline", "An hour"
    )
    record = site / "content/chats/form/chat.yml"
    used = set(use_each_field(record, site)) - {"labels"}
    assert used == ALL_CHAT_FIELDS - {"tagline", "hosts", "platforms", "schedule"} | {
        "mastodon", "x", "from", "until", "skip",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_field_of_a_session_is_used_by_deleting_its_hash_and_nothing_else(site: Path, language: str) -> None:
    new_chat(site, "form", "--language", language, "--on", "monday")
    assert run(site, "new", "session", "form", "T").exit_code == 0
    (record,) = (site / "content/chats/form").rglob("session.md")
    (record.parent / "media").mkdir()
    (record.parent / "media/q3.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert use_each_field(record, site) == SESSION_FIELDS


def test_french_chats_number_answers_as_the_french_do(site: Path) -> None:
    assert new_chat(site, "form", "--language", "fr-CA").answer_labels == ("R", "A")


def use_each_field(record: Path, site: Path) -> list[str]:
    """Use each field of a form that a '#' switches off, alone; every one must leave the records without a problem.

    Returns what the lines were that could be used.
    """
    text = record.read_text(encoding="utf-8")
    wrong: dict[str, list[Problem]] = {}
    used = []
    for off in re.finditer(r"^#(?! \S)(.+)", text, re.MULTILINE):
        record.write_text(text[: off.start()] + off[1] + text[off.end() :], encoding="utf-8")
        if problems := list(read(site).problems):
            wrong[off[1]] = problems
        used.append(re.sub(r'^- "', "- text:", off[1].strip()).split(":")[0])
    record.write_text(text, encoding="utf-8")
    assert wrong == {}
    return used
