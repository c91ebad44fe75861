"""Lists in [ ] and fields in { }: parts put in between the commas and taken out, on one line or over several."""

from __future__ import annotations

import re

import yaml

from causerie.records.yaml_text import BREAKS, YamlText, is_nothing

_COMMA = re.compile(r"\s*+(?:#[^\r\n]*+\s*+)*+,")  # never back: a comment may hold any number of "#"
_COLON = re.compile(r"\s*:")


def parts_of(text: YamlText, node: yaml.Node) -> list[tuple[int, int]]:
    """Where the parts of a list in [ ], or the fields in { }, begin and end."""
    if isinstance(node, yaml.SequenceNode):
        return [text.span(part) for part in node.value]
    parts = []
    for key, value in node.value:
        stop = text.span(value)[1]
        if is_nothing(value):
            colon = _COLON.match(text.text, text.span(key)[1])
            stop = colon.end() if colon else text.span(key)[1]
        parts.append((text.span(key)[0], stop))
    return parts


def with_part(text: YamlText, node: yaml.Node, at: int, new: str) -> str:
    """The text with one more part between brackets, before the one that is number `at`."""
    parts = parts_of(text, node)
    if not parts:
        place = int(node.start_mark.index) + 1
        return text.with_part(place, place, new)
    start, stop = parts[min(at, len(parts) - 1)]
    before = text.text[text.starts[text.line_of(start)] : start]
    comma = f",{text.end}{before}" if not before.strip() else ", "
    return text.with_part(start, start, new + comma) if at < len(parts) else text.with_part(stop, stop, comma + new)


def without_part(text: YamlText, node: yaml.Node, at: int) -> str:
    """The text without a part between brackets, and without its comma."""
    parts = parts_of(text, node)
    start, stop = parts[at]
    if comma := _COMMA.match(text.text, stop):
        return cut(text, start, comma.end())
    before = _COMMA.match(text.text, parts[at - 1][1]) if at else None
    if before and not text.text[before.end() : start].strip(" \t"):
        return text.with_part(before.end() - 1, stop, "")
    return cut(text, start, stop)


def cut(text: YamlText, start: int, stop: int) -> str:
    """The text without a part of it, and without the line that would be empty."""
    content = text.text
    while content[stop : stop + 1] in (" ", "\t"):
        stop += 1
    line = text.starts[text.line_of(start)]
    if not content[line:start].strip() and content[stop : stop + 1] in tuple(BREAKS):
        return text.with_part(line, text.starts[text.line_of(stop) + 1], "")
    return text.with_part(start, stop, "")
