"""A season's sessions as a CSV for a spreadsheet, a row each."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from causerie.following.counting import Held

_HEADINGS = (
    *("chat", "session", "start", "title"),
    *("people", "newcomers", "posts", "answers", "questions"),
    *("counted", "recap_days"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def season_csv(held: Iterable[Held]) -> str:
    """Sessions with their numbers; what was typed in has three columns a name: the number, its source, `estimated`."""
    held = list(held)
    names = sorted({metric.name for each in held for metric in each.typed})
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    typed = (f"{name}{part}" for name in names for part in ("", " source", " estimated"))
    writer.writerow([*_HEADINGS, *map(_guard, (f"typed: {each}" for each in typed))])
    for each in held:
        writer.writerow(_guard("" if cell is None else str(cell)) for cell in _row(each, names))
    return text.getvalue()


def _row(held: Held, names: Iterable[str]) -> Iterator[object]:
    session = held.session
    yield from (session.chat.id, session.id, session.start.isoformat(), session.title)
    yield from (held.people, held.new, held.posts, held.answered, len(held.answers) or None)
    yield from ("yes" if held.is_counted else "no", held.recap_days)
    metrics = {metric.name: metric for metric in held.typed}
    for name in names:
        metric = metrics.get(name)
        yield from (
            (f"{metric.value:g}", metric.source, "yes" if metric.is_estimated else "") if metric else ("", "", "")
        )


def _guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a number may be negative."""
    is_formula = cell.startswith(_FORMULA) and not cell.removeprefix("-").replace(".", "").isdecimal()
    return f"'{cell}" if is_formula else cell
