"""Days and times as hosts write them, and the instants that they mean in a chat's zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from causerie.clock import YEARS
from causerie.frozen import frozen
from causerie.model.schedule import at_wall_clock, is_repeated_time, is_skipped_time
from causerie.problems import did_you_mean

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_INSTANT = re.compile(r"(?:19[7-9]|2[01][0-9])[0-9]-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")
_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_CLOCK_12 = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?\s*([ap])\.?m\.?", re.IGNORECASE)
_CLOCK_LOOSE = re.compile(r"(\d{1,2})\s*[:.hH]\s*(\d\d)?")
_FAR = "far from any chat. Write a year between 1970 and 2199."
_UTC = ZoneInfo("UTC")
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")


@frozen
class Moment:
    """A day or a time as it is written; what instant it is depends on the chat's zone, unless it names its own."""

    text: str
    day: date
    clock: time | None = None
    zone: tzinfo | None = None

    def instant(self, zone: ZoneInfo) -> datetime:
        """The aware time in the chat's zone; a skipped time moves forward, a repeated one is the first."""
        if self.zone is UTC:  # as every imported post has it; much faster
            return datetime.combine(self.day, self.clock or time(), UTC).astimezone(zone)
        there = self.zone or zone
        if isinstance(there, ZoneInfo):
            when = at_wall_clock(self.day, self.clock or time(), there)
        else:
            when = datetime.combine(self.day, self.clock or time(), there)
        return when.astimezone(UTC).astimezone(zone)


def read_moment(text: str) -> Moment:
    """A day, or a day and a time with or without an offset or a zone. Raises ValueError with the advice."""
    if when := read_instant(text):
        return Moment(text, when.date(), when.time(), UTC)
    text = text.strip()
    day, rest = _split_day(text)
    if not rest:
        return Moment(text, day)
    clock = _TIME.match(rest.lstrip("Tt "))
    if rest[0] not in "Tt " or clock is None:
        meant = _meant_time(rest.strip(" ,Tt"))
        advice = f"Write {day} {meant}." if meant else f"Write hours and minutes, like {day} 20:00."
        raise ValueError(f"'{text}', without a time of the 24-hour clock after its day. {advice}")
    tail = rest.lstrip("Tt ")[clock.end() :].strip()
    moment = Moment(text, day, _clock_time(clock, text), _read_zone(tail, text) if tail else None)
    if moment.zone is not None and moment.instant(_UTC).year not in YEARS:
        raise ValueError(f"'{text}', {_FAR}")
    return moment


