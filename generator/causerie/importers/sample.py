"""The beginning of a file, by which importers recognise what it is: never by its name alone."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from causerie.importers.export import ExportFile
from causerie.importers.lines import split_lines
from causerie.importers.reading import DELIMITERS, decode, open_file

_HEAD = 1 << 18
_DEEPEST = 100  # brackets within each other in any export
_SCRIPT = re.compile(r"\s*(?:(?:var|let|const)\s+)?(?P<name>[\w$.\[\]'\"]+)\s*=\s*(?=[\[{])")
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)  # the last text may go on


@dataclass(frozen=True)
class Sample:
    """The first 256 kB of a file, as whatever an importer may want to see."""

    name: str  # of the file: only a hint
    head: bytes
    is_whole: bool

    @cached_property
    def text(self) -> str:
        """As text."""
        return decode(self.head, is_cut=not self.is_whole)

    @cached_property
    def script(self) -> str:
        """The variable that a script sets, such as `window.YTD.tweets.part0`; '' where the file is no such script."""
        found = _SCRIPT.match(self.text)
        return found["name"] if found else ""

    @cached_property
    def value(self) -> Any:
        """The first JSON value, as far as it stands in the beginning; None where the file is no JSON."""
        found = _SCRIPT.match(self.text)
        return _begin_json(self.text[found.end() if found else 0 :])

    @cached_property
    def element(self) -> Mapping[str, Any]:
        """The first element of an array, else the first value, where it is an object; else an empty one."""
        first = self.value[0] if isinstance(self.value, list) and self.value else self.value
        return first if isinstance(first, dict) else {}

    @cached_property
    def elements(self) -> tuple[Mapping[str, Any], ...]:
        """The objects of an array, else of the lines, as far as they stand in the beginning."""
        if isinstance(self.value, list):
            return tuple(each for each in self.value if isinstance(each, dict))
        lines = split_lines(self.text, 200)[1:]  # the first one may be but the begin of a value of many lines
        values = (self.element, *(_begin_json(line) for line in lines if line.startswith("{")))
        return tuple(each for each in values if isinstance(each, dict) and each)

    @cached_property
    def tables(self) -> tuple[frozenset[str], ...]:
        """Of each of the first lines the cells, in small letters: one of them may name the columns of a table."""
        lines = split_lines(self.text, 8)
        rows: list[list[str]] = []
        for delimiter in DELIMITERS:  # by each: cells may hold more commas than a line has columns
            with suppress(csv.Error):
                rows += csv.reader(lines, delimiter=delimiter)
        return tuple(frozenset(cell.strip().lower() for cell in row) for row in rows)

    def has_columns(self, *names: str) -> bool:
        """Whether one of the first lines names these columns."""
        return any(set(names) <= cells for cells in self.tables)


def take_sample(file: ExportFile) -> Sample:
    """The beginning of a file. Raises CauserieError where it cannot be read."""
    with open_file(file) as stream:
        head = stream.read(_HEAD)
    return Sample(file.path, head.lstrip(b"\x00"), len(head) < _HEAD)


def _begin_json(text: str) -> Any:
    """The JSON value that begins a text, its open ends closed where the text ends before it; None where it is none."""
    text = text.lstrip()
    if not text.startswith(("{", "[")):
        return None
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        pass
    open_: list[str] = []
    good, closing = 0, ""  # up to where the text can be kept, and what closes it there
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "[{":
            open_.append("]" if sign == "[" else "}")
            if len(open_) > _DEEPEST:
                return None
        elif sign in "]}":
            if not open_ or open_.pop() != sign:
                break
            if not open_:
                break
        if sign == ",":
            good, closing = token.start(), "".join(reversed(open_))
        elif sign in "]}[{":
            good, closing = token.end(), "".join(reversed(open_))
    try:
        return json.loads(text[:good] + closing) if good else None
    except (ValueError, RecursionError):
        return None
