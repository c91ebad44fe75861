"""Everything by keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.curate.driving import Curator


def press(curator: Curator, *keys: str) -> None:
    for key in keys:
        curator.page.keyboard.press(key)


def focused(curator: Curator) -> str | None:
    found: str | None = curator.page.evaluate(
        "document.activeElement.dataset.post ?? document.activeElement.getAttribute('aria-label')"
    )
    return found


def test_keys_lead_through_the_posts_and_choose(curator: Curator) -> None:
    press(curator, "j")
    assert focused(curator) == "x:101"
    press(curator, "j", "ArrowDown", "c")
    assert focused(curator) == "x:103"
    assert curator.chosen() == [("x:102", 1), ("x:103", 1), ("x:106", 2)]
    press(curator, "k", "Enter")
    assert curator.chosen() == [("x:103", 1), ("x:106", 2)]


def test_only_the_current_post_is_reached_by_tab(curator: Curator) -> None:
    press(curator, "j", "j")
    reached = curator.page.locator(".post:is([tabindex='0'], :has([tabindex='0']))")
    expect(reached).to_have_count(1)
    expect(reached).to_have_attribute("data-post", "x:102")
    press(curator, "Tab", "Tab")
    assert curator.page.evaluate("document.activeElement.closest('.post')?.dataset.post") == "x:102"


def test_a_chosen_post_moves_up_and_down_and_across_questions(curator: Curator) -> None:
    press(curator, "j", "j", "]")
    assert curator.chosen() == [("x:102", 2), ("x:106", 2)]
    press(curator, "]")
    assert curator.chosen() == [("x:106", 2), ("x:102", 2)]
    press(curator, "Alt+ArrowUp", "Alt+ArrowUp")
    assert curator.chosen() == [("x:102", 1), ("x:106", 2)]


def test_numbers_say_which_question_a_post_answers(curator: Curator) -> None:
    press(curator, "j", "j", "2")
    expect(curator.page.locator("[data-section='2'] [data-post='x:102']")).to_be_focused()
    assert sorted(curator.chosen()) == [("x:102", 2), ("x:106", 2)]
    press(curator, "0")
    expect(curator.page.locator("[data-section='0'] [data-post='x:102']")).to_be_focused()


def test_rows_of_the_recap_are_ordered_by_keys(curator: Curator) -> None:
    press(curator, "j", "j", "l")
    expect(curator.row(0)).to_be_focused()
    press(curator, "2")
    assert curator.chosen() == [("x:106", 2), ("x:102", 2)]
    expect(curator.row(1)).to_be_focused()
    press(curator, "[")
    expect(curator.row(0)).to_be_focused()
    assert curator.chosen() == [("x:102", 2), ("x:106", 2)]
    press(curator, "j", "c")
    assert curator.chosen() == [("x:102", 2)]
    press(curator, "h")
    assert focused(curator) == "x:102"


def test_a_note_is_written_and_left_by_keys(curator: Curator) -> None:
    press(curator, "j", "j", "j", "n")
    curator.page.keyboard.type("Twice")
    press(curator, "Escape")
    expect(curator.row(1)).to_be_focused()
    assert [each.get("note") for each in curator.recap()["highlights"]] == ["Everybody laughed.", "Twice", None]


def test_undo_is_a_key_and_letters_in_fields_are_letters(curator: Curator) -> None:
    press(curator, "j", "j", "c", "u")
    expect(curator.page.locator(".highlight")).to_have_count(2)
    press(curator, "/")
    curator.page.keyboard.type("cuj")
    expect(curator.page.locator("input[name=search]")).to_have_value("cuj")
    assert curator.chosen() == [("x:102", 1), ("x:106", 2)]


def test_the_help_opens_and_turns_single_keys_off(curator: Curator) -> None:
    press(curator, "?")
    curator.page.get_by_label("Use single keys").uncheck()
    press(curator, "Escape", "j", "?")
    expect(curator.page.locator("dialog")).to_have_count(0)
    assert focused(curator) != "x:101"


def test_a_menu_is_walked_by_arrows_and_gives_focus_back(curator: Curator) -> None:
    press(curator, "j", "j", "m")
    expect(curator.page.locator(".menu")).to_be_visible()
    press(curator, "ArrowDown", "Escape")
    expect(curator.page.locator(".menu")).to_be_hidden()
    assert curator.page.evaluate("document.activeElement.closest('.post')?.dataset.post") == "x:102"


def test_takeaways_are_accepted_written_and_ordered_by_keys(curator: Curator) -> None:
    field = curator.page.get_by_label("A new takeaway")
    field.focus()
    curator.page.keyboard.type("Date them, too.")
    press(curator, "Enter")
    expect(curator.page.locator(".takeaway")).to_have_count(2)
    curator.page.locator(".takeaway textarea").nth(1).focus()
    press(curator, "Alt+ArrowUp")
    expect(curator.page.locator(".takeaway textarea").nth(0)).to_be_focused()
    curator.page.get_by_role("button", name="Keep").press("Enter")
    assert curator.recap()["takeaways"][0] == "Date them, too."
    assert "proposed" not in str(curator.recap()["takeaways"])
    expect(curator.page.locator("[data-slot=aloud]")).to_have_text(re.compile("Moved up"))


def test_focus_stays_in_a_list_when_its_row_goes(curator: Curator) -> None:
    page = curator.page
    for text in ("Date them, too.", "Mind the verse."):
        page.get_by_label("A new takeaway").focus()
        curator.page.keyboard.type(text)
        press(curator, "Enter")
    keep = page.get_by_role("button", name="Keep")
    keep.focus()
    press(curator, "Enter")
    expect(page.locator(".takeaway textarea").nth(0)).to_be_focused()
    drops = page.get_by_role("button", name="Drop this takeaway")
    press(curator, "Tab", "Enter")
    expect(drops).to_have_count(2)
    expect(drops.nth(0)).to_be_focused()
    press(curator, "Enter", "Enter")
    expect(drops).to_have_count(0)
    expect(page.get_by_label("A new takeaway")).to_be_focused()


def test_a_key_leads_to_publishing_and_escape_back(curator: Curator) -> None:
    press(curator, "j", "j", "p")
    expect(curator.page.get_by_role("dialog")).to_contain_text("In your files")
    press(curator, "Escape")
    assert focused(curator) == "x:102"
