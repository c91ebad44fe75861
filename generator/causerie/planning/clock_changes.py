"""The weeks in which clocks have changed in one country and not yet in another: a chat's hour moves for part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from causerie.frozen import frozen
from causerie.model.session import Session

_BEFORE, _AFTER = timedelta(days=300), timedelta(days=120)  # looked at around the sessions, to know what is usual
_LASTING = timedelta(days=60)  # a difference that lasts longer is what people are used to
_DAY = timedelta(days=1)
_NOON = 12
# The database lists a country's zones by geography first: here its first zone is not that of most people.
_MAIN = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
}


@frozen(kw_only=True)
class ClockShift:
    """A stretch of days on which a chat begins at another local time than usual in a country."""

    country: str
    zone: ZoneInfo  # of most people of the country
    minutes: int  # later than usual; negative: earlier
    first: date
    last: date
    is_lasting: bool  # from now on, not for some weeks

    def local(self, session: Session) -> datetime:
        """When a session begins there."""
        return session.start.astimezone(self.zone)

    def usual(self, session: Session) -> datetime:
        """When it would begin there in other weeks, by the clock on the wall."""
        return self.local(session) - timedelta(minutes=self.minutes)  # within a zone: by the clock


@frozen
class _Stretch:
    """Days with the same number of minutes between two zones."""

    first: date
    last: date
    minutes: int

    @property
    def is_lasting(self) -> bool:
        return self.last - self.first >= _LASTING


def find_shifts(countries: Iterable[str], sessions: Sequence[Session], now: datetime) -> list[tuple[ClockShift, ...]]:
    """For each of a chat's sessions, by start: where people see it at another time than usual.

    Where the change lasts, as where a country never changes its clocks, only the first session after it has it.
    """
    found: list[list[ClockShift]] = [[] for _ in sessions]
    for country in dict.fromkeys(each.partition("/")[0] for each in countries):
        zone = main_zone(country)
        lasting: set[date] = set()
        for shifts, shift in zip(found, _shifts_in(zone, country, sessions, now) if zone else [], strict=False):
            if shift is not None and shift.first not in lasting:
                shifts.append(shift)
                lasting |= {shift.first} if shift.is_lasting else set()
    return [tuple(each) for each in found]


def _shifts_in(zone: ZoneInfo, country: str, sessions: Sequence[Session], now: datetime) -> Iterator[ClockShift | None]:
    """For each session, what a zone sees of it that is not usual; nothing of changes that people have lived through."""
    if not sessions:
        return
    at = sessions[0].start
    here = sessions[0].chat.zone
    stretches = _stretches(here, zone, min(at, now) - _BEFORE, sessions[-1].start + _AFTER)
    for session in sessions:
        number = _find_stretch(stretches, session.start.astimezone(UTC), here, zone)
        if number is None:
            yield None
            continue
        stretch = stretches[number]
        usual = next((each.minutes for each in reversed(stretches[:number]) if each.is_lasting), stretch.minutes)
        is_over = stretch.is_lasting and stretch.first <= now.date()
        if stretch.minutes == usual or is_over:
            yield None
            continue
        yield ClockShift(
            country=country,
            zone=zone,
            minutes=stretch.minutes - usual,
            first=stretch.first,
            last=stretch.last,
            is_lasting=stretch.is_lasting,
        )


def _stretches(here: ZoneInfo, there: ZoneInfo, since: datetime, until: datetime) -> list[_Stretch]:
    """The differences between two zones over some time, day by day at noon UTC."""
    found: list[_Stretch] = []
    day = since.date()
    while day <= until.date():
        noon = datetime(day.year, day.month, day.day, _NOON, tzinfo=UTC)
        minutes = _difference(noon, here, there)
        if found and found[-1].minutes == minutes:
            found[-1] = _Stretch(found[-1].first, day, minutes)
        else:
            found.append(_Stretch(day, day, minutes))
        day += _DAY
    return found


def _find_stretch(stretches: Sequence[_Stretch], instant: datetime, here: ZoneInfo, there: ZoneInfo) -> int | None:
    """Where an instant falls; None for the hours between two changes on one day.

    On the day of a change it may still, or already, belong to a neighbour of what is true at noon.
    """
    minutes, day = _difference(instant, here, there), instant.date()
    number = next(n for n, each in enumerate(stretches) if each.first <= day <= each.last)
    near = (number, number - 1 if instant.hour < _NOON else number + 1)
    return next((n for n in near if 0 <= n < len(stretches) and stretches[n].minutes == minutes), None)


def _difference(instant: datetime, here: ZoneInfo, there: ZoneInfo) -> int:
    return (_offset(instant, there) - _offset(instant, here)) // timedelta(minutes=1)


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """The first zone of each country by its code, as the time zone database lists them."""
    found: dict[str, str] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            found.setdefault(country, zone)
    return found | _MAIN


def main_zone(country: str) -> ZoneInfo | None:
    """The zone in which most people of a country live; None where the country is not known."""
    name = _table().get(country)
    try:
        return ZoneInfo(name) if name else None
    except ZoneInfoNotFoundError:  # the machine's own database may be older
        return None
