"""Languages: the message catalogues under `locales/`, and dates and numbers as each language writes them."""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError, dates, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent / "locales"
SOURCE_LANGUAGE = "en"  # the language of the msgids
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_FROM_THE_LEFT = ("L",)  # Unicode's classes of letters, by the way they run
_FROM_THE_RIGHT = ("R", "AL")
_YEAR = re.compile(r"[,،]?\s*(?:'de'\s*)?y+年?")  # with what leads to it, in CLDR's full dates


def supported_languages() -> tuple[str, ...]:
    """Languages that the generator speaks."""
    return tuple(sorted([SOURCE_LANGUAGE, *(path.stem for path in LOCALES.glob("*.po"))]))


def spoken_language(language: str) -> str:
    """The supported language nearest to a language tag: `fr-CA` is spoken as `fr`, an unknown one as English."""
    return language.replace("_", "-").split("-")[0].lower() if is_spoken(language) else SOURCE_LANGUAGE


def is_spoken(language: str) -> bool:
    """Whether there is a catalogue of a language, or of the language that it is a kind of."""
    return language.replace("_", "-").split("-")[0].lower() in supported_languages()


def direction(language: str, otherwise: str = "ltr") -> str:
    """A language's direction as HTML names it; `otherwise` for all that are not written from right to left."""
    return "rtl" if is_right_to_left(language) else otherwise


@lru_cache(maxsize=64)
def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.replace("_", "-").split("-")[0].lower() in RIGHT_TO_LEFT


def has_letters_from_right(text: str) -> bool:
    """Whether any letter of a text is one of those that run from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in _FROM_THE_RIGHT for char in text)


@lru_cache(maxsize=32)
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALES / f"{spoken_language(language)}.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.stem))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _set_apart(name: str, away: tuple[str, ...]) -> str:
    return f"\u2068{name}\u2069" if any(unicodedata.bidirectional(char) in away for char in name) else name


@lru_cache(maxsize=64)
def speak(language: str, home: str = "") -> Speech:
    """How texts, dates and numbers read in a language, and where a site has its pages in that."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        locale = Locale(SOURCE_LANGUAGE)
    return Speech(language=language, locale=locale, catalogue=_catalogue(language), home=home)


