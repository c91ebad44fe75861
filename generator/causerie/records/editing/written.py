"""How values are written into a record: readable to its host, on one line or as lines of a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from causerie.records.proposals import is_readable, quote_readably
from causerie.records.write import quote_key, quote_value

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?")
_SHORT = 100  # signs that fields in { } may have on a line


def write_inline(value: Any) -> str:
    """A value on one line, groups in { } and lists in [ ]."""
    match value:
        case dict():
            return "{" + ", ".join(f"{name_field(name)}: {write_inline(part)}" for name, part in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(write_inline, value)) + "]"
        case str() if _DATE.fullmatch(value):
            return value  # bare, as the contract writes it
        case str():
            return quote_readably(value)
        case _:
            return quote_value(value)


def name_field(name: str) -> str:
    """A field's name as it is written: bare, as in the contract, also where other YAML would mean more by `on`."""
    return name if name.isidentifier() else quote_key(name)


def field_lines(name: str, value: Any, pad: str, tail: str = "") -> Iterator[str]:
    """A field of a block; `tail` is a comment behind it on its line."""
    head = f"{pad}{name_field(name)}:"
    if isinstance(value, str) and is_literal_text(value):
        yield f"{head} |-{tail}"
        yield from literal_lines(value, pad)
    elif isinstance(value, dict) and len(write_inline(value)) > _SHORT:
        yield head + tail
        for key, part in value.items():
            yield from field_lines(key, part, f"{pad}  ")
    else:
        yield f"{head} {write_inline(value)}{tail}"


def entry_lines(value: Any, pad: str, *, is_inline: bool) -> Iterator[str]:
    """An entry of a list in a block, from its dash on."""
    if not isinstance(value, dict) or is_inline:
        yield f"{pad}- {write_inline(value)}"
        return
    lines = [line for name, part in value.items() for line in field_lines(name, part, f"{pad}  ")]
    yield f"{pad}- {lines[0][len(pad) + 2 :]}"
    yield from lines[1:]


def is_literal_text(text: str) -> bool:
    """Whether a text is best written as lines below a |."""
    lines = text.split("\n")
    return len(lines) > 1 and all(map(is_readable, lines)) and bool(lines[0].strip()) and not lines[0].startswith(" ")


def literal_lines(text: str, pad: str) -> Iterator[str]:
    """The lines below a | of a field in that column."""
    for line in text.split("\n"):
        yield f"{pad}  {line}" if line else ""
