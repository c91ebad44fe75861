"""Pictures of pages, compared as somebody would who takes a step back: in small squares, each by its average colour.

So the edges of letters, which each machine smooths in its own way, do not count; what moved, went or changed colour
does.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops
from playwright.sync_api import Page

_SCALE = 2  # a kept picture has half the page's pixels
_SQUARE = 4  # its pixels on a side; eight of the page
_FAR = 36  # of 255 levels, in red, green or blue
_COLORS = 96
# One and the same on every machine, whatever fonts it prefers.
FONTS = ":root { --c-serif: 'Noto Serif'; --c-sans: 'Noto Sans'; }"


@dataclass(frozen=True)
class Difference:
    """How many squares differ, and in which part of the page they are, in its pixels."""

    squares: int
    where: tuple[int, int, int, int]


def photograph(page: Page) -> Image.Image:
    """What the window shows, at half its size, in the fonts that every machine has."""
    page.add_style_tag(content=FONTS)
    page.wait_for_load_state("networkidle")
    shown = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    return shown.reduce(_SCALE)


def pack_picture(picture: Image.Image) -> bytes:
    """A picture as a small PNG file."""
    file = BytesIO()
    picture.quantize(_COLORS).save(file, "PNG", optimize=True)
    return file.getvalue()


def compare_pictures(one: Image.Image, other: Image.Image) -> Difference:
    """Where two pictures of one size differ."""
    assert one.size == other.size
    squares = [picture.convert("RGB").reduce(_SQUARE) for picture in (one, other)]
    red, green, blue = ImageChops.difference(*squares).split()
    farthest = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda level: 255 * (level > _FAR))
    left, top, right, bottom = (each * _SQUARE * _SCALE for each in farthest.getbbox() or (0, 0, 0, 0))
    return Difference(farthest.histogram()[255], (left, top, right, bottom))
