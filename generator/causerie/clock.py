"""What counts as now: taken once, at the edge of the program, and passed on as an argument."""

from __future__ import annotations

import os
import time as running
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from causerie.problems import CauserieError

YEARS = range(1970, 2200)  # beyond, some zones leave what a datetime can hold


def read_clock(given: str | date | None) -> datetime:
    """The instant that was asked for (`--now`, the plugin's `now`), else SOURCE_DATE_EPOCH, else the clock; in UTC.

    A day is its midnight, and an instant without an offset is UTC. Raises CauserieError when it cannot be read.
    """
    if given not in (None, ""):
        return _parse_instant(given)
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return _refuse_far(datetime.fromtimestamp(int(epoch), UTC))
        except (ValueError, OverflowError, OSError) as error:
            raise CauserieError(f"SOURCE_DATE_EPOCH is '{epoch}', not a number of seconds.") from error
    return datetime.now(UTC).replace(microsecond=0)


def run_clock(now: datetime) -> Callable[[], datetime]:
    """What counts as now, going on from there: a page stays open for hours."""
    began = running.monotonic()
    return lambda: now + timedelta(seconds=int(running.monotonic() - began))


def _parse_instant(given: str | date | None) -> datetime:
    try:
        if isinstance(given, datetime):
            when = given
        elif isinstance(given, date):
            when = datetime.combine(given, time())
        else:
            when = datetime.fromisoformat(str(given).strip())
        return _refuse_far(when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC))
    except (ValueError, OverflowError) as error:
        raise CauserieError(
            f"'now' is '{given}', which is no instant. Write it like 2026-11-22 or 2026-11-22T20:00:00+00:00."
        ) from error


def _refuse_far(when: datetime) -> datetime:
    """The instant, unless calendars end near it."""
    if when.year not in YEARS:
        raise ValueError
    return when
