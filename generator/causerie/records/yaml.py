"""The YAML of records, without YAML's surprises: what a host writes is what is read.

Built on the parser's events, not on PyYAML's loaders: twice as fast, with the places at hand, and no tag ever makes
an object.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

import yaml

from causerie.records.comments import Scalar, find_swallowed_hashtags, suspects_hashtag
from causerie.records.faults import YamlFault, YamlFaults, explain_syntax, place_at
from causerie.records.write import quote_key
from causerie.records.yaml_lines import MAX_VALUES, UNSURE, read_lines, read_plain
from causerie.text import clean_text

Path = tuple[str | int, ...]
Place = tuple[int, int]  # line and column, 1-based

MAX_DEPTH = 24  # records need seven
MAX_NAME = 1_020  # signs of a field's name as it is written; YAML reads no longer ones

_OTHER_ENDS = re.compile("[\x85\u2028\u2029]")  # of lines, to YAML; not to editors
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # pure Python where libyaml is missing


def load_yaml(text: str, places: dict[Path, tuple[Place, Place]] | None = None) -> Any:
    """The value of a YAML document: dicts, lists, text, `true`, `false`, null, and numbers that are written plainly.

    `20:00`, `no`, `010` and `2026-12-02` stay text, and so do all keys. Every text is clean. `places`, when given, is
    filled with the places of each key and value. Raises YamlFaults.
    """
    if places is None and (value := read_lines(text)) is not UNSURE:
        return value
    scalars: list[Scalar] | None = [] if suspects_hashtag(text) else None
    try:
        builder = _Builder(text, places, scalars)
        value = builder.build_document()
    except yaml.YAMLError as error:
        fault = explain_syntax(error, text)
        swallowed = [] if scalars is None else find_swallowed_hashtags(text, scalars, fault)
        raise YamlFaults(swallowed or [fault]) from None
    except YamlFault as fault:
        raise YamlFaults([fault]) from None
    if scalars is not None and (swallowed := find_swallowed_hashtags(text, scalars)):
        raise YamlFaults(swallowed)
    return value


class _Builder:
    """Makes values of a parser's events, bounded in depth and number."""

    def __init__(self, text: str, places: dict[Path, tuple[Place, Place]] | None, scalars: list[Scalar] | None) -> None:
        self._text = text
        self._next = _Loader(text).get_event
        self._places = places
        self._scalars = scalars
        self._has_other_ends = _OTHER_ENDS.search(text) is not None
        self._count = 0
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._names: set[str] = set()  # of anchors, those of fields' names, too

    def build_document(self) -> Any:
        self._next()  # the stream's start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        value = self._build(self._next(), (), -1)
        self._next()  # the document's end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._fail(event, "a second '---' begins another document. Keep one document a file.")
        return value

    def _build(self, event: Any, path: Path, indent: int) -> Any:
        """A value; `indent` is the column of its key or dash, -1 within [] and {}."""
        kind = type(event)
        before = self._count
        if kind is yaml.AliasEvent:
            return self._repeat(event, path)
        self._count += 1
        if event.tag is not None:
            self._fail(
                event, f"a text that begins with '{event.tag[:20]}' means something to YAML. Put the text in quotes."
            )
        if self._count > MAX_VALUES:
            self._fail(event, f"more than {MAX_VALUES:,} values. Split the record, or leave out what nobody reads.")
        if self._places is not None:
            place = self._place(event)
            self._places[path] = (self._places.get(path, (place, place))[0], place)
        value: Any
        if kind is yaml.ScalarEvent:
            value = self._scalar(event, indent)
        elif len(path) >= MAX_DEPTH:
            self._fail(event, f"more than {MAX_DEPTH} levels of lists and fields. Write it flatter.")
        else:
            value = self._mapping(event, path) if kind is yaml.MappingStartEvent else self._sequence(event, path)
        if event.anchor is not None:
            self._name(event)
            self._anchors[event.anchor] = (value, self._count - before)
        return value

    def _scalar(self, event: Any, indent: int) -> Any:
        if self._scalars is not None:
            self._note_scalar(event, indent)
        text: str = event.value
        if event.implicit[0] and type(value := read_plain(text)) is not str:
            return value
        return text if text.isascii() and text.isprintable() else clean_text(text)

    def _note_scalar(self, event: Any, indent: int = -1) -> None:
        if self._scalars is not None:
            start = event.start_mark.index
            if event.style in ("|", ">"):  # its first line may end with a comment
                start = self._text.find("\n", start)
            end = event.end_mark.index
            self._scalars.append((start, end, -1 if event.style or end == start else indent))

    def _sequence(self, begin: Any, path: Path) -> list[Any]:
        values: list[Any] = []
        indent = -1 if self._scalars is None or begin.flow_style else self._place(begin)[1] - 1
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            values.append(self._build(event, (*path, len(values)), indent))
        return values

    def _mapping(self, begin: Any, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                self._fail(
                    event, "a field's name is a list or a group. Put the text in quotes if it begins with [, { or *."
                )
            self._note_scalar(event)
            if event.anchor is not None:
                self._name(event)
            name = event.value if event.value.isidentifier() and event.value.isascii() else clean_text(event.value)
            if len(name) * 10 > MAX_NAME and len(quote_key(name)) > MAX_NAME:  # a sign takes up to ten
                self._fail(
                    event, f"'{name[:20]}…' is too long for a field's name. Write a short one, then ':', then the text."
                )
            if name in values:
                self._fail(event, f"'{name}' is written twice. Keep one of the two.")
            if self._places is not None:
                self._places[(*path, name)] = (self._place(event), self._place(event))
            indent = -1 if self._scalars is None or begin.flow_style else self._place(event)[1] - 1
            values[name] = self._build(self._next(), (*path, name), indent)
        return values

    def _name(self, event: Any) -> None:
        """Note an anchor; what changes records refuses one that means two things."""
        if event.anchor in self._names:
            self._fail(event, f"'&{event.anchor}' is written twice. Put a text that begins with & in quotes.")
        self._names.add(event.anchor)

    def _repeat(self, event: Any, path: Path) -> Any:
        if event.anchor not in self._anchors:
            self._fail(
                event, f"a text that begins with '*{event.anchor}' means something to YAML. Put the text in quotes."
            )
        value, weight = self._anchors[event.anchor]
        self._count += weight
        if self._count > MAX_VALUES:
            self._fail(event, f"'*{event.anchor}' repeats too many values. Write them out where they are needed.")
        if self._places is not None:
            place = self._place(event)
            self._places[path] = (self._places.get(path, (place, place))[0], place)
        return value

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return place_at(self._text, mark.index) if self._has_other_ends else (mark.line + 1, mark.column + 1)

    def _fail(self, event: Any, message: str) -> NoReturn:
        raise YamlFault(*self._place(event), message)
