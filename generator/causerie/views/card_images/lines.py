"""A text broken into lines that fit: made smaller first, then broken within words, then cut off."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from causerie.views.card_images.glyphs import measure

_LEADING = 1.22  # from line to line, in sizes
_NOT_FIRST = frozenset("、。，．・：；！？」』）］｝〉》】〕’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヶー々…)]}!?,.:;")
_NOT_LAST = frozenset("「『（［｛〈《【〔‘“([{")
_WORD = re.compile(r"[^ -]*-+(?=\w)|[^ ]+")  # a word, or its part up to a hyphen
_ELLIPSIS = "…"


class Block(NamedTuple):
    """Lines in reading order, and their size in pixels."""

    lines: tuple[str, ...]
    size: int

    @property
    def leading(self) -> int:
        """From one line's foot to the next's."""
        return round(self.size * _LEADING)


def fit(text: str, font: str, sizes: range, width: int, height: int) -> Block:
    """A text in the largest of these sizes in which it fits unbroken; balanced, so that no word stands alone."""
    pieces = _pieces(text)
    for size in sizes:
        room = width / size  # in units of the size, so that widths are summed up once
        lines = _fill(pieces, font, room)
        if len(lines) <= _most(size, height) and all(measure(line, font, 1) <= room for line in lines):
            return Block(tuple(_balance(pieces, font, room, lines)), size)
    size = sizes[-1]
    room, most = width / size, _most(size, height)
    lines = _fill([part for piece in pieces for part in _broken(piece, font, room)], font, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], shorten(f"{lines[most - 1]}{_ELLIPSIS}", font, size, width)]
    return Block(tuple(lines), size)


def shorten(text: str, font: str, size: int, width: float) -> str:
    """A text on one line, cut off where it does not fit."""
    if measure(text, font, size) <= width:
        return text
    while text and measure(text + _ELLIPSIS, font, size) > width:
        text = text[:-1]
    return text.rstrip(" ,;:·–—…") + _ELLIPSIS


def _most(size: int, height: int) -> int:
    return max(1, int((height - size) / (size * _LEADING)) + 1)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """What is never broken but in need, each with whether a space stands before it."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _WORD.finditer(text):
        is_spaced = match.start() > end
        end = match.end()
        for part in _cut_ideographs(match[0]):
            pieces.append((part, is_spaced))
            is_spaced = False
    return pieces


def _cut_ideographs(word: str) -> list[str]:
    """Japanese breaks between any two characters, but for signs that may not begin or end a line."""
    parts: list[str] = []
    may_break = False
    for char in word:
        is_wide = unicodedata.east_asian_width(char) in "WF"
        is_bound = not (may_break or is_wide) or char in _NOT_FIRST
        if parts and (is_bound or parts[-1][-1] in _NOT_LAST):
            parts[-1] += char
        else:
            parts.append(char)
        may_break = is_wide
    return parts


def _fill(pieces: list[tuple[str, bool]], font: str, room: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for text, is_spaced in pieces:
        gap = " " if is_spaced and line else ""
        wide = measure(gap + text, font, 1)
        if line and used + wide > room:
            lines.append(line)
            line, used = text, measure(text, font, 1)
        else:
            line, used = line + gap + text, used + wide
    return [*lines, line] if line else lines


def _balance(pieces: list[tuple[str, bool]], font: str, room: float, lines: list[str]) -> list[str]:
    """The same number of lines, as equal as they can be."""
    least, best = max((measure(text, font, 1) for text, _ in pieces), default=0.0), lines
    most = room
    for _ in range(6):
        middle = (least + most) / 2
        narrower = _fill(pieces, font, middle)
        if len(narrower) > len(lines):
            least = middle
        else:
            most, best = middle, narrower
    return best


def _broken(piece: tuple[str, bool], font: str, room: float) -> list[tuple[str, bool]]:
    """A word, in parts where it is wider than a line."""
    text, is_spaced = piece
    parts: list[tuple[str, bool]] = []
    while measure(text, font, 1) > room:
        at = max(1, next(n for n in range(len(text)) if measure(text[: n + 1], font, 1) > room))
        parts.append((text[:at], is_spaced))
        text, is_spaced = text[at:], False
    return [*parts, (text, is_spaced)]
