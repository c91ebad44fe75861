"""Blocks in a host's Markdown: a line like `[causerie upcoming chat=museum-hour limit=3]` becomes the block's HTML.

The line is replaced by an empty element before Markdown sees it, and the element by the block after: whatever
Markdown extensions the host uses, the block's HTML passes untouched.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from causerie.model.library import Library
from causerie.problems import Problem, did_you_mean
from causerie.views.pages import BLOCKS, Block

_LINE = re.compile(r"^\[causerie(?:[ \t]+(?P<words>[^\]\n]*))?\][ \t]*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_PLACE = '<div data-causerie-block="{number}"></div>'
_OPTIONS = ("chat", "topic", "limit", "title")


@dataclass(frozen=True, slots=True)
class PlacedBlocks:
    """A page's Markdown with a placeholder for each block, the blocks in order, and what is wrong with them."""

    markdown: str
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


def place_blocks(markdown: str, path: str, library: Library) -> PlacedBlocks:
    """Find the block lines of a page outside code fences."""
    lines = markdown.split("\n")
    blocks: list[Block] = []
    problems: list[Problem] = []
    fence = ""
    for i, line in enumerate(lines):
        if mark := _FENCE.match(line):
            fence = "" if fence and line.strip().startswith(fence) else fence or mark[1]
        if fence or not (match := _LINE.match(line)):
            continue
        parsed = _parse_block(match["words"] or "", library)
        if isinstance(parsed, str):
            problems.append(Problem(path, i + 1, 1, f"{parsed}"))
        else:
            lines[i] = "\n" + _PLACE.format(number=len(blocks)) + "\n"
            blocks.append(parsed)
    return PlacedBlocks("\n".join(lines), tuple(blocks), tuple(problems))


def fill_blocks(html: str, blocks: tuple[Block, ...], render: Callable[[Block], Markup]) -> str:
    """Put each block's HTML where its placeholder stands."""
    for number, block in enumerate(blocks):
        html = html.replace(_PLACE.format(number=number), str(render(block)), 1)
    return html


def _parse_block(words: str, library: Library) -> Block | str:
    """A block, or what is wrong with its line."""
    try:
        kind, *options = shlex.split(words) or [""]
    except ValueError:
        return f"'[causerie {words}]' has a quote that does not end. Write title=\"Two words\"."
    if kind not in BLOCKS:
        known = ", ".join(BLOCKS)
        return f"'[causerie {words}]' names no block.{did_you_mean(kind, BLOCKS)} Write one of: {known}."
    values: dict[str, str] = {}
    for option in options:
        name, _, value = option.partition("=")
        if name not in _OPTIONS or not value:
            hint = did_you_mean(name, _OPTIONS)
            return f"'{option}' is no option of a block.{hint} Write chat=, topic=, limit= or title=."
        values[name] = value
    if "limit" in values and not (values["limit"].isdigit() and int(values["limit"])):
        return f"'limit={values['limit']}' is no number. Write limit=3."
    if "chat" in values and library.chat(values["chat"]) is None:
        hint = did_you_mean(values["chat"], [chat.id for chat in library.chats])
        return f"'chat={values['chat']}' is no chat.{hint} Write the name of a folder in chats/."
    return Block(
        kind=kind,
        chat=values.get("chat", ""),
        topic=values.get("topic", ""),
        limit=int(values.get("limit", "0")),
        title=values.get("title", ""),
    )
