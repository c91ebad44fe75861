"""Without script every page is true and whole: absolute dates with their zone, and nothing that is needed hidden."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.site.browsing import PHONE, Visitor

PAGES = (
    "",
    "chats/",
    "chats/museum-hour/",
    "chats/museum-hour/ai-captions/",
    "chats/museum-hour/who-writes-the-label/",
    "questions/museum-hour/",
)
FOR_SCRIPT = (
    "data-causerie-local",
    "data-causerie-left",
    "data-causerie-live",
    "data-causerie-over",
    "data-causerie-filters",
    "data-causerie-sift",
)
RELATIVE = (
    r"Live now|Your time|own time|\bin \d+ (?:minute|hour|day|week)"
    r"|\b(?:today|tonight|tomorrow|yesterday)\b|\bago\b"
)


def words_of_the_program(page: Page) -> list[str]:
    """Every line that says when something is; what hosts write may say "tonight"."""
    lines = page.locator(
        ".c-ticket, .c-hero__kicker, .c-item__when, .c-item__kicker, .c-chat__next, .c-badge, .c-notice"
    )
    return [each.inner_text() for each in lines.all() if each.is_visible()]


@pytest.mark.parametrize("address", PAGES)
def test_no_word_depends_on_the_day_on_which_it_is_read(visitor: Visitor, address: str) -> None:
    page = visitor.visit(address, script=False)
    words = words_of_the_program(page)
    assert [line for line in words if re.search(RELATIVE, line, re.IGNORECASE)] == []
    assert words


@pytest.mark.parametrize("address", PAGES)
def test_only_what_a_script_would_fill_is_hidden(visitor: Visitor, address: str) -> None:
    page = visitor.visit(address, script=False)
    hidden = page.locator("[data-md-component=content] [hidden]")
    for each in hidden.all():
        names = each.evaluate("each => each.getAttributeNames()")
        assert set(names) & set(FOR_SCRIPT), each.evaluate("each => each.outerHTML")


@pytest.mark.parametrize("address", ["", "chats/museum-hour/", "chats/museum-hour/ai-captions/"])
def test_the_next_session_has_its_day_its_hours_and_its_zone(visitor: Visitor, address: str) -> None:
    page = visitor.visit(address, script=False, screen=PHONE, zone="Asia/Tokyo")
    ticket = page.locator(".c-ticket").first
    expect(ticket.locator(".c-ticket__day")).to_have_text("Wednesday, 25 November 2026")
    expect(ticket.locator(".c-ticket__hours")).to_have_text("20:00–21:00")
    expect(ticket.locator(".c-ticket__zone")).to_have_text(re.compile(r"^Greenwich Mean Time \(UTC\+0\)"))


@pytest.mark.parametrize("page", ["index.html", "chats/museum-hour/index.html"])
def test_next_is_said_as_of_a_day(site: Path, page: str) -> None:
    """Read in the file: Chromium ignores <noscript> where only a test has turned scripts off."""
    html = re.sub(r"<template.*?</template>", "", (site / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert html.count('<noscript><p class="c-asof">As of Sun, 22 Nov 2026.</p></noscript>') == 1


def test_every_time_in_a_list_names_its_zone(visitor: Visitor) -> None:
    page = visitor.visit("", script=False)
    lines = page.locator("[data-causerie-upcoming] .c-item__when").all_inner_texts()
    assert [
        line for line in lines if not re.search(r"\d{4}, \d\d:\d\d–\d\d:\d\d .+ \(UTC[+-]\d+(:\d\d)?\)$", line)
    ] == []
    assert len(lines) == 6


def test_the_calendar_menu_opens_and_every_way_to_join_is_there(visitor: Visitor) -> None:
    page = visitor.visit("", script=False)
    links = page.locator(".c-hero .c-menu a")
    expect(links.first).to_be_hidden()
    page.locator(".c-hero .c-menu summary").click()
    expect(links.first).to_be_visible()
    assert page.locator(".c-hero .c-joins a.c-join:visible").count() == 6  # three platforms: to read, to write


def test_the_directory_shows_every_chat_and_no_filter_that_would_do_nothing(visitor: Visitor) -> None:
    page = visitor.visit("chats/", script=False)
    assert page.locator(".c-chat:visible").count() == 2
    expect(page.locator(".c-filters")).to_be_hidden()


def test_a_recap_is_whole(visitor: Visitor) -> None:
    """Every quote with its author and its words, every picture, and the takeaways above them."""
    page = visitor.visit("chats/museum-hour/who-writes-the-label/", script=False)
    quotes = page.locator(".c-quote:visible")
    assert quotes.count() >= 8
    assert quotes.locator(".c-quote__text:visible").count() == quotes.count()
    assert quotes.locator(".c-quote__name:visible").count() == quotes.count()
    assert page.locator(".c-takeaways li:visible").count() >= 2
