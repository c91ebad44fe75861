"""No page asks anybody but its own host for anything, as it is written and as a browser shows it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.site.browsing import Visitor
from tests.site.html_page import HtmlPage

LOADING = {"script", "img", "iframe", "frame", "embed", "object", "audio", "video", "source", "track", "input", "image"}
LOADING_LINKS = {
    *("stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"),
    *("apple-touch-icon", "mask-icon", "prerender"),
}
PAGES = {
    "landing": "",
    "directory": "chats/",
    "chat": "chats/museum-hour/",
    "session": "chats/museum-hour/ai-captions/",
    "recap": "chats/museum-hour/who-writes-the-label/",
    "archive": "archive/",
    "year": "archive/2026/",
    "host's page": "join/",
}


def is_elsewhere(address: str) -> bool:
    return bool(urlsplit(address).netloc) or address.startswith("//")


def test_no_page_loads_anything_from_another_host(pages: list[HtmlPage]) -> None:
    found = []
    for page in pages:
        for element, address, attributes in page.links:
            relations = set((attributes.get("rel") or "").split())
            if (element in LOADING or (element == "link" and relations & LOADING_LINKS)) and is_elsewhere(address):
                found.append((page.path, element, address))
    assert found == []


def test_no_page_has_a_frame(pages: list[HtmlPage]) -> None:
    frames = {"iframe", "frame", "embed", "object"}
    assert [(page.path, element) for page in pages for element, _ in page.elements if element in frames] == []


def test_no_style_sheet_loads_anything_from_another_host(site: Path) -> None:
    sheets = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.css")}
    written = [
        (name, address)
        for name, text in sheets.items()
        for address in re.findall(r"(?:url\(|@import)\s*['\"]?([^'\")\s]+)", text)
        if is_elsewhere(address) and not address.startswith("data:")
    ]
    assert written == []
    assert "assets/causerie/causerie.css" in sheets


@pytest.mark.parametrize("page", PAGES)
def test_a_browser_asks_nobody_else_and_has_nothing_to_complain_of(visitor: Visitor, page: str) -> None:
    shown = visitor.visit(PAGES[page])
    shown.mouse.wheel(0, 20000)  # pictures load when they come near
    shown.wait_for_load_state("networkidle")
    assert [url for url in visitor.requests if not url.startswith((visitor.base, "data:"))] == []
    assert len(visitor.requests) > 5


def test_a_search_asks_nobody_else(visitor: Visitor) -> None:
    page = visitor.visit("")
    page.get_by_role("textbox", name="Search").press_sequentially("pencil")  # the theme listens for keys
    page.locator(".md-search-result__item").first.wait_for()
    assert [url for url in visitor.requests if not url.startswith((visitor.base, "data:", "blob:"))] == []
    assert [url for url in visitor.requests if url.startswith(visitor.base + "assets/causerie/search/words/")] != []


def test_a_page_that_is_not_there_asks_nobody_else_and_leads_home(visitor: Visitor) -> None:
    page = visitor.visit("chats/museum-hour/no-such-session/")
    page.wait_for_load_state("networkidle")
    assert [url for url in visitor.requests if not url.startswith((visitor.base, "data:"))] == []
    missing = visitor.base + "chats/museum-hour/no-such-session/"
    assert [url for url in visitor.complaints if "no-such-session" not in url and "Failed to load" not in url] == []
    assert f"404: {missing}" in visitor.complaints
    visitor.complaints.clear()
    page.locator("a.md-logo").first.click()
    page.wait_for_url(visitor.base)
