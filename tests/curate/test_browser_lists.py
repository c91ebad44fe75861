"""Open questions, what is said in passing, and steps that cannot be undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.curate.driving import Curator, curate, serve_page
from tests.curate.site_making import make_site


def write_session(folder: Path, day: str, title: str) -> None:
    """Another session of the chat."""
    other = folder.parent / f"{day}-{title.lower()}"
    other.mkdir()
    text = f"---\ntitle: {title}\nstart: {day} 20:00\n---\n"
    (other / "session.md").write_text(text, encoding="utf-8")


def ask(curator: Curator, text: str) -> None:
    """Write an open question."""
    field = curator.page.get_by_label("A new open question")
    field.fill(text)
    field.press("Enter")
    expect(curator.page.get_by_label("What became of it")).to_be_visible()
    curator.wait_until_saved()


def test_a_question_is_carried_to_a_later_session(curator: Curator) -> None:
    page = curator.page
    write_session(curator.folder, "2026-11-25", "Earlier")
    write_session(curator.folder, "2026-12-09", "Later")
    ask(curator, "Who pays?")
    assert page.get_by_label("To which session").is_hidden()
    page.get_by_label("What became of it").select_option("carried")
    to = page.get_by_label("To which session")
    expect(to).to_be_focused()
    assert to.locator("option").all_text_contents() == ["Which session?", "Later · 2026-12-09"]
    curator.post(103).locator(".choose").click()  # the page is drawn again, and the choice stays open
    assert curator.recap()["unanswered"][0]["status"] == "open"
    expect(to).to_be_visible()
    to.select_option("later")
    curator.wait_until_saved()
    question = curator.recap()["unanswered"][0]
    assert (question["status"], question["to"]) == ("carried", "later")
    expect(page.locator(".toast")).to_have_count(0)
    page.get_by_label("What became of it").select_option("answered")
    expect(to).to_be_hidden()
    assert "to" not in curator.recap()["unanswered"][0]


def test_where_there_is_no_later_session_it_is_said(curator: Curator) -> None:
    ask(curator, "Who pays?")
    curator.page.get_by_label("What became of it").select_option("carried")
    options = curator.page.get_by_label("To which session").locator("option")
    assert options.all_text_contents() == ["There is no later session yet"]


def test_an_open_question_is_rewritten(curator: Curator) -> None:
    ask(curator, "Who pays?")
    field = curator.page.get_by_label("Open question", exact=True)
    field.fill("Who pays for labels?")
    field.blur()
    assert curator.recap()["unanswered"] == [{"text": "Who pays for labels?", "status": "open"}]
    curator.page.locator(".bar [data-act=undo]").click()
    expect(field).to_have_value("Who pays?")


def test_a_messages_undo_goes_when_another_step_came(curator: Curator) -> None:
    page, undo = curator.page, curator.page.locator(".toast").get_by_role("button", name="Undo")
    page.get_by_role("button", name="Drop this takeaway").click()
    expect(undo).to_be_visible()
    curator.wait_until_saved()
    expect(undo).to_be_visible()
    curator.post(103).locator(".choose").click()
    expect(page.locator(".toast")).to_have_count(0)
    assert "takeaways" not in curator.recap() or not curator.recap()["takeaways"]


def test_a_messages_undo_goes_when_another_window_did_something(
    browser: Browser, served: tuple[str, Path], curator: Curator
) -> None:
    with curate(browser, *served) as other:
        curator.page.get_by_role("button", name="Drop this takeaway").click()
        expect(curator.page.locator(".toast")).to_have_count(1)
        expect(other.page.locator(".takeaway")).to_have_count(0)
        other.post(103).locator(".choose").click()
        expect(curator.page.locator(".highlight")).to_have_count(3)
        expect(curator.page.locator(".toast")).to_have_count(0)


def test_a_step_that_cannot_be_undone_is_skipped(curator: Curator) -> None:
    page, file = curator.page, curator.folder / "recap.yml"
    page.get_by_label("A new takeaway").fill("Mind the verse.")
    page.get_by_label("A new takeaway").press("Enter")
    summary = page.get_by_role("textbox", name="Summary")
    summary.fill("Signed.")
    summary.blur()
    curator.wait_until_saved()
    file.write_text(file.read_text(encoding="utf-8").replace("Signed.", "By hand."), encoding="utf-8")
    expect(summary).to_have_value("By hand.")
    undo = page.locator(".bar [data-act=undo]")
    undo.click()
    fault = page.locator(".toast--bad")
    expect(fault).to_contain_text("Summary written: recap.yml was changed")
    fault.get_by_role("button", name="Skip this step").click()
    expect(fault).to_have_count(0)
    expect(undo).to_have_attribute("title", "Undo: Takeaway added")
    undo.click()
    expect(page.locator(".takeaway")).to_have_count(1)
    expect(summary).to_have_value("By hand.")


def test_what_was_refused_is_said_until_it_is_put_right(curator: Curator) -> None:
    page, fault = curator.page, curator.page.locator(".toast--bad")
    page.route(re.compile("/change"), lambda route: route.fulfill(status=422, json={"error": "No room."}))
    curator.post(103).locator(".choose").click()
    expect(fault).to_contain_text("No room.")
    page.unroute(re.compile("/change"))
    curator.post(107).locator(".choose").click()
    curator.wait_until_saved()
    expect(fault).to_have_count(1)  # another thing is another thing
    curator.post(103).locator(".choose").click()
    expect(fault).to_have_count(0)


def test_a_message_can_be_closed_while_a_dialog_is_open(curator: Curator) -> None:
    page, fault = curator.page, curator.page.locator(".toast--bad")
    page.route(re.compile("/change"), lambda route: route.fulfill(status=422, json={"error": "No room."}))
    curator.post(103).locator(".choose").click()
    expect(fault).to_contain_text("No room.")
    page.locator(".bar [data-act=publish]").click()
    page.get_by_label("Day").fill("2026-12-04")
    expect(fault).to_be_visible()
    fault.get_by_role("button", name="Close").click()
    expect(fault).to_have_count(0)
    page.keyboard.press("Escape")
    curator.post(107).locator(".choose").click()
    expect(fault).to_have_count(1)  # back on the page itself
    fault.get_by_role("button", name="Close").click()


@pytest.fixture
def french(browser: Browser, tmp_path: Path) -> Iterator[Curator]:
    folder = make_site(tmp_path)
    chat = folder.parent / "chat.yml"
    chat.write_text(chat.read_text(encoding="utf-8") + "language: fr\n", encoding="utf-8")
    with serve_page(tmp_path) as address, curate(browser, address, folder) as someone:
        yield someone


def test_a_french_chats_page_is_french_with_its_numbers(french: Curator) -> None:
    expect(french.page.locator("html")).to_have_attribute("lang", "fr")
    assert re.fullmatch(r"\D*\d+,\d", french.post(106).locator(".score").inner_text())


def test_one_message_at_a_time_names_what_was_taken_out(curator: Curator) -> None:
    page = curator.page
    page.get_by_role("button", name="Drop this takeaway").click()
    expect(page.locator(".toast p")).to_have_text("Taken out: Sign your labels.")
    curator.row(0).focus()
    page.keyboard.press("c")
    expect(page.locator(".toast p")).to_have_text("Taken out: A1 A label that asks visitors …")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".toast")).to_have_count(0)
    assert curator.chosen() == [("x:102", 1), ("x:106", 2)]
