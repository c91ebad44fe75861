"""Characters as the shipped fonts draw them: what a font has, Arabic in its shapes, emoji without their modifiers."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageDraw, ImageFont

_FONTS = Path(__file__).parents[2] / "fonts"
_FALLBACKS = ("arabic", "hebrew", "japanese", "emoji")  # asked in this order for what the text's own font does not have
_MEASURED = 100  # pixels at which widths are taken: outlines are not hinted, so they grow with the size

# A sequence of emoji is shown as its first; colour of skin, choice of drawing, keycaps and tags are not drawn.
_MODIFIERS = re.compile(
    "(?<=[\u2190-\u2bff\U0001f000-\U0001faff])[\ufe0f\U0001f3fb-\U0001f3ff]*\u200d[^\\s\u200d]"
    "|[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # those that never end a line stay what they are
_GUARDED = re.compile(r" (?=[»?!:;](?:\W|$))|(?<=«) ")  # French signs that stand apart from their word, and never alone
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")  # two of them are a flag, which is drawn as its country's letters
_BASMALA = "\ufdfd", "بسم الله الرحمن الرحيم"  # four words in one sign, whose outline is more than FreeType draws
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_FROM_THE_RIGHT = ("R", "AL")
_MARK = "\u200b"  # is never drawn, so it is in no text here


def prepare_text(text: str) -> str:
    """Text on one line, of characters that are drawn, still in the order in which it is read."""
    text = _GUARDED.sub("\u00a0", unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip()))
    text = text.replace(*_BASMALA)
    text = _FLAG_LETTER.sub(lambda match: chr(ord(match[0]) - 0x1F1E6 + ord("A")), text)
    while (plain := _MODIFIERS.sub("", text)) != text:
        text = plain
    if _ARABIC.search(text):
        text = _shaper().reshape(text)
    drawn = "".join(char for char in text if char == " " or _fonts_with(char))
    return _SPACES.sub(" ", drawn).strip()


def is_drawable(text: str) -> bool:
    """Whether the fonts have most of a text; what is left of another says nothing."""
    signs = [char for char in text if char.isalnum()]
    known = sum(bool(_fonts_with(char)) for char in signs)
    return bool(text.strip()) and known * 3 >= len(signs) * 2


def order_line(line: str, *, is_right_to_left: bool) -> str:
    """A line in the order in which it is drawn, from left to right.

    The library orders and turns no bracket round. So each has a mark behind it that has no direction of its own: where
    it stands before the bracket afterwards, both have been turned.
    """
    if not any(unicodedata.bidirectional(char) in _FROM_THE_RIGHT for char in line):
        return line
    from bidi import get_display

    marked = "".join(char + _MARK if unicodedata.mirrored(char) else char for char in line)
    ordered = get_display(marked, base_dir="R" if is_right_to_left else "L")
    assert isinstance(ordered, str)
    return "".join(_turn_brackets(ordered))


def _turn_brackets(ordered: str) -> Iterator[str]:
    from bidi.mirror import MIRRORED

    chars = iter(ordered)
    for char in chars:
        if char == _MARK:
            turned = next(chars)
            yield MIRRORED.get(turned, turned)
        else:
            yield char
            if unicodedata.mirrored(char):
                next(chars)  # its mark, still behind it


def reads_from_the_right(text: str) -> bool:
    """Whether the first letter of a text is of a script that is written from right to left."""
    letters = (unicodedata.bidirectional(char) for char in text)
    return next((each for each in letters if each in ("L", *_FROM_THE_RIGHT)), "L") != "L"


def measure(text: str, font: str, size: float) -> float:
    """How wide a text is, in pixels; a little more than what is drawn, as pairs are not drawn closer here."""
    return sum([_advance(char, font) for char in text]) * size / _MEASURED


class Glyph(NamedTuple):
    """A character as it is drawn, and where it stands from the point at which the line has arrived."""

    left: int
    top: int
    mask: Image.Image


class Line(NamedTuple):
    """Glyphs with their distance from the line's left end, and the line's width."""

    glyphs: list[tuple[int, Glyph]]
    width: float


def set_line(text: str, font: str, size: int) -> Line:
    """A text that is ordered already, with each character in its font, and pairs closer where the font says so."""
    glyphs: list[tuple[int, Glyph]] = []
    x, before = 0.0, ""
    for char in text:
        name = _font_of(char, font)
        if before and name == font:
            x += _kerning(before, char, name) * size / _MEASURED
        if glyph := _draw_glyph(char, name, size):
            glyphs.append((round(x), glyph))
        x += measure(char, font, size)
        before = char if name == font else ""
    return Line(glyphs, x)


@lru_cache(maxsize=2048)
def _draw_glyph(char: str, name: str, size: int) -> Glyph | None:
    """A character that is drawn once and then copied: letters come back, and most of a card's time went into them."""
    font = _load_font(name, size)
    left, top, right, bottom = map(round, font.getbbox(char, anchor="ls"))
    if left >= right or top >= bottom:
        return None
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).text((-left, -top), char, font=font, fill=255, anchor="ls")
    return Glyph(left, top, mask)


@lru_cache(maxsize=16384)
def _kerning(before: str, char: str, name: str) -> float:
    font = _load_font(name, _MEASURED)
    return font.getlength(before + char) - font.getlength(before) - font.getlength(char)


@lru_cache(maxsize=256)
def _load_font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font; without the shaper that only some systems have, so that a card is the same on all of them."""
    return ImageFont.truetype(str(_FONTS / f"{name}.ttf"), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=16384)
def _advance(char: str, font: str) -> float:
    return _load_font(_font_of(char, font), _MEASURED).getlength(char)


def _font_of(char: str, font: str) -> str:
    names = _fonts_with(char)
    return font if not names or font in names else next(name for name in _FALLBACKS if name in names)


def _fonts_with(char: str) -> tuple[str, ...]:
    return _coverage().get(ord(char), ())


@lru_cache(maxsize=1)
def _coverage() -> dict[int, tuple[str, ...]]:
    """The fonts that have each character."""
    found: dict[int, tuple[str, ...]] = {}
    for name, ranges in json.loads((_FONTS / "coverage.json").read_text(encoding="ascii")).items():
        for first, last in ranges:
            for point in range(first, last + 1):
                found[point] = (*found.get(point, ()), name)
    return found


@lru_cache(maxsize=1)
def _shaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": True, "support_ligatures": True})
