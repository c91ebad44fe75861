"""Schedules: the right days, and the chat's own wall-clock time in every zone of the world."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil import rrule  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from causerie.model.schedule import Period, Schedule, at_wall_clock, is_repeated_time, is_skipped_time, nth_weekday
from tests import make

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
WEEKDAYS = st.integers(0, 6)


def monthly(ordinal: int, weekday: int = 1) -> Schedule:
    return make.weekly(period=Period.MONTH, weekday=weekday, ordinal=ordinal)


def rule(frequency: int, first: date, last: date, **rest: object) -> list[date]:
    """The same days by dateutil, which knows nothing of us."""
    start = datetime(first.year, first.month, first.day)  # noqa: DTZ001 - dateutil's rules of days are naive
    until = datetime(last.year, last.month, last.day)  # noqa: DTZ001
    return [each.date() for each in rrule.rrule(frequency, dtstart=start, until=until, **rest)]


@given(first=DAYS, days=st.integers(0, 400), weekday=WEEKDAYS)
def test_weekly_is_every_such_weekday(first: date, days: int, weekday: int) -> None:
    last = first + timedelta(days=days)
    assert list(make.weekly(weekday=weekday).dates(first, last)) == rule(rrule.WEEKLY, first, last, byweekday=weekday)


@given(start=DAYS, ask=DAYS, days=st.integers(0, 200), weekday=WEEKDAYS, interval=st.integers(1, 6))
def test_every_n_weeks_counts_from_its_first_day_whenever_it_is_asked(
    start: date, ask: date, days: int, weekday: int, interval: int
) -> None:
    last = ask + timedelta(days=days)
    first_session = start + timedelta(days=(weekday - start.weekday()) % 7)
    expected = rule(rrule.WEEKLY, first_session, last, interval=interval)
    schedule = make.weekly(weekday=weekday, interval=interval, first=start)
    assert list(schedule.dates(ask, last)) == [day for day in expected if day >= ask]


@given(first=DAYS, days=st.integers(0, 800), weekday=WEEKDAYS, ordinal=st.sampled_from([1, 2, 3, 4, 5, -1]))
def test_monthly_is_the_nth_or_the_last_weekday(first: date, days: int, weekday: int, ordinal: int) -> None:
    last = first + timedelta(days=days)
    expected = rule(rrule.MONTHLY, first, last, byweekday=rrule.weekday(weekday, ordinal))
    assert list(monthly(ordinal, weekday).dates(first, last)) == expected


def test_a_month_without_a_fifth_weekday_has_no_session() -> None:
    assert nth_weekday(2026, 12, 1, 5) == date(2026, 12, 29)
    assert nth_weekday(2026, 11, 1, 5) is None
    assert list(monthly(5).dates(date(2026, 11, 1), date(2026, 12, 31))) == [date(2026, 12, 29)]


def test_from_and_until_are_both_days_of_the_schedule() -> None:
    schedule = make.weekly(first=date(2026, 12, 2), last=date(2026, 12, 16))
    expected = [date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 16)]
    assert list(schedule.dates(date(2026, 1, 1), date(2027, 12, 31))) == expected


def test_skipped_days_have_no_session_and_shift_nothing() -> None:
    schedule = make.weekly(interval=2, first=date(2026, 12, 2), skip=((date(2026, 12, 16), "Holidays"),))
    expected = [date(2026, 12, 2), date(2026, 12, 30)]
    assert list(schedule.dates(date(2026, 12, 1), date(2027, 1, 1))) == expected


def test_every_zone_keeps_its_wall_clock_time_for_ten_years() -> None:
    zones = sorted(available_timezones())
    assert len(zones) > 400
    for name in zones:
        zone, seed = ZoneInfo(name), crc32(name.encode())
        at = time(seed % 24, seed // 24 % 60)  # another time in each zone, the same in each run
        weekday = seed % 7
        for day in make.weekly(weekday=weekday).dates(date(2022, 1, 1), date(2031, 12, 31)):
            start = at_wall_clock(day, at, zone)
            shown = datetime.fromtimestamp(start.timestamp(), zone)  # what a clock there shows at that instant
            if is_skipped_time(datetime.combine(day, at, zone)):
                assert shown.replace(tzinfo=None) > datetime.combine(day, at), (name, day, at)
            else:
                assert shown.replace(tzinfo=None) == datetime.combine(day, at), (name, day, at)
            assert start.utcoffset() == shown.utcoffset(), (name, day, at)


@given(name=st.sampled_from(sorted(available_timezones())), day=DAYS, minute=st.integers(0, 24 * 60 - 1))
def test_a_time_that_no_clock_shows_is_known_as_skipped(name: str, day: date, minute: int) -> None:
    zone, at = ZoneInfo(name), time(minute // 60, minute % 60)
    local = datetime.combine(day, at)
    midnight = datetime.combine(day, time(), UTC)
    times_shown = sum(
        (midnight + timedelta(minutes=minute) - offset).astimezone(zone).replace(tzinfo=None, fold=0) == local
        for offset in {(midnight + timedelta(hours=h)).astimezone(zone).utcoffset() for h in range(-36, 60, 3)}
        if offset is not None
    )
    aware = local.replace(tzinfo=zone)
    assert is_skipped_time(aware) == (times_shown == 0)
    assert is_repeated_time(aware) == (times_shown == 2)


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        ("Europe/London", date(2026, 3, 29), time(1, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: 02:30
        (
            "Europe/London",
            date(2026, 10, 25),
            time(1, 30),
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),  # twice: the first
        ("America/New_York", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),  # skipped: 03:30
        (
            "Australia/Lord_Howe",
            date(2026, 10, 4),
            time(2, 15),
            datetime(2026, 10, 3, 15, 45, tzinfo=UTC),
        ),  # half an hour
        ("Asia/Kathmandu", date(2026, 7, 1), time(20, 0), datetime(2026, 7, 1, 14, 15, tzinfo=UTC)),
    ],
)
def test_a_slot_in_a_dst_change_moves_forward_and_never_vanishes(zone: str, day: date, at: time, utc: datetime) -> None:
    assert at_wall_clock(day, at, ZoneInfo(zone)).astimezone(UTC) == utc
