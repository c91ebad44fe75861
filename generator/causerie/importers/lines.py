"""The lines of a text, as editors count them: control characters within a line do not end it."""

from __future__ import annotations

import re

_END = re.compile(r"\r\n|\r|\n")
_CODES = re.compile(r"\x03(?:\d{1,2}(?:,\d{1,2})?)?|[\x02\x04\x0f\x11\x16\x1d\x1e\x1f]")


def split_lines(text: str, most: int = 0) -> list[str]:
    """The lines of a text without their ends, and no empty one behind the last; the first `most` of them if told."""
    lines = _END.split(text, maxsplit=most)[: most or None]
    return lines[:-1] if lines and not lines[-1] else lines


def split_log(text: str) -> list[str]:
    """The lines of a log of IRC, without its codes for bold and colours."""
    return split_lines(_CODES.sub("", text))
