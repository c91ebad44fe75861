"""Ids that nobody has taken, and hashtags, from what people type."""

from __future__ import annotations

import re
from collections.abc import Container

RESERVED = frozenset({"transcript"})  # an address under every session


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