def read_instant(text: str) -> datetime | None:
    """A time in UTC as programs write it: `2026-12-02T20:14:10Z`; None for all else, also where no clock shows it."""
    if not _INSTANT.match(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def read_day(text: str) -> date:
    """A day. Raises ValueError with the advice."""
    day, rest = _split_day(text.strip(), "")
    if rest:
        raise ValueError(f"'{text}', a time where a day is wanted. Write {day}.")
    return day


def read_clock_time(text: str) -> time:
    """A time of the day like 20:00. Raises ValueError with the advice."""
    text = text.strip()
    if match := _TIME.fullmatch(text):
        return _clock_time(match, text)
    example = _meant_time(text) or "20:00"
    raise ValueError(f"'{text}', no time of the day. Write hours and minutes of the 24-hour clock: {example}.")


def _meant_time(text: str) -> str:
    """The time that "9pm", "19h30" or "9.30" means, as it should be written; empty when nobody can tell."""
    if match := _CLOCK_12.fullmatch(text):
        hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
        return f"{hour:02}:{match[2] or '00'}"
    if (match := _CLOCK_LOOSE.fullmatch(text)) and int(match[1]) < 24:
        return f"{int(match[1]):02}:{match[2] or '00'}"
    return ""


def read_slot(text: str) -> str:
    """A schedule's date in its canonical form: `2026-12-02`, `2026-12-02T20:00`. Raises ValueError with the advice."""
    moment = read_moment(text)
    if moment.zone is not None:
        raise ValueError(f"'{text}', a slot with a zone. Write it in the chat's own time, like {moment.day} 20:00.")
    return moment.day.isoformat() if moment.clock is None else f"{moment.day}T{moment.clock:%H:%M}"


@lru_cache(maxsize=256)
def read_timezone(text: str) -> ZoneInfo:
    """A zone of the tz database. Raises ValueError with the advice."""
    try:
        if _ZONE.fullmatch(text) and not text.startswith(("posix/", "right/")):
            return ZoneInfo(text)
    except (ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        pass
    except KeyError:
        pass
    known = sorted(zone for zone in available_timezones() if "/" in zone)
    word = text.strip().replace(" ", "_")
    same_city = [zone for zone in known if zone.rpartition("/")[2].casefold() == word.casefold() and zone[:3] != "Etc"]
    hint = f" Did you mean '{same_city[0]}'?" if same_city else did_you_mean(word, known)
    raise ValueError(f"'{text}', no time zone.{hint or ' Write a region and city, like Europe/London.'}")


def explain_clock(moment: Moment, zone: ZoneInfo) -> tuple[str, bool] | None:
    """What a clock change does to a written time: the message, and whether it is an error; None for ordinary times."""
    there = moment.zone or zone
    if moment.clock is None or not isinstance(there, ZoneInfo):
        return None
    local = datetime.combine(moment.day, moment.clock, there)
    if is_skipped_time(local):
        real = at_wall_clock(moment.day, moment.clock, there)
        return f"a time that the clocks in {there.key} skip. Write {_shown(real, moment)} or another time.", True
    if is_repeated_time(local):
        first, second = (f"{local:%Y-%m-%d %H:%M}{_offset(local.replace(fold=fold))}" for fold in (0, 1))
        return (
            f"a time that the clocks in {there.key} show twice; the first is taken. Write {first} or {second}.",
            False,
        )
    return None


def _shown(real: datetime, moment: Moment) -> str:
    return f"{real:%H:%M}" if real.date() == moment.day else f"{real:%Y-%m-%d %H:%M}"


def _offset(when: datetime) -> str:
    text = f"{when:%z}"
    return f"{text[:3]}:{text[3:5]}"


def _split_day(text: str, or_time: str = ", or with a time 2026-12-02 20:00") -> tuple[date, str]:
    match = _DAY.match(text)
    if match is None or text[match.end() : match.end() + 1].isdigit():
        raise ValueError(f"'{text}', no day. Write year, month and day, like 2026-12-02{or_time}.")
    if int(match[1]) not in YEARS:
        raise ValueError(f"'{text}', {_FAR}")
    try:
        return date(int(match[1]), int(match[2]), int(match[3])), text[match.end() :]
    except ValueError:
        last = _last_day(int(match[1]), int(match[2]))
        hint = f"The last day of that month is {last}." if last else "Write months as 01 to 12."
        raise ValueError(f"'{text}', a day that no calendar has. {hint}") from None


def _last_day(year: int, month: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _clock_time(match: re.Match[str], text: str) -> time:
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0), int((match[4] or "0")[:6].ljust(6, "0")))
    except ValueError:
        raise ValueError(f"'{text}', a time that no clock shows. Write 00:00 to 23:59.") from None


def _read_zone(text: str, whole: str) -> tzinfo:
    if text in ("Z", "z"):
        return UTC
    if match := _OFFSET.fullmatch(text):
        minutes = int(match[2]) * 60 + int(match[3])
        if minutes <= 14 * 60 and int(match[3]) < 60:
            return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
        raise ValueError(f"'{whole}', with the offset {text} that no place has. Write an offset like +01:00.")
    try:
        return read_timezone(text)
    except ValueError as error:
        raise ValueError(f"'{whole}', which ends with {error}") from None
