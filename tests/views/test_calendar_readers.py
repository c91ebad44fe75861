"""Calendars, read by three foreign parsers, and the same bytes on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from causerie.model.library import Library
from tests import make
from tests.readers.calendars import check_with_libical, read_with_ical_js, read_with_icalendar
from tests.views.calendar_making import ARCHIVES, CHAT, by_uid, library, on, render, uids


def test_the_same_instant_in_another_zone_gives_the_same_calendar() -> None:
    night = datetime(2026, 4, 30, 23, 0, tzinfo=UTC)  # already May in Paris
    library = make.library(on("2026-03-31 20:00", "held"))
    of_utc, of_paris = (
        render(library, now, make.settings(keep_months=1)) for now in (night, night.astimezone(ARCHIVES.zone))
    )
    assert of_paris == of_utc
    assert "museum-hour-held" in uids(of_utc[CHAT])


def test_icalendar_reads_every_file_and_finds_every_event() -> None:
    for path, content in render().items():
        calendar = read_with_icalendar(content)
        assert [str(event["UID"]) for event in calendar.walk("VEVENT")] == list(by_uid(content)), path
        assert all(event.end > event.start for event in calendar.events), path


def test_ical_js_reads_every_file_and_finds_every_event() -> None:
    found = render()
    for path, (name, _, components) in zip(found, read_with_ical_js(found.values()), strict=True):
        assert name == "vcalendar"
        read = [key[3] for _, properties, _ in components for key in properties if key[0] == "uid"]
        assert read == list(by_uid(found[path])), path


def test_ical_js_finds_the_ways_in() -> None:
    ((_, _, ((_, properties, _),)),) = read_with_ical_js([render()["chats/heure-archives/cotes/cotes.ics"]])
    assert [rest for name, *rest in properties if name == "conference"] == [
        [
            {"feature": "CHAT", "label": "Mastodon (archives.example)"},
            "uri",
            "https://archives.example/tags/HeureDesArchives",
        ]
    ]


def test_libical_finds_nothing_wrong_in_any_file() -> None:
    for path, content in render().items():
        assert check_with_libical(content) == [], path


def test_libical_would_find_what_is_missing() -> None:
    content = render()["chats/heure-archives/cotes/cotes.ics"]
    assert check_with_libical(content.replace(b"DTSTAMP", b"X-STAMP")) == [
        "Failed iTIP restrictions for DTSTAMP property. Expected 1 instances of the property and got 0"
    ]


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Tokyo"), ("2", "America/St_Johns"), ("3", "UTC")])
def test_bytes_depend_on_neither_the_hash_seed_nor_the_machines_zone(seed: str, zone: str) -> None:
    program = (
        "import sys; from tests.views.calendar_making import render\n"
        "for path, content in render().items(): sys.stdout.buffer.write(path.encode() + b'\\n' + content)"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)}
    run = subprocess.run([sys.executable, "-c", program], cwd=root, env=environment, capture_output=True, check=True)
    assert run.stdout == b"".join(path.encode() + b"\n" + content for path, content in render().items())


def test_the_order_of_the_records_changes_nothing() -> None:
    of = library()
    shuffled = Library(chats=of.chats, sessions=of.sessions[::-1], people=of.people)
    assert render(shuffled)["calendar.ics"] == render(of)["calendar.ics"]


def test_two_sessions_at_one_time_stand_in_a_certain_order() -> None:
    one, two = on("2026-12-03 11:30", "one"), on("2026-12-03 12:30", "two", chat=ARCHIVES)
    content = render(make.library(one, two), settings=make.settings(weeks_ahead=0))["calendar.ics"]
    assert uids(content) == ["heure-archives-two", "museum-hour-one"]
