"""A visitor finds things in the built demo: by words, and by the ways from where people begin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.site.browsing import Visitor
from tests.site.html_page import HtmlPage

BEGINNINGS = ("archive/index.html", "chats/museum-hour/index.html", "chats/bibli-heure/index.html")


def test_questions_are_sifted_by_words_whatever_their_accents(visitor: Visitor) -> None:
    page = visitor.visit("questions/bibli-heure/")
    lines, sessions = page.locator(".c-asked li li"), page.locator(".c-asked > li")
    everything = lines.count()
    page.get_by_role("main").get_by_role("searchbox").fill("ETAGERE")
    shown = [each for each in lines.all() if each.is_visible()]
    assert 0 < len(shown) < everything
    assert all("étagère" in each.inner_text().lower() for each in shown)
    assert {each.is_visible() for each in sessions.all()} == {True, False}
    expect(page.locator(".c-sift output")).to_contain_text(str(len(shown)))
    page.locator(".c-sift input").fill("")
    assert all(each.is_visible() for each in lines.all())


def test_a_question_leads_to_its_answers(visitor: Visitor) -> None:
    page = visitor.visit("questions/museum-hour/")
    page.locator(".c-asked a[href*='who-writes-the-label/#q3']").click()
    expect(page.locator("#q3")).to_be_in_viewport()


@pytest.mark.parametrize("address", ["topics/", "people/", "unanswered/museum-hour/", "numbers/museum-hour/"])
def test_every_gathered_page_can_be_reached_from_where_people_begin(pages: list[HtmlPage], address: str) -> None:
    begin = [page for page in pages if page.path in BEGINNINGS]
    assert len(begin) == len(BEGINNINGS)
    assert any(target.endswith(address) for page in begin for _, target, _ in page.links)


def test_topics_and_people_are_found_by_search(site: Path) -> None:
    fragments = [json.loads(path.read_bytes()) for path in site.glob("assets/causerie/search/page/*.json")]
    found = {fragment["address"] for fragment in fragments}
    assert {"topics/collections/", "people/jonas/", "resources/museum-hour/"} <= found


def test_a_resource_that_two_sessions_shared_comes_first(site: Path) -> None:
    text = (site / "resources/museum-hour/index.html").read_text(encoding="utf-8")
    first = text[text.index('<ul class="c-shared">') :].split("</li>")[0]
    assert "Shared in 2 sessions" in first
    assert "gift-shop/#resources" in first
