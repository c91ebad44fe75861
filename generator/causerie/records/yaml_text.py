"""A YAML text with its lines, and where its values stand in them, so that others write between them and keep the rest.

Nothing is decided here; `recap_text` and `editing` say what goes where.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Any

import yaml

from causerie.text import clean_text

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # pure Python where libyaml is missing
BREAKS = "\n\r\x85\u2028\u2029"  # what ends a line for YAML
_LINE = re.compile(rf"[^{BREAKS}]*(?:\r\n|[{BREAKS}])|[^{BREAKS}]+")
_KEEPING = re.compile(r"[|>][0-9-]*\+")


class YamlText:
    """The lines of a YAML document, and its nodes; `text` ends with a line end, and has no byte order mark."""

    def __init__(self, text: str) -> None:
        self.end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
        self.text = text if not text or text.endswith(tuple(BREAKS)) else text + self.end
        self.lines: list[str] = _LINE.findall(self.text)
        self.starts = list(accumulate(map(len, self.lines), initial=0))
        self.root = yaml.compose(self.text, Loader=_Loader)
        self.keys = fields_of(self.root)

    def at(self, path: tuple[str | int, ...]) -> yaml.Node | None:
        """The node of a value."""
        node = self.root
        for step in path:
            if isinstance(step, str):
                node = fields_of(node).get(step, (None, None))[1]
            else:
                node = node.value[step] if isinstance(node, yaml.SequenceNode) and step < len(node.value) else None
        return node

    def last_line(self, node: yaml.Node) -> int:
        """The number of lines up to a node's end, comments behind it on its line included."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return max(map(self.last_line, last)) if isinstance(last, tuple) else self.last_line(last)
        mark = node.end_mark
        if not is_literal(node):
            return int(mark.line) + 1
        line = int(mark.line) if mark.column == 0 else int(mark.line) + 1
        while not self._keeps_blank(node) and line > node.start_mark.line + 1 and not self.lines[line - 1].strip():
            line -= 1
        return line

    def span(self, node: yaml.Node) -> tuple[int, int]:
        """Where a value begins and ends in the text, without the comments and the line end behind it."""
        start = int(node.start_mark.index)
        if is_literal(node) or (isinstance(node, yaml.CollectionNode) and not node.flow_style):
            return start, start + len(self.text[start : self.starts[self.last_line(node)]].rstrip(BREAKS))
        return start, int(node.end_mark.index)

    def line_of(self, index: int) -> int:
        """The number of the line, from 0, in which a place of the text is."""
        return min(bisect_right(self.starts, index) - 1, max(0, len(self.lines) - 1))

    def is_blank(self, line: int) -> bool:
        """Whether there is such a line, with nothing in it."""
        return 0 <= line < len(self.lines) and not self.lines[line].strip()

    def is_comment(self, line: int) -> bool:
        """Whether there is such a line, and it is for people alone."""
        return 0 <= line < len(self.lines) and self.lines[line].lstrip().startswith("#")

    def with_lines(self, start: int, stop: int, new: list[str]) -> str:
        """The text with other lines in the place of some; new ones without a line end get one."""
        ended = [line if line.endswith(tuple(BREAKS)) else f"{line}{self.end}" for line in new]
        return "".join([*self.lines[:start], *ended, *self.lines[stop:]])

    def with_part(self, start: int, stop: int, new: str) -> str:
        """The text with another part from one place to another."""
        return self.text[:start] + new + self.text[stop:]

    def _keeps_blank(self, node: yaml.Node) -> bool:
        return bool(_KEEPING.match(self.text, int(node.start_mark.index)))


def fields_of(node: yaml.Node | None) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """The fields of a group with the nodes of name and value; none where it is something else."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {clean_text(key.value): (key, value) for key, value in pairs if isinstance(key, yaml.ScalarNode)}


def is_literal(node: yaml.Node) -> bool:
    """Whether a text stands on the lines below a | or >."""
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def is_flow(node: yaml.Node | None) -> bool:
    """Whether a list stands in [ ], or fields in { }."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def is_nothing(node: yaml.Node) -> bool:
    """Whether a field has no value at all."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value == ""
