"""What is to be known of a chat's dates: holidays where its people live, and clocks that have changed there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.planning.clock_changes import ClockShift, find_shifts, main_zone
from causerie.planning.days_off import DayOff, UnknownPlaceError, find_days_off, knows_holidays


@frozen
class Dated:
    """A session of the future and what is to be known of its date."""

    session: Session
    days_off: tuple[DayOff, ...] = ()
    shifts: tuple[ClockShift, ...] = ()


@frozen
class Dates:
    """A chat's sessions by start, and why holidays of some of its `countries` are not known, by their place there."""

    sessions: tuple[Dated, ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()


def look_at_dates(chat: Chat, sessions: Sequence[Session], now: datetime, language: str = "en") -> Dates:
    """What is to be known of a chat's coming sessions. Holidays are left out where nothing knows them."""
    if not chat.countries or not sessions:
        return Dates(tuple(map(Dated, sessions)))
    days_off: list[list[DayOff]] = [[] for _ in sessions]
    unknown = []
    for at, place in enumerate(chat.countries if knows_holidays() else ()):
        days = [_day_there(session, place) for session in sessions]
        try:
            found = find_days_off(place, set(days), language)
        except UnknownPlaceError as error:
            unknown.append((at, str(error)))
            continue
        for each, day in zip(days_off, days, strict=True):
            each += (one for one in found.get(day, ()) if one not in each)
    shifts = find_shifts(chat.countries, sessions, now)
    dated = (Dated(*each) for each in zip(sessions, map(tuple, days_off), shifts, strict=True))
    return Dates(tuple(dated), tuple(unknown))


def _day_there(session: Session, place: str) -> date:
    """The day on which people of a country see a session begin."""
    zone = main_zone(place.partition("/")[0])
    return session.start.astimezone(zone).date() if zone else session.start.date()
