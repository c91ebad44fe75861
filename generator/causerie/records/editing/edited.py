"""A record while it is edited: its text and its value, changed together, and each change held against the other.

Every change is made in the text, and on its own in the value. A text that does not say the value is never kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from causerie.records.editing import fields, lists
from causerie.records.editing.refusals import EditError
from causerie.records.faults import YamlFaults
from causerie.records.schema_types import Record
from causerie.records.source import Source
from causerie.records.validate import validate_fields
from causerie.records.yaml import Path as ValuePath
from causerie.records.yaml import load_yaml
from causerie.records.yaml_text import YamlText

_NOWHERE = Path()  # values are judged here, not files


class Edited:
    """A record's text and value; `order` is that of its fields, `name` the file's, for messages.

    Raises EditError where the text is no YAML.
    """

    def __init__(self, text: str, name: str, order: Sequence[str] = ()) -> None:
        self.name = name
        self._order = order
        self._mark = "\ufeff" * text.startswith("\ufeff")
        text = text.removeprefix("\ufeff")
        self.value: Any = _load(text, name)  # to be read only
        self._text = YamlText(text)
        if self._text.text != text:
            self.value = _load(self._text.text, name)  # a last line without an end says less

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self._mark + self._text.text

    def entries(self, name: str) -> list[Any]:
        """A list of the record; raises EditError where something else stands there."""
        value = self.value.get(name) if isinstance(self.value, dict) else None
        if value is not None and not isinstance(value, list):
            raise EditError(f"'{name}' in {self.name} is no list. Edit it by hand first: begin each entry with '- '.")
        return value or []

    def set_field(self, path: ValuePath, name: str, value: Any, order: Sequence[str] | None = None) -> None:
        """Give a group of fields at a path a field, behind those that `order` names before it."""
        expected = deepcopy(self.value)
        if expected is None and not path:
            expected = {}
        group = _at(expected, path)
        if not isinstance(group, dict):
            raise EditError(f"An entry of {self.name} has no fields. Edit it by hand first: write 'name: value' lines.")
        if name in group and group[name] == value:
            return
        group[name] = value
        used = (self._order if not path else ()) if order is None else order
        self._take(fields.set_field(self._text, path, name, value, used), expected)

    def drop_field(self, path: ValuePath, name: str, *, is_off: bool = False) -> None:
        """Take a field away, if it is there; with `is_off`, or a comment behind it, a comment line stays there."""
        expected = deepcopy(self.value)
        group = _at(expected, path) if expected is not None else None
        if not isinstance(group, dict) or name not in group:
            return
        del group[name]
        is_off = is_off or (not path and bool(fields.comment_behind(self._text, name)))
        texts = fields.switch_off(self._text, name) if is_off else fields.drop_field(self._text, path, name)
        self._take(texts, expected)

    def change_text(self, path: ValuePath, value: str) -> None:
        """Make another text of an entry that is one."""
        expected = deepcopy(self.value)
        _at(expected, path[:-1])[path[-1]] = value
        self._take(fields.change_text(self._text, path, value), expected)

    def insert(self, path: ValuePath, at: int, value: Any, question: int | None = None) -> None:
        """Put an entry into a list before the one that is number `at`; `question` is that of a highlight."""
        expected = deepcopy(self.value)
        if path and not _at(expected or {}, path):
            expected = expected or {}
            expected[str(path[0])] = []
        elif not path and not expected:
            expected = []
        listed = _at(expected, path)
        values = list(listed)
        listed.insert(at, value)
        self._take(lists.insert_entry(self._text, path, at, value, values, question, self._order), expected)

    def remove(self, path: ValuePath, at: int) -> None:
        """Take an entry out of a list, with the comment lines directly above it."""
        expected = deepcopy(self.value)
        del _at(expected, path)[at]
        self._take(lists.remove_entry(self._text, path, at), expected)

    def move(self, path: ValuePath, at: int, to: int, question: int | None = None) -> None:
        """Move an entry with its comment lines; `to` counts without it."""
        expected = deepcopy(self.value)
        listed = _at(expected, path)
        entry = listed.pop(at)
        values = list(listed)
        listed.insert(to, entry)
        if values and (to != at or question is not None):
            self._take(lists.move_entry(self._text, path, at, to, values, question), expected)

    def validate(self, record: type[Record], before: Any) -> None:
        """Make sure that nothing is wrong with the value that was not wrong `before`; raises EditError."""
        known = _problems(record, before or {})
        for message in _problems(record, self.value or {}):
            if message not in known:
                raise EditError(message[:1].upper() + message[1:])

    def _take(self, texts: Iterable[str], expected: Any) -> None:
        """Keep the first text that says what is expected; raises EditError where none does."""
        if _has_alias(self._text.root):
            raise EditError(
                f"{self.name} repeats parts of itself by '&name' and '*name', and is left as it is. Write them out"
                " where they are needed, or edit the file by hand."
            )
        try:
            for text in texts:
                if _says(text, expected):
                    self._text = YamlText(text)
                    self.value = _load(self._text.text, self.name)
                    return
        except (yaml.YAMLError, LookupError, ValueError):
            pass  # a layout that nobody foresaw
        raise EditError(
            f"{self.name} is written in a way that cannot be changed safely here, and is left as it is. Edit it by"
            " hand; it helps to begin each entry of its lists with '- ' on a line of its own."
        )


def _load(text: str, name: str) -> Any:
    try:
        return load_yaml(_plain(text))
    except YamlFaults as error:
        fault = error.faults[0]
        raise EditError(
            f"{name} cannot be read: line {fault.line}: {fault.message} Correct it by hand first."
        ) from None


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _at(value: Any, path: ValuePath) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else value[step]
    return value


def _says(text: str, value: Any) -> bool:
    """Whether a text says a value; a field of the record without a value says nothing."""
    try:
        return _canonical(load_yaml(_plain(text))) == _canonical(value)
    except YamlFaults:
        return False


def _canonical(value: Any) -> str:
    value = value or {}
    if isinstance(value, dict):
        value = {name: part for name, part in value.items() if part not in (None, [])}
    return json.dumps(value, sort_keys=True)


def _problems(record: type[Record], value: Any) -> list[str]:
    source = Source(_NOWHERE, _NOWHERE)
    for part in value if isinstance(value, list) else [value]:
        validate_fields(source, part, record)
    return [problem.message for problem in source.problems]


def _has_alias(root: yaml.Node | None) -> bool:
    seen: set[int] = set()
    nodes = [] if root is None else [root]
    while nodes:
        node = nodes.pop()
        if id(node) in seen:
            return True
        seen.add(id(node))
        for part in node.value if isinstance(node, yaml.CollectionNode) else ():
            nodes.extend(part if isinstance(part, tuple) else [part])
    return False
