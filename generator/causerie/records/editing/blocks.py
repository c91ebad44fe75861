"""A list whose entries begin with '- ' on lines of their own: which lines belong to an entry, and where others go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from causerie.frozen import frozen
from causerie.records.highlight_places import BESIDE, question_of, section_of
from causerie.records.yaml_text import YamlText

_SWITCHED_OFF = re.compile(r"\s*#(?:-(?:\s|\Z)|  \w+:)")  # an entry that a draft put into a recap that is public


@frozen
class Lines:
    """The lines of an entry: from its comments on, from its dash on, and where the next thing begins."""

    top: int
    dash: int
    stop: int


class BlockList:
    """The entries of a list in a YAML text, or of a field that has none yet."""

    def __init__(self, text: YamlText, path: tuple[str | int, ...]) -> None:
        self.text = text
        node = text.at(path)
        key = text.keys[str(path[0])][0] if path else None
        self._floor = 0 if key is None else int(key.end_mark.line) + 1  # the first line that may be of an entry
        self.entries: list[Lines] = []
        self._column = -1
        if isinstance(node, yaml.SequenceNode) and node.value:
            self._column = int(node.start_mark.column)
            for entry in node.value:
                self.entries.append(self._find_lines(entry))
        elif path and node is not None:
            self._floor = max(self._floor, int(node.end_mark.line) + (node.end_mark.column > 0))
        elif not path:
            self._floor = len(text.lines)

    def without(self, at: int) -> str:
        """The text without an entry, and without the blank line that set it apart."""
        lines, text = self.entries[at], self.text
        floor = self.entries[at - 1].stop if at else self._floor
        top, stop = lines.top, lines.stop
        if top > floor and text.is_blank(top - 1):
            top -= text.is_blank(stop) or stop >= len(text.lines)
        elif not at and at + 1 < len(self.entries) and text.is_blank(stop):
            stop += 1
        return text.with_lines(top, stop, [])

    def with_entry(self, at: int, new: Sequence[str], values: Sequence[Any] = (), question: int | None = None) -> str:
        """The text with the lines of one more entry; `question` is that of a highlight among `values`."""
        line = self._line_for(at, values, question)
        text = self.text
        before, behind = [], []
        if self._is_spaced():
            before = [""] * (line > self._floor and not text.is_blank(line - 1))
            is_last = at == len(self.entries) and not self._is_section(line)
            behind = [""] * (not is_last and not text.is_blank(line))
        return text.with_lines(line, line, [*before, *new, *behind])

    @property
    def pad(self) -> str:
        """What stands before each dash."""
        if self._column >= 0:
            return " " * self._column
        start, stop = self._gap(0)
        sections = [line for line in self.text.lines[start:stop] if section_of(line) is not None]
        if sections:
            return sections[0][: len(sections[0]) - len(sections[0].lstrip())]
        root = self.text.root
        return "" if root is None else " " * (int(root.start_mark.column) + 2)

    def _find_lines(self, entry: yaml.Node) -> Lines:
        text = self.text
        floor = self.entries[-1].stop if self.entries else self._floor
        dash = int(entry.start_mark.line)
        while dash > floor and not self._is_dash(text.lines[dash]):
            dash -= 1
        stop = max(text.last_line(entry), dash + 1)
        while text.is_comment(stop) and _indent(text.lines[stop]) > self._column:
            stop += 1
        top = dash
        while top > floor and text.is_comment(top - 1) and not self._is_section(top - 1):
            top -= 1
        off = [line + 1 for line in range(top, dash) if _SWITCHED_OFF.match(text.lines[line])]
        return Lines(max([top, *off]), dash, stop)

    def _is_dash(self, line: str) -> bool:
        return not line[: self._column].strip() and line[self._column :].split(maxsplit=1)[:1] == ["-"]

    def _is_section(self, line: int) -> bool:
        return line < len(self.text.lines) and section_of(self.text.lines[line]) is not None

    def _is_spaced(self) -> bool:
        """Whether blank lines stand between the entries."""
        if not self.entries:
            return any(map(self._is_section, range(*self._gap(0))))
        further = self.entries[1:] or self.entries
        blank = sum(self.text.is_blank(lines.top - 1) for lines in further)
        return 2 * blank >= len(further)

    def _gap(self, at: int) -> tuple[int, int]:
        """The lines between an entry and the one before it."""
        start = self.entries[at - 1].stop if at else self._floor
        if at < len(self.entries):
            return start, self.entries[at].top
        stop = start
        while self.text.is_blank(stop) or self.text.is_comment(stop):
            stop += 1
        return start, stop

    def _line_for(self, at: int, values: Sequence[Any], question: int | None) -> int:
        """The line before which a new entry goes: a highlight below the comment line of its question."""
        start, stop = self._gap(at)
        sections = [(line, section_of(self.text.lines[line]) or 0) for line in range(start, stop)]
        sections = [(line, number) for line, number in sections if number]
        last = start
        if question is not None and sections:
            number = question or BESIDE
            if own := [line for line, of in sections if of == number]:
                return own[-1] + 1
            if at and question_of(values[at - 1]) == question:
                return start
            if question and (later := [line for line, of in sections if of > number]):
                return later[0]
            last = max([start, *(line + 1 for line, of in sections if of < number)])
        is_behind = question is not None and at > 0 and question_of(values[at - 1]) == question
        if at < len(self.entries) and not (is_behind and question_of(values[at]) != question):
            return stop
        return last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
