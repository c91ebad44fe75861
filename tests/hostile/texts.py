"""Hostile strings in turn, as the fields of records accept them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from causerie.records import schema_types as types

_MISSING = "](media/"  # pictures that are not there, which are refused, too
_LONGEST_NAME = 40  # of a field, which YAML wants short


class Texts:
    """The strings in turn, each record beginning at another one; with none of them, harmless words of the same kind."""

    def __init__(self, strings: list[str], start: int, *, is_harmless: bool = False) -> None:
        self._strings = strings
        self._next = start
        self._is_harmless = is_harmless

    def take(self, kind: str, otherwise: str) -> str:
        """The next string where a field of this kind accepts it, else a value that it does accept."""
        text = self._strings[self._next % len(self._strings)]
        self._next += 1
        if self._is_harmless:
            return otherwise
        return text if _accepts(kind, text) else f"{otherwise} {text}" if _accepts(kind, f"x {text}") else otherwise

    def line(self) -> str:
        return self.take("NeededLine", "Some words")

    def text(self) -> str:
        return self.take("NeededText", "Some words, and *more*.")

    def name(self) -> str:
        """What names a number."""
        return self.line()[:_LONGEST_NAME].strip() or "a number"

    def prose(self) -> str:
        """Markdown."""
        text = self.text()
        return text if _MISSING not in text else text.replace(_MISSING, "](nowhere/")


@lru_cache(maxsize=100_000)
def _accepts(kind: str, text: str) -> bool:
    try:
        _adapter(kind).validate_python(text)
    except (ValidationError, ValueError):
        return False
    return True


@lru_cache(maxsize=32)
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(getattr(types, kind))
