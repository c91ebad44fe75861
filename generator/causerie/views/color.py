"""A chat's accent colour, made readable: contrast is computed (WCAG 2.2, relative luminance), never trusted."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

LIGHT_PAPER = "#fbf8f3"
DARK_PAPER = "#171519"
DEFAULT_ACCENT = "#8a4b2f"
_WANTED = 5.2  # above the 4.5 of WCAG AA, so that tinted panels stay readable, too


@dataclass(frozen=True, slots=True)
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


def accent_on(color: str, paper: str) -> Accent:
    """The nearest shade of a colour that can be read on a paper, and the readable ink on that shade."""
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(color or DEFAULT_ACCENT))
    step = -0.01 if luminance(paper) > 0.5 else 0.01
    ink = color or DEFAULT_ACCENT
    while contrast(ink, paper) < _WANTED and 0 < light < 1:
        light = min(1.0, max(0.0, light + step))
        ink = _written(colorsys.hls_to_rgb(hue, light, saturation))
    on_ink = max("#ffffff", DARK_PAPER, key=lambda candidate: contrast(candidate, ink))
    return Accent(ink=ink, on_ink=on_ink)


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _written(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(value * 255):02x}" for value in channels)
