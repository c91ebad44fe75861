"""Draws a card: one channel of sixteen shades, which takes some milliseconds and comes to some kilobytes."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from causerie.views.card_images.glyphs import (
    Line,
    is_drawable,
    order_line,
    prepare_text,
    reads_from_the_right,
    set_line,
)
from causerie.views.card_images.lines import Block, fit, shorten
from causerie.views.card_images.words import HEIGHT, WIDTH, CardWords
from causerie.views.color import LIGHT_PAPER

# Shades from paper to ink, then from accent to what is read on it; what lies between is for soft edges. The shade next
# to paper is the accent's tint, so that text may stand on the great sign.
_SHADES = 8
_PAPER, _TINT, _MUTED, _INK = 0, 1, 5, 7
_ACCENT, _ON_ACCENT = 8, 15
_INK_COLOR = "#231f26"

_MARGIN = 72
_WIDE = WIDTH - 2 * _MARGIN
_BAND = 112  # height of the accent's band
_SERIF, _SANS = "serif", "sans"


def draw_card(words: CardWords) -> bytes:
    """A card as PNG."""
    image = Image.new("L", (WIDTH, HEIGHT), _PAPER)
    canvas = _Canvas(image, is_right_to_left=words.is_right_to_left)
    canvas.draw_sign(words.sign or ("“" if words.is_quote else "#"))
    image.paste(_ACCENT, (0, 0, WIDTH, _BAND))
    canvas.draw_band(words.hashtag, words.site)
    canvas.draw_title(words)
    image.putpalette(_palette(words))
    out = BytesIO()
    image.save(out, "PNG", bits=4, compress_level=4)  # more takes twice as long for a twentieth
    return out.getvalue()


class _Canvas:
    """What is drawn on, in the direction in which the card is read."""

    def __init__(self, image: Image.Image, *, is_right_to_left: bool) -> None:
        self._image = image
        self._is_mirrored = is_right_to_left

    def draw_sign(self, sign: str) -> None:
        """The great sign behind the text, at the end of the lines."""
        size, below = {"#": (560, 30), "“": (720, 260)}.get(sign, (480, -40))
        line = set_line(sign, _SERIF, size)
        self._draw(line, 40 if self._is_mirrored else round(WIDTH - 40 - line.width), HEIGHT + below, _TINT)

    def draw_band(self, hashtag: str, site: str) -> None:
        """The hashtag where reading begins, the site's name at the other side."""
        tag = shorten(prepare_text(hashtag), _SANS, 44, 620 if site else _WIDE)
        room = _WIDE - self._write(tag, 44, 72, _SANS, _ON_ACCENT) - 40
        self._write(shorten(prepare_text(site), _SANS, 34, room), 34, 70, _SANS, _ON_ACCENT, at_end=True)

    def draw_title(self, words: CardWords) -> None:
        """The title as large as it fits, and the lines below it."""
        foot = HEIGHT - 64
        if second := shorten(_drawable(words.second), _SANS, 34, _WIDE):
            self._write(second, 34, foot, _SANS, _MUTED)
            foot -= 58
        if first := _drawable(words.first):
            facts = fit(first, _SANS, range(40, 33, -2), _WIDE, 100)
            foot -= facts.leading * (len(facts.lines) - 1)
            self._write_lines(facts, foot, _SANS)
            foot -= facts.size + 18
        title = next((each for each in (words.title, words.hashtag, words.site) if is_drawable(each)), "")
        top, bottom = _BAND + 40, foot - 16
        sizes = range(68, 31, -4) if words.is_quote else range(100, 43, -4)
        block = fit(prepare_text(title), _SERIF, sizes, _WIDE, bottom - top)
        height = block.size + block.leading * (len(block.lines) - 1)
        self._write_lines(block, top + max(0, (bottom - top - height) // 2) + round(block.size * 0.86), _SERIF)

    def _write_lines(self, block: Block, base: int, font: str) -> None:
        for line in block.lines:
            self._write(line, block.size, base, font, _INK, is_right_to_left=self._is_mirrored)
            base += block.leading

    def _write(
        self,
        text: str,
        size: int,
        base: int,
        font: str,
        shade: int,
        *,
        at_end: bool = False,
        is_right_to_left: bool | None = None,
    ) -> float:
        """Write a line at its margin, in a direction that is its own where none is given, and give its width."""
        if is_right_to_left is None:
            is_right_to_left = reads_from_the_right(text)
        ordered = order_line(text, is_right_to_left=is_right_to_left)
        line = set_line(ordered, font, size)
        left = round(WIDTH - _MARGIN - line.width) if at_end != self._is_mirrored else _MARGIN
        self._draw(line, left, base, shade)
        return line.width

    def _draw(self, line: Line, left: int, base: int, shade: int) -> None:
        for x, glyph in line.glyphs:
            self._image.paste(shade, (left + x + glyph.left, base + glyph.top), glyph.mask)


def _drawable(text: str) -> str:
    """A line that the fonts have, or nothing rather than what is left of it."""
    return prepare_text(text) if is_drawable(text) else ""


def _palette(words: CardWords) -> list[int]:
    paper, ink = _channels(LIGHT_PAPER.page), _channels(_INK_COLOR)
    accent, on_accent = _channels(words.accent), _channels(words.on_accent)
    colors = [*_ramp(paper, ink), *_ramp(accent, on_accent)]
    colors[_TINT] = _mix(paper, accent, 0.09)
    return [value for color in colors for value in color]


def _ramp(start: tuple[int, ...], end: tuple[int, ...]) -> list[tuple[int, ...]]:
    return [_mix(start, end, step / (_SHADES - 1)) for step in range(_SHADES)]


def _mix(one: tuple[int, ...], other: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
