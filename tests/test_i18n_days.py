"""Days that are put together of babel's fields are the days that babel writes."""

from __future__ import annotations

from datetime import UTC, date, datetime

from babel import dates
from hypothesis import given
from hypothesis import strategies as st

from causerie.i18n import speak

LANGUAGES = st.sampled_from(
    ("en", "en-GB", "fr", "fr-CA", "de", "es", "ar", "fa", "he", "hi", "ja", "ko", "th", "zh-Hant", "ru", "fi")
)
DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))


@given(LANGUAGES, DAYS)
def test_a_day_is_written_as_babel_writes_it(language: str, day: date) -> None:
    speech = speak(language)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    def ordinal(written: str) -> str:
        return written.replace(" 1 ", " 1er ", 1) if language.startswith("fr") and day.day == 1 else written

    assert speech.day(day) == ordinal(dates.format_date(day, "full", locale=speech.locale))
    assert speech.short_day(day) == ordinal(dates.format_skeleton("yMMMEd", noon, locale=speech.locale))
    assert speech.month(day) == dates.format_skeleton("MMM", noon, locale=speech.locale)
    assert speech.weekday(day) == dates.format_date(day, "EEEE", locale=speech.locale)


FIRST, LAST = datetime(1970, 1, 2), datetime(2199, 12, 30)  # noqa: DTZ001 - hypothesis adds the zone


@given(LANGUAGES, st.datetimes(FIRST, LAST, timezones=st.timezones()))
def test_a_zone_is_named_as_babel_names_it(language: str, when: datetime) -> None:
    speech = speak(language)
    name = dates.get_timezone_name(when, width="long", locale=speech.locale)
    assert speech.zone(when) == speech.with_note(name, speech.offset(when))
