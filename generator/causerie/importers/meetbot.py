"""Logs of IRC meetings that a MeetBot kept: `.log.txt`, `.log.html`, and the raw JSON of its younger cousin.

Minutes are no log: they are refused, with the name of the file that is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from causerie.clock import YEARS
from causerie.importers.export import Export, ExportFile
from causerie.importers.importer import Importer, Reading
from causerie.importers.irc import Clock, Room, find_bots, read_room
from causerie.importers.irc_lines import Said, is_log, read_line, read_said
from causerie.importers.lines import split_log
from causerie.importers.reading import fault, read_json, read_text
from causerie.importers.sample import Sample, take_sample
from causerie.problems import Problem

_HTML_LOG = re.compile(r"<span class=[\"']?tm[\"']?>")
_TAG = re.compile(r"<[^<>]*>")
_LINE_END = re.compile(r"<br\s*/?>[ \t]*\n?", re.IGNORECASE)
_END_OF_LOG = re.compile(r"</(?:pre|body|table)\s*>", re.IGNORECASE)
_MOST_PARTS = 3  # the time, the nick, the text
_TITLE = re.compile(r"<title>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_NOTHING = "the log holds nothing that a person said."
_MINUTES = re.compile(r"Meeting started by \S+ at ")
_STARTED = re.compile(
    r"Meeting started (?:at )?"
    r"(?:\w{3} (?P<words>\w{3} +\d{1,2} \d\d:\d\d:\d\d \d{4})|(?P<iso>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?))"
    r"\s*(?P<zone>[+-]\d\d:?\d\d|[A-Za-z][\w/+-]*)?"
)
_NAMED = re.compile(r"The meeting name has been set to '(?P<set>.+)'|#meetingname\s+(?P<asked>\S.*)")
_FILE = re.compile(
    r"(?P<name>.*?)[.\-_]?(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)(?:[-._T]?(?P<hour>\d\d)[.:h]?(?P<minute>\d\d))?"
)


def _recognise(sample: Sample) -> bool:
    if _is_raw(sample.element) or _is_html_log(sample.text) or _is_minutes(sample.text):
        return True
    return is_log(sample.text)


def _is_raw(element: Mapping[str, Any]) -> bool:
    messages = element.get("messages")
    first = messages[0] if isinstance(messages, list) and messages else None
    return isinstance(first, dict) and {"sender", "payload", "timestamp"} <= first.keys()


def _is_html_log(text: str) -> bool:
    return "<pre" in text and _HTML_LOG.search(text) is not None


def _is_minutes(text: str) -> bool:
    return bool(_MINUTES.search(text)) and "meeting summary" in text.lower() and "full logs" in text


def _read(file: ExportFile, export: Export) -> Reading:
    sample = take_sample(file)
    if _is_raw(sample.element):
        yield from _read_raw(file, sample.element)
    elif not _is_html_log(sample.text) and _is_minutes(sample.text):
        yield from _refuse_minutes(file, export)
    else:
        text = read_text(file)
        lines = _lines_of_html(text) if _is_html_log(sample.text) else enumerate(split_log(text), 1)
        yield from _read_log(file, tuple(read_said(lines)), _title(text))


def _refuse_minutes(file: ExportFile, export: Export) -> Iterator[Problem]:
    stem = re.sub(r"\.(?:txt|html?)$", "", file.name)
    logs = (f"{stem}.log.txt", f"{stem}.log.html")
    given = {each.path for each in export.files}
    if (log := export.beside(file, *logs)) is None or log.path not in given:
        yield fault(
            file, 1, f"these are a meeting's minutes, which do not hold what people said. Give its log, {logs[0]}."
        )


def _lines_of_html(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a log in HTML as those of its text twin; a message may take several, and so may its parts."""
    begins = [found.start() for found in _HTML_LOG.finditer(text)]
    number, counted = 1, 0
    for begin, end in zip(begins, [*begins[1:], len(text)], strict=True):
        number, counted = number + text.count("\n", counted, begin), begin
        html = _END_OF_LOG.split(text[begin:end], maxsplit=1)[0]
        yield number, _join(split_log(unescape(_TAG.sub("", _LINE_END.sub("\n", html)))))


def _join(lines: list[str]) -> str:
    """A message of a log in HTML: the time, the nick and the begin of the text, which may stand below each other."""
    head: list[str] = []
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        head.append(line.strip())
        said = read_line(1, " ".join(head))
        if (said is not None and said.text) or len(head) == _MOST_PARTS:
            return "\n".join((" ".join(head), *(each.rstrip() for each in lines[at + 1 :]))).rstrip()
    return " ".join(head)


