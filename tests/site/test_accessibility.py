"""axe finds nothing in the site's pages that is not the theme's own, in light and dark, on phone and desktop."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.readers import need
from tests.site.browsing import DESKTOP, PHONE, Visitor
from tests.site.building import NOW
from tests.site.demo_records import DemoSession

PAGES = {
    "landing": "",
    "directory": "chats/",
    "chat": "chats/museum-hour/",
    "chat in French": "chats/bibli-heure/",
    "session": "chats/museum-hour/ai-captions/",
    "cancelled session": "chats/museum-hour/object-of-the-year/",
    "postponed session": "chats/bibli-heure/budget/",
    "moved session": "chats/museum-hour/loans-and-crates/",
    "session without a recap": "chats/museum-hour/volunteers/",
    "recap": "chats/museum-hour/who-writes-the-label/",
    "archive": "archive/",
    "host's page": "join/",
}
LOOKS = [(scheme, screen) for scheme in ("default", "slate") for screen in (PHONE, DESKTOP)]  # the theme's names


def find_violations(page: Page) -> set[tuple[str, str, str]]:
    """What axe calls a violation: its rule, the element and how to mend it."""
    result: dict[str, Any] = page.evaluate("axe.run()")
    return {
        (violation["id"], " ".join(map(str, node["target"])), node["failureSummary"])
        for violation in result["violations"]
        for node in violation["nodes"]
    }


def judge(page: Page) -> dict[str, set[tuple[str, str, str]]]:
    """Violations in each look of a page that has any."""
    page.add_script_tag(path=need("axe-core"))
    found = {}
    for scheme, screen in LOOKS:
        page.set_viewport_size(screen)
        page.locator("body").evaluate("(body, scheme) => body.dataset.mdColorScheme = scheme", scheme)
        if violations := find_violations(page):
            found[f"{scheme}, {screen['width']} px"] = violations
    return found


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_wrong(visitor: Visitor, name: str) -> None:
    page = visitor.visit(PAGES[name], reduced_motion="reduce")
    assert judge(page) == {}


def test_axe_finds_nothing_wrong_during_a_session_with_an_open_menu(visitor: Visitor, ahead: list[DemoSession]) -> None:
    page = visitor.visit("", now=ahead[0].start, zone="Asia/Tokyo", reduced_motion="reduce")
    page.locator(".c-hero .c-menu summary").click()
    assert page.locator("[data-causerie-live]:visible").count() > 0
    assert judge(page) == {}


def test_axe_finds_what_is_wrong(visitor: Visitor) -> None:
    """The judge is awake: a pale word and a picture without words, put in by hand, are found in every look."""
    page = visitor.visit("archive/", now=NOW, reduced_motion="reduce")
    pale = '<p style="color:#888; background:#777">Pale</p><img>'
    page.locator(".c-lede").evaluate("(lede, pale) => lede.insertAdjacentHTML('afterend', pale)", pale)
    found = judge(page)
    assert len(found) == len(LOOKS)
    assert {rule for violations in found.values() for rule, _, _ in violations} == {"color-contrast", "image-alt"}
