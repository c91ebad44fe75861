"""Calendars: what stands in which file, what makes clients follow a change, and the traps of ics."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from causerie.model.chat import ChatStatus
from causerie.model.library import Library
from causerie.model.session import Session, Status
from tests import make
from tests.readers.calendars import check_with_libical, read_with_ical_js, read_with_icalendar
from tests.views.calendar_making import ARCHIVES, MUSEUMS, by_uid, events, library, on, render, unfold

CHAT = "chats/museum-hour/calendar.ics"


def uids(content: bytes) -> list[str]:
    return [event["UID"][0].removesuffix("@chats.example") for event in events(content)]


def test_a_chats_calendar_is_as_it_was(golden: Callable[[str, bytes], None]) -> None:
    golden("museum-hour.ics", render()[CHAT])


def test_a_sessions_own_file_is_as_it_was(golden: Callable[[str, bytes], None]) -> None:
    golden("cotes.ics", render()["chats/heure-archives/cotes/cotes.ics"])


def test_the_site_each_chat_each_former_name_and_each_public_session_have_a_file() -> None:
    written = ["too-old", "last-year", "cancelled", "postponed", "ai-labels", "moved", "planned"]
    assert sorted(render()) == sorted(
        [
            "calendar.ics",
            CHAT,
            "chats/musehour/calendar.ics",
            *(f"chats/museum-hour/{each}/{each}.ics" for each in written),
            "chats/heure-archives/calendar.ics",
            "chats/heure-archives/cotes/cotes.ics",
        ]
    )


def test_a_chats_calendar_has_the_kept_past_what_is_written_and_what_the_schedule_promises() -> None:
    assert uids(render()[CHAT]) == [
        "museum-hour-last-year",
        "museum-hour-postponed",
        "museum-hour-cancelled",
        "museum-hour-2026-11-25",
        "museum-hour-2026-12-02",
        "museum-hour-moved",
        "museum-hour-planned",
        "museum-hour-2026-12-23",
        "museum-hour-2026-12-30",
        "museum-hour-2027-01-06",
        "museum-hour-2027-01-13",
    ]


def test_a_former_name_keeps_its_subscribers() -> None:
    found = render()
    assert found["chats/musehour/calendar.ics"] == found[CHAT]


def test_the_sites_calendar_has_every_chats_events_as_they_stand_there() -> None:
    found = render()
    chats = {**by_uid(found[CHAT]), **by_uid(found["chats/heure-archives/calendar.ics"])}
    site = by_uid(found["calendar.ics"])
    assert site == chats
    assert [e["DTSTART"] for e in site.values()] == sorted(e["DTSTART"] for e in site.values())


def test_options_say_how_far_calendars_reach() -> None:
    found = uids(render(settings=make.settings(weeks_ahead=1, keep_months=0))[CHAT])
    assert found[:3] == ["museum-hour-postponed", "museum-hour-2026-11-25", "museum-hour-2026-12-02"]
    kept = uids(render(settings=make.settings(weeks_ahead=0, keep_months=13))[CHAT])
    assert kept[:2] == ["museum-hour-too-old", "museum-hour-last-year"]


def test_months_that_are_shorter_keep_their_last_day() -> None:
    held = on("2026-02-28 20:00", "held")
    day = datetime(2026, 3, 31, 12, tzinfo=UTC)
    settings = make.settings(keep_months=1, weeks_ahead=0)
    assert uids(render(make.library(held), day, settings)[CHAT]) == ["museum-hour-held"]
    assert uids(render(make.library(held), day + timedelta(hours=8), settings)[CHAT]) == ["museum-hour-held"]
    assert uids(render(make.library(held), day + timedelta(days=1), settings)[CHAT]) == []
    autumn = make.library(on("2026-10-30 20:00", "gone"), on("2026-10-31 20:00", "kept"))
    settings = make.settings(keep_months=2, weeks_ahead=0)
    assert uids(render(autumn, datetime(2026, 12, 31, 12, tzinfo=UTC), settings)[CHAT]) == ["museum-hour-kept"]


def test_the_same_instant_in_another_zone_gives_the_same_calendar() -> None:
    night = datetime(2026, 4, 30, 23, 0, tzinfo=UTC)  # already May in Paris
    library = make.library(on("2026-03-31 20:00", "held"))
    of_utc, of_paris = (
        render(library, now, make.settings(keep_months=1)) for now in (night, night.astimezone(ARCHIVES.zone))
    )
    assert of_paris == of_utc
    assert "museum-hour-held" in uids(of_utc[CHAT])


def test_every_status_has_its_own_in_calendars() -> None:
    found = by_uid(render()[CHAT])
    assert {uid.split("@")[0].removeprefix("museum-hour-"): event["STATUS"] for uid, event in found.items()} == {
        "last-year": "CONFIRMED",
        "postponed": "TENTATIVE",
        "cancelled": "CANCELLED",
        "2026-11-25": "TENTATIVE",
        "2026-12-02": "CONFIRMED",
        "moved": "CONFIRMED",
        "planned": "TENTATIVE",
        "2026-12-23": "TENTATIVE",
        "2026-12-30": "TENTATIVE",
        "2027-01-06": "TENTATIVE",
        "2027-01-13": "TENTATIVE",
    }


def test_each_event_has_what_clients_need_once() -> None:
    dates, texts = (
        {"DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND"},
        {"SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"},
    )
    needed = {"UID", "SEQUENCE", "URL", "STATUS", "TRANSP"} | dates | texts
    for path, content in render().items():
        for event in events(content):
            assert set(event) - {"CONFERENCE"} == needed, path
            assert {name for name, values in event.items() if len(values) > 1} <= {"CONFERENCE"}, path
            assert event["DESCRIPTION"][0].endswith("\\n\\n" + event["URL"][0]), path
            assert event["TRANSP"] == ["TRANSPARENT"]


def test_calendars_say_their_name_and_when_to_come_back() -> None:
    found = render()
    assert unfold(found["chats/heure-archives/calendar.ics"])[1:13] == [
        "VERSION:2.0",
        "PRODID:-//causerie//causerie//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Heure des archives · fonds · cotes",
        "X-WR-CALNAME:Heure des archives · fonds · cotes",
        "DESCRIPTION:Sessions of #HeureDesArchives",
        "X-WR-CALDESC:Sessions of #HeureDesArchives",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "X-WR-TIMEZONE:Europe/Paris",
        "SOURCE;VALUE=URI:https://chats.example/chats/heure-archives/calendar.ics",
        "URL:https://chats.example/chats/heure-archives/",
    ]
    assert unfold(found["calendar.ics"])[4:13] == [
        "NAME:Galleries & Stacks",
        "X-WR-CALNAME:Galleries & Stacks",
        "DESCRIPTION:Hashtag chats.",
        "X-WR-CALDESC:Hashtag chats.",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "SOURCE;VALUE=URI:https://chats.example/calendar.ics",
        "URL:https://chats.example/",
        "BEGIN:VEVENT",
    ]
    assert "COLOR:darkslateblue" in unfold(found[CHAT])


def test_a_sessions_own_file_names_no_calendar() -> None:
    head = unfold(render()["chats/heure-archives/cotes/cotes.ics"])[:6]
    assert head[4:] == ["X-WR-TIMEZONE:Europe/Paris", "BEGIN:VEVENT"]


def test_the_sites_zone_is_said_where_all_chats_share_it() -> None:
    assert "X-WR-TIMEZONE:Europe/London" in unfold(render(make.library())["calendar.ics"])


def test_no_recurrence_no_method_no_organizer_and_nothing_but_utc() -> None:
    for content in render().values():
        names = {line.partition(":")[0].partition(";")[0] for line in unfold(content)}
        assert names.isdisjoint({"RRULE", "RDATE", "METHOD", "ORGANIZER", "TZID", "DURATION"})
        for event in events(content):
            for name in ("DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"):
                assert datetime.strptime(event[name][0], "%Y%m%dT%H%M%SZ"), name  # noqa: DTZ007 - the Z is the point


def test_dst_moves_the_instant_and_not_the_hour() -> None:
    found = by_uid(render(now=datetime(2027, 3, 20, tzinfo=UTC))[CHAT])
    starts = [event["DTSTART"] for uid, event in found.items() if "-2027-03-2" in uid or "-2027-03-3" in uid]
    assert starts == ["20270324T200000Z", "20270331T190000Z"]


def test_the_uid_stays_when_the_start_moves_and_the_folder_is_renamed() -> None:
    session = on("2026-12-02 20:00", "labels", path="content/chats/museum-hour/2026-12-02-labels/session.md")
    moved = replace(session, start=session.start + timedelta(days=9), path="2026-12-11-labels", was=(session.start,))
    one, other = (by_uid(render(make.library(each))["calendar.ics"]) for each in (session, moved))
    uid = "museum-hour-labels@chats.example"
    assert (one[uid]["DTSTART"], other[uid]["DTSTART"]) == ("20261202T200000Z", "20261211T200000Z")
    assert one[uid]["URL"] == other[uid]["URL"] == "https://chats.example/chats/museum-hour/labels/"


def test_the_uid_has_the_domain_that_the_host_chose() -> None:
    content = render(settings=make.settings(uid_domain="old.example"))["chats/heure-archives/cotes/cotes.ics"]
    assert [event["UID"][0] for event in events(content)] == ["heure-archives-cotes@old.example"]


def test_a_slots_event_becomes_the_written_session() -> None:
    before = render(make.library(chats=(MUSEUMS,)))[CHAT]
    session = on("2026-12-02 20:00", "labels", slot="2026-12-02", announced=make.NOW)
    after = render(make.library(session))[CHAT]
    assert uids(before) == uids(after)
    uid = "museum-hour-2026-12-02@chats.example"
    old, new = by_uid(before)[uid], by_uid(after)[uid]
    assert (old["STATUS"], old["SUMMARY"], old["SEQUENCE"]) == ("TENTATIVE", "#MuseumHour: Topic to be announced", "0")
    assert (new["STATUS"], new["SUMMARY"]) == ("CONFIRMED", "#MuseumHour: Who writes the label?")
    assert int(new["SEQUENCE"]) > 0
    assert new["LAST-MODIFIED"] > old["LAST-MODIFIED"]


def test_a_session_that_leaves_its_slot_takes_the_event_with_it() -> None:
    moved = on("2026-12-04 20:00", "labels", slot="2026-12-02", updated=make.NOW)
    found = by_uid(render(make.library(moved))[CHAT])
    assert found["museum-hour-2026-12-02@chats.example"]["DTSTART"] == "20261204T200000Z"
    assert [uid for uid, event in found.items() if event["DTSTART"].startswith("20261202")] == []


def test_one_of_two_slots_of_a_day_is_taken() -> None:
    chat = make.chat(schedules=(make.weekly(at=datetime(2026, 1, 1, 8).time()), make.weekly()))  # noqa: DTZ001
    session = on("2026-11-25 20:00", "labels", chat=chat, slot="2026-11-25T20:00")
    assert uids(render(make.library(session), settings=make.settings(weeks_ahead=1))[CHAT]) == [
        "museum-hour-2026-11-25T0800",
        "museum-hour-2026-11-25T2000",
    ]


def test_sequence_and_modification_grow_with_updated_and_nothing_else_does() -> None:
    day = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    states = [
        on("2026-12-02 20:00", "labels"),
        on("2026-12-02 20:00", "labels", announced=day),
        on("2026-12-02 20:00", "labels", announced=day, updated=day + timedelta(minutes=1)),
        on("2026-12-02 20:00", "labels", announced=day, updated=day + timedelta(days=2), status=Status.CANCELLED),
    ]
    found = [by_uid(render(make.library(s))["calendar.ics"])["museum-hour-labels@chats.example"] for s in states]
    assert [(event["SEQUENCE"], event["LAST-MODIFIED"]) for event in found] == [
        ("0", "20261007T190000Z"),  # 56 days before the start
        ("3622080", "20261120T080000Z"),
        ("3622081", "20261120T080100Z"),
        ("3624960", "20261122T080000Z"),
    ]
    assert all(event["DTSTAMP"] == event["LAST-MODIFIED"] for event in found)


def test_what_is_over_does_not_change_with_the_day() -> None:
    path = "chats/museum-hour/ai-labels/ai-labels.ics"
    assert render(now=make.NOW)[path] == render(now=make.NOW + timedelta(days=900))[path]


@pytest.mark.parametrize("status", [ChatStatus.PAUSED, ChatStatus.ENDED])
def test_a_chat_that_rests_keeps_its_calendar_and_promises_nothing(status: ChatStatus) -> None:
    chat = make.chat(status=status)
    written = on("2026-12-02 20:00", "labels", chat=chat)
    assert uids(render(make.library(written))[CHAT]) == ["museum-hour-labels"]
    assert uids(render(make.library(chats=(chat,)))[CHAT]) == []


def test_skipped_slots_are_in_no_calendar() -> None:
    chat = make.chat(schedules=(make.weekly(skip=((date(2026, 12, 2), "Conference"),)),))
    content = render(make.library(chats=(chat,)), settings=make.settings(weeks_ahead=3))[CHAT]
    assert uids(content) == ["museum-hour-2026-11-25", "museum-hour-2026-12-09"]


def test_without_a_site_url_there_are_no_calendars() -> None:
    assert render(settings=make.settings(site_url="")) == {}


def test_every_address_of_ours_is_the_published_one() -> None:
    for content in render(settings=make.settings(site_url="https://org.example/chat/")).values():
        for line in unfold(content):
            assert "localhost" not in line
            assert "127.0.0.1" not in line
            if line.startswith(("URL", "SOURCE")):
                assert "https://org.example/chat/" in line


def test_artifacts_name_the_record_that_they_came_from() -> None:
    from causerie.views.calendar import render_calendars

    session = on("2026-12-02 20:00", "labels", chat=make.chat(path="content/chat.yml"), path="content/session.md")
    found = {a.path: a.record for a in render_calendars(make.library(session), make.settings(), make.NOW)}
    assert found == {
        "calendar.ics": "",
        CHAT: "content/chat.yml",
        "chats/museum-hour/labels/labels.ics": "content/session.md",
    }


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


def test_a_session_written_in_another_zone_is_told_in_the_chats() -> None:
    session: Session = replace(on("2026-12-02 20:00", "labels"), start=datetime(2026, 12, 3, 5, tzinfo=ARCHIVES.zone))
    event = by_uid(render(make.library(session))["calendar.ics"])["museum-hour-labels@chats.example"]
    assert event["DTSTART"] == "20261203T040000Z"
    assert "4:00" in event["DESCRIPTION"]
