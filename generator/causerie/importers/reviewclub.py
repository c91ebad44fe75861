"""Pages of a review club: front matter, notes, and the log of an IRC meeting between `{% irc %}` and `{% endirc %}`.

The lines have hours and minutes, the front matter the day. Such clubs log in UTC, and nothing says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from causerie.clock import YEARS
from causerie.importers.export import Export, ExportFile
from causerie.importers.importer import Importer, Reading
from causerie.importers.irc import Clock, Room, find_bots, read_room
from causerie.importers.irc_lines import Said, read_said
from causerie.importers.lines import split_lines, split_log
from causerie.importers.reading import fault, read_text
from causerie.importers.sample import Sample

_BEGIN = re.compile(r"\{%-?\s*irc\s*-?%\}")
_END = re.compile(r"\{%-?\s*endirc\s*-?%\}")
_DATE = re.compile(r"\b(\d{4}-\d\d-\d\d)\b")
_KEY = re.compile(r"(?P<key>\w+)\s*:\s*(?P<value>.*?)\s*$")
_HEADING = re.compile(r"\s*#{1,6} ")
_COMMENT = re.compile(r"\s*(?:<!--.*|.*-->\s*)$")


def _recognise(sample: Sample) -> bool:
    text = sample.text.lstrip("\ufeff \r\n")
    return text.startswith("---") and _BEGIN.search(text) is not None and "date" in _front_matter(split_lines(text))


def _read(file: ExportFile, export: Export) -> Reading:
    lines = split_log(read_text(file).lstrip("\ufeff"))
    page = _front_matter(lines)
    day = _DATE.search(page.get("date", ""))
    try:
        today = date.fromisoformat(day[1]) if day else None
    except ValueError:
        today = None
    if today is None or today.year not in YEARS:
        yield fault(file, 1, f"'date: {page.get('date', '')}' is no day. Write it as 2026-12-02.")
        return
    logs = [tuple(read_said(log)) for log in _logs(lines)]
    every = [line for log in logs for line in log if isinstance(line, Said)]
    if not every:
        yield fault(file, 1, "the page has no log yet.")
        return
    room = Room(page.get("title") or file.name.removesuffix(".md"), find_bots(every))
    last: datetime | None = None
    for log in logs:
        said = [line for line in log if isinstance(line, Said)]
        if not said:
            continue
        near = datetime.combine(today, said[0].time, UTC)
        if last is not None:
            if near < last:
                near = datetime.combine(date.fromordinal(last.date().toordinal() + 1), said[0].time, UTC)
            yield fault(file, said[0].line, f"a further log without a date: taken as of {near:%Y-%m-%d}.")
        clock = Clock(near)
        yield from read_room(file, log, room, clock)
        last = clock.last


def _front_matter(lines: list[str]) -> dict[str, str]:
    """The plain `key: value` lines between the first two `---`, which is all that is needed of them."""
    values: dict[str, str] = {}
    inside = False
    for line in lines:
        if line.strip() == "---":
            if inside:
                break
            inside = True
        elif inside and (found := _KEY.match(line)) is not None:
            values[found["key"]] = found["value"].strip("\"'")
    return values


def _logs(lines: list[str]) -> Iterator[list[tuple[int, str]]]:
    """The logs of a page with the numbers of their lines; a heading within one begins the next meeting."""
    log: list[tuple[int, str]] | None = None
    for number, line in enumerate(lines, 1):
        if _BEGIN.search(line):
            log = []
        elif log is None:
            continue
        elif _END.search(line):
            yield log
            log = None
        elif _HEADING.match(line):
            yield log
            log = []
        elif not _COMMENT.match(line):
            log.append((number, line))
    if log:
        yield log


IMPORTERS = (
    Importer(
        name="reviewclub",
        title="review-club page with an IRC log",
        recognise=_recognise,
        read=_read,
        has_hashtags=False,
    ),
)
