"""When a session takes place, in words: true without script, whatever the day on which they are read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from causerie.i18n import Speech
from causerie.model.session import Session


class When(NamedTuple):  # as `Quote`
    """A session's time as it is shown; `zone` is the chat's, and UTC stands beside it where they differ."""

    start: str  # RFC 3339 with offset, for <time datetime> and scripts
    end: str
    day: str  # "Wednesday, 2 December 2026"
    short_day: str  # "Wed, 2 Dec 2026"
    weekday: str
    month: str  # "Dec"
    day_of_month: str
    hours: str  # "20:00–21:00"
    line: str  # "Wednesday, 2 December 2026, 20:00–21:00"
    short_line: str  # "Wed, 2 Dec 2026, 20:00–21:00"
    time: str  # "20:00"
    zone: str  # "Greenwich Mean Time (UTC+0)"
    zone_name: str  # "Europe/London", for scripts
    utc: str  # "20:00 UTC", with the day where it is another one; empty where the zone is UTC itself
    duration: str  # "60 minutes"


def describe_when(session: Session, speech: Speech) -> When:
    """A session's start and end in the words of a language."""
    start, end = session.start, session.end
    day, short_day = speech.day(start.date()), speech.short_day(start.date())
    hours = f"{speech.time(start)}–{speech.time(end)}"
    return When(
        start=start.isoformat(),
        end=end.isoformat(),
        day=day,
        short_day=short_day,
        weekday=speech.weekday(start.date()),
        month=speech.month(start.date()),
        day_of_month=str(start.day),
        hours=hours,
        line=speech.moment(day, hours),
        short_line=speech.moment(short_day, hours),
        time=speech.time(start),
        zone=speech.zone(start),
        zone_name=session.chat.zone.key,
        utc=_utc(start, speech),
        duration=speech.plural("%(number)s minute", "%(number)s minutes", session.duration),
    )


def describe_start(start: datetime, speech: Speech) -> str:
    """A start on one line: "Wed, 25 Nov 2026, 20:00 Greenwich Mean Time (UTC+0)"."""
    return f"{speech.moment(speech.short_day(start.date()), speech.time(start))} {speech.zone(start)}"


def _utc(start: datetime, speech: Speech) -> str:
    if start.utcoffset() == timedelta():
        return ""
    in_utc = start.astimezone(UTC)
    time = f"{speech.time(in_utc)} UTC"
    return time if in_utc.date() == start.date() else speech.moment(speech.short_day(in_utc.date()), time)
