"""The lines of a recap.yml, and where new entries go between them; what stands there is never written anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from causerie.model.recap import Highlight
from causerie.records.highlight_places import place_of, question_of, section_line
from causerie.records.proposals import Proposal, comment_lines
from causerie.records.yaml_text import YamlText, is_flow


class RecapText:
    """The lines of a recap.yml, where its entries end in them, and what is to stand between them.

    `last` begins what stays at the end; with `is_off` new entries are switched off by a '#'.
    """

    def __init__(self, text: str, fields: dict[str, Any], last: str, *, is_off: bool) -> None:
        self.is_off = is_off
        self._last = last
        self._fields = fields
        self._text = YamlText(text)
        self._insertions: dict[int, list[str]] = {}
        self._additions: dict[int, list[str]] = {}  # behind what is inserted at the same line
        self.keys = self._text.keys

    def is_in_brackets(self, field: str) -> bool:
        """Whether a list stands in [ ]."""
        node = self.keys[field][1] if field in self.keys else None
        return isinstance(node, yaml.SequenceNode) and is_flow(node)

    def insert(
        self, field: str, new: Sequence[Proposal], proposals: Sequence[Proposal], questions: Mapping[int, str]
    ) -> None:
        """Put new entries into a list that is there: highlights with their questions, others at the end."""
        key, node = self.keys[field]
        entries = node.value if isinstance(node, yaml.SequenceNode) else []
        indent = node.start_mark.column
        ends = [self._text.last_line(each) for each in (key, *entries)]
        values = self._fields[field] if entries else []
        opening = _opening(proposals)
        by_place: dict[int, list[Proposal]] = {}
        for each in new:
            place = len(entries)
            if isinstance(each.value, Highlight):
                place = place_of(each.value.question, values, is_opening=each.post in opening)
            by_place.setdefault(place, []).append(each)
        for place, of in by_place.items():
            current = question_of(values[place - 1]) if place else None
            lines = self.lines_of(of, questions, indent if entries else 2, "" if place else None, current)
            self._insertions.setdefault(ends[place], []).extend(lines)

    def append(self, lines: Sequence[str], *, is_last: bool = False) -> None:
        """Put lines at the end, above what is remembered there."""
        at = len(self._text.lines) if is_last else line_above(self._text, self._last)
        self._additions.setdefault(at, []).extend(lines)

    def lines_of(
        self,
        proposals: Sequence[Proposal],
        questions: Mapping[int, str],
        indent: int,
        first: str | None,
        current: int | None = None,
    ) -> list[str]:
        """Entries with their comments; `first` is the line before them, `current` the question of the entry before."""
        pad = " " * indent
        lines: list[str] = [] if first is None else [first]
        for at, each in enumerate(proposals):
            if at:
                lines.append("")
            if isinstance(each.value, Highlight) and each.value.question != current:
                current = each.value.question
                lines += [pad + section_line(current, questions), ""]
            lines += [pad + line for line in comment_lines(each)]
            lines += [pad + line for line in self.switched(list(each.entry_lines()))]
        return lines

    def switched(self, lines: list[str]) -> list[str]:
        """Lines of a recap, switched off by a '#' where the recap is public already."""
        return [f"#{line}" for line in lines] if self.is_off else lines

    def joined(self) -> str:
        """The text with all insertions."""
        parts: list[str] = []
        for at in range(len(self._text.lines) + 1):
            new = [*self._insertions.get(at, []), *self._additions.get(at, [])]
            parts += [line + self._text.end for line in new]
            parts += self._text.lines[at : at + 1]
        return "".join(parts)


def line_above(text: YamlText, last: str) -> int:
    """The line from which on a text stays at the end, behind all that is added: the one that begins with `last`."""
    found = [at for at, line in enumerate(text.lines) if line.startswith(last)]
    return found[-1] - text.is_blank(found[-1] - 1) if found else len(text.lines)


def _opening(proposals: Sequence[Proposal]) -> set[str]:
    """The posts without a question that come before the first answer."""
    found: set[str] = set()
    if not any(isinstance(each.value, Highlight) and each.value.question for each in proposals):
        return found
    for each in proposals:
        if isinstance(each.value, Highlight):
            if each.value.question:
                break
            found.add(each.post)
    return found
