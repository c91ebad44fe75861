"""Pages on phones and desktops: nothing scrolls sideways, and what somebody comes for stands on the first screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.site.browsing import DESKTOP, PHONE, SMALL_PHONE, Visitor

PAGES = {
    "landing": "",
    "directory": "chats/",
    "chat": "chats/bibli-heure/",
    "session": "chats/museum-hour/ai-captions/",
    "session that was moved": "chats/museum-hour/loans-and-crates/",
    "recap": "chats/museum-hour/who-writes-the-label/",
    "recap in French": "chats/bibli-heure/hors-les-murs/",
    "archive": "archive/2026/",
    "host's page": "join/",
}
WHAT_STICKS_OUT = """() => [...document.querySelectorAll("[data-md-component=content] *")]
    .filter(each => !each.closest(".c-sr, .md-typeset__scrollwrap") && each.getClientRects().length
        && (each.getBoundingClientRect().right > innerWidth + 1 || each.getBoundingClientRect().left < -1))
    .map(each => each.outerHTML.slice(0, 120))"""


def bottom(page: Page, selector: str) -> float:
    """How far below the window's upper edge the first such element ends, in CSS pixels."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None, f"{selector} is not shown"
    return box["y"] + box["height"]


@pytest.mark.parametrize("page", PAGES)
def test_nothing_scrolls_sideways(visitor: Visitor, page: str) -> None:
    shown = visitor.visit(PAGES[page], zone="America/New_York", language="en-US", reduced_motion="reduce")
    for screen in (SMALL_PHONE, PHONE, DESKTOP):
        shown.set_viewport_size(screen)
        assert shown.evaluate("document.documentElement.scrollWidth") <= screen["width"]
        assert shown.evaluate(WHAT_STICKS_OUT) == [], screen


@pytest.mark.parametrize(
    ("zone", "language"), [("Europe/London", "en-GB"), ("America/New_York", "en-US"), ("Asia/Tokyo", "ja")]
)
def test_the_first_screen_of_a_phone_has_the_topic_and_the_ticket(visitor: Visitor, zone: str, language: str) -> None:
    page = visitor.visit("", screen=PHONE, zone=zone, language=language)
    for part in (".c-hero__title", ".c-ticket__day", ".c-ticket__hours", "[data-causerie-local]", ".c-ticket"):
        assert bottom(page, part) <= PHONE["height"], part


def test_the_first_screen_of_a_desktop_has_topic_ticket_and_ways_to_join(visitor: Visitor) -> None:
    page = visitor.visit("", screen=DESKTOP)
    for part in (".c-hero__title", ".c-ticket", ".c-hero .c-joins", ".c-hero"):
        assert bottom(page, part) <= DESKTOP["height"], part


def test_the_first_screen_of_a_phone_has_a_sessions_title_and_ticket(visitor: Visitor) -> None:
    page = visitor.visit("chats/museum-hour/ai-captions/", screen=PHONE, zone="America/New_York")
    for part in ("h1", ".c-ticket"):
        assert bottom(page, part) <= PHONE["height"], part


def test_the_first_screen_of_a_phone_has_the_beginning_of_a_recaps_takeaways(visitor: Visitor) -> None:
    page = visitor.visit("chats/museum-hour/who-writes-the-label/", screen=PHONE)
    assert bottom(page, "#takeaways") <= PHONE["height"]


@pytest.mark.parametrize("page", ["landing", "chat", "session", "recap"])
def test_what_is_tapped_is_large_enough(visitor: Visitor, page: str) -> None:
    """Links that look like buttons, and buttons: at least 24 by 24 CSS pixels (WCAG 2.2, 2.5.8)."""
    shown = visitor.visit(PAGES[page], screen=ViewportSize(width=360, height=800))
    targets = ".c-join, .c-button, .c-menu > summary, .c-copy button, .c-filters select, .c-years a, .c-turn a"
    boxes = [each.bounding_box() for each in shown.locator(targets).all() if each.is_visible()]
    assert [box for box in boxes if box and min(box["width"], box["height"]) < 24] == []
    assert boxes
