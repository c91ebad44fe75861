"""The lines of a recap.yml, and where new entries go between them; what stands there is never written anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from causerie.model.recap import Highlight
from causerie.records.proposals import Proposal, comment_lines
from causerie.text import clean_line

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # pure Python where libyaml is missing
_BREAKS = "\n\r\x85\u2028\u2029"  # what ends a line for YAML
_LINE = re.compile(rf"[^{_BREAKS}]*(?:\r\n|[{_BREAKS}])|[^{_BREAKS}]+")


class RecapText:
    """The lines of a recap.yml, where its entries end in them, and what is to stand between them.

    `last` begins what stays at the end; with `is_off` new entries are switched off by a '#'.
    """

    def __init__(self, text: str, fields: dict[str, Any], last: str, *, is_off: bool) -> None:
        self.is_off = is_off
        self._last = last
        self._fields = fields
        self._end = "\r\n" if "\r\n" in text else "\n"
        self._lines = _LINE.findall(text)
        if self._lines and not self._lines[-1].endswith(tuple(_BREAKS)):
            self._lines[-1] += self._end
        self._insertions: dict[int, list[str]] = {}
        root = yaml.compose(text, Loader=_Loader)
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        self.keys: dict[str, tuple[yaml.Node, yaml.Node]] = {key.value: (key, value) for key, value in pairs}

    def is_in_brackets(self, field: str) -> bool:
        """Whether a list stands in [ ]."""
        node = self.keys[field][1] if field in self.keys else None
        return isinstance(node, yaml.SequenceNode) and bool(node.flow_style)

    def insert(
        self, field: str, new: Sequence[Proposal], proposals: Sequence[Proposal], questions: Mapping[int, str]
    ) -> None:
        """Put new entries into a list that is there: highlights with their questions, others at the end."""
        key, node = self.keys[field]
        entries = node.value if isinstance(node, yaml.SequenceNode) else []
        indent = node.start_mark.column
        ends = [_end_of(key), *map(_end_of, entries)]
        values = self._fields.get(field) or []
        opening = _opening(proposals)
        by_place: dict[int, list[Proposal]] = {}
        for each in new:
            place = len(entries)
            if isinstance(each.value, Highlight):
                place = _place_of(each.value.question, values, is_opening=each.post in opening)
            by_place.setdefault(place, []).append(each)
        for place, of in by_place.items():
            current = _question_of(values[place - 1]) if place else None
            lines = self.lines_of(of, questions, indent if entries else 2, "" if place else None, current)
            self._insertions.setdefault(ends[place], []).extend(lines)

    def append(self, lines: Sequence[str], *, is_last: bool = False) -> None:
        """Put lines at the end, above what is remembered there."""
        at = len(self._lines)
        if not is_last:
            found = [at for at, line in enumerate(self._lines) if line.startswith(self._last)]
            at = found[-1] - (found[-1] > 0 and not self._lines[found[-1] - 1].strip()) if found else at
        self._insertions.setdefault(at, []).extend(lines)

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
                lines += [pad + _heading(current, questions), ""]
            lines += [pad + line for line in comment_lines(each)]
            lines += [pad + line for line in self.switched(list(each.entry_lines()))]
        return lines

    def switched(self, lines: list[str]) -> list[str]:
        """Lines of a recap, switched off by a '#' where the recap is public already."""
        return [f"#{line}" for line in lines] if self.is_off else lines

    def joined(self) -> str:
        """The text with all insertions."""
        parts: list[str] = []
        for at in range(len(self._lines) + 1):
            parts += [line + self._end for line in self._insertions.get(at, [])]
            parts += self._lines[at : at + 1]
        return "".join(parts)


def _end_of(node: yaml.Node) -> int:
    """The number of lines up to a node's end, comments behind it on its line included."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(map(_end_of, last)) if isinstance(last, tuple) else _end_of(last)
    mark = node.end_mark
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(mark.line) if is_block and mark.column == 0 else int(mark.line) + 1


def _question_of(entry: Any) -> int:
    number = entry.get("question", 0) if isinstance(entry, dict) else 0
    return int(number) if str(number).isdigit() else 0


def _place_of(question: int, entries: Sequence[Any], *, is_opening: bool) -> int:
    """Behind which entry a highlight belongs: the last one of its question, or of those before it."""
    numbers = [_question_of(entry) for entry in entries]
    if question in numbers and question:
        return len(numbers) - numbers[::-1].index(question)
    if not question and not is_opening:
        return len(numbers)
    later = next((at for at, number in enumerate(numbers) if number > question), len(numbers))
    if not any(numbers[later:]):
        later = max((at + 1 for at, number in enumerate(numbers) if number > 0), default=later) if question else later
    while 0 < later < len(numbers) and not numbers[later - 1] and "post" not in entries[later - 1]:
        later -= 1  # a heading or a text goes with the post that follows it
    return later


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


def _heading(question: int, questions: Mapping[int, str]) -> str:
    if not question:
        return "# ===== Beside the questions"
    text = clean_line(questions.get(question, ""))
    return f"# ===== Question {question}: {text}" if text else f"# ===== Question {question}"
