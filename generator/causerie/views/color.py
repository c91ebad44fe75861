"""A chat's accent colour, made readable: contrast is computed (WCAG 2.2, relative luminance), never trusted."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable
from functools import lru_cache

from causerie.frozen import frozen

DEFAULT_ACCENT = "#8a4b2f"
_WANTED = 4.6  # WCAG AA asks for 4.5; browsers round what they mix
_TINT = 0.09  # how much accent site/ground.css mixes into a card for its tinted panels


@frozen
class Paper:
    """What an accent is read on in one colour scheme; site/ground.css says the same colours."""

    page: str
    card: str


LIGHT_PAPER = Paper(page="#fbf8f3", card="#ffffff")
DARK_PAPER = Paper(page="#171519", card="#221f26")


@frozen
class Accent:
    """An accent for one colour scheme: text and lines in `ink`, and what may stand on an area of `ink`."""

    ink: str
    on_ink: str


def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, 'relative luminance')."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, 'contrast ratio')."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def grounds(ink: str, paper: Paper) -> tuple[str, str, str]:
    """What text in an ink stands on: the page, a card, and a panel that is tinted with the ink itself."""
    mixed = zip(_channels(ink), _channels(paper.card), strict=True)
    tint = _written(_TINT * of_ink + (1 - _TINT) * of_card for of_ink, of_card in mixed)
    return paper.page, paper.card, tint


@lru_cache(maxsize=256)  # cards ask for their chat's each time
def accent_on(color: str, paper: Paper) -> Accent:
    """The nearest shade of a colour that can be read on a paper, and the readable ink on that shade."""
    ink = color or DEFAULT_ACCENT
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(ink))
    end, step = (0.0, -0.01) if luminance(paper.page) > 0.5 else (1.0, 0.01)
    while min(contrast(ink, ground) for ground in grounds(ink, paper)) < _WANTED and light != end:
        light = min(1.0, max(0.0, light + step))
        ink = _written(colorsys.hls_to_rgb(hue, light, saturation))
    on_ink = max(LIGHT_PAPER.card, DARK_PAPER.page, key=lambda candidate: contrast(candidate, ink))
    return Accent(ink=ink, on_ink=on_ink)


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _written(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(value * 255):02x}" for value in channels)
