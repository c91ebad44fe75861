"""Pages on phones and desktops: nothing scrolls sideways, and what somebody comes for stands on the first screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.site.browsing import DESKTOP, PHONE, SMALL_PHONE, Visitor
from tests.site.page_kinds import FRAMES, PAGES

ZOOMED = ViewportSize(width=DESKTOP["width"] // 2, height=DESKTOP["height"] // 2)
# How many elements a page's content has, or a frame's, and which of them stick out of the window.
WHAT_STICKS_OUT = """() => {
    const all = [...document.querySelectorAll("[data-md-component=content] *, body > main *")];
    return [all.length, all
        .filter(each => !each.closest(".c-sr, .md-typeset__scrollwrap") && each.getClientRects().length
            && (each.getBoundingClientRect().right > innerWidth + 1 || each.getBoundingClientRect().left < -1))
        .map(each => each.outerHTML.slice(0, 120))];
}"""

# How many things are there to tap, and which of them are too small. A link that stands in a row with others is as wide
# as its words: a number, say.
WHAT_IS_SMALL = """() => {
    const isInSentence = (each) => getComputedStyle(each).display === "inline"
        && [...each.parentElement.childNodes].some(node => node.nodeType === 3 && /[\\p{L}]{3}/u.test(node.data));
    const standsAlone = (each) => !each.previousElementSibling && !each.nextElementSibling;
    const isNarrow = (each) => !each.matches("a") || standsAlone(each);
    const targets = "a, button, select, summary, input:not([type=checkbox], .md-option), label:has([type=checkbox])";
    const shown = [...document.querySelectorAll(targets)]
        .filter(each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter(each => !isInSentence(each))
        .map(each => [each, each.getBoundingClientRect()])
        .filter(([each, box]) => box.width || each.matches("button, select, summary"));
    return [shown.length, shown
        .filter(([each, box]) => box.height < 24 || (box.width < 24 && isNarrow(each)))
        .map(([each, box]) => `${each.outerHTML.slice(0, 120)} ${box.width} × ${box.height}`)];
}"""


def bottom(page: Page, selector: str) -> float:
    """How far below the window's upper edge the first such element ends, in CSS pixels."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None, f"{selector} is not shown"
    return box["y"] + box["height"]


@pytest.mark.parametrize("page", PAGES | FRAMES)
def test_nothing_scrolls_sideways(visitor: Visitor, page: str) -> None:
    """On three screens, and in a desktop's window with its text at 200 %, and all of it at 200 %."""
    address = (PAGES | FRAMES)[page]
    shown = visitor.visit(
        address,
        zone="America/New_York",
        language="en-US",
        reduced_motion="reduce",
        bypass_csp=True,  # so that a style can be added
    )
    for screen in (SMALL_PHONE, PHONE, ZOOMED, DESKTOP):
        shown.set_viewport_size(screen)
        assert shown.evaluate("document.documentElement.scrollWidth") <= screen["width"]
        looked_at, found = shown.evaluate(WHAT_STICKS_OUT)
        assert looked_at > 3
        assert found == [], screen
    shown.add_style_tag(content="html { font-size: 250% }")  # Material's is 125 %
    assert shown.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]


@pytest.mark.parametrize("page", PAGES | FRAMES)
def test_what_is_tapped_is_large_enough(visitor: Visitor, page: str) -> None:
    """At least 24 CSS pixels wide and high, but for links in sentences (WCAG 2.2, 2.5.8)."""
    shown = visitor.visit((PAGES | FRAMES)[page], screen=PHONE, reduced_motion="reduce")
    for screen in (PHONE, DESKTOP):
        shown.set_viewport_size(screen)
        measured, small = shown.evaluate(WHAT_IS_SMALL)
        assert small == [], screen
        assert measured > 0
        assert page == "not found" or shown.evaluate("document.querySelectorAll('main a').length") > 0


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
