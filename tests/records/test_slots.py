"""Slots: what hosts are told of sessions beside, on and away from the dates of their chat's schedule."""

from pathlib import Path

import pytest

from tests.records.writing import FOLDER, read, write_records

WEEKLY = 'schedule: {every: week, on: wednesday, at: "20:00", duration: 45}\n'


def said(root: Path, sessions: dict[str, str], chat: str = WEEKLY) -> list[str]:
    write_records(root, chat=chat, sessions={name: f"title: A\n{fields}" for name, fields in sessions.items()})
    return [str(problem).removeprefix(f"{FOLDER}/") for problem in read(root).problems]


@pytest.mark.parametrize(("start", "place"), [("20:00", "on"), ("20:30", "close to"), ("18:00", "close to")])
def test_a_session_close_to_a_slot_is_advised_to_name_it(tmp_path: Path, start: str, place: str) -> None:
    assert said(tmp_path, {"2026-12-02-a": f"start: 2026-12-02 {start}\n"}) == [
        f"2026-12-02-a/session.md:3:8: advice: 'start' is {place} the chat's slot 2026-12-02, and nothing says so."
        " Write slot: 2026-12-02, so that calendars know it again when it moves."
    ]
    assert read(tmp_path).library.sessions[0].duration == 45


def test_an_extra_session_far_from_the_slot_is_advised_nothing(tmp_path: Path) -> None:
    assert said(tmp_path, {"2026-12-02-a": "start: 2026-12-02 08:00\n"}) == []


def test_the_closest_of_two_sessions_is_advised_to_name_the_slot(tmp_path: Path) -> None:
    sessions = {"2026-12-02-a": "start: 2026-12-02 21:30\n", "2026-12-02-b": "start: 2026-12-02 20:00\n"}
    assert [each.partition("/")[0] for each in said(tmp_path, sessions)] == ["2026-12-02-b"]


def test_a_session_on_another_day_than_its_slot_is_advised_to_say_its_former_start(tmp_path: Path) -> None:
    moved = "start: 2026-12-03 20:00\nslot: 2026-12-02\n"
    assert said(tmp_path, {"2026-12-03-a": moved}) == [
        "2026-12-03-a/session.md:4:7: advice: 'slot' is '2026-12-02', and 'start' is on another day. If the session was"
        " moved, write was: [2026-12-02 20:00], so that readers and calendars hear of it."
    ]


@pytest.mark.parametrize("more", ["was: [2026-12-02 20:00]\n", "status: idea\n"])
def test_a_move_that_is_said_or_that_nobody_saw_needs_no_advice(tmp_path: Path, more: str) -> None:
    assert said(tmp_path, {"2026-12-03-a": f"start: 2026-12-03 20:00\nslot: 2026-12-02\n{more}"}) == []


def test_a_skipped_day_that_is_no_date_of_the_schedule_is_said(tmp_path: Path) -> None:
    monthly = "{every: month, on: last friday, at: 13:00, skip: [2026-12-25, 2027-02-05]}"
    weekly = "{every: week, on: wednesday, at: 20:00, until: 2026-12-30, skip: {2026-12-24: A, 2027-03-03: B}}"
    assert said(tmp_path, {}, f"schedule:\n  - {monthly}\n  - {weekly}\n") == [
        "chat.yml:5:67: advice: 'skip' has 2027-02-05, no date of the schedule. Write 2027-01-29, or take it away.",
        "chat.yml:6:71: advice: 'skip' has 2026-12-24, no date of the schedule. Write 2026-12-23, or take it away.",
        "chat.yml:6:86: advice: 'skip' has 2027-03-03, no date of the schedule. Take it away.",
    ]
