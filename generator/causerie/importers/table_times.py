"""Times in the cells of tables: by the zone that a cell or its column names, else by the one that the host gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from causerie.frozen import frozen
from causerie.importers.x_posts import read_x_time

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")
_UNIVERSAL = re.compile(r"\s*\(?\b(?:UTC|GMT)\b\)?\s*$", re.IGNORECASE)
_BY_NUMBERS = re.compile(
    r"(?P<a>\d{1,4})(?P<sign>[-/.])(?P<b>\d{1,2})(?P=sign)(?P<c>\d{4}|\d{1,2})"
    r"(?:[T,\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
)
_BY_NAME = ("%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y", "%a %b %d %Y", "%a %d %b %Y")
_CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
_NO_ZONE = "names no zone. Give that of the table, as --timezone Europe/London"
_UNREADABLE = "is none that this program can read. Write it as 2026-11-25 20:00"
_TWO_WAYS = "can be read in two ways. Write the dates of the table as 2026-11-25 20:00"


@frozen
class Times:
    """How the times of a column are to be read."""

    zone: tzinfo | None  # of those that name none
    is_day_first: bool | None = None  # 3/11 is in November; None where no cell tells

    def read_aware(self, cell: str) -> datetime | None:
        """The moment of a cell that says its zone, in UTC; None for others."""
        if (when := _read_exact(cell)) is not None or not _UNIVERSAL.search(cell):
            return when
        local = _read_local(_UNIVERSAL.sub("", cell), self.is_day_first)
        return local if isinstance(local, datetime) else None

    def read_local(self, cell: str) -> datetime | str:
        """The moment of a cell by the table's zone, in UTC; else what is wrong with it, to follow 'the time …'."""
        local = _read_local(_UNIVERSAL.sub("", cell), self.is_day_first)
        if local is None:
            return _UNREADABLE
        if isinstance(local, str):
            return local
        try:
            return local.replace(tzinfo=self.zone).astimezone(UTC) if self.zone else _NO_ZONE
        except OverflowError:
            return _UNREADABLE


def has_clock(cell: str) -> bool:
    """Whether a cell has a time, and not only a day."""
    return ":" in cell or _SECONDS.fullmatch(cell) is not None


def find_order(cells: Iterable[str]) -> bool | None:
    """Whether the days stand first in the dates of a column; None where none of them tells."""
    for cell in cells:
        found = _BY_NUMBERS.match(cell)
        if found and len(found["a"]) < 4:
            first, second = int(found["a"]), int(found["b"])
            if first > 12 or found["sign"] == ".":
                return True
            if second > 12 or found["half"]:
                return False
    return None


def _read_exact(cell: str) -> datetime | None:
    if _SECONDS.fullmatch(cell):
        seconds = float(cell) / (1000 if len(cell) == 13 and "." not in cell else 1)
        return _EPOCH + timedelta(seconds=seconds)
    try:
        return read_x_time(cell)
    except OverflowError:
        return None


def _read_local(cell: str, is_day_first: bool | None) -> datetime | str | None:
    """What the clock showed, as if in UTC; what is wrong with the cell; None where it is no time."""
    found = _BY_NUMBERS.fullmatch(cell.strip())
    if not found:
        return _read_named(cell)
    first, second, third = found["a"], found["b"], found["c"]
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    else:
        if is_day_first is None and first != second:
            return _TWO_WAYS
        year, month, day = int(third), int(second), int(first)
        if not is_day_first:
            month, day = day, month
        year += 2000 if len(third) < 3 else 0
    hour, minute, clock_second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    if half := (found["half"] or "").lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return datetime(year, month, day, hour, minute, clock_second, tzinfo=UTC)
    except ValueError:
        return None


def _read_named(cell: str) -> datetime | None:
    words = " ".join(cell.replace(",", " ").replace("·", " ").replace(" at ", " ").split())
    for form in _BY_NAME:
        for clock in _CLOCKS:
            try:
                return datetime.strptime(words, form + clock).replace(tzinfo=UTC)
            except ValueError:
                continue
    return None
