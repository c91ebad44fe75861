"""The Content-Security-Policy as a browser keeps it: the demo needs no more, and what is smuggled in does nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.site.browsing import Visitor
from tests.site.html_page import HtmlPage
from tests.site.page_kinds import FRAMES, PAGES
from tests.waiting import is_soon

SMUGGLED = """
<script>window.ran = "script"</script><img src="x" onerror="window.ran = 'handler'">
<a id="smuggled" href="javascript:void(window.ran = 'address')">x</a><base href="https://spy.example/">
<script src="https://spy.example/a.js"></script><img src="https://spy.example/a.png">
<link rel="stylesheet" href="https://spy.example/a.css"><iframe src="https://spy.example/"></iframe>
<object data="https://spy.example/a.swf"></object><style>html { outline: 9px solid red }</style>
<svg><script>window.ran = "svg"</script></svg><iframe srcdoc="<script>parent.ran = 'srcdoc'</script>"></iframe>
"""


def smuggle(route: Route) -> None:
    """The page with hostile elements in its content."""
    answer = route.fetch()
    html = answer.text()
    assert html.count("</h1>") >= 1
    route.fulfill(response=answer, body=html.replace("</h1>", f"</h1>{SMUGGLED}", 1))


@pytest.mark.parametrize("page", PAGES | FRAMES)
def test_a_page_keeps_its_policy(visitor: Visitor, page: str) -> None:
    """A browser would complain: see `visitor`."""
    shown = visitor.visit((PAGES | FRAMES)[page])
    shown.wait_for_load_state("networkidle")
    assert shown.locator("meta[http-equiv=Content-Security-Policy]").count() == 1


def test_every_page_has_a_policy(pages: list[HtmlPage]) -> None:
    policies = [
        [given for name, given in page.elements if given.get("http-equiv") == "Content-Security-Policy"]
        for page in pages
    ]
    assert [page.path for page, found in zip(pages, policies, strict=True) if len(found) != 1] == []


def open_smuggled(browser: Browser, served: str, address: str, *, bypass: bool) -> tuple[Page, list[str]]:
    page = browser.new_page(base_url=served, bypass_csp=bypass)
    asked: list[str] = []

    def ask(route: Route) -> None:  # a policy is asked before the network is
        asked.append(route.request.url)
        route.abort()

    page.route("https://spy.example/**", ask)
    page.route(f"**/{address}", smuggle)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.locator("#smuggled").dispatch_event("click")
    page.wait_for_timeout(200)
    return page, asked


@pytest.mark.parametrize("address", ["chats/museum-hour/who-writes-the-label/", "chats/", FRAMES["frame of a recap"]])
def test_what_is_smuggled_into_a_page_neither_runs_nor_loads(browser: Browser, served: str, address: str) -> None:
    page, asked = open_smuggled(browser, served, address, bypass=False)
    assert (page.evaluate("window.ran"), asked) == (None, [])
    assert page.evaluate("getComputedStyle(document.documentElement).outlineStyle") == "none"
    page.close()


def test_without_the_policy_it_would(browser: Browser, served: str) -> None:
    page, asked = open_smuggled(browser, served, "chats/", bypass=True)
    assert is_soon(lambda: page.evaluate("window.ran") is not None)
    assert is_soon(lambda: {url.rpartition("/")[2] for url in asked} >= {"a.js", "a.png", "a.css", ""})
    page.close()
