"""Fields of a record, set and taken away: each function gives texts that may do it, the one that reads best first.

`Edited` takes the first that says what it should.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from causerie.records.editing import brackets
from causerie.records.editing.written import field_lines, is_literal_text, literal_lines, name_field, write_inline
from causerie.records.yaml_text import BREAKS, YamlText, fields_of, is_flow, is_literal, is_nothing

Path = tuple[str | int, ...]
_HEADER = re.compile(r"[|>][0-9+-]*")
_REST = re.compile(rf"[^{BREAKS}]*")
_COMMENT = re.compile(r"\s+#")
_MOMENT = re.compile(r"[\d :TZ+.-]+")


def set_field(text: YamlText, path: Path, name: str, value: Any, order: Sequence[str]) -> Iterator[str]:
    """Texts in which a field has a value; a new one stands behind the last of those before it in `order`."""
    node = text.at(path)
    if name in fields_of(node):
        yield from _change_value(text, *fields_of(node)[name], value)
        return
    if not path:
        yield from _switch_on(text, name, value)
    if is_flow(node) and isinstance(node, yaml.MappingNode):
        names = list(fields_of(node))
        at = max([names.index(each) + 1 for each in _before(name, order) if each in names], default=0 if order else -1)
        piece = f"{name_field(name)}: {write_inline(value)}"
        yield brackets.with_part(text, node, at if at >= 0 else len(names), piece)
    else:
        pad = "" if node is None else " " * int(node.start_mark.column)
        line = line_for_field(text, path, name, order)
        yield text.with_lines(line, line, list(field_lines(name, value, pad)))


def change_text(text: YamlText, path: Path, value: str) -> Iterator[str]:
    """Texts in which an entry of a list is another text."""
    node = text.at(path)
    if isinstance(node, yaml.ScalarNode) and not is_nothing(node):
        yield from _replace(text, node, *text.span(node), value, 0)


def drop_field(text: YamlText, path: Path, name: str) -> Iterator[str]:
    """Texts without a field, its value and the comment behind it."""
    node = text.at(path)
    fields = fields_of(node)
    at = list(fields).index(name)
    if node is not None and is_flow(node):
        yield brackets.without_part(text, node, at)
        return
    key, value = fields[name]
    line, stop = _lines_of(text, key, value)
    start = int(key.start_mark.index)
    if not text.text[text.starts[line] : start].strip():
        stop += text.is_blank(line - 1) and text.is_blank(stop)
        yield text.with_lines(line, stop, [])
    elif at + 1 < len(fields):  # behind a dash
        following = list(fields.values())[at + 1][0]
        if any(map(text.is_comment, range(stop, following.start_mark.line))):
            yield text.with_part(start, text.starts[stop], text.end)
        yield text.with_part(start, int(following.start_mark.index), "")


def switch_off(text: YamlText, name: str) -> Iterator[str]:
    """Texts in which a field of the record is a comment; of its value nothing stays but a day, a time or a number."""
    key, value = text.keys[name]
    line, stop = _lines_of(text, key, value)
    start = int(key.start_mark.index)
    if not is_flow(text.root):
        if line + 1 == stop and isinstance(value, yaml.ScalarNode) and _MOMENT.fullmatch(value.value):
            yield text.with_part(start, start, "#")
        pad = " " * int(key.start_mark.column)
        yield text.with_lines(line, stop, [f"{pad}#{name_field(name)}:{comment_behind(text, name)}"])
    yield from drop_field(text, (), name)


def comment_behind(text: YamlText, name: str) -> str:
    """The comment behind a field of the record on one line, with the space before it."""
    key, value = text.keys[name]
    line, stop = _lines_of(text, key, value)
    if line + 1 != stop:
        return ""
    end = text.span(key)[1] + 1 if is_nothing(value) else text.span(value)[1]
    rest = text.text[end : text.starts[stop]].rstrip(BREAKS)
    return rest if _COMMENT.match(rest) else ""


def line_for_field(text: YamlText, path: Path, name: str, order: Sequence[str]) -> int:
    """The line before which a new field goes."""
    node = text.at(path)
    fields = fields_of(node)
    if not fields or node is None:
        return len(text.lines)
    if not order:
        return text.last_line(node)
    if before := [each for each in _before(name, order) if each in fields]:
        return _lines_of(text, *fields[before[-1]])[1]
    if path:
        return text.last_line(node)
    line = int(node.start_mark.line)
    while text.is_comment(line - 1):
        line -= 1
    return line


def _before(name: str, order: Sequence[str]) -> Sequence[str]:
    return order[: order.index(name)] if name in order else order


def _lines_of(text: YamlText, key: yaml.Node, value: yaml.Node) -> tuple[int, int]:
    line = int(key.start_mark.line)
    return line, max(int(key.end_mark.line) + 1, 0 if is_nothing(value) else text.last_line(value))


def _change_value(text: YamlText, key: yaml.Node, node: yaml.Node, value: Any) -> Iterator[str]:
    column = int(key.start_mark.column)
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        yield text.with_lines(*_lines_of(text, key, node), list(field_lines(str(key.value), value, " " * column)))
    elif is_nothing(node):
        colon = text.text.find(":", int(key.end_mark.index)) + 1
        yield from _replace(text, node, colon, colon, value, column)
    else:
        yield from _replace(text, node, *text.span(node), value, column)


def _replace(text: YamlText, node: yaml.Node, start: int, stop: int, value: Any, column: int) -> Iterator[str]:
    """Texts with another value from one place to another; the comment behind it stays."""
    content = text.text
    rest = _REST.match(content, stop)
    tail, behind = (rest[0], rest.end()) if rest else ("", stop)
    if is_literal(node):
        header = _HEADER.match(content, start)
        first = _REST.match(content, header.end() if header else start)
        tail, behind = (first[0] if first else ""), stop
    space = " " if content[start - 1 : start] == ":" else ""
    if isinstance(value, str) and is_literal_text(value):
        lines = text.end.join(literal_lines(value, " " * column))
        yield f"{content[:start]}{space}|-{tail.rstrip()}{text.end}{lines}{content[behind:]}"
    yield f"{content[:start]}{space}{write_inline(value)}{tail}{content[behind:]}"


def _switch_on(text: YamlText, name: str, value: Any) -> Iterator[str]:
    """Texts in which a comment line such as `#summary: …` has become the field; what is noted behind it stays."""
    pad = "" if text.root is None else " " * int(text.root.start_mark.column)
    pattern = re.compile(rf"\s*#\s?({re.escape(name)}:(?:\s.*)?)\Z")
    for at, line in enumerate(text.lines):
        if found := pattern.match(line.rstrip(BREAKS)):
            yield text.with_lines(at, at + 1, list(field_lines(name, value, pad, _comment_in(found[1]))))


def _comment_in(field: str) -> str:
    """The comment behind a field that was switched off."""
    try:
        line = YamlText(field)
    except yaml.YAMLError:
        return ""
    return comment_behind(line, next(iter(line.keys))) if len(line.keys) == 1 else ""
