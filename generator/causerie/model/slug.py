"""What reads like a text and may stand in an address or name a folder: `[a-z0-9-]+`, whatever script the text is in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_CONTRACTION = re.compile(r"'(s|t|re|ll|ve|d|m)\b")  # "who's" is whos; but "l'heure" is l-heure
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "’": "'"}
)
_LONGEST = 60
_SURELY_WHOLE = 50  # characters below which nothing was cut off
_MEANT = "#%*@"  # signs that tell two topics apart, as letters do, beside those that Unicode calls symbols


def make_slug(text: str) -> str:
    """An id that reads like the text, cut at a word; empty where the text has no letter that Latin knows.

    NFKD takes accents off their letters; the few letters that it leaves whole are in a table of their own.
    """
    plain = _plain_letters(text).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    return slug if len(slug) <= _LONGEST else slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]


@lru_cache(maxsize=4096)  # the same few stand in every session
def topic_id(topic: str) -> str:
    """What names a topic in addresses; two that differ only in case, accents or spaces are one.

    What Latin letters cannot say (Arabic, Japanese, "C++") has a short hash instead, so that it has an address, too.
    """
    slug = make_slug(topic)
    if slug and len(slug) < _SURELY_WHOLE and not any(map(_is_lost, _plain_letters(topic))):
        return slug
    folded = " ".join(unicodedata.normalize("NFKC", topic).casefold().split())
    name = blake2b(folded.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{slug[:_SURELY_WHOLE].strip('-') or 'topic'}-{name}"


def fold_letters(text: str) -> str:
    """A text as it stands in an alphabet: without case and accents."""
    return "".join(char for char in _plain_letters(text) if not unicodedata.combining(char))


def _plain_letters(text: str) -> str:
    """A text in small letters without accents, the letters of other scripts as they are."""
    text = _CONTRACTION.sub(r"\1", text.casefold().translate(_LETTERS))
    return unicodedata.normalize("NFKD", text)


def _is_lost(char: str) -> bool:
    """Whether a character says something that a slug cannot."""
    if char.isascii():
        return char in _MEANT or unicodedata.category(char) == "Sm"
    return unicodedata.category(char)[0] in "LNS"
