"""Blocks in a host's Markdown: a line like `[causerie upcoming chat=museum-hour limit=3]` becomes the block's HTML.

The line is replaced by an empty element before Markdown sees it, and the element by the block after: whatever
Markdown extensions the host uses, the block's HTML passes untouched.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Collection
from dataclasses import replace

from markupsafe import Markup

from causerie.frozen import frozen
from causerie.problems import Problem, did_you_mean
from causerie.views.pages import BLOCKS, Block

_WORDS = r"""(?:[^\]\n"']|"[^"\n]*"|'[^'\n]*')*|[^\]\n]*"""  # a ']' may stand in quotes
_LINE = re.compile(rf"^ {{0,3}}\[causerie(?:[ \t]+(?P<words>{_WORDS}))?\][ \t]*$", re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_PLACE = '<div data-causerie-block="{number}"></div>'
_OPTIONS = ("chat", "topic", "limit", "title")


@frozen
class PlacedBlocks:
    """A page's Markdown with a placeholder for each block, the blocks in order, and what is wrong with them."""

    markdown: str
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


def place_blocks(markdown: str, chats: Collection[str], path: str = "") -> PlacedBlocks:
    """Find the block lines of a page outside code fences; `chats` are the names that a block may give."""
    lines = markdown.split("\n")
    blocks: list[Block] = []
    problems: list[Problem] = []
    fence = ""
    for i, line in enumerate(lines):
        if mark := _FENCE.match(line):
            fence = "" if fence and line.strip().startswith(fence) else fence or mark[1]
        if fence or not (match := _LINE.match(line)):
            continue
        try:
            block = _parse_block(match["words"] or "", chats)
        except _BlockMistake as mistake:
            column = max(line.find(mistake.word, max(match.start("words"), 0)), line.index("[")) + 1
            problems.append(Problem(path, i + 1, column, str(mistake)))
        else:
            nth = sum(each.kind == block.kind for each in blocks) + 1
            lines[i] = "\n" + _PLACE.format(number=len(blocks)) + "\n"
            blocks.append(replace(block, nth=nth))
    return PlacedBlocks("\n".join(lines), tuple(blocks), tuple(problems))


def fill_blocks(html: str, blocks: tuple[Block, ...], render: Callable[[Block], Markup]) -> str:
    """Put each block's HTML where its placeholder stands."""
    for number, block in enumerate(blocks):
        html = html.replace(_PLACE.format(number=number), str(render(block)), 1)
    return html


class _BlockMistake(Exception):  # noqa: N818 - a host's, not ours
    """What is wrong with a block line, and the word that is."""

    def __init__(self, message: str, word: str) -> None:
        super().__init__(message)
        self.word = word


def _parse_block(words: str, chats: Collection[str]) -> Block:
    """A block from the words of its line; raises _BlockMistake."""
    try:
        kind, *options = shlex.split(words) or [""]
    except ValueError:
        message = f"'[causerie {words}]' has a quote that does not end. Write title=\"Two words\"."
        raise _BlockMistake(message, "[") from None
    if kind not in BLOCKS:
        said = f"'{kind}' is no block." if kind else "'[causerie]' names no block."
        raise _BlockMistake(f"{said}{did_you_mean(kind, BLOCKS)} Write one of: {', '.join(BLOCKS)}.", kind or "[")
    values: dict[str, str] = {}
    for option in options:
        name, _, value = option.partition("=")
        if name not in _OPTIONS or not value:
            hint = "" if name in _OPTIONS else did_you_mean(name, _OPTIONS)
            message = f"'{option}' is no option of a block.{hint} Write chat=, topic=, limit= or title=, and a value."
            raise _BlockMistake(message, name)
        values[name] = value
    limit, chat = values.get("limit", "0"), values.get("chat", "")
    if "limit" in values and not re.fullmatch(r"[1-9][0-9]{0,3}", limit):
        raise _BlockMistake(f"'limit={limit}' is no number from 1. Write limit=3.", "limit")
    if chat and chat not in chats:
        hint = did_you_mean(chat, sorted(chats))
        raise _BlockMistake(f"'chat={chat}' is no chat.{hint} Write the name of a folder in chats/.", "chat")
    return Block(kind=kind, chat=chat, topic=values.get("topic", ""), limit=int(limit), title=values.get("title", ""))
