"""Choosing and ordering by mouse: a click shows at once, is saved, and can be taken back."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.curate.driving import Curator, drag


def test_a_click_chooses_and_the_next_takes_out(curator: Curator) -> None:
    button = curator.post(103).locator(".choose")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert curator.chosen() == [("x:102", 1), ("x:103", 1), ("x:106", 2)]
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert curator.chosen() == [("x:102", 1), ("x:106", 2)]
    text = (curator.folder / "recap.yml").read_text(encoding="utf-8")
    assert "# A note of the host's own" in text and "# the second one" in text


def test_the_row_of_a_chosen_post_stands_under_its_question(curator: Curator) -> None:
    curator.post(107).locator(".choose").click()
    rows = curator.page.locator("[data-in='2'] .highlight")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_contain_text("in very small letters")


def test_undo_and_redo_lead_through_everything(curator: Curator) -> None:
    curator.post(103).locator(".choose").click()
    curator.post(107).locator(".choose").click()
    curator.wait_until_saved()
    undo, redo = (curator.page.locator(f".bar [data-act={name}]") for name in ("undo", "redo"))
    undo.click()
    curator.wait_until_saved()
    undo.click()
    assert curator.chosen() == [("x:102", 1), ("x:106", 2)]
    expect(curator.page.locator(".highlight")).to_have_count(2)
    redo.click()
    curator.wait_until_saved()
    redo.click()
    assert curator.chosen() == [("x:102", 1), ("x:103", 1), ("x:106", 2), ("x:107", 2)]


def test_a_row_is_dragged_to_another_question(curator: Curator) -> None:
    curator.show_highlights()
    drag(curator.page, curator.row(0).locator(".grip"), curator.row(1), below=True)
    expect(curator.page.locator("[data-in='2'] .highlight")).to_have_count(2)
    assert curator.chosen() == [("x:106", 2), ("x:102", 2)]


def test_a_post_is_dragged_into_the_recap(curator: Curator) -> None:
    curator.show_highlights()
    drag(curator.page, curator.post(108).locator(".avatar"), curator.row(1))
    expect(curator.page.locator("[data-in='2'] .highlight")).to_have_count(2)
    assert curator.chosen() == [("x:102", 1), ("x:108", 2), ("x:106", 2)]
    expect(curator.post(108)).to_have_count(1)
    expect(curator.post(108)).to_have_class(re.compile("is-chosen"))


def test_a_refusal_takes_the_click_back_and_says_why(curator: Curator) -> None:
    curator.page.route(
        re.compile("/change"), lambda route: route.fulfill(status=422, json={"error": "The disk is full."})
    )
    button = curator.post(103).locator(".choose")
    button.click()
    expect(curator.page.locator(".toast--bad")).to_contain_text("The disk is full.")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(curator.page.locator(".highlight")).to_have_count(2)


def test_what_was_done_while_the_server_was_away_is_saved_when_it_is_back(curator: Curator) -> None:
    curator.page.route(re.compile("/change"), lambda route: route.abort())
    curator.post(103).locator(".choose").click()
    curator.post(107).locator(".choose").click()
    expect(curator.page.locator(".saving")).to_have_attribute("data-state", "lost")
    curator.page.unroute(re.compile("/change"))
    curator.page.wait_for_selector(".saving[data-state=saved]")
    assert curator.chosen() == [("x:102", 1), ("x:103", 1), ("x:106", 2), ("x:107", 2)]
    curator.complaints.clear()


def test_a_changed_question_moves_the_post_and_its_highlight(curator: Curator) -> None:
    curator.post(102).locator("[data-act=menu]").first.click()
    menu = curator.page.locator(".menu")
    menu.get_by_role("button", name="Q2").click()
    menu.get_by_role("button", name="Q1").click()
    curator.page.keyboard.press("Escape")
    expect(curator.page.locator("[data-section='2'] [data-post='x:102']")).to_be_visible()
    assert sorted(curator.chosen()) == [("x:102", 2), ("x:106", 2)]


def test_leaving_a_person_out_asks_first_and_can_be_undone(curator: Curator) -> None:
    curator.post(102).locator("[aria-label='More for this post']").click()
    curator.page.get_by_role("button", name="Leave out this person…").click()
    curator.page.locator("#reason").fill("She asked for it")
    curator.page.get_by_role("button", name="Leave out", exact=True).click()
    expect(curator.post(106)).to_have_count(0)
    curator.wait_until_saved()
    forget = curator.folder.parents[2] / "forget.yml"
    assert "- {hashed: " in forget.read_text(encoding="utf-8")
    assert not curator.recap().get("highlights")
    curator.page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(curator.post(106)).to_have_count(1)
    assert curator.chosen() == [("x:102", 1), ("x:106", 2)]
