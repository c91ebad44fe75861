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
        {"text": "origin can be reached.", "is_good": True, "hint": ""},
    ],
    "commands": COMMANDS,
    "is_good": True,
}
UNREACHABLE = {"text": "origin cannot be reached.", "is_good": False, "hint": "Is there a network?"}


def test_the_site_goes_out_only_at_the_second_click(curator: Curator) -> None:
    page, asked = curator.page, list[str]()

    def deploy(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(status=200, content_type="text/plain", body="$ mkdocs gh-deploy --strict\nPublished.\n")

    page.route(re.compile("/publish-check"), lambda route: route.fulfill(json=CHECKED))
    page.route(re.compile("/deploy"), deploy)
    page.locator(".bar [data-act=publish]").click()
    dialog = page.locator("dialog")
    expect(dialog.locator("code")).to_have_text(COMMANDS)
    dialog.get_by_role("button", name="Run it here…").click()
    expect(dialog.get_by_role("alert")).to_contain_text("for everybody to see")
    assert asked == []
    dialog.get_by_role("button", name="Yes, put it on the web").click()
    expect(dialog.get_by_role("log")).to_contain_text("Published.")
    assert asked == ["POST"]


def test_it_goes_out_once_nothing_stands_against_it(curator: Curator) -> None:
    page, answer = curator.page, {**CHECKED, "steps": [UNREACHABLE], "is_good": False}
    page.route(re.compile("/publish-check"), lambda route: route.fulfill(json=answer))
    page.locator(".bar [data-act=publish]").click()
    dialog = page.locator("dialog")
    expect(dialog.locator(".step--bad")).to_contain_text("Is there a network?")
    expect(dialog.locator("code")).to_have_text(COMMANDS)
    expect(dialog.get_by_role("button", name="Run it here…")).to_have_count(0)
    answer |= CHECKED
    page.evaluate("dispatchEvent(new Event('focus'))")  # back from wherever one has put it right
    expect(dialog.get_by_role("button", name="Run it here…")).to_be_visible()
    expect(dialog.locator(".step--bad")).to_have_count(0)


def test_a_publication_is_taken_back(curator: Curator) -> None:
    curator.page.locator(".bar [data-act=publish]").click()
    curator.page.get_by_role("button", name="Set as published").click()
    curator.page.get_by_role("button", name="Publish without takeaways").click()
    expect(curator.page.locator("dialog")).to_contain_text("Published on")
    curator.page.get_by_role("button", name="Take back").click()
    expect(curator.page.get_by_role("button", name="Set as published")).to_be_visible()
    assert "published" not in curator.recap()


def test_one_chooses_before_a_recap_goes_out_without_its_proposed_takeaways(curator: Curator) -> None:
    page = curator.page
    page.locator(".bar [data-act=publish]").click()
    page.get_by_role("button", name="Set as published").click()
    expect(page.locator("dialog")).to_contain_text("visitors will see none of them")
    assert "published" not in curator.recap()
    page.get_by_role("button", name="Choose takeaways").click()
    expect(page.get_by_label("Takeaway", exact=True)).to_be_focused()
    page.get_by_role("button", name="Keep").click()
    page.locator(".bar [data-act=publish]").click()
    page.get_by_role("button", name="Set as published").click()
    expect(page.locator("dialog")).to_contain_text("Published on")


def test_what_the_page_wrote_is_committed_at_the_second_click(curator: Curator) -> None:
    page, asked = curator.page, list[str]()
    before = {"steps": [], "commands": ["git add -- content", "git commit -m 'A' -- content", *COMMANDS]}
    after = {"steps": CHECKED["steps"], "commands": COMMANDS[1:]}

    def commit(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(status=200, content_type="text/plain", body="$ git add -- content\nCommitted.\n")

    page.route(re.compile("/publish-check"), lambda route: route.fulfill(json=after if asked else before))
    page.route(re.compile("/commit"), commit)
    page.locator(".bar [data-act=publish]").click()
    dialog = page.locator("dialog")
    expect(dialog.locator("code")).to_have_count(4)
    dialog.get_by_role("button", name="Commit it here…").click()
    expect(dialog.get_by_text("It sends nothing.")).to_be_visible()
    assert asked == []
    dialog.get_by_role("button", name="Yes, commit it").click()
    expect(dialog.locator("code")).to_have_text(COMMANDS[1:])
    assert asked == ["POST"]


def test_two_pages_see_each_others_changes(browser: Browser, served: tuple[str, Path], curator: Curator) -> None:
    with curate(browser, *served) as other:
        curator.post(103).locator(".choose").click()
        expect(other.page.locator(".highlight")).to_have_count(3)
        other.post(107).locator(".choose").click()
        expect(curator.page.locator(".highlight")).to_have_count(4)
        assert curator.chosen() == [("x:102", 1), ("x:103", 1), ("x:106", 2), ("x:107", 2)]
        assert other.complaints == []
