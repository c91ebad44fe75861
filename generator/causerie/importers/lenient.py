"""Values and fields of foreign JSON, whichever type a tool wrote them in; what is missing is empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

_MOST_DIGITS = 18


def read_time(text: Any) -> datetime | None:
    """A time of ISO 8601, aware and in UTC, which it is where it says nothing else; None for what is no time."""
    try:
        when = datetime.fromisoformat(str(text).strip())
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def read_count(value: Any) -> int | None:
    """A count, also where a tool wrote it as text; None for what is none."""
    try:
        return None if isinstance(value, bool) else int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def string(value: Any) -> str:
    """A text or a number as text; '' for anything else."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, or the one that stands where a list may."""
    every = value if isinstance(value, list) else [value]
    return [each for each in every if isinstance(each, dict)]


def text_in(holder: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that holds a text or a whole number, as text."""
    for name in names:
        value = holder.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and (text := str(value).strip()):
            return text
    return ""


def number_in(holder: Mapping[str, Any], *names: str) -> int | None:
    """The same as a count; None where it is none."""
    text = text_in(holder, *names)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def objects_in(holder: Any, name: str) -> list[Mapping[str, Any]]:
    """The objects of a field that holds a list; none where it, or what should hold it, is anything else."""
    found = holder.get(name) if isinstance(holder, Mapping) else None
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []
