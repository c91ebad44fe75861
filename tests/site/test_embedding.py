"""Somebody's blog shows the demo's frames: on another origin, with and without script, on a narrow column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, ViewportSize

from tests.site.browsing import PHONE, Visitor, serve
from tests.site.html_page import HtmlPage

SITE_URL = "https://galleries-and-stacks.example/"
RECAP = "chats/museum-hour/who-writes-the-label/"
POST = "post-3n2mf7w6uejdb"
FRAMES = {
    "recap": f"{RECAP}embed/",
    "post": f"{RECAP}embed/#{POST}",
    "French recap": "chats/bibli-heure/mangas/embed/",
    "to come": "chats/museum-hour/ai-captions/embed/",
    "next of a chat": "embed/bibli-heure/",
    "next of the site": "embed/",
}
NARROW = ViewportSize(width=300, height=900)


@pytest.fixture
def blog(visitor: Visitor, served: str, tmp_path: Path) -> Iterator[str]:
    """A page with every frame, at another address than the site's, and no icon to be fetched."""
    frames = "".join(
        f'<iframe name="{name}" src="{served}{address}" width="600" height="480"'
        ' style="max-width:100%;border:0"></iframe>'
        for name, address in FRAMES.items()
    )
    head = '<!doctype html><meta charset="utf-8"><title>Blog</title><link rel="icon" href="data:,">'
    picture = f'<img src="{served}embed/museum-hour/next.svg" alt="">'
    html = f'{head}<body style="margin:0">{frames}{picture}'
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    with serve(tmp_path) as address:
        assert address != served
        yield address
        visitor.leave()  # before the blog does


def frame_of(page: Page, name: str) -> Frame:
    frame = page.frame(name)
    assert frame is not None
    frame.wait_for_load_state()
    return frame


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("screen", [PHONE, NARROW])
def test_a_blog_shows_every_frame_whole(visitor: Visitor, blog: str, screen: ViewportSize, script: bool) -> None:
    page = visitor.visit(blog, screen=screen, script=script)
    for name in FRAMES:
        frame = frame_of(page, name)
        assert frame.locator("h1").is_visible(), name
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert frame.evaluate("getComputedStyle(document.querySelector('main')).borderTopStyle") == "solid", name
    assert page.evaluate("document.images[0].naturalWidth") > 150
    assert page.evaluate("document.documentElement.scrollWidth") == screen["width"]


def test_a_frame_shows_the_first_posts_or_the_one_that_its_address_names(visitor: Visitor, blog: str) -> None:
    page = visitor.visit(blog, script=False)
    whole, one = frame_of(page, "recap"), frame_of(page, "post")
    assert whole.locator(".post:visible").count() == 3
    assert whole.locator("ul:visible").count() == 1
    assert [each.get_attribute("id") for each in one.locator(".post:visible").all()] == [POST]
    assert one.locator("ul:visible").count() == 0
    assert [each.is_visible() for each in one.locator(".on a").all()] == [True, True]  # on to the recap; out of it


def test_a_link_in_a_frame_opens_in_the_place_of_the_blog(visitor: Visitor, blog: str, served: str) -> None:
    page = visitor.visit(blog)
    page.route(
        f"{SITE_URL}**", lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>There</h1>")
    )
    frame_of(page, "recap").locator(".on a").first.click()
    page.wait_for_url(SITE_URL + RECAP)
    assert len(page.frames) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_frame_follows_the_visitor_s_colours(visitor: Visitor, blog: str, scheme: str) -> None:
    frame = frame_of(visitor.visit(blog, color_scheme=scheme), "recap")
    paper = frame.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == {"light": "rgb(251, 248, 243)", "dark": "rgb(23, 21, 25)"}[scheme]


def test_what_to_paste_is_a_click_away(visitor: Visitor, site: Path) -> None:
    page = visitor.visit(RECAP, script=False)
    page.locator('a[href$="#code"]').click()
    code = page.locator("#code code")
    assert code.first.is_visible()
    assert not page.locator(".post").first.is_visible()
    frame = json.loads((site / RECAP / "oembed.json").read_text(encoding="utf-8"))["html"]
    assert code.first.text_content() == frame
    assert not visitor.visit(f"{RECAP}embed/", script=False).locator("#code").is_visible()


def test_every_page_that_can_be_embedded_says_so_to_programs(site: Path, pages: list[HtmlPage]) -> None:
    frames = {page.address for page in pages if page.is_frame}
    offered = {
        page.address: a.get("href") or ""
        for page in pages
        for element, a in page.elements
        if element == "link" and a.get("type") == "application/json+oembed"
    }
    assert {f"{address}embed/" for address in offered} == {each for each in frames if each.startswith("chats/")}
    for address, href in offered.items():
        assert href == f"{SITE_URL}{address}oembed.json"
        answer = json.loads((site / address / "oembed.json").read_text(encoding="utf-8"))
        assert (answer["type"], answer["version"]) == ("rich", "1.0")
        assert f'src="{SITE_URL}{address}embed/"' in answer["html"]
