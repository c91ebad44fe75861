"""Entries of a record's lists, put in, taken out and moved: each function gives texts that may do it, the best first.

`Edited` takes the first that says what it should.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import yaml

from causerie.records.editing import brackets, fields
from causerie.records.editing.blocks import BlockList
from causerie.records.editing.written import entry_lines, name_field, write_inline
from causerie.records.recap_file import LEADS, WHY_REMEMBERED
from causerie.records.recap_text import line_above
from causerie.records.yaml import Path
from causerie.records.yaml_text import YamlText, is_flow, is_nothing

_INLINE = ("resources", "unanswered", "")  # lists whose entries stand in { }, as a draft writes them; "": forget.yml


def insert_entry(
    text: YamlText,
    path: Path,
    at: int,
    value: Any,
    values: Sequence[Any],
    question: int | None,
    order: Sequence[str],
) -> Iterator[str]:
    """Texts with one more entry among the `values` of a list; `order` is that of the record's fields."""
    node = text.at(path)
    name = str(path[-1]) if path else ""
    if node is None:
        yield from _begin_list(text, name, value, order)
    elif isinstance(node, yaml.SequenceNode) and is_flow(node) and values:
        yield brackets.with_part(text, node, at, write_inline(value))
    elif not values and not is_nothing(node):  # [], or null in a word
        start, stop = text.span(node)
        bare = text.text[:start].rstrip(" ") + text.text[stop:] if path else brackets.cut(text, start, stop)
        with suppress(yaml.YAMLError):
            yield from insert_entry(YamlText(bare), path, at, value, values, question, order)
        if isinstance(node, yaml.SequenceNode):
            yield brackets.with_part(text, node, 0, write_inline(value))
    else:
        block = BlockList(text, path)
        lines = list(entry_lines(value, block.pad, is_inline=name in _INLINE))
        yield block.with_entry(at, lines, values, question)


def remove_entry(text: YamlText, path: Path, at: int) -> Iterator[str]:
    """Texts without an entry and the comment lines directly above it."""
    node = text.at(path)
    if node is not None and is_flow(node):
        yield brackets.without_part(text, node, at)
    else:
        yield BlockList(text, path).without(at)


def move_entry(
    text: YamlText, path: Path, at: int, to: int, values: Sequence[Any], question: int | None
) -> Iterator[str]:
    """Texts in which an entry stands elsewhere among the other `values`, with its comment lines."""
    node = text.at(path)
    if node is not None and is_flow(node):
        start, stop = brackets.parts_of(text, node)[at]
        rest = YamlText(brackets.without_part(text, node, at))
        if (there := rest.at(path)) is not None:
            yield brackets.with_part(rest, there, to, text.text[start:stop])
        return
    block = BlockList(text, path)
    lines = block.entries[at]
    rest = YamlText(block.without(at))
    yield BlockList(rest, path).with_entry(to, text.lines[lines.top : lines.stop], values, question)


def _begin_list(text: YamlText, name: str, value: Any, order: Sequence[str]) -> Iterator[str]:
    """Texts with a list that was not there."""
    root = text.root
    if not name:
        yield text.with_lines(len(text.lines), len(text.lines), list(entry_lines(value, "", is_inline=True)))
        return
    if root is not None and is_flow(root):
        yield from fields.set_field(text, (), name, [value], order)
        return
    pad = "" if root is None else " " * int(root.start_mark.column)
    lines = [f"{pad}{name_field(name)}:", *entry_lines(value, f"{pad}  ", is_inline=name in _INLINE)]
    if name in LEADS:
        line = line_above(text, WHY_REMEMBERED[0])
        blank = [""] * (line > 0 and not text.is_blank(line - 1))
        yield text.with_lines(line, line, [*blank, *(pad + lead for lead in LEADS[name]), *lines])
    else:
        line = fields.line_for_field(text, (), name, order)
        yield text.with_lines(line, line, lines)
