"""Questions: their answers are counted, the recap follows to the chosen one, and a doubtful answer says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.curate.driving import PHONE, Curator, curate, serve_page
from tests.curate.site_making import make_site

TAKEAWAYS = "".join(f"  - Sign your labels, for reason {n} of many.\n" for n in range(20))
RECAP = f"summary: Labels.\ntakeaways:\n{TAKEAWAYS}highlights:\n" + "".join(
    f"  - {{post: x:{post}, question: {number}}}\n"
    for post, number in ((102, 1), (103, 1), (104, 1), (106, 2), (108, 2))
)
IS_AT_TOP = """() => {
    const body = document.querySelector("[data-slot=recap]").getBoundingClientRect();
    return Math.abs(document.querySelector("[data-in='2']").getBoundingClientRect().top - body.top) < 20;
}"""
IS_PREVIEWED = """() => {
    const view = document.querySelector(".preview__frame.is-shown")?.contentWindow;
    const heading = view && [...view.document.querySelectorAll(".c-question")].at(-1);
    return heading?.getBoundingClientRect().top >= 0 && heading.getBoundingClientRect().top < 60;
}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A session with a long recap."""
    folder = make_site(tmp_path, recap=RECAP)
    late = "".join(f"  - {{text: Who pays for label {n}?}}\n" for n in range(30))
    (folder / "recap.yml").write_text(f"{RECAP}unanswered:\n{late}", encoding="utf-8")
    return folder


@pytest.fixture
def host(browser: Browser, folder: Path) -> Iterator[Curator]:
    """Somebody before it."""
    with serve_page(folder.parents[3]) as address, curate(browser, address, folder) as someone:
        expect(someone.page.frame_locator(".preview__frame.is-shown").locator("h1")).to_be_visible()
        yield someone
        assert someone.complaints == []


def test_a_question_counts_its_answers_and_not_itself(host: Curator) -> None:
    pills = host.page.locator(".pill")
    expect(pills).to_have_text(["All 9", "Q1 3", "Q2 3", "Others 1"])
    expect(pills.nth(1)).to_have_attribute("title", "What is the worst label that you have read? (Answers: 3)")
    expect(host.page.locator(".section__count")).to_have_text(["3 of 3 chosen", "2 of 3 chosen", "1"])


def test_the_recap_and_its_preview_follow_to_the_question_that_is_chosen(host: Curator) -> None:
    pill = host.page.locator(".pill[data-question='2']")
    pill.click()
    host.page.wait_for_function(IS_AT_TOP)
    host.page.wait_for_function(IS_PREVIEWED)
    expect(pill).to_be_focused()


def test_on_a_phone_recap_and_preview_open_at_the_question_that_was_chosen(browser: Browser, folder: Path) -> None:
    with serve_page(folder.parents[3]) as address, curate(browser, address, folder, PHONE) as someone:
        someone.page.locator(".pill[data-question='2']").click()
        someone.page.locator("[data-pane-of=recap]").click()
        someone.page.wait_for_function(IS_AT_TOP)
        someone.page.locator("[data-pane-of=posts]").click()
        someone.page.locator(".pill[data-question='2']").click()
        someone.page.locator("[data-pane-of=preview]").click()
        someone.page.wait_for_function(IS_PREVIEWED)


def test_a_doubt_of_the_draft_stands_below_the_post_until_somebody_confirms_it(host: Curator) -> None:
    doubt = host.page.locator(".doubt:visible")
    expect(doubt).to_have_count(1)
    expect(host.row(4).locator(".doubt")).to_contain_text("perhaps no answer to this question (posted 11 minutes")
    doubt.get_by_role("button", name="It is an answer").click()
    expect(doubt).to_have_count(0)
    host.wait_until_saved()
    assert '"assigned": "hand"' in (host.folder / "transcript.jsonl").read_text(encoding="utf-8").splitlines()[8]
    host.page.reload()
    expect(host.row(4)).to_be_visible()
    expect(doubt).to_have_count(0)


def test_nobody_doubts_a_post_that_a_person_has_moved_or_written_below(host: Curator) -> None:
    doubt = host.page.locator(".doubt:visible")
    host.row(4).focus()
    host.page.keyboard.press("[")
    expect(doubt).to_have_count(0)
    host.wait_until_saved()
    host.page.reload()
    expect(doubt).to_have_count(1)
    note = host.row(3).get_by_label("Note under this post")
    note.fill("He means Q2.")
    note.press("Control+Enter")
    expect(doubt).to_have_count(0)
