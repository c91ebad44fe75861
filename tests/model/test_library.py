"""The library: which sessions a schedule still promises, and what takes their slots."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from causerie.model.chat import Chat, ChatStatus
from causerie.model.library import scheduled_slots, taken_slots
from causerie.model.session import Session, Status
from tests import make

TWINS = (make.weekly(at=time(8, 0)), make.weekly(at=time(20, 0)))


def promised(*sessions: Session, chat: Chat | None = None, weeks: int = 3) -> list[str]:
    """The slots that only the schedule knows, from Sunday, 22 November 2026."""
    of = chat or make.chat()
    found = make.library(*sessions, chats=(of,)).unwritten(of, make.NOW, weeks)
    return [session.slot for session in found]


def on(day: int, at: str = "20:00", **changes: Any) -> Session:
    hour, minute = map(int, at.split(":"))
    of = changes.get("chat") or make.chat()
    return make.session(start=datetime(2026, 12, day, hour, minute, tzinfo=of.zone), **changes)


def test_the_schedule_promises_sessions_for_the_coming_weeks() -> None:
    assert promised() == ["2026-11-25", "2026-12-02", "2026-12-09"]
    assert promised(weeks=0) == []


def test_a_promised_session_is_planned_and_has_the_chats_values() -> None:
    of = make.chat(topics=("museums",), language="fr")
    session = next(make.library(chats=(of,)).unwritten(of, make.NOW, 1))
    assert session == Session(
        chat=of,
        start=datetime(2026, 11, 25, 20, 0, tzinfo=make.LONDON),
        duration=60,
        slot="2026-11-25",
        language="fr",
        hosts=of.hosts,
        topics=("museums",),
    )
    assert (session.is_written, session.status) == (False, Status.PLANNED)


def test_a_session_that_moved_to_another_slots_time_takes_that_place_too() -> None:
    moved = on(9, slot="2026-12-02", was=(datetime(2026, 12, 2, 20, 0, tzinfo=make.LONDON),))
    assert promised(moved) == ["2026-11-25"]
    assert promised(on(9, slot="2026-12-02", status=Status.CANCELLED)) == ["2026-11-25", "2026-12-09"]
    assert promised(on(9, "19:00", slot="2026-12-02")) == ["2026-11-25", "2026-12-09"]


def test_a_session_that_is_on_now_stays_promised_until_its_end() -> None:
    of = make.chat()
    library = make.library(chats=(of,))
    start = datetime(2026, 11, 25, 20, 0, tzinfo=make.LONDON)
    slots = [next(library.unwritten(of, start + timedelta(minutes=m), 1)).slot for m in (0, 59, 60)]
    assert slots == ["2026-11-25", "2026-11-25", "2026-12-02"]


def test_skipped_days_are_not_promised() -> None:
    of = make.chat(schedules=(make.weekly(skip=((date(2026, 12, 2), "Conference"),)),))
    assert promised(chat=of) == ["2026-11-25", "2026-12-09"]


@pytest.mark.parametrize("status", [ChatStatus.PAUSED, ChatStatus.ENDED])
def test_a_paused_or_ended_chat_promises_nothing(status: ChatStatus) -> None:
    assert promised(chat=make.chat(status=status)) == []


def test_a_written_session_takes_the_slot_that_it_names_wherever_it_moves() -> None:
    assert promised(on(4, slot="2026-12-02")) == ["2026-11-25", "2026-12-09"]


def test_a_session_on_its_chats_slot_takes_it_without_naming_it() -> None:
    assert promised(on(2)) == ["2026-11-25", "2026-12-09"]
    assert promised(on(2, "18:30")) == ["2026-11-25", "2026-12-09"]


@pytest.mark.parametrize(("at", "is_taken"), [("18:00", True), ("22:00", True), ("17:59", False), ("22:01", False)])
def test_a_session_more_than_two_hours_away_stands_beside_the_slot(at: str, is_taken: bool) -> None:
    assert ("2026-12-02" not in promised(on(2, at))) == is_taken


def test_a_session_stands_in_for_the_closest_of_two_slots() -> None:
    of = make.chat(schedules=(make.weekly(at=time(19, 0)), make.weekly(at=time(20, 30))))
    left = [slot for slot in promised(on(2, "20:00", chat=of), chat=of, weeks=2) if slot.startswith("2026-12-02")]
    assert left == ["2026-12-02T19:00"]


def test_a_session_stands_in_for_a_slot_that_a_dst_change_pushes_over_midnight() -> None:
    of = make.chat(zone=ZoneInfo("America/Scoresbysund"), schedules=(make.weekly(weekday=5, at=time(23, 30)),))
    slots = scheduled_slots(of, date(2027, 3, 26), date(2027, 3, 29))
    late = make.session(chat=of, start=datetime(2027, 3, 28, 1, 0, tzinfo=of.zone), status=Status.CANCELLED)
    assert taken_slots(of, [late], slots) == {"2027-03-27"}


def test_a_moved_session_keeps_its_former_slot_taken() -> None:
    former = datetime(2026, 12, 2, 20, 0, tzinfo=make.LONDON)
    assert promised(on(4, was=(former,))) == ["2026-11-25", "2026-12-09"]


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED])
def test_a_session_that_is_off_still_takes_its_slot(status: Status) -> None:
    assert promised(on(2, status=status)) == ["2026-11-25", "2026-12-09"]


def test_what_is_not_public_takes_no_slot() -> None:
    everything = ["2026-11-25", "2026-12-02", "2026-12-09"]
    assert promised(on(2, status=Status.IDEA)) == everything
    assert promised(on(2, announced=make.NOW + timedelta(minutes=1))) == everything


def test_a_session_of_another_chat_takes_no_slot() -> None:
    other = make.chat(id="other")
    library = make.library(on(2, chat=other), chats=(make.chat(), other))
    assert [s.slot for s in library.unwritten(make.chat(), make.NOW, 2)] == ["2026-11-25", "2026-12-02"]


def test_twin_slots_of_a_day_carry_their_time() -> None:
    of = make.chat(schedules=TWINS)
    assert promised(chat=of, weeks=1) == ["2026-11-25T08:00", "2026-11-25T20:00"]


def test_a_session_takes_one_of_two_slots_of_its_day() -> None:
    of = make.chat(schedules=TWINS)
    left = ["2026-11-25T08:00", "2026-11-25T20:00", "2026-12-02T08:00"]
    assert promised(on(2, chat=of), chat=of, weeks=2) == left
    assert promised(on(3, chat=of, slot="2026-12-02T20:00"), chat=of, weeks=2) == left


def test_a_slot_stays_taken_when_a_twin_schedule_comes_later() -> None:
    of = make.chat(schedules=TWINS)
    left = ["2026-11-25T08:00", "2026-11-25T20:00", "2026-12-02T08:00"]
    assert promised(on(2, chat=of, slot="2026-12-02"), chat=of, weeks=2) == left
    moved = on(4, chat=of, slot="2026-12-02", was=(datetime(2026, 12, 2, 20, 0, tzinfo=of.zone),))
    assert promised(moved, chat=of, weeks=2) == left


def test_a_slot_stays_taken_when_its_twin_goes() -> None:
    assert promised(on(2, slot="2026-12-02T20:00")) == ["2026-11-25", "2026-12-09"]
    assert promised(on(2, "8:00", slot="2026-12-02T08:00")) == ["2026-11-25", "2026-12-02", "2026-12-09"]


def test_twin_schedules_on_two_days_need_no_time() -> None:
    of = make.chat(schedules=(make.weekly(weekday=1), make.weekly(weekday=3)))
    assert promised(chat=of, weeks=1) == ["2026-11-24", "2026-11-26"]


def test_two_schedules_for_the_same_instant_are_one_slot() -> None:
    of = make.chat(schedules=(make.weekly(), make.weekly(duration=90)))
    assert promised(chat=of, weeks=1) == ["2026-11-25"]


def test_a_slot_keeps_its_own_date_when_a_dst_change_pushes_it_over_midnight() -> None:
    of = make.chat(zone=ZoneInfo("America/Scoresbysund"), schedules=(make.weekly(weekday=5, at=time(23, 30)),))
    slots = scheduled_slots(of, date(2027, 3, 26), date(2027, 3, 29))
    assert {key: f"{start:%Y-%m-%d %H:%M}" for key, (_, start) in slots.items()} == {"2027-03-27": "2027-03-28 00:30"}


def test_upcoming_mixes_written_and_promised_by_start() -> None:
    library = make.library(on(2, id="labels"), chats=(make.chat(),))
    found = [session.id or session.slot for session in library.upcoming(make.NOW, 3)]
    assert found == ["2026-11-25", "labels", "2026-12-09"]


def test_postponed_sessions_stay_upcoming_though_their_start_is_over() -> None:
    lost = make.session(status=Status.POSTPONED, start=make.NOW - timedelta(days=30))
    library = make.library(lost, replace(lost, id="held", status=Status.CONFIRMED))
    assert [session.id for session in library.upcoming(make.NOW, 0)] == ["ai-labels"]
    assert {session.id for session in library.past(make.NOW)} == {"ai-labels", "held"}
