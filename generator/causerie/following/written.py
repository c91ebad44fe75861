"""A report as lines of a terminal, and as Markdown."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import zip_longest

from causerie.following.report import Block, Points, Report, Table
from causerie.views.recap_markdown import plain_text

_WIDTH = 100
_WIDEST = 38  # of a column of words
_LAST = 70  # of the last one
_GAP = "  "
_KEPT = "\u00a0\u202f"  # spaces at which no line ends


def report_lines(report: Report, bold: Callable[[str], str] = str) -> Iterator[str]:
    """A report as a terminal shows it; `bold` is what makes a heading stand out there."""
    yield bold(report.title)
    yield report.summary
    for section in report.sections:
        yield from ("", bold(section.title))
        for block in section.blocks:
            yield from _shown(block)


def report_markdown(report: Report) -> str:
    """A report as Markdown; what people wrote means nothing but itself there."""
    parts = [f"# {plain_text(report.title)}", plain_text(report.summary)]
    for section in report.sections:
        parts.append(f"## {section.title}")
        parts += map(_marked, section.blocks)
    return "\n\n".join(parts) + "\n"


def _shown(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from _columns(block)
        case Points():
            for point in block.points:
                yield from textwrap.wrap(_plain(point), _WIDTH, initial_indent="  - ", subsequent_indent="    ")
        case _:
            yield from textwrap.wrap(block, _WIDTH, initial_indent="  ", subsequent_indent="  ")


def _columns(table: Table) -> Iterator[str]:
    rows = [line for row in table.rows for line in _lines(row)]
    widths = [max(map(_width, column)) for column in zip(table.headings, *rows, strict=True)]
    yield _aligned(table.headings, widths, table.numbers)
    yield f"  {_GAP.join('─' * width for width in widths)}"
    for row in rows:
        yield _aligned(row, widths, table.numbers)


def _lines(row: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A row as lines: a long text goes on below."""
    *before, last = row
    yield from zip_longest(*(_wrapped(cell, _WIDEST) for cell in before), _wrapped(last, _LAST), fillvalue="")


def _wrapped(cell: str, most: int) -> list[str]:
    plain = _plain(cell)
    return textwrap.wrap(plain, most if _width(plain) == len(plain) else most // 2) or [""]


def _aligned(row: Sequence[str], widths: Sequence[int], numbers: Container[int]) -> str:
    cells = []
    for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
        room = " " * (width - _width(cell))
        cells.append(room + cell if column in numbers else cell + room)
    return f"  {_GAP.join(cells)}".rstrip()


def _marked(block: Block) -> str:
    match block:
        case Table():
            sides = tuple("--:" if column in block.numbers else "---" for column in range(len(block.headings)))
            rows = [block.headings, sides, *(tuple(map(plain_text, row)) for row in block.rows)]
            return "\n".join(f"| {' | '.join(row)} |" for row in rows)
        case Points():
            return "\n".join(f"- {plain_text(point)}" for point in block.points)
        case _:
            return plain_text(block)


def _plain(text: str) -> str:
    """A text of a record on one line, with nothing that a terminal obeys."""
    shown = "".join(char if char.isprintable() or char in _KEPT else " " for char in text)
    return " ".join(filter(None, shown.split(" ")))


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
