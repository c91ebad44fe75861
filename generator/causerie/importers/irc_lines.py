"""Lines of chat logs, whichever client or bot wrote them: who said what, at which time of day, and on which day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, time

from causerie.frozen import frozen
from causerie.importers.lines import split_log

# Blanks are taken once and for all (`*+`): a long run of them would be tried in every way.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LINE = re.compile(
    r"\s*+\[?(?:(?P<date>\d{4}-\d\d-\d\d)[T ]++|(?P<month>[A-Z][a-z]{2}) ++(?P<day>\d{1,2}) ++)?"
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?Z?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\b\.?)?\]?\s*+"
    r"(?:<\s*+[~&@%+]?(?P<nick>[^<>\s]+)\s*+>|\*\s++[~&@%+]?(?P<actor>[^\s*]+))(?:\s(?P<text>.*))?$",
    re.DOTALL,
)
_TABBED = re.compile(  # WeeChat
    r"(?P<date>\d{4}-\d\d-\d\d) (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)\t(?P<nick>[^\t]*)\t"
    r"(?P<text>.*)$",
    re.DOTALL,
)
_TABBED_NOTICE = re.compile(r"-->|<--|--|=!=|\s*")
_NOTICE = re.compile(  # what a client writes into its log: who comes and goes, the log's own begin and end
    r"\s*+(?:(?:\[?[A-Z][a-z]{2} ++\d{1,2} )?\[?[\d:TZ.]*+(?:[ -][\d:TZ.]++)*+\]?\s*+"
    r"(?:-!-|\*{2,}|=+[-!]?=*|-+>|<-+|-{2,3}|!)(?:\s|$)"
    r"|\[?[\d:]*+\]?\s*+\S++ (?:\[[^\]]*\] |\([^)]*\) )?(?:has )?(?:joined|left|quit)\b)"
)
_MOVES = re.compile(
    r"(?:has )?(?:joined|left|quit|parted)\b|is now known as |sets? mode|(?:has )?changed the topic"
    r"|(?:Now )?talking on #|(?:Topic )?for #\S+ (?:is|set by)\b"  # `* Now talking on …`, as HexChat writes
)
_DAY = re.compile(  # of irssi and HexChat
    r"\s*+(?:--- (?:Log opened|Day changed)|\*{4} BEGIN LOGGING AT) \w{2,3} (?P<month>[A-Z][a-z]{2}) +(?P<day>\d{1,2})"
    r"(?: \d\d:\d\d:\d\d)? (?P<year>\d{4})\s*$"
)
_BEGINS_OTHERWISE = re.compile(  # and so does not go on with what was said before
    r"\s*+(?:\[?(?:\d{4}-\d\d-\d\d[T ]|\d{1,2}:\d\d|[A-Z][a-z]{2} +\d{1,2} \d\d:)|-{3} (?:Log|Day) |\*{4} [A-Z]{4})"
)
_NICK_OF_MATRIX = re.compile(r"[^\s:]+:[\w-]+(?:\.[\w-]+)+(?::\d+)?")
_MOST_LINES = 500  # of one message
_NEARLY_A_YEAR = 300  # days


@frozen
class Said:
    """A line that somebody said; the log has its time of day, seldom its date."""

    line: int
    nick: str
    text: str
    time: time
    date: date | None = None
    is_action: bool = False  # `* nick waves`
    may_go_on: bool = False  # the lines without a time behind it belong to it: the log has days, or is of Matrix


def read_line(number: int, text: str, year: int | None = None) -> Said | None:
    """A line of a log, by the year where it has but month and day; None for one that nobody said."""
    if (found := _TABBED.match(text)) is not None:
        return _read_tabbed(number, found)
    if (found := _LINE.match(text)) is None:
        return None
    hour = int(found["hour"])
    if half := found["half"]:
        hour = hour % 12 + (12 if half in "pP" else 0)
    try:
        day = date.fromisoformat(found["date"]) if found["date"] else None
        if found["month"] and year:
            day = _date(year, found["month"], found["day"])
    except ValueError:
        return None
    moment = time(hour, int(found["minute"]), int(found["second"] or 0))
    said = (found["text"] or "").strip()
    nick = found["nick"] or found["actor"]
    may_go_on = bool(found["date"]) or _NICK_OF_MATRIX.fullmatch(nick) is not None
    return Said(number, nick, said, moment, day, found["actor"] is not None, may_go_on)


def _read_tabbed(number: int, found: re.Match[str]) -> Said | None:
    nick, text = found["nick"].strip(), found["text"].strip()
    if _TABBED_NOTICE.fullmatch(nick):
        return None
    is_action = nick == "*"
    if is_action:
        nick, _, text = text.partition(" ")
    try:
        day = date.fromisoformat(found["date"])
    except ValueError:
        return None
    moment = time(int(found["hour"]), int(found["minute"]), int(found["second"]))
    nick = nick.lstrip("~&@%+")
    return Said(number, nick, text, moment, day, is_action) if nick else None


def _date(year: int, month: str, day: str) -> date:
    return date(year, _MONTHS.index(month.lower()) + 1, int(day))


def is_log(text: str) -> bool:
    """Whether nearly all of the first lines of a text are those of a log."""
    lines = [line for line in split_log(text)[:400] if line.strip()][:80]
    said = sum(_LINE.match(line) is not None for line in lines)
    noted = sum(_NOTICE.match(line) is not None for line in lines)
    tabbed = sum(_TABBED.match(line) is not None for line in lines)
    if tabbed and (tabbed < len(lines) or any(line.count("\t") > 2 for line in lines[:3])):
        return False  # a table, whose first line names its columns
    return (said + tabbed > 0 and said + noted + tabbed >= 0.8 * len(lines)) or _is_of_matrix(lines)


def _is_of_matrix(lines: list[str]) -> bool:
    """Whether messages of several lines are among those of a text, which a log of Matrix has."""
    first = read_line(1, lines[0]) if lines else None
    said = sum(_LINE.match(line) is not None for line in lines)
    return first is not None and first.may_go_on and first.date is not None and said >= 0.3 * len(lines)


def read_said(lines: Iterable[tuple[int, str]]) -> Iterator[Said | tuple[int, str]]:
    """What was said; with its number any other line that is not known to be a mere notice."""
    days = _Days()
    last: Said | None = None  # which may go on in the next lines
    more: list[str] = []
    for number, line in lines:
        said = days.read_line(number, line)
        if said is None and last is not None and len(more) < _MOST_LINES and not _BEGINS_OTHERWISE.match(line):
            more.append(line.rstrip())
            continue
        if last is not None:
            yield _join(last, more)
            last, more = None, []
        if said is None:
            if line.strip() and not _is_notice(line):
                yield number, line
        elif said.is_action and _MOVES.match(said.text):
            continue
        elif said.may_go_on:
            last = said
        else:
            yield said
    if last is not None:
        yield _join(last, more)


def _join(said: Said, more: list[str]) -> Said:
    return replace(said, text="\n".join((said.text, *more)).strip()) if more else said


def _is_notice(line: str) -> bool:
    tabbed = _TABBED.match(line)
    return _NOTICE.match(line) is not None or (
        tabbed is not None and _TABBED_NOTICE.fullmatch(tabbed["nick"].strip()) is not None
    )


class _Days:
    """The days of lines, which some clients note between them, and the year where lines have but month and day."""

    def __init__(self) -> None:
        self._noted: date | None = None  # up to the next line that somebody said
        self._year: int | None = None
        self._last: date | None = None

    def read_line(self, number: int, line: str) -> Said | None:
        """The line with its day, where that is told."""
        if (found := _DAY.match(line)) is not None:
            try:
                self._noted = self._last = _date(int(found["year"]), found["month"], found["day"])
                self._year = self._noted.year
            except ValueError:
                pass
            return None
        said = read_line(number, line, self._year)
        if said is None:
            return None
        if said.date is None:
            said = replace(said, date=self._noted)
        elif self._year and self._last and (self._last - said.date).days > _NEARLY_A_YEAR:  # January
            self._year += 1
            said = read_line(number, line, self._year) or said
        self._noted, self._last = None, said.date or self._last
        return said
