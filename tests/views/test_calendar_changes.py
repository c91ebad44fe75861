"""Calendars that people subscribed to: one event stays one event, and every change is noticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from causerie.model.session import Status
from tests import make
from tests.views.calendar_making import CHAT, MUSEUMS, by_uid, events, on, render, uids


def test_a_former_name_keeps_its_subscribers() -> None:
    found = render()
    former = found["chats/musehour/calendar.ics"].replace(b"UID:musehour-", b"UID:museum-hour-")
    assert former == found[CHAT]
    assert uids(found["chats/musehour/calendar.ics"])[0] == "musehour-last-year"


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
        ("0", "20261007T200000Z"),  # 56 days before the start
        ("3622080", "20261120T080000Z"),
        ("3622081", "20261120T080100Z"),
        ("3624960", "20261122T080000Z"),
    ]
    assert all(event["DTSTAMP"] == event["LAST-MODIFIED"] for event in found)


def test_what_is_over_does_not_change_with_the_day() -> None:
    path = "chats/museum-hour/ai-labels/ai-labels.ics"
    assert render(now=make.NOW)[path] == render(now=make.NOW + timedelta(days=900))[path]
