"""Public and school holidays of the countries and zones that a chat names, as the library `holidays` knows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from causerie.frozen import frozen
from causerie.problems import did_you_mean

_PUBLIC, _SCHOOL = "public", "school"
_ENGLISH = ("en_GB", "en_US")
_SHOWN = 4  # parts of a country that a line names
_ONE_DAY = timedelta(days=1)


class UnknownPlaceError(ValueError):
    """A country, or a part of one, whose holidays nobody here knows; it says what to write instead."""


@frozen(kw_only=True)
class DayOff:
    """A holiday: one day, or the whole of the school holidays."""

    name: str
    country: str
    parts: tuple[str, ...]  # of the country; none where all of it has the day off
    first: date
    last: date
    is_school: bool = False

    @property
    def place(self) -> str:
        """Where it is: `GB`, `FR: Zone A, Zone B`."""
        shown = self.parts if len(self.parts) <= _SHOWN else (*self.parts[:3], f"{len(self.parts) - 3} more")
        return f"{self.country}: {', '.join(shown)}" if shown else self.country


@frozen
class _Calendar:
    """The days off of a place in some years, by day."""

    public: dict[date, str]
    school: dict[date, str]


def knows_holidays() -> bool:
    """Whether the library that knows them is installed; nothing of it is loaded to find out."""
    return find_spec("holidays") is not None


def find_days_off(place: str, days: Collection[date], language: str = "en") -> dict[date, tuple[DayOff, ...]]:
    """The holidays of a place (`GB`, `FR/Zone A`) on some days; on a public one nothing is said of schools.

    Of a country without a part, what holds in a third of its parts is said, with their names. Raises UnknownPlaceError.
    """
    if not days:
        return {}
    country, _, part = place.partition("/")
    years = tuple(range(min(days).year - 1, max(days).year + 2))  # a holiday may begin in the year before
    whole = _read(country, _find_part(country, part), years, language)
    found: dict[date, list[DayOff]] = {}
    for day in days:
        own = [part] if part else []
        if day in whole.public:
            found[day] = [DayOff(name=whole.public[day], country=country, parts=tuple(own), first=day, last=day)]
        elif day in whole.school:
            found[day] = [_school_days(whole, day, country, tuple(own))]
        elif not part:
            found[day] = list(_in_parts(country, years, language, day))
    return {day: tuple(each) for day, each in found.items() if each}


def _in_parts(country: str, years: tuple[int, ...], language: str, day: date) -> Iterable[DayOff]:
    """What a third of a country's parts have off on a day, by name; a public holiday hides schools'."""
    calendars = {part: _read(country, part, years, language) for part in _parts(country)}
    for is_school in (False, True):
        days_of = {part: each.school if is_school else each.public for part, each in calendars.items()}
        having = [part for part, each in days_of.items() if each]
        named: dict[str, list[str]] = defaultdict(list)
        for part in having:
            if day in days_of[part]:
                named[days_of[part][day]].append(part)
        common = {name: parts for name, parts in named.items() if 3 * len(parts) >= len(having)}
        if is_school and len(common) > 1:  # each language of Belgium has breaks of its own: the most common will do
            common = dict([max(common.items(), key=lambda each: len(each[1]))])
        for name, parts in sorted(common.items()):
            shown = () if len(parts) == len(having) else tuple(_name_part(country, each) for each in parts)
            if is_school:
                every = [_school_days(calendars[part], day, country, shown) for part in parts]
                yield replace(every[0], first=min(each.first for each in every), last=max(e.last for e in every))
            else:
                yield DayOff(name=name, country=country, parts=shown, first=day, last=day)
        if common:
            return


def _school_days(calendar: _Calendar, day: date, country: str, parts: tuple[str, ...]) -> DayOff:
    """The school holidays around a day, from the first to the last day of one name."""
    name, first, last = calendar.school[day], day, day
    while calendar.school.get(first - _ONE_DAY) == name:
        first -= _ONE_DAY
    while calendar.school.get(last + _ONE_DAY) == name:
        last += _ONE_DAY
    return DayOff(name=name, country=country, parts=parts, first=first, last=last, is_school=True)


@lru_cache(maxsize=512)
def _read(country: str, part: str, years: tuple[int, ...], language: str) -> _Calendar:
    import holidays

    entity = _entity(country)
    spoken = _choose_language(entity, language)

    def names(category: str) -> dict[date, str]:
        if category not in entity.supported_categories:
            return {}
        made = holidays.country_holidays(
            country, subdiv=part or None, years=years, language=spoken, categories=(category,)
        )
        return {day: made[day] for day in made}

    public = names(_PUBLIC)
    school: dict[date, str] = {}
    for day, joined in names(_SCHOOL).items():  # "Ascension Day; Easter Break"
        breaks = [name for name in joined.split("; ") if name != public.get(day)]
        if breaks:
            school[day] = breaks[-1]
    return _Calendar(public, school)


def _entity(country: str) -> Any:
    """What the library knows of a country. Raises UnknownPlaceError."""
    import holidays

    found = getattr(holidays, country, None)
    if found is None or not hasattr(found, "supported_categories"):
        raise UnknownPlaceError(
            f"'{country}', a country whose holidays are not known here. Take it away, or write another one's code."
        )
    return found


@lru_cache(maxsize=64)
def _parts(country: str) -> tuple[str, ...]:
    """The codes of a country's parts."""
    return tuple(_entity(country).subdivisions)


def _aliases(country: str) -> dict[str, str]:
    """The names of a country's parts, and the code of each."""
    return dict(getattr(_entity(country), "subdivisions_aliases", None) or {})


def _name_part(country: str, part: str) -> str:
    """A part's longest name, which people know better than its code."""
    return max((name for name, code in _aliases(country).items() if code == part), key=len, default=part)


def _find_part(country: str, part: str) -> str:
    """The code of a part, however it is spelt; empty for the whole country. Raises UnknownPlaceError."""
    if not part:
        return ""
    codes = {code.casefold(): code for code in _parts(country)}
    codes |= {name.casefold(): code for name, code in _aliases(country).items()}
    if part.casefold() in codes:
        return codes[part.casefold()]
    if not codes:
        raise UnknownPlaceError(f"'{country}/{part}', and {country} has no parts that are known here. Write {country}.")
    known = [*_aliases(country), *_parts(country)]
    hint = did_you_mean(part, known) or f" Parts are {', '.join(_parts(country))}."
    raise UnknownPlaceError(f"'{country}/{part}', a part of {country} that is not known here.{hint}")


def _choose_language(entity: Any, language: str) -> str | None:
    """The library's own name of a language, or of English; None is the country's own language."""
    known = entity.supported_languages or ()
    wanted = language.replace("-", "_")
    for each in (wanted, wanted.partition("_")[0]):
        for one in known:
            if one == each or one.partition("_")[0] == each:
                return str(one)
    return next((each for each in _ENGLISH if each in known), None)
