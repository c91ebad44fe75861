"""A transcript in a browser: a permalink shows its post, hosts' posts can be hidden, and recap and transcript meet."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.site.browsing import DESKTOP, PHONE, Visitor
from tests.site.demo_records import read_sessions
from tests.waiting import is_soon

RECAP = "chats/museum-hour/who-writes-the-label/"
TRANSCRIPT = RECAP + "transcript/"
IS_IN_VIEW = """post => {
    const box = post.getBoundingClientRect(), bar = document.querySelector(".md-header").getBoundingClientRect();
    return box.top >= bar.bottom - 1 && box.top < bar.bottom + 60;
}"""


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("which", [".c-said h2", ".c-said li"])
def test_a_permalink_shows_its_post_and_marks_it(
    visitor: Visitor, which: str, screen: ViewportSize, script: bool
) -> None:
    page = visitor.visit(TRANSCRIPT, script=False)
    every = page.locator(which)
    anchor = every.nth(every.count() // 2).get_attribute("id")
    page = visitor.visit(f"{TRANSCRIPT}#{anchor}", screen=screen, script=script, reduced_motion="reduce")
    place = page.locator(f"#{anchor}")
    expect(place).to_be_in_viewport()
    assert is_soon(lambda: place.evaluate(IS_IN_VIEW))
    shadow = "each => getComputedStyle(each).boxShadow"
    assert (place.evaluate(shadow) != "none") == which.endswith("li")
    assert page.locator(".c-said li").first.evaluate(shadow) == "none"


def test_what_hosts_wrote_can_be_hidden_without_script_and_answers_stay(visitor: Visitor) -> None:
    page = visitor.visit(TRANSCRIPT, script=False)
    texts = page.locator(".c-said li > div")
    before = [each.is_visible() for each in texts.all()]
    assert all(before)
    page.get_by_label("Hide what hosts wrote").check()
    hidden = [each.evaluate("text => text.parentElement.classList.contains('h')") for each in texts.all()]
    assert [not each.is_visible() for each in texts.all()] == hidden
    assert any(hidden) and not all(hidden)
    page.get_by_label("Hide what hosts wrote").uncheck()
    assert all(each.is_visible() for each in texts.all())


def test_a_quote_leads_to_its_place_in_the_conversation_and_back(visitor: Visitor) -> None:
    page = visitor.visit(RECAP, script=False)
    quote = page.locator(".c-quote").first
    anchor = quote.get_attribute("id")
    quote.get_by_role("link", name="In the conversation").click()
    expect(page).to_have_url(f"{visitor.base}{TRANSCRIPT}#{anchor}")
    post = page.locator(f"#{anchor}")
    page.wait_for_load_state("load")  # until then, the browser may still be on its way to the post
    assert is_soon(lambda: post.evaluate(IS_IN_VIEW))
    post.get_by_role("link", name="In the recap").first.click()
    expect(page).to_have_url(f"{visitor.base}{RECAP}#{anchor}")


def test_every_quote_of_a_transcript_leads_there(visitor: Visitor) -> None:
    page = visitor.visit(RECAP, script=False)
    assert page.get_by_role("link", name="In the conversation").count() == page.locator(".c-quote").count()
    assert page.get_by_role("link", name="Read the whole conversation").count() == 1


def test_every_post_of_the_record_is_on_the_page_once(site: Path, content: Path) -> None:
    counted = {}
    for session in read_sessions(content):
        if session.has_transcript:
            [record] = content.glob(f"chats/{session.chat}/*-{session.id}/transcript.jsonl")
            html = (site / session.address / "transcript" / "index.html").read_text(encoding="utf-8")
            lines = sum(1 for line in record.read_text(encoding="utf-8").splitlines() if line.strip())
            counted[session.id] = (html.count('<li id="post-'), lines)
    assert len(counted) == 3
    assert all(shown == written for shown, written in counted.values())


def test_search_finds_a_post_that_no_recap_quotes(visitor: Visitor) -> None:
    page = visitor.visit("", screen=DESKTOP)
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").fill("sandwich docent Ohio")
    result = page.locator(".md-search-result__link").first
    expect(result).to_contain_text("sandwich")
    result.click()
    page.wait_for_url(f"**/{TRANSCRIPT}#post-*")
    assert "sandwich" in page.locator("li:target").inner_text()


@pytest.mark.parametrize("address", [RECAP, TRANSCRIPT])
def test_pictures_of_numbers_have_their_table(visitor: Visitor, address: str) -> None:
    page = visitor.visit(address, script=False)
    pictures = page.locator(".c-chart")
    assert pictures.count() >= 2
    for picture in pictures.all():
        expect(picture.get_by_role("img")).to_be_visible()
        expect(picture.locator("td").first).to_be_hidden()
        picture.locator("summary").click()
        expect(picture.locator("td").first).to_be_visible()


def test_a_transcript_is_light(site: Path) -> None:
    html = (site / TRANSCRIPT / "index.html").read_bytes()
    assert len(gzip.compress(html, 9)) < 16_000
