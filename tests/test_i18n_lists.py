"""Enumerations: as Babel writes them, in every seventh language of CLDR."""

from __future__ import annotations

import pytest
from babel.lists import format_list
from babel.localedata import locale_identifiers

from causerie.i18n import speak

WORDS = ("Amara", "Béatrice", "دانا", "直子", "Žofie")


@pytest.mark.parametrize("name", sorted(locale_identifiers())[::7])
def test_an_enumeration_is_babels(name: str) -> None:
    speech = speak(name.replace("_", "-"))
    for count in range(len(WORDS) + 1):
        words = WORDS[:count]
        assert speech.listing(words) == format_list(words, locale=speech.locale)