@lru_cache(maxsize=64)
def _between(locale: Locale) -> tuple[str, ...] | None:
    """What CLDR puts between the words of an enumeration, where it does no more: Babel looks it up again for each."""
    patterns = [locale.list_patterns["standard"][place] for place in ("2", "start", "middle", "end")]
    if not all(pattern.startswith("{0}") and pattern.endswith("{1}") for pattern in patterns):
        return None
    return tuple(pattern[3:-3] for pattern in patterns)


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """One language's texts and formats."""

    language: str
    locale: Locale
    catalogue: gettext.NullTranslations
    home: str = ""  # the folder of a site's pages in this language; empty at its root
    _fields: dict[tuple[str, object], str] = field(default_factory=dict)  # parts of dates as babel has written them

    @property
    def direction(self) -> str:
        """The way it is written, as HTML names it: `ltr` or `rtl`."""
        return direction(self.language)

    def text(self, message: str, /, **values: object) -> str:
        """A text of the catalogue with its `%(name)s` filled in; plain text, to be escaped where it is shown."""
        found = self.catalogue.gettext(message)
        return found % values if values else found

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A text that depends on a number, which it may name as `%(number)s`."""
        return self.catalogue.ngettext(one, many, number) % {"number": self.number(number), **values}

    @lru_cache(maxsize=4096)  # noqa: B019 - a language lives as long as the program
    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return numbers.format_decimal(value, locale=self.locale)

    def listing(self, words: Iterable[str]) -> str:
        """Words as an enumeration: "a, b and c"."""
        words = list(words)
        between = _between(self.locale)
        if between is None:
            return lists.format_list(words, locale=self.locale)
        pair, start, middle, end = between
        if len(words) < 3:
            return pair.join(words)
        return f"{words[0]}{start}{middle.join(words[1:-1])}{end}{words[-1]}"

    def naming(self, names: Iterable[str]) -> str:
        """Names as an enumeration; one that runs the other way carries what follows it off, so it is set apart."""
        away = _FROM_THE_LEFT if is_right_to_left(self.language) else _FROM_THE_RIGHT
        return self.listing(
            name if name.isascii() and away is _FROM_THE_RIGHT else _set_apart(name, away) for name in names
        )

    def side_by_side(self, parts: Iterable[str]) -> str:
        """Parts of a line, with this language's comma between those that are there: "Museum Hour, Wed, Dec 2, 2026"."""
        return self.text(", ").join(filter(None, parts))

    def with_note(self, what: str, note: str) -> str:
        """Something, and what is to be known of it in brackets, if anything: "impressions (Fedi Stats)"."""
        return self.text("%(what)s (%(note)s)", what=what, note=note) if note else what

    def with_name(self, name: str, what: str) -> str:
        """Something behind the name of what it is or belongs to: "Museum Hour: feed"."""
        return self.text("%(name)s: %(what)s", name=name, what=what) if name else what

    def moment(self, day: str, hours: str) -> str:
        """A day and a time of it, both in words already: "Wed, Dec 2, 2026, 8:00 PM"."""
        return self._moment().replace("{1}", day).replace("{0}", hours)

    @lru_cache(maxsize=64)  # noqa: B019 - a language lives as long as the program
    def _moment(self) -> str:
        """CLDR's pattern for a day and a time of it."""
        return str(self.locale.datetime_formats["medium"]).replace("'", "")

    @lru_cache(maxsize=4096)  # noqa: B019 - a language lives as long as the program
    def day(self, when: date) -> str:
        """A day in full: "Wednesday, December 2, 2026"."""
        return self._ordinal(when, self._write(when, str(self.locale.date_formats["full"].pattern)))

    @lru_cache(maxsize=4096)  # noqa: B019 - a language lives as long as the program
    def short_day(self, when: date) -> str:
        """A day for lists: "Wed, Dec 2, 2026"."""
        return self._ordinal(when, self._write(when, self._pattern("yMMMEd")))

    @lru_cache(maxsize=4096)  # noqa: B019 - a language lives as long as the program
    def day_and_month(self, when: date) -> str:
        """A day where there is little room and the year is known: "Dec 2"."""
        return self._write(when, self._pattern("MMMd"))

    def spoken_day(self, when: date) -> str:
        """A day as one says it while the year is known: "Wednesday, December 2"."""
        pattern = _YEAR.sub("", str(self.locale.date_formats["full"].pattern))
        return self._ordinal(when, self._write(when, pattern))

    @lru_cache(maxsize=64)  # noqa: B019 - a language lives as long as the program
    def _pattern(self, skeleton: str) -> str:
        """CLDR's pattern for some fields in the order of this language; as `format_skeleton` finds it."""
        known = self.locale.datetime_skeletons
        found = skeleton if skeleton in known else dates.match_skeleton(skeleton, known)
        return str(known[found].pattern)

    def _write(self, when: date, pattern: str) -> str:
        """A day by a pattern, of fields that babel has written: a field has few values, and a site has many days."""
        form, fields = _fields_of(pattern)
        return form % {name: self._field(name, getattr(when, part), when) for name, part in fields}

    def _field(self, name: str, value: object, when: date) -> str:
        key = (name, value() if callable(value) else value)
        if key not in self._fields:
            self._fields[key] = str(dates.DateTimeFormat(when, self.locale)[name])
        return self._fields[key]

    def _ordinal(self, when: date, written: str) -> str:
        """French writes the first of a month "1er", which CLDR's patterns cannot say."""
        return written.replace(" 1 ", " 1er ", 1) if self.locale.language == "fr" and when.day == 1 else written

    @lru_cache(maxsize=4096)  # noqa: B019 - a language lives as long as the program
    def month(self, when: date) -> str:
        """A month's short name: "Dec"."""
        return self._write(when, self._pattern("MMM"))

    @lru_cache(maxsize=4096)  # noqa: B019 - a language lives as long as the program
    def weekday(self, when: date) -> str:
        """A weekday's name: "Wednesday"."""
        return self._write(when, "EEEE")

    @lru_cache(maxsize=4096)  # noqa: B019 - a language lives as long as the program
    def weekday_name(self, weekday: int) -> str:
        """A weekday's name by its number, Monday is 0, as it stands within a sentence."""
        return str(self.locale.days["format"]["wide"][weekday])

    @lru_cache(maxsize=4096)  # noqa: B019 - a language lives as long as the program
    def time_of_day(self, at: time) -> str:
        """A wall-clock time: "20:00", "8:00 PM"."""
        return dates.format_time(at, "short", locale=self.locale).replace("\u202f", "\u00a0")

    def time(self, when: datetime) -> str:
        """A time of the day in its own zone: "20:00", "8:00 PM"."""
        return self.time_of_day(when.time())

    def zone(self, when: datetime) -> str:
        """The zone of an aware time in words, with its offset: "United Kingdom Time (UTC+0)"."""
        key = (f"zone {when.tzinfo}", when.dst())
        if key not in self._fields:
            self._fields[key] = dates.get_timezone_name(when, width="long", locale=self.locale)
        return self.with_note(self._fields[key], self.offset(when))

    @lru_cache(maxsize=4096)  # noqa: B019 - a language lives as long as the program
    def zone_city(self, zone: str) -> str:
        """The city that names a zone: "London" for Europe/London."""
        return dates.get_timezone_location(zone, locale=self.locale, return_city=True)

    def offset(self, when: datetime) -> str:
        """The offset of an aware time: "UTC+5:30"."""
        offset = when.utcoffset()
        minutes = 0 if offset is None else int(offset.total_seconds() // 60)
        hours, rest = divmod(abs(minutes), 60)
        return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")

    @lru_cache(maxsize=4096)  # noqa: B019 - a language lives as long as the program
    def language_name(self, language: str) -> str:
        """A language's name in this language: "French"."""
        try:
            name = Locale.parse(language.replace("-", "_")).get_display_name(self.locale)
        except (ValueError, UnknownLocaleError):
            name = None
        return name or language


# What of a day the usual fields of CLDR's patterns are about; the others are about the very day.
_PARTS = {"E": "weekday", "c": "weekday", "M": "month", "L": "month", "d": "day", "y": "year"}


@lru_cache(maxsize=1024)
def _fields_of(pattern: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A pattern as a form with holes, and the name of each hole with the part of the day that it is about."""
    form = str(dates.parse_pattern(pattern).format)
    names = re.findall(r"%\((\w+)\)s", form)
    return form, tuple((name, _PARTS.get(name[0], "toordinal")) for name in names)
