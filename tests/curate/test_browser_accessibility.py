"""axe finds nothing in the page, in light and dark, on every screen, with its menus and dialogs open."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.curate.driving import DESKTOP, PHONE, TABLET, Curator, curate
from tests.readers import need
from tests.site.test_accessibility import find_violations
from tests.waiting import rest

LOOKS = [(scheme, screen) for scheme in ("light", "dark") for screen in (DESKTOP, TABLET, PHONE)]
WHAT_STICKS_OUT = """() => [...document.querySelectorAll("body *")]
    .filter(each => each.checkVisibility() && each.getClientRects().length
        && !each.closest(".pills, .toasts, .drawings, .bar__title, .aside, .pane__line")
        && getComputedStyle(each).clipPath === "none"
        && (each.getBoundingClientRect().right > innerWidth + 1 || each.getBoundingClientRect().left < -1))
    .map(each => each.outerHTML.slice(0, 120))"""


def judge(page: Page) -> dict[str, set[tuple[str, str, str]]]:
    """Violations in each look that has any; axe need not look into the preview, which is the site's own page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(need("axe-core").read_text(encoding="utf-8") + ";0")
    found = {}
    for scheme, screen in LOOKS:
        page.set_viewport_size(screen)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        if violations := find_violations(page):
            found[f"{scheme}, {screen['width']} px"] = violations
    return found


@pytest.mark.parametrize("pane", ["posts", "recap"])
def test_axe_finds_nothing_wrong_in_the_page(curator: Curator, pane: str) -> None:
    page = curator.page
    page.locator("[data-act=filters]").click()
    curator.post(104).locator(".choose").click()
    curator.post(104).locator(".score").click()
    page.evaluate("(pane) => document.body.dataset.pane = pane", pane)
    assert judge(page) == {}


@pytest.mark.parametrize("act", ["session", "publish"])
def test_axe_finds_nothing_wrong_in_a_dialog(curator: Curator, act: str) -> None:
    curator.page.locator(f".bar [data-act={act}]").click()
    expect(curator.page.locator("dialog[open]")).to_be_visible()
    rest(curator.page)
    if act == "session":
        curator.page.get_by_label("Start").fill("tomorrow")
        curator.page.keyboard.press("Enter")
        curator.page.wait_for_selector(".field__error")
    assert judge(curator.page) == {}


@pytest.mark.parametrize("name", ["Keys and help", "A new session…"])
def test_axe_finds_nothing_wrong_in_what_the_menu_of_the_page_opens(curator: Curator, name: str) -> None:
    curator.page.locator(".bar [data-act=page-menu]").click()
    curator.page.locator(".menu").get_by_role("button", name=name).click()
    assert judge(curator.page) == {}


def test_axe_finds_nothing_wrong_in_the_form_for_a_post(curator: Curator) -> None:
    curator.page.locator("[data-act=add-paste]:visible").first.click()
    assert judge(curator.page) == {}


def test_axe_finds_nothing_wrong_in_a_menu(curator: Curator) -> None:
    curator.post(102).locator("[aria-label='More for this post']").click()
    assert judge(curator.page) == {}


@pytest.mark.parametrize(
    "screen", [ViewportSize(width=320, height=640), PHONE, TABLET, ViewportSize(width=1024, height=768)]
)
def test_nothing_scrolls_sideways(browser: Browser, served: tuple[str, Path], screen: ViewportSize) -> None:
    with curate(browser, *served, screen) as curator:
        for pane in ("posts", "recap", "preview"):
            tab = curator.page.locator(f"[data-pane-of={pane}]")
            if tab.is_visible():
                tab.click()
            assert curator.page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
            assert curator.page.evaluate(WHAT_STICKS_OUT) == [], pane
