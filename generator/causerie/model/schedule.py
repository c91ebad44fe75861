"""The rule that says when a chat takes place, at the chat's own wall-clock time, across every DST change."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from causerie.frozen import frozen


class Period(StrEnum):
    """What a schedule counts in."""

    WEEK = "week"
    MONTH = "month"


@frozen(kw_only=True)
class Schedule:
    """Every n weeks on a weekday, or once a month on its nth (or last) weekday."""

    period: Period
    weekday: int  # Monday is 0
    at: time  # wall-clock time in the chat's zone
    duration: int | None = None  # minutes
    interval: int = 1  # weeks between two sessions; 1 for months
    ordinal: int = 0  # 1 to 5, or -1 for the last; only with months
    first: date | None = None  # `from:`; needed to anchor every n weeks
    last: date | None = None  # `until:`
    skip: tuple[tuple[date, str], ...] = ()  # days without a session, and why

    def dates(self, first: date, last: date) -> Iterator[date]:
        """The scheduled days between two days, both included, skipped ones left out."""
        skipped = {day for day, _ in self.skip}
        first = max(first, self.first or first)
        last = min(last, self.last or last)
        days = self._weekly(first, last) if self.period is Period.WEEK else self._monthly(first, last)
        return (day for day in days if day not in skipped)

    def _weekly(self, first: date, last: date) -> Iterator[date]:
        anchor = self.first or first
        anchor += timedelta(days=(self.weekday - anchor.weekday()) % 7)
        step = 7 * self.interval
        missed = max(0, (first - anchor).days)
        day = anchor + timedelta(days=-(-missed // step) * step)
        while day <= last:
            yield day
            day += timedelta(days=step)

    def _monthly(self, first: date, last: date) -> Iterator[date]:
        year, month = first.year, first.month
        while (year, month) <= (last.year, last.month):
            day = nth_weekday(year, month, self.weekday, self.ordinal)
            if day is not None and first <= day <= last:
                yield day
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def nth_weekday(year: int, month: int, weekday: int, ordinal: int) -> date | None:
    """The nth (1 to 5) or last (-1) weekday of a month; None where a month has no fifth."""
    if ordinal == -1:
        end = date(year, month, monthrange(year, month)[1])
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    begin = date(year, month, 1)
    day = begin + timedelta(days=(weekday - begin.weekday()) % 7 + 7 * (ordinal - 1))
    return day if day.month == month else None


def at_wall_clock(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time as an aware one; a time that a DST change skips moves forward, a repeated one is the first."""
    local = datetime.combine(day, at, zone)
    return local.astimezone(UTC).astimezone(zone)


def is_skipped_time(local: datetime) -> bool:
    """Whether a DST change skips this aware local time: such a clock never shows it."""
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None)


def is_repeated_time(local: datetime) -> bool:
    """Whether a DST change makes clocks show this aware local time twice."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset() and not is_skipped_time(local)
