"""Every link of the built demo leads somewhere: to pages, fragments, files and pictures, from feeds and the sitemap."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from tests.site.html_page import HtmlPage

SITE_URL = "https://galleries-and-stacks.example/"
HOST = "https://host.example/"
FOLDER = HOST + "chats-of-ours/"
FEEDS = (
    ("feed.xml", "application/rss+xml"),
    ("announcements.xml", "application/rss+xml"),
    ("recaps.xml", "application/rss+xml"),
    ("feed.atom", "application/atom+xml"),
    ("feed.json", "application/feed+json"),
    ("calendar.ics", "text/calendar"),
)


def resolve(address: str, page: HtmlPage) -> tuple[str, str] | None:
    """The file and the fragment that a page's link means, relative to the root; None when it leads to another host.

    Read as if the site stood in a folder of its host: there, one '../' too many leads out of it.
    """
    if address.startswith("/") and page.path == "404.html":  # shown at any address, it names the site's own
        address = urljoin(FOLDER, address[1:])
    absolute = urljoin(FOLDER + page.address, address.replace(SITE_URL, FOLDER))
    if not absolute.startswith(HOST):
        return None
    parts = urlsplit(absolute.removeprefix(FOLDER))  # what leads out of the folder stays absolute, and is no file
    path = unquote(parts.path)
    return (path + "index.html" if path == "" or path.endswith("/") else path), unquote(parts.fragment)


def test_every_link_and_picture_of_every_page_exists(site: Path, pages: list[HtmlPage]) -> None:
    targets = [(page.path, address, resolve(address, page)) for page in pages for _, address, _ in page.links]
    missing = [(path, address) for path, address, found in targets if found and not (site / found[0]).is_file()]
    assert missing == []
    assert sum(found is not None for _, _, found in targets) > 1000


def test_every_fragment_names_an_element(pages: list[HtmlPage]) -> None:
    ids = {page.path: set(page.ids) for page in pages}
    wrong = []
    for page in pages:
        for _, address, _ in page.links:
            found = resolve(address, page)
            if found and found[0] in ids and found[1] not in ids[found[0]] | {""}:
                wrong.append((page.path, address))
    assert wrong == []


def test_no_id_stands_twice_on_a_page(pages: list[HtmlPage]) -> None:
    twice = {page.path: [each for each, count in Counter(page.ids).items() if count > 1] for page in pages}
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_what_labels_or_describes_an_element_exists(pages: list[HtmlPage]) -> None:
    missing = []
    for page in pages:
        for element, attributes in page.elements:
            for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                wanted = (attributes.get(name) or "").split()
                missing += [(page.path, element, each) for each in wanted if each not in page.ids]
    missing = [(path, element, each) for path, element, each in missing if each != "__toc"]  # Material's own fault
    assert missing == []


def test_every_picture_has_a_description(pages: list[HtmlPage]) -> None:
    pictures = [(page.path, image) for page in pages for image in page.images]
    assert [(path, image.get("src")) for path, image in pictures if not (image.get("alt") or "").strip()] == []
    assert len(pictures) > 15


def test_links_lead_to_the_web_to_mail_and_to_calendars_only(pages: list[HtmlPage]) -> None:
    schemes = {urlsplit(address).scheme for page in pages for _, address, _ in page.links}
    assert schemes == {"", "http", "https", "mailto", "webcal"} - ({"http"} - schemes)


def test_links_that_open_calendars_name_calendars_of_the_site(site: Path, pages: list[HtmlPage]) -> None:
    addresses = {address for page in pages for _, address, _ in page.links if address.startswith("webcal:")}
    found = {address.replace("webcal:", "https:").removeprefix(SITE_URL) for address in addresses}
    topics = {f"topics/{path.name}/calendar.ics" for path in (site / "topics").iterdir() if path.is_dir()}
    assert found == {"calendar.ics", "chats/museum-hour/calendar.ics", "chats/bibli-heure/calendar.ics", *topics}
    assert [address for address in found if not (site / address).is_file()] == []


def test_every_page_offers_its_feeds_and_calendars(pages: list[HtmlPage]) -> None:
    """A chat's or topic's own first, then all of the site's in one; redirects and what is not found offer none."""
    wrong = {}
    for page in pages:
        links = [a for element, a in page.elements if element == "link" and a.get("rel") == "alternate"]
        links = [a for a in links if a.get("type") != "application/json+oembed" and "hreflang" not in a]
        offered = [((resolve(a.get("href") or "", page) or ("",))[0], a.get("type")) for a in links]
        chat = re.match(r"(?:chats|questions|resources|unanswered|numbers)/(?!index)[^/]+/", page.path)
        topic = re.match(r"(?:fr/)?(topics/(?!index)[^/]+/)", page.path)
        expected, everything = list(FEEDS), [FEEDS[0], FEEDS[-1]]
        if chat:
            expected = [(f"chats/{chat[0].split('/')[1]}/{file}", kind) for file, kind in FEEDS] + everything
        if topic:
            own = [(topic[1] + file, kind) for file, kind in FEEDS if file not in ("announcements.xml", "recaps.xml")]
            expected = own + everything
        if offered != ([] if page.path == "404.html" or page.is_redirect or page.is_frame else expected):
            wrong[page.path] = offered
    assert wrong == {}


def test_the_sitemap_names_every_page_once_and_nothing_else(site: Path, pages: list[HtmlPage]) -> None:
    tree = ElementTree.parse(site / "sitemap.xml")
    named = [element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    others = [page for page in pages if page.path == "404.html" or page.is_redirect or page.is_frame]
    expected = [SITE_URL + page.address for page in pages if page not in others]
    assert sorted(map(str, named)) == sorted(expected)
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == (site / "sitemap.xml").read_bytes()


@pytest.mark.parametrize("kind", ["*.html", "*.xml", "*.atom", "*.json", "*.ics"])
def test_every_published_address_of_the_site_exists(site: Path, kind: str) -> None:
    """Also those in feeds, calendars and data, where nothing is relative."""
    missing = set()
    files = list(site.rglob(kind))
    for path in files:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\r?\n[ \t]", "", text) if kind == "*.ics" else unescape(unescape(text))
        for address in re.findall(re.escape(SITE_URL) + r"[^\s\"'<>\\#)\]?]*", text):
            target = unquote(address.removeprefix(SITE_URL)).rstrip(".,;:")
            target += "index.html" if target == "" or target.endswith("/") else ""
            if not (site / target).is_file():
                missing.add((path.relative_to(site).as_posix(), address))
    assert missing == set()
    assert files
