"""Nothing goes out by one click; two pages of one session see each other's changes."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from tests.curate.driving import Curator, curate

COMMANDS = ["git push", "mkdocs gh-deploy --strict"]
CHECKED = {
    "steps": [
        {"text": "Everything is committed.", "is_good": True, "hint": ""},
        {"text": "origin cannot be reached.", "is_good": False, "hint": "Is there a network?"},
    ],
    "commands": COMMANDS,
}


def test_the_site_goes_out_only_at_the_second_click(curator: Curator) -> None:
    page, asked = curator.page, list[str]()

    def deploy(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(status=200, content_type="text/plain", body="$ mkdocs gh-deploy --strict\nPublished.\n")

    page.route(re.compile("/publish-check"), lambda route: route.fulfill(json=CHECKED))
    page.route(re.compile("/deploy"), deploy)
    page.locator(".bar [data-act=publish]").click()
    dialog = page.locator("dialog")
    expect(dialog.locator(".step--bad")).to_contain_text("Is there a network?")
    expect(dialog.locator("code")).to_have_text(COMMANDS)
    dialog.get_by_role("button", name="Run it here…").click()
    expect(dialog.get_by_role("alert")).to_contain_text("for everybody to see")
    assert asked == []
    dialog.get_by_role("button", name="Yes, put it on the web").click()
    expect(dialog.get_by_role("log")).to_contain_text("Published.")
    assert asked == ["POST"]


def test_a_publication_is_taken_back(curator: Curator) -> None:
    curator.page.locator(".bar [data-act=publish]").click()
    curator.page.get_by_role("button", name="Set as published").click()
    expect(curator.page.locator("dialog")).to_contain_text("Published on")
    curator.page.get_by_role("button", name="Take back").click()
    expect(curator.page.get_by_role("button", name="Set as published")).to_be_visible()
    assert "published" not in curator.recap()


def test_two_pages_see_each_others_changes(browser: Browser, served: tuple[str, Path], curator: Curator) -> None:
    with curate(browser, *served) as other:
        curator.post(103).locator(".choose").click()
        expect(other.page.locator(".highlight")).to_have_count(3)
        other.post(107).locator(".choose").click()
        expect(curator.page.locator(".highlight")).to_have_count(4)
        assert curator.chosen() == [("x:102", 1), ("x:103", 1), ("x:106", 2), ("x:107", 2)]
        assert other.complaints == []
