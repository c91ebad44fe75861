"""Calendars: what stands in which file, and what each of them says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from causerie.model.chat import ChatStatus
from causerie.model.session import Session
from tests import make
from tests.views.calendar_making import ARCHIVES, CHAT, by_uid, events, on, render, uids, unfold


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
            *(f"chats/{chat}/{each}/{each}.ics" for chat in ("museum-hour", "musehour") for each in written),
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
        "DESCRIPTION:Séances de #HeureDesArchives",
        "X-WR-CALDESC:Séances de #HeureDesArchives",
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
    from causerie.build import build_files, plan_site

    session = on("2026-12-02 20:00", "labels", chat=make.chat(path="content/chat.yml"), path="content/session.md")
    every = build_files(plan_site(make.library(session), make.settings(), make.NOW))
    found = {a.path: a.record for a in every if a.path.endswith(".ics")}
    assert found == {
        "calendar.ics": "",
        CHAT: "content/chat.yml",
        "chats/museum-hour/labels/labels.ics": "content/session.md",
    }


def test_a_session_written_in_another_zone_is_told_in_the_chats() -> None:
    session: Session = replace(on("2026-12-02 20:00", "labels"), start=datetime(2026, 12, 3, 5, tzinfo=ARCHIVES.zone))
    event = by_uid(render(make.library(session))["calendar.ics"])["museum-hour-labels@chats.example"]
    assert event["DTSTART"] == "20261203T040000Z"
    assert "4:00" in event["DESCRIPTION"]
