"""Each quoted post says its language and runs as it is written, wherever it is shown and whatever stands around it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from unicodedata import bidirectional
from xml.etree import ElementTree

import pytest
from lxml import html

from causerie.build import build_files, build_pages, plan_site
from causerie.i18n import speak
from causerie.model.conversation import SaidPost
from causerie.model.person import Account, Person
from causerie.model.post import Author
from causerie.model.recap import Highlight, Recap
from causerie.model.session import Session
from causerie.views.pages.transcript_posts import PostWriter
from tests import make

DANA = Person(id="dana", name="دانا", accounts=(Account("bluesky", "dana.example"),))
TEXTS = {"ar": "ج1 البطاقة", "he": "A1 התווית", "ja": "A1 ラベル", "en": "A1 The label", "": "A1 ما هذه"}


def quoting(language: str) -> Session:
    """A session that quotes a post in each language, and one of which nobody knows it."""
    of, dana = make.chat(language=language, hosts=()), Author(handle="dana.example", name=DANA.name)
    posts = (make.post(id=f"p{lang or 'x'}", lang=lang, text=text, author=dana, url="") for lang, text in TEXTS.items())
    recap = Recap(
        published=make.NOW - timedelta(days=1),
        highlights=tuple(Highlight(post=post, question=1) for post in posts),
    )
    start, announced = make.NOW - timedelta(days=7), make.NOW - timedelta(days=9)
    return make.session(chat=of, start=start, announced=announced, recap=recap)


def around(element: html.HtmlElement, name: str) -> str:
    """An attribute as it counts for an element: its own, or the nearest around it."""
    found = element.xpath(f"ancestor-or-self::*[@{name}][1]/@{name}")
    return str(found[0]) if found else ""


def quotes_in(page: str, tag: str = "blockquote") -> dict[str, tuple[str, str]]:
    """The language and the direction of each quoted text, as they count."""
    found = {}
    for quote in html.fromstring(page).iter(tag):
        text = " ".join(quote.text_content().split())
        if text in TEXTS.values():
            found[text] = (around(quote, "lang"), resolve(around(quote, "dir"), text))
    return found


def resolve(way: str, text: str) -> str:
    """What a browser makes of `auto`: the way of the first letter."""
    first = next(bidirectional(char) for char in text if bidirectional(char) in ("L", "R", "AL"))
    return way if way != "auto" else "ltr" if first == "L" else "rtl"


def expected(language: str) -> dict[str, tuple[str, str]]:
    """What is right in a chat; where nobody knows a language it is the chat's, and "A1" runs as in English."""
    ways = {"ar": "rtl", "he": "rtl", "ja": "ltr", "en": "ltr"}
    return {text: (lang or language, ways[lang or language]) for lang, text in TEXTS.items()}


def within(language: str, body: str) -> str:
    """A page around a body, as the theme makes it."""
    return f'<html lang="{language}" dir="{speak(language).direction}">{body}</html>'


@pytest.mark.parametrize("language", ["en", "ar"])
def test_quotes_in_a_recap_a_frame_and_a_feed(language: str) -> None:
    session = quoting(language)
    site = plan_site(make.library(session, people=(DANA,)), make.settings(language=language), make.NOW)
    pages = {planned.address: planned.make() for planned in build_pages(site)}
    body = pages["chats/museum-hour/ai-labels/"].body
    assert quotes_in(within(language, body)) == expected(language)
    files = {file.path: file.read().decode() for file in build_files(site) if file.path.endswith((".html", ".xml"))}
    assert quotes_in(files["chats/museum-hour/ai-labels/embed/index.html"]) == expected(language)
    feed = ElementTree.fromstring(files["recaps.xml"])
    (content,) = [each.text or "" for each in feed.iter("{http://purl.org/rss/1.0/modules/content/}encoded")]
    assert quotes_in(content, "div") == expected(language)  # no page around it says anything


@pytest.mark.parametrize("language", ["en", "ar"])
def test_quotes_on_a_persons_page(language: str) -> None:
    """Its three latest words, in the language of the site."""
    session = quoting(language)
    site = plan_site(make.library(session, people=(DANA,)), make.settings(language=language), make.NOW, read_page=None)
    page = next(planned.make() for planned in build_pages(site) if planned.address == "people/dana/")
    found = quotes_in(within(language, page.body))
    assert found
    assert found == {text: each for text, each in expected(language).items() if text in found}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_posts_in_a_transcript(language: str) -> None:
    session = quoting(language)
    assert session.recap is not None
    writer = PostWriter(session, speak(language), 1, {})
    posts = [SaidPost(0, each.post) for each in session.recap.highlights if each.post]
    assert quotes_in(within(language, writer.write_list(posts)), "div") == expected(language)


def test_names_and_handles_are_set_apart_in_a_recap_and_in_what_feeds_carry() -> None:
    session = quoting("ar")
    site = plan_site(make.library(session, people=(DANA,)), make.settings(language="ar"), make.NOW)
    shown = [page.make().body for page in build_pages(site)]
    shown += [
        unescape(file.read().decode())
        for file in build_files(site)
        if file.path.endswith(("embed/index.html", "ps.xml"))
    ]
    bare = re.compile(r"(?<!<bdi>)@dana\.example(?=<)")
    assert [bare.findall(text) for text in shown if bare.search(text)] == []
    assert sum("@dana.example" in text for text in shown) >= 3
