"""What is refused stays in its field, with the reason beside it; a new session has its own form, and a way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Request, expect

from causerie.curate.desk import Desk
from causerie.problems import CauserieError
from tests.curate.driving import Curator, curate, serve_page
from tests.curate.site_making import FOLDER, make_site, open_desk

IS_ON_TOP = """error => {
    const {left, top} = error.getBoundingClientRect();
    return error.contains(document.elementFromPoint(left + 9, top + 9));
}"""


def expect_refused(field: Locator, value: str, reason: str) -> None:
    """The field holds what was written, and says why it was refused."""
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value(value)
    error = field.page.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(error).to_be_visible()
    expect(error).to_contain_text(reason)
    assert error.evaluate(IS_ON_TOP), "something lies over the reason"


def count_changes(curator: Curator) -> list[str]:
    """What the page sends from now on."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if "/change?" in request.url:
            sent.append(request.post_data or "")

    curator.page.on("request", note)
    return sent


@pytest.mark.parametrize(
    ("label", "value", "reason"),
    [
        ("Start", "tomorrow", "'tomorrow' is no day"),
        ("Minutes", "long", "'long' is no length"),
        ("Language", "klingon", "'klingon' is no known language"),
        ("Title", "", "needs a title"),
    ],
)
def test_a_value_that_is_refused_stays_in_the_sessions_form(
    curator: Curator, label: str, value: str, reason: str
) -> None:
    curator.page.locator(".bar [data-act=session]").click()
    field = curator.page.locator("dialog").get_by_label(label)
    field.fill(value)
    field.press("Enter")
    expect_refused(field, value, reason)
    expect(curator.page.locator(".toast")).to_have_count(0)
    field.fill("2026")
    expect(curator.page.locator(".field__error")).to_have_count(0)


def test_the_sessions_form_stays_open_with_what_was_refused(curator: Curator) -> None:
    page = curator.page
    page.locator(".bar [data-act=session]").click()
    field = page.locator("dialog").get_by_label("Start")
    field.fill("tomorrow")
    page.get_by_role("button", name="Close").click()
    expect_refused(field, "tomorrow", "is no day")
    expect(field).to_be_focused()
    field.fill("2026-12-02 21:00")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert "start: 2026-12-02 21:00" in (curator.folder / "session.md").read_text(encoding="utf-8")


def test_questions_that_are_refused_stay_as_they_were_written(curator: Curator) -> None:
    page = curator.page
    page.locator(".bar [data-act=session]").click()
    page.route(re.compile("/change"), lambda route: route.fulfill(status=422, json={"error": "Too long."}))
    field = page.get_by_label("Question", exact=True).nth(1)
    field.fill("Who should sign, and why?")
    page.get_by_label("Topics").focus()
    expect_refused(page.get_by_label("Question", exact=True).nth(1), "Who should sign, and why?", "Too long.")


def test_a_link_needs_no_scheme_and_may_come_with_its_title(curator: Curator) -> None:
    field = curator.page.get_by_label("Address of a new link")
    for text in ("label.example/guide", "A guide: https://label.example/guide-2", "lea@label.example"):
        field.fill(text)
        field.press("Enter")
    assert curator.recap()["resources"] == [
        {"url": "https://label.example/guide"},
        {"title": "A guide:", "url": "https://label.example/guide-2"},
        {"url": "mailto:lea@label.example"},
    ]


@pytest.mark.parametrize("text", ["guide", "javascript:alert(1)", "https://"])
def test_what_is_no_address_is_said_below_its_field_and_not_sent(curator: Curator, text: str) -> None:
    sent = count_changes(curator)
    field = curator.page.get_by_label("Address of a new link")
    field.fill(text)
    field.press("Enter")
    expect_refused(field, text, "Write an address, like https://")
    field.blur()
    curator.wait_until_saved()
    assert sent == []


