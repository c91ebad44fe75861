"""People who have keys alone reach everything, in the order of reading, and see where they are."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.site.browsing import DESKTOP, PHONE, Visitor
from tests.site.page_kinds import PAGES

WALKED = ("landing", "chat", "recap", "transcript", "host's page")
MOST = 400  # stops on a page
WHERE = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const seen = here.matches(".md-option") ? here.nextElementSibling : here;  // the theme shows a radio as its label
    const box = seen.getBoundingClientRect(), style = getComputedStyle(seen);
    window.stops ||= [...document.querySelectorAll("*")];
    return {
        what: here.outerHTML.slice(0, 100),
        place: window.stops.indexOf(here),
        isShown: seen.checkVisibility({ visibilityProperty: true, opacityProperty: true })
            && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
        isMarked: style.outlineStyle !== "none" || here.matches("input"),  // an input has its caret
    };
}"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Every stop of the Tab key."""
    stops: list[dict[str, Any]] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE)
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("name", WALKED)
@pytest.mark.parametrize("screen", [PHONE, DESKTOP])
def test_tab_goes_through_a_page_in_its_order_and_is_always_seen(
    visitor: Visitor, name: str, screen: ViewportSize
) -> None:
    stops = walk(visitor.visit(PAGES[name], screen=screen, reduced_motion="reduce"))
    assert 5 < len(stops) < MOST
    places = [stop["place"] for stop in stops]
    assert places == sorted(places)
    assert [stop["what"] for stop in stops if not (stop["isShown"] and stop["isMarked"])] == []


@pytest.mark.parametrize("name", PAGES)
def test_skip_to_content_leads_to_the_first_heading(visitor: Visitor, name: str) -> None:
    page = visitor.visit(PAGES[name], reduced_motion="reduce")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(heading).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target :is(h1, h2, h3)').tagName") == "H1"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_drawer_opens_and_closes_by_keyboard(visitor: Visitor, key: str) -> None:
    page = visitor.visit("", screen=PHONE, reduced_motion="reduce")
    button, drawer = page.get_by_role("button", name="Navigation"), page.locator("#__drawer")
    archive = page.locator(".md-nav--primary").get_by_role("link", name="Archive")
    expect(archive).to_be_hidden()
    button.press(key)
    expect(drawer).to_be_checked()
    expect(page.locator(".md-sidebar--primary a").first).to_be_focused()
    expect(archive).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(archive).to_be_hidden()
    button.press(key)
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.closest('.md-sidebar--primary')"):
            break
    expect(drawer).not_to_be_checked()
    expect(page.locator("main article a").first).to_be_focused()


def test_the_search_opens_and_closes_by_keyboard_on_a_phone(visitor: Visitor) -> None:
    page = visitor.visit("", screen=PHONE, reduced_motion="reduce")
    button = page.get_by_role("button", name="Search")
    button.press("Enter")
    expect(page.locator("#__search")).to_be_checked()
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(button).to_be_focused()


def test_escape_closes_an_open_menu_and_leaves_the_focus_on_it(visitor: Visitor) -> None:
    page = visitor.visit("", reduced_motion="reduce")
    menu = page.locator(".c-hero .c-menu")
    menu.locator("summary").press("Enter")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link").first).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_light_turns_dark_by_keyboard(visitor: Visitor) -> None:
    page = visitor.visit("", color_scheme="light", reduced_motion="reduce")
    page.locator(".md-option:has(+ label:not([hidden]))").press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
