"""Hostile pages in a browser without their policy, so that it cannot hide a hole: nothing runs, nobody is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.hostile.strings import FORMATS, MARKUP
from tests.hostile.trap import trapped, trapping
from tests.site.browsing import serve
from tests.waiting import is_soon

FRAMES_EVERY, PAGES_EVERY = 64, 24  # of the thousands, which differ by the texts that stand in them alone


@pytest.fixture
def page(browser: Browser, hostile_site: Path, asked: list[str]) -> Iterator[Page]:
    with serve(hostile_site) as address, trapping(browser, address, asked) as page:
        yield page


def test_nothing_runs_on_any_kind_of_page(page: Page, hostile_site: Path, asked: list[str]) -> None:
    every = sorted(path.relative_to(hostile_site).as_posix() for path in hostile_site.rglob("*.html"))
    frames = [path for path in every if "embed/" in path]
    of_sessions = [path for path in every if path.count("/") > 2 and path not in frames]
    others = [path for path in every if path not in {*frames, *of_sessions}]
    chosen = [*others[::PAGES_EVERY], *of_sessions[::PAGES_EVERY], *frames[::FRAMES_EVERY]]
    assert len(chosen) > 200
    wrong = {}
    for path in ["", "archive/", "chats/", "topics/", "people/", "directory/", "404.html", *chosen]:
        page.goto(path.removesuffix("index.html"), wait_until="domcontentloaded")
        if found := trapped(page):
            wrong[path] = found
    assert (wrong, asked) == ({}, [])


def test_the_trap_would_notice(page: Page) -> None:
    page.goto("chats/", wait_until="domcontentloaded")
    page.locator("main h1").evaluate("(heading, html) => heading.innerHTML = html", MARKUP[1] + MARKUP[5])
    found: list[str] = []

    def is_noticed() -> bool:
        found[:] = trapped(page)
        return "trap()" in found and all(any(word in each for each in found) for word in ("onerror", "srcdoc"))

    assert is_soon(is_noticed), found


@pytest.mark.parametrize("query", ["script", "spy", "onerror", "<svg", MARKUP[0], MARKUP[13], FORMATS[18], "\u202e"])
def test_the_search_shows_what_it_finds_as_text(page: Page, asked: list[str], query: str) -> None:
    page.goto("chats/")
    page.keyboard.press("s")
    page.keyboard.insert_text(query)
    if query == "script":
        expect(page.locator("[data-causerie-search] a")).not_to_have_count(0)
    page.wait_for_timeout(700)
    assert (trapped(page), asked) == ([], [])
