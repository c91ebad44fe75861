"""How the values of fields are read: one function a kind of value.

A reader takes a text, or what the YAML loader gives, and raises ValueError with what stands after "'field' is": the
value, what is wrong, and what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from causerie.problems import did_you_mean

TAKEN_ID = "transcript"  # the address of a session's transcript page
_ID_RULE = "[a-z0-9]+(-+[a-z0-9]+)*"
ID_PATTERN = f"^(?!{TAKEN_ID}$){_ID_RULE}$"
LONGEST = 24 * 60  # minutes
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f\u180b\ufe0e\ufe0f")  # Hangul fillers, an empty Braille cell
_HASHTAG = re.compile(r"\w*[^\W\d_]\w*\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?\Z")
_COMMON_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "sv")
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
_COUNTRY = re.compile(r"[A-Z]{2}(?:/\S.*)?\Z")
_LABEL = re.compile(r"[^\W\d_]{1,16}\Z")


def as_text(value: Any) -> str:
    """A plain value as the host wrote it: YAML took `1984` for a number and `true` for a boolean."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case None:
            raise ValueError("empty. Write a text, or take the field away.")
        case list():
            raise ValueError(
                "a list, where one text is wanted. Write the text alone, in quotes if it begins with [ or -."
            )
        case _:
            raise ValueError(
                "a group of fields, where one text is wanted. Put the text in quotes if it has a ': ' or begins with {."
            )


def drop_unseen(text: str) -> str:
    """A text, or nothing where nobody would see anything of it."""
    first = text[:1]
    if first.isascii() and first.isalnum():  # as most begin; much faster
        return text
    return text if any(map(_is_seen, text)) else ""


def _is_seen(char: str) -> bool:
    """Whether a character leaves a mark: no space, no control, no filler that fonts leave blank."""
    is_space = char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Cs")
    return not is_space and char not in _BLANK


def read_id(text: str) -> str:
    """An id: small letters, digits and hyphens."""
    if not re.fullmatch(_ID_RULE, text):
        raise ValueError(f"'{text}', no id: ids are made of a-z, 0-9 and -.{suggest_id(text)}")
    if text == TAKEN_ID:
        raise ValueError(f"'{text}', an id that the site needs for itself. Write another one.")
    return text


def suggest_id(text: str) -> str:
    """An id made of any text, as advice with a leading space, or an empty string."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    made = "-".join(re.findall(r"[a-z0-9]+", plain))
    return f" Write {made}." if made and made != TAKEN_ID else ""


def read_hashtag(text: str) -> str:
    """A hashtag without its `#`."""
    bare = text.strip().removeprefix("#").removeprefix("\uff03")
    if not _HASHTAG.match(bare):
        words = "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", bare))
        hint = f"Write {words}." if _HASHTAG.match(words) else "Write letters and digits, like MuseumHour."
        raise ValueError(
            f"'{text}', no hashtag: platforms end it at the first space or sign, and want a letter. {hint}"
        )
    return bare


def read_handle(text: str) -> str:
    """A handle without its leading `@`."""
    return text.strip().removeprefix("@")


def read_language(text: str) -> str:
    """A language tag such as `en`, `fr-CA` or `zh-Hant`."""
    tag = text.strip().replace("_", "-")
    if not _LANGUAGE.match(tag) or tag.split("-")[0].lower() not in _languages():
        raise ValueError(
            f"'{text}', no known language.{_suggest_language(text) or ' Write a tag like en, fr or pt-BR.'}"
        )
    base, *rest = tag.split("-")
    return "-".join([base.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    from babel import Locale

    return frozenset(code for code in map(str, Locale("en").languages) if len(code) <= 3)


def _suggest_language(text: str) -> str:
    """The tag of a language that is written by its name: `english`, `français`, `Französisch`."""
    from babel import Locale

    word = text.strip().casefold()
    for speaking in _COMMON_LANGUAGES:
        for code, name in Locale(speaking).languages.items():
            if word == name.casefold():
                return f" Did you mean '{code}'?"
    return did_you_mean(word, _COMMON_LANGUAGES)


def read_color(text: str) -> str:
    """A colour as `#rrggbb`."""
    if not _COLOR.match(text.strip()):
        hint = (
            f'"#{text}"' if _COLOR.match(f"#{text}") else 'a # and six digits of 0-9 and a-f, in quotes, like "#7a3b69"'
        )
        raise ValueError(f"'{text}', no colour that is known here. Write {hint}.")
    digits = text.strip()[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def read_country(text: str) -> str:
    """A country, or a part of it for its school holidays: `GB`, `FR/Zone A`."""
    if not _COUNTRY.match(text):
        upper = text[:2].upper() + text[2:]
        hint = f"Write {upper}." if _COUNTRY.match(upper) else "Write two capital letters, like GB, or FR/Zone A."
        raise ValueError(f"'{text}', no country's code. {hint}")
    return text


def read_label(text: str) -> str:
    """The letters before a question's or an answer's number."""
    if not _LABEL.match(text):
        raise ValueError(f"'{text}', no label: a label is the letters before the number. Write Q for Q1.")
    return text


def read_switch(value: Any) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    word = value.strip().casefold() if isinstance(value, str) else value
    if word in ("true", "yes", "on"):
        return True
    if word in ("false", "no", "off"):
        return False
    raise ValueError(f"'{shorten(value)}', neither true nor false. Write true or false.")


def read_count(value: Any) -> int:
    """A whole number from 0."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,15}", value.strip()):
        value = int(value)
    if type(value) is not int or not 0 <= value < 10**15:
        raise ValueError(f"'{shorten(value)}', no whole number from 0. Write digits only, like 12.")
    return value


def read_minutes(value: Any) -> int:
    """A length in minutes."""
    try:
        minutes = read_count(value)
    except ValueError:
        minutes = 0
    if not 1 <= minutes <= LONGEST:
        raise ValueError(
            f"'{shorten(value)}', no length from 1 to {LONGEST} minutes. Write a number, like 60 for an hour."
        )
    return minutes


def read_number(value: Any) -> float:
    """A number."""
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,15}(?:\.\d{1,15})?", value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 10**15:
        raise ValueError(
            f"'{shorten(value)}', no number. Write digits only, with a point for decimals, like 48000 or 3.5."
        )
    return value


def shorten(value: Any) -> str:
    """A value as a message shows it."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = as_text(value) if isinstance(value, str | bool | int | float) else ""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"
