"""Ids that a spreadsheet took for numbers and rounded: how they are known, and what a host is told of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from causerie.importers.reading import Row
from causerie.problems import Problem

ROUNDED = (
    "a spreadsheet rounded the ids of this table: its posts have their times, but no addresses, and are not known again"
    " in another export. Better import the table as the tool wrote it."
)
_EXACT_DIGITS = 15  # of a number in a spreadsheet
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_FIRST = 200  # rows: by chance, one id in some thousand looks rounded


def is_rounded(native: str) -> bool:
    """Whether an id looks as a spreadsheet leaves it: 1.26426E+18, 1264260000000000000."""
    if not native.isdigit():
        return _SCIENTIFIC.fullmatch(native) is not None
    return len(native) > _EXACT_DIGITS and not native[_EXACT_DIGITS:].strip("0")


def why_unknown(told: str, address: str) -> str:
    """Why nobody knows which post a row is: by its id, and the column that has addresses in some tables."""
    if not told:
        return "it has no id"
    without = f", and it has no {address}" if address else ""
    return f"its id '{told}' {'was rounded by a spreadsheet' if is_rounded(told) else 'is none'}{without}"


def begin_rows(rows: Iterator[Row | Problem], *names: str) -> tuple[bool, Iterator[Row | Problem]]:
    """Whether the ids in these columns were rounded, by the first rows, and all the rows."""
    first = list(islice(rows, _FIRST))
    ids = [row.get(*names).strip("'\"x") for row in first if isinstance(row, Row)]
    long = [each for each in ids if len(each) > _EXACT_DIGITS or is_rounded(each)]
    return bool(long) and all(map(is_rounded, long)), chain(first, rows)
