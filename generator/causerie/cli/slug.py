"""Folder names and ids from what people type: `[a-z0-9-]+`, whatever script it was typed in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_CONTRACTION = re.compile(r"'(s|t|re|ll|ve|d|m)\b")  # "who's" is whos; but "l'heure" is l-heure
_LONGEST = 60
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "’": "'"}
)
RESERVED = frozenset({"transcript"})  # an address under every session


def make_slug(text: str) -> str:
    """An id that reads like the text, cut at a word; empty where the text has no letter that Latin knows.

    NFKD takes accents off their letters; the few letters that it leaves whole are in a table of their own.
    """
    text = _CONTRACTION.sub(r"\1", text.casefold().translate(_LETTERS))
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    return slug if len(slug) <= _LONGEST else slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]


def find_free_id(wanted: str, taken: Container[str]) -> str:
    """The wanted id, or with a number behind it the first that is not taken."""
    candidate, number = wanted, 1
    while candidate in taken or candidate in RESERVED:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def make_hashtag(text: str) -> str:
    """A hashtag from a name, with a capital for each word, which screen readers need: "museum hour" is MuseumHour."""
    words = re.findall(r"[^\W_]+", text)
    return "".join(word[:1].upper() + word[1:] for word in words)