def _title(text: str) -> str:
    found = _TITLE.search(text[:10_000])
    return re.sub(r"\s+log$", "", unescape(found[1]).strip(), flags=re.IGNORECASE) if found else ""


def _read_log(file: ExportFile, lines: tuple[Said | tuple[int, str], ...], title: str) -> Reading:
    said = [line for line in lines if isinstance(line, Said)]
    if not said:
        yield fault(file, 1, _NOTHING)
        return
    in_name = _FILE.match(re.sub(r"\.log\.(?:txt|html?)$", "", file.name))
    near = None
    for line in said:
        if (found := _STARTED.match(line.text)) is not None:
            zone = _read_zone(found["zone"])
            if zone is None:
                yield fault(file, line.line, f"no zone is called '{found['zone']}': the times are taken as UTC.")
            near = _read_start(found, zone or UTC)
            break
    if near is None and said[0].date is not None and said[0].date.year in YEARS:
        near = datetime.combine(said[0].date, said[0].time, UTC)
    if near is None and in_name is not None:
        near = _read_name(in_name, said[0])
    if near is None:
        yield fault(
            file,
            1,
            "nothing says on which day this was. Name the file with the start in UTC: chat.2026-12-02-20.00.log.txt.",
        )
        return
    name = _meeting_name(said) or (in_name["name"] if in_name else "") or title
    room = Room(name or file.name.partition(".")[0], find_bots(said))
    has_found = False
    for each in read_room(file, lines, room, Clock(near)):
        has_found = has_found or not isinstance(each, Problem)
        yield each
    if not has_found:
        yield fault(file, 1, _NOTHING)


def _meeting_name(said: list[Said]) -> str:
    """The last name that the meeting was given."""
    names = [found["set"] or found["asked"] for line in said if (found := _NAMED.match(line.text)) is not None]
    return names[-1].strip().replace(" ", "_") if names else ""


def _read_zone(name: str | None) -> tzinfo | None:
    if not name or name.upper() in ("UTC", "GMT", "Z"):
        return UTC
    if name[0] in "+-":
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes)) if minutes < 24 * 60 else None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _read_start(found: re.Match[str], zone: tzinfo) -> datetime | None:
    try:
        if found["iso"]:
            start = datetime.fromisoformat(found["iso"])
        else:
            start = datetime.strptime(found["words"], "%b %d %H:%M:%S %Y")  # noqa: DTZ007 - the zone follows
    except ValueError:
        return None
    return start.replace(tzinfo=zone) if start.year in YEARS else None


def _read_name(found: re.Match[str], first: Said) -> datetime | None:
    hour, minute = (found["hour"], found["minute"]) if found["hour"] else (first.time.hour, first.time.minute)
    year = int(found["year"])
    try:
        start = datetime(year, int(found["month"]), int(found["day"]), int(hour), int(minute), tzinfo=UTC)
    except ValueError:
        return None
    return start if year in YEARS else None


def _read_raw(file: ExportFile, meeting: Mapping[str, Any]) -> Reading:
    """The posts of a meeting as JSON; the times of its messages are whole."""
    room = Room(str(meeting.get("name") or meeting.get("channel") or "meeting").replace(" ", "_"))
    for message in read_json(file, "messages"):
        if isinstance(message, Problem):
            yield message
            continue
        line, value = message
        said = _read_message(line, value)
        if said is None:
            yield fault(file, line, "a message without sender, payload or timestamp was passed over.")
        elif (found := room.read_post(said, _instant(said))) is not None:
            yield found


def _read_message(line: int, value: Any) -> Said | None:
    if not isinstance(value, dict) or not value.get("sender"):
        return None
    try:
        when = datetime.fromisoformat(str(value.get("timestamp")).replace(" ", "T", 1))
    except ValueError:
        return None
    when = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    text = str(value.get("payload") or "").strip()
    return Said(
        line, str(value["sender"]), text, when.time().replace(microsecond=0), when.date(), bool(value.get("action"))
    )


def _instant(said: Said) -> datetime:
    assert said.date is not None, "raw messages have whole times"
    return datetime.combine(said.date, said.time, UTC)


IMPORTERS = (
    Importer(
        name="meetbot", title="MeetBot log of an IRC meeting", recognise=_recognise, read=_read, has_hashtags=False
    ),
)
