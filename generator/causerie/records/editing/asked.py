"""What an operation asks for, read from its fields; whatever is missing or of another kind is an EditError."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from causerie.records.editing.refusals import EditError
from causerie.records.schema_fields import as_text
from causerie.text import clean_line, clean_text

Operation = Mapping[str, Any]


def text_of(operation: Operation, name: str, *, default: str | None = None) -> str:
    """A text, clean and without white space around it."""
    value = operation.get(name, default)
    if isinstance(value, str):
        return clean_text(value).strip()
    raise EditError(f"The operation '{operation.get('do')}' needs a text '{name}'.")


def line_of(operation: Operation, name: str, *, default: str | None = None) -> str:
    """A text on one line."""
    return clean_line(text_of(operation, name, default=default))


def needed_line(operation: Operation, name: str, hint: str) -> str:
    """A text on one line that says something; `hint` is what a person reads otherwise."""
    return line_of(operation, name) or _refuse(hint)


def needed_text(operation: Operation, name: str, hint: str) -> str:
    """A text that says something; `hint` is what a person reads otherwise."""
    return text_of(operation, name) or _refuse(hint)


def number_of(operation: Operation, name: str, default: int | None = None) -> int:
    """A number that is not below 0."""
    value = operation.get(name, default)
    if type(value) is int and value >= 0:
        return value
    raise EditError(f"The operation '{operation.get('do')}' needs a number '{name}'.")


def numbers_of(operation: Operation, name: str) -> list[int]:
    """A list of numbers above 0, each once."""
    value = operation.get(name)
    if isinstance(value, list) and all(type(each) is int and each > 0 for each in value):
        return list(dict.fromkeys(value))
    raise EditError(f"The operation '{operation.get('do')}' needs a list of numbers '{name}'.")


def lines_of(operation: Operation, name: str) -> list[str]:
    """A list of texts on one line, without empty ones; one text is a list of one."""
    value = operation.get(name)
    texts = [value] if isinstance(value, str) else [] if value is None else value
    if isinstance(texts, list) and all(isinstance(each, str) for each in texts):
        return [line for each in texts if (line := clean_line(each))]
    raise EditError(f"The operation '{operation.get('do')}' needs a list of texts '{name}'.")


def shown(value: Any) -> str:
    """What stands in a field, as a text; nothing where it is no text."""
    try:
        return "" if value is None else as_text(value)
    except ValueError:
        return ""


def _refuse(hint: str) -> str:
    raise EditError(hint)