def test_a_link_that_is_refused_is_sent_once(curator: Curator) -> None:
    sent = count_changes(curator)
    field = curator.page.get_by_label("Address of a new link")
    for _ in range(2):
        field.fill("label.example/guide")
        field.press("Enter")
        curator.wait_until_saved()
    expect_refused(field, "label.example/guide", "among the resources already")
    field.blur()
    curator.wait_until_saved()
    assert len(sent) == 2
    field.fill("")
    expect(curator.page.locator(".field__error")).to_have_count(0)


def test_a_post_that_is_refused_stays_in_its_form(curator: Curator) -> None:
    page = curator.page
    page.locator("[data-in='2']").get_by_role("button", name="Paste a post").click()
    page.get_by_role("button", name="Add to the recap").click()
    address = page.get_by_label("Address of the post")
    expect_refused(address, "", "Write an address")
    expect(address).to_be_focused()
    address.fill("glammr.example/@mo/1135")
    expect(page.get_by_label("Platform")).to_have_value("mastodon")
    page.get_by_label("Author's name").fill("Mo")
    page.get_by_label("What it says").fill("A2 The cat signs ours.")
    page.route(re.compile("/change"), lambda route: route.fulfill(status=422, json={"error": "'text' is too long."}))
    page.get_by_label("What it says").press("Control+Enter")
    expect_refused(page.get_by_label("What it says"), "A2 The cat signs ours.", "too long")
    page.unroute(re.compile("/change"))
    page.get_by_label("What it says").press("Control+Enter")
    expect(page.locator("dialog")).to_have_count(0)
    assert curator.recap()["highlights"][2]["post"]["url"] == "https://glammr.example/@mo/1135"


@pytest.fixture
def host(browser: Browser, tmp_path: Path) -> Iterator[Curator]:
    """Somebody at the page of a server that makes sessions."""
    folder = make_site(tmp_path)

    def make_session(title: str, start: str) -> Desk:
        if not start.startswith("2026"):
            raise CauserieError(f"--start is '{start}', no day. Write year, month and day.")
        other = tmp_path / FOLDER.replace("2026-12-02-labels", "2026-12-09-cats")
        other.mkdir()
        (other / "session.md").write_text(f"---\ntitle: {title}\nstart: {start}\n---\n", encoding="utf-8")
        return Desk(open_desk(tmp_path).settings, other, lambda: open_desk(tmp_path).clock())

    more = {"next_slot": lambda: {"start": "2026-12-09 20:00"}, "make_token": lambda: "fresh"}
    with (
        serve_page(tmp_path, make_session=make_session, **more) as address,
        curate(browser, address, folder) as someone,
    ):
        yield someone
        assert someone.complaints == []


def test_a_new_session_is_made_from_the_menu_and_leads_to_its_page_and_back(host: Curator) -> None:
    page, first = host.page, host.page.url
    page.locator(".bar").get_by_role("button", name="More").click()
    page.get_by_role("button", name="A new session…").click()
    dialog = page.locator("dialog")
    expect(dialog.get_by_label("Start")).to_have_value("2026-12-09 20:00")
    expect(dialog.get_by_label("Title")).to_be_focused()
    page.keyboard.press("Enter")
    expect_refused(dialog.get_by_label("Title"), "", "Write something here.")
    dialog.get_by_label("Title").fill("Cats")
    dialog.get_by_label("Start").fill("next week")
    page.keyboard.press("Enter")
    expect_refused(dialog.get_by_label("Start"), "next week", "'next week' is no day")
    dialog.get_by_label("Start").fill("2026-12-09 20:00")
    dialog.get_by_role("button", name="Make it").click()
    page.wait_for_url("**/fresh/")
    expect(page.locator("h1")).to_have_text("Cats")
    page.locator(".bar").get_by_role("button", name="More").click()
    page.get_by_role("button", name="Back to Who writes the label?").click()
    page.wait_for_url(first)
    expect(page.locator("h1")).to_have_text("Who writes the label?")


def test_a_new_session_may_be_left_alone(host: Curator) -> None:
    page = host.page
    page.locator(".bar").get_by_role("button", name="More").click()
    page.get_by_role("button", name="A new session…").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".bar").get_by_role("button", name="More")).to_be_focused()
