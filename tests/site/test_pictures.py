"""Main kinds of pages look as they did: pictures in `golden_pictures/`, which `--refresh-golden` takes anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from tests.readers import need
from tests.site.browsing import BROWSER_FLAGS, Visitor
from tests.site.pictures import compare_pictures, pack_picture, photograph

GOLDEN = Path(__file__).parent / "golden_pictures"
PHONE, DESKTOP = ViewportSize(width=360, height=1200), ViewportSize(width=1280, height=1040)
ALLOWED = 8  # squares of eight by eight pixels that a machine may draw otherwise


class View(NamedTuple):
    """A page as somebody sees it."""

    address: str
    screen: ViewportSize
    scheme: str


VIEWS = {
    "landing-phone": View("", PHONE, "light"),
    "landing-desktop": View("", DESKTOP, "dark"),
    "chat-desktop": View("chats/museum-hour/", DESKTOP, "light"),
    "session-phone": View("chats/museum-hour/ai-captions/", PHONE, "dark"),
    "recap-phone": View("chats/museum-hour/who-writes-the-label/#q1", PHONE, "dark"),
    "recap-desktop": View("chats/museum-hour/who-writes-the-label/", DESKTOP, "light"),
    "transcript-phone": View("chats/museum-hour/who-writes-the-label/transcript/", PHONE, "light"),
    "archive-desktop": View("archive/", DESKTOP, "dark"),
    "person-phone": View("people/jonas/", PHONE, "light"),
    "not-found-desktop": View("404.html", DESKTOP, "light"),
}
# What somebody may break without noticing, and where it shows.
ACCIDENTS = {
    "a block that moved": ("landing-phone", ".c-ticket { margin-inline: 12px -12px }"),
    "a block that is gone": ("session-phone", ".c-menu { visibility: hidden }"),
    "wider spaces between paragraphs": ("recap-phone", ".md-typeset h2 { padding-block-start: 6px }"),
    "wider spaces in a list": ("transcript-phone", ".c-said ol > li { border-block-end: 6px solid transparent }"),
    "an accent that is lost": ("session-phone", "[class] { --c-accent: #777 }"),
    "a picture that is missing": ("recap-phone", "img { visibility: hidden }"),
    "another font": ("transcript-phone", ".md-typeset { font-family: monospace }"),
    "text that is too pale": ("archive-desktop", ".md-typeset h1, .c-item__title { opacity: .4 }"),
}


@pytest.fixture(autouse=True)
def _fonts() -> None:
    need("Noto fonts")


def open_view(visitor: Visitor, view: View) -> Page:
    options: dict[str, Any] = {"color_scheme": view.scheme, "reduced_motion": "reduce", "bypass_csp": True}
    return visitor.visit(view.address, screen=view.screen, **options)


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_looks_as_it_did(visitor: Visitor, name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    taken = photograph(open_view(visitor, VIEWS[name]))
    golden = GOLDEN / f"{name}.png"
    if request.config.getoption("--refresh-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(pack_picture(taken))
    taken.save(tmp_path / golden.name)
    found = compare_pictures(taken, Image.open(golden))
    assert found.squares <= ALLOWED, f"Differs from {golden} in {found.where}; today: {tmp_path / golden.name}"


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_an_accident_is_noticed(visitor: Visitor, accident: str) -> None:
    name, css = ACCIDENTS[accident]
    page = open_view(visitor, VIEWS[name])
    page.add_style_tag(content=css)
    assert compare_pictures(photograph(page), Image.open(GOLDEN / f"{name}.png")).squares > ALLOWED


@pytest.mark.parametrize("name", ["landing-desktop", "recap-desktop"])
def test_letters_that_another_machine_smooths_otherwise_are_no_difference(
    browser: Browser, served: str, name: str
) -> None:
    """Letters at whole pixels, and pressed into their grid: what a browser does where somebody set it so."""
    flags = [*BROWSER_FLAGS, "--disable-font-subpixel-positioning", "--font-render-hinting=full"]
    with browser.browser_type.launch(executable_path=need("chromium"), args=flags) as other:
        page = open_view(Visitor(other, served), VIEWS[name])
        page.add_style_tag(content="body { translate: .25px .25px }")
        taken = photograph(page)
    assert compare_pictures(taken, Image.open(GOLDEN / f"{name}.png")).squares <= ALLOWED


def test_the_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in GOLDEN.glob("*.png")}
    assert sizes.keys() == {f"{name}.png" for name in VIEWS}
    assert max(sizes.values()) < 40_000
    assert sum(sizes.values()) < 500_000
