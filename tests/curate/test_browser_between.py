"""Between two rows of the recap: something may be put there, by mouse, key or finger. And what Enter does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.curate.driving import PHONE, Curator, curate
from tests.curate.site_making import RECAP


def kinds(curator: Curator) -> list[str]:
    """What the highlights of the file are, in their order."""
    return [str(each.get("heading") or each.get("text") or each.get("post")) for each in curator.recap()["highlights"]]


def insert_before(curator: Curator, number: int, what: str) -> None:
    curator.row(number).hover()
    curator.row(number).get_by_role("button", name="Insert here").click()
    curator.page.locator(".menu").get_by_role("button", name=what).click()


@pytest.fixture
def full(curator: Curator) -> Curator:
    """With two chosen posts under the first question."""
    curator.post(103).locator(".choose").click()
    expect(curator.page.locator("[data-in='1'] .highlight")).to_have_count(2)
    return curator


def test_a_heading_and_a_text_are_put_before_a_row(full: Curator) -> None:
    insert_before(full, 1, "Heading")
    full.page.keyboard.type("In verse")
    full.page.keyboard.press("Enter")
    insert_before(full, 0, "Text")
    full.page.keyboard.type("We laughed.")
    full.page.keyboard.press("Enter")
    full.page.keyboard.type("A lot.")
    full.page.keyboard.press("Control+Enter")
    expect(full.page.locator("[data-in='1'] .highlight")).to_have_count(4)
    assert kinds(full) == ["We laughed.\nA lot.", "x:102", "In verse", "x:103", "x:106"]


def test_what_is_begun_stays_in_its_place_while_others_write(full: Curator) -> None:
    insert_before(full, 1, "Heading")
    full.page.keyboard.type("In ver")
    file = full.folder / "recap.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("Everybody laughed.", "Nobody laughed."), encoding="utf-8")
    expect(full.row(0).get_by_label("Note under this post")).to_have_value("Nobody laughed.")
    full.page.keyboard.type("se")
    rows = full.page.locator("[data-in='1'] .highlight")
    expect(rows.nth(1).locator("textarea")).to_have_value("In verse")
    expect(rows.nth(1).locator("textarea")).to_be_focused()
    full.page.keyboard.press("Escape")
    expect(rows).to_have_count(2)


def test_what_is_refused_between_rows_stays_there(full: Curator) -> None:
    full.page.route(re.compile("/change"), lambda route: route.fulfill(status=422, json={"error": "No room."}))
    insert_before(full, 1, "Heading")
    full.page.keyboard.type("In verse")
    full.page.keyboard.press("Enter")
    field = full.page.locator("[data-in='1'] .highlight").nth(1).get_by_label("Heading")
    expect(field).to_have_value("In verse")
    expect(field).to_have_attribute("aria-invalid", "true")
    full.page.unroute(re.compile("/change"))
    field.fill("In verses")
    field.press("Enter")
    assert kinds(full) == ["x:102", "In verses", "x:103", "x:106"]


def test_it_is_reached_by_key_and_seen_then(full: Curator) -> None:
    full.page.keyboard.press("l")
    full.page.keyboard.press("Tab")
    button = full.page.locator(":focus")
    expect(button).to_have_attribute("aria-label", "Insert here")
    expect(button).to_have_css("opacity", "1")
    full.page.keyboard.press("Enter")
    full.page.keyboard.press("Enter")
    full.page.keyboard.type("Worst of all")
    full.page.keyboard.press("Enter")
    assert "Worst of all" in kinds(full)


def test_it_is_there_for_fingers(browser: Browser, served: tuple[str, Path]) -> None:
    with curate(browser, *served, PHONE, has_touch=True, is_mobile=True) as curator:
        curator.page.locator("[data-pane-of=recap]").tap()
        button = curator.row(1).get_by_role("button", name="Insert here")
        expect(button).to_have_css("opacity", "1")
        button.tap()
        curator.page.locator(".menu").get_by_role("button", name="Heading").tap()
        curator.page.keyboard.type("Signed")
        curator.page.keyboard.press("Enter")
        assert kinds(curator) == ["x:102", "Signed", "x:106"]
        assert curator.complaints == []


def test_a_post_is_pasted_before_a_row(full: Curator) -> None:
    insert_before(full, 1, "Paste a post")
    page = full.page
    page.get_by_label("Address of the post").fill("https://glammr.example/@mo/1135")
    page.get_by_label("Author's name").fill("Mo")
    page.get_by_label("What it says").fill("A1 In prose.")
    page.get_by_role("button", name="Add to the recap").click()
    expect(page.locator("dialog")).to_have_count(0)
    assert [kind[:5] for kind in kinds(full)] == ["x:102", "{'pla", "x:103", "x:106"]


def is_in(page: Page, name: str) -> bool:
    found: bool = page.evaluate("name => document.activeElement.getAttribute('aria-label') === name", name)
    return found


def test_enter_takes_a_line_and_goes_to_the_next_new_one(curator: Curator) -> None:
    page = curator.page
    field = page.get_by_label("Takeaway", exact=True)
    field.fill("Sign and date your labels.")
    field.press("Enter")
    assert is_in(page, "A new takeaway")
    for text in ("Mind the verse.", "Mind the bench."):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    assert is_in(page, "A new takeaway")
    assert curator.recap()["takeaways"][1:] == ["Mind the verse.", "Mind the bench."]
    page.get_by_label("Address of a new link").fill("https://label.example/guide")
    page.keyboard.press("Enter")
    title = page.get_by_label("Title of the link https://label.example/guide")
    title.fill("A guide")
    title.press("Enter")
    assert is_in(page, "Address of a new link")


def test_enter_takes_a_note_and_goes_back_to_its_row(curator: Curator) -> None:
    note = curator.row(1).get_by_label("Note under this post")
    note.fill("Agreed.")
    note.press("Enter")
    expect(curator.row(1)).to_be_focused()
    assert curator.recap()["highlights"][1]["note"] == "Agreed."


def test_in_a_text_of_several_lines_enter_begins_a_line_and_ctrl_enter_takes_it(curator: Curator) -> None:
    summary = curator.page.get_by_role("textbox", name="Summary")
    summary.fill("Labels.")
    summary.press("Enter")
    curator.page.keyboard.type("Signed.")
    summary.press("Control+Enter")
    assert curator.recap()["summary"] == "Labels.\nSigned."
    assert "Labels, signed." in RECAP


def test_enter_in_a_question_begins_the_next(curator: Curator) -> None:
    page = curator.page
    page.locator(".bar [data-act=session]").click()
    page.get_by_label("Question", exact=True).nth(1).press("Enter")
    page.keyboard.type("And who should not?")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Question", exact=True)).to_have_count(4)
    page.get_by_role("button", name="Close").click()
    curator.wait_until_saved()
    assert "And who should not?" in (curator.folder / "session.md").read_text(encoding="utf-8")
