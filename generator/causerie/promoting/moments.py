"""When each post of a kit goes out: at wall-clock times of the chat's own zone, right across clock changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from causerie.i18n import Speech
from causerie.model.schedule import at_wall_clock
from causerie.model.session import Session
from causerie.promoting.kit import DAY, HOUR, ICEBREAKER, NEXT, QUESTION, REMINDER, THANKS, WEEK, WELCOME

_NOON = time(12, 30)  # when people look up from work
_APART = 2  # minutes between two posts of the hour, where there is room


def moments(session: Session, others: Iterable[Session]) -> Iterator[tuple[str, datetime, int | None]]:
    """The kind, the instant and the question of each post that a session always has, by time.

    `others` are the chat's other sessions: on the day of one of them nobody wants to hear of the next week's yet.
    """
    start = session.start
    busy = {other.start.astimezone(start.tzinfo).date() for other in others}
    day = start.date()
    week = day - timedelta(days=7)
    yield WEEK, _local(session, week + timedelta(days=1) if week in busy else week, _NOON), None
    yield DAY, _local(session, day - timedelta(days=1), start.time()), None
    yield HOUR, at_minute(session, -60), None
    asked = {question.number: session.question_minute(question) for question in session.questions}
    live: list[tuple[int, str, int | None]] = [(0, WELCOME, None)]
    live += [(minute, QUESTION, number) for number, minute in asked.items()]
    first = min(asked.values(), default=session.duration)
    if first > 1:
        live.append((min(_APART, first // 2), ICEBREAKER, None))
    live.append((_half_time(session.duration, asked.values()), REMINDER, None))
    last = max(asked.values(), default=0)
    live.append((max(session.duration - _APART, last + 1), NEXT, None))
    for minute, kind, number in sorted(live, key=lambda each: each[0]):
        yield kind, at_minute(session, minute), number
    yield THANKS, _local(session, session.end.astimezone(start.tzinfo).date() + timedelta(days=1), _NOON), None


def at_minute(session: Session, minute: int) -> datetime:
    """The instant so many real minutes after a session's start, in the chat's zone."""
    return (session.start.astimezone(UTC) + timedelta(minutes=minute)).astimezone(session.chat.zone)


def recap_moment(session: Session, published: datetime) -> datetime:
    """When a recap is announced: at its publication, or at noon where only the day is known."""
    local = published.astimezone(session.chat.zone)
    return _local(session, local.date(), _NOON) if local.time() == time() else local


def spoken_time(when: datetime, speech: Speech) -> str:
    """A time of the day as people of a language say it in a post: "8 pm", "18 h 30", "20 Uhr"."""
    hour, minutes = when.hour, f"{when:%M}"
    is_sharp = when.minute == 0
    match speech.locale.language:
        case "en":
            return f"{hour % 12 or 12}{'' if is_sharp else f':{minutes}'} {'am' if hour < 12 else 'pm'}"
        case "fr":
            return f"{hour}\u00a0h" if is_sharp else f"{hour}\u00a0h\u00a0{minutes}"
        case "de":
            return f"{hour}\u00a0Uhr" if is_sharp else f"{hour}:{minutes}\u00a0Uhr"
        case "pt":
            return f"{hour}h" if is_sharp else f"{hour}h{minutes}"
        case "ja":
            return f"{hour}時" if is_sharp else f"{hour}時{minutes}分"
        case "es":
            return f"{hour}:{minutes}\u00a0h"
        case _:
            return speech.time(when)


def spoken_zone(zone: str, speech: Speech) -> str:
    """A zone in words that stand behind a time: "London time", "heure de Paris"."""
    city = speech.zone_city(zone)
    if zone in ("UTC", "Etc/UTC"):
        return "UTC"
    if speech.locale.language == "fr" and city[0].casefold() in "aeiouyéèêâîôh":
        return f"heure d’{city}"
    return speech.text("%(city)s time", city=city)


def _half_time(duration: int, asked: Iterable[int]) -> int:
    """The minute nearest to the half at which nothing else is posted."""
    half, taken = duration // 2, [0, *asked]
    free = [at for at in range(1, duration) if all(abs(at - each) >= _APART for each in taken)]
    return min(free, key=lambda at: (abs(at - half), -at), default=half)


def _local(session: Session, day: date, at: time) -> datetime:
    return at_wall_clock(day, at.replace(tzinfo=None), session.chat.zone)
