"""Feeds as other programs read them: well-formed, complete, and the same bytes from build to build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from causerie.model.recap import Takeaway
from causerie.model.session import Session
from causerie.text import clean_line
from causerie.views.feeds import render_feeds
from tests import make
from tests.views.feed_making import coming, day, eventful_site, recap, recapped, render

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
XML_FEEDS = ("feed.xml", "feed.atom", "announcements.xml", "recaps.xml")


@pytest.mark.parametrize("path", ["feed.xml", "feed.atom", "feed.json", "recaps.xml"])
def test_a_chats_feed_is_as_it_was(path: str, golden: Callable[[str, bytes], None]) -> None:
    golden(path, render(eventful_site())["chats/museum-hour/" + path])


@pytest.mark.parametrize("library", [eventful_site(), make.library()], ids=["full", "empty"])
def test_feedparser_finds_no_fault_in_any_feed(library: Any) -> None:
    feeds = {path: content for path, content in render(library).items() if path.endswith((".xml", ".atom"))}
    assert len(feeds) == len(XML_FEEDS) * (2 + len(library.chats[0].aliases))
    for path, content in feeds.items():
        parsed = feedparser.parse(content)
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        assert parsed.version == ("atom10" if path.endswith(".atom") else "rss20")


def test_rss_and_atom_tell_feedparser_the_same() -> None:
    feeds = render(eventful_site())
    rss, atom = (feedparser.parse(feeds[path]) for path in ("feed.xml", "feed.atom"))

    def facts(entry: Any) -> tuple[Any, ...]:
        return (
            entry.id,
            entry.link,
            entry.title,
            entry.content[0].value,
            entry.published_parsed,
            entry.updated_parsed,
            [author.name for author in entry.authors],
            [tag.term for tag in entry.tags],
            sorted((link.rel, link.type, link.href) for link in entry.links),
        )

    assert [facts(entry) for entry in rss.entries] == [facts(entry) for entry in atom.entries]
    assert len(rss.entries) == 6
    assert (rss.feed.title, rss.feed.link, rss.feed.language) == (atom.feed.title, atom.feed.link, atom.feed.language)


def test_a_feed_knows_itself_its_page_and_its_calendar() -> None:
    feeds = render(make.library(coming()))
    for path, kind in (("feed.xml", "application/rss+xml"), ("feed.atom", "application/atom+xml")):
        parsed = feedparser.parse(feeds["chats/museum-hour/" + path])
        home = "https://chats.example/chats/museum-hour/"
        assert parsed.feed.link == home
        assert sorted((link.rel, link.type, link.href) for link in parsed.feed.links) == [
            ("alternate", "text/html", home),
            ("related", "text/calendar", home + "calendar.ics"),
            ("self", kind, home + path),
        ]


def test_an_atom_entrys_links_say_what_they_are_so_that_no_reader_opens_the_picture() -> None:
    [entry] = etree.fromstring(render(make.library(recapped(announced=None)))["feed.atom"]).findall(
        "atom:entry", NAMESPACES
    )
    assert [dict(link.attrib) for link in entry.findall("atom:link", NAMESPACES)] == [
        {"href": "https://chats.example/chats/museum-hour/night-openings/", "rel": "alternate", "type": "text/html"},
        {
            "href": "https://chats.example/chats/museum-hour/night-openings/night-openings.ics",
            "rel": "related",
            "type": "text/calendar",
        },
        {
            "href": "https://chats.example/chats/museum-hour/night-openings/media/a%20label.jpg",
            "rel": "enclosure",
            "type": "image/jpeg",
        },
    ]


def test_a_feeds_date_is_its_newest_change_and_never_the_builds() -> None:
    for now in (make.NOW, day(12, 31)):
        feeds = render(eventful_site(), now=now)
        assert (
            etree.fromstring(feeds["feed.xml"]).findtext("channel/lastBuildDate") == "Sat, 21 Nov 2026 09:00:00 +0000"
        )
        assert etree.fromstring(feeds["feed.atom"]).findtext("atom:updated", None, NAMESPACES) == (
            "2026-11-21T09:00:00+00:00"
        )


def test_an_empty_feed_says_no_date_in_rss_and_the_oldest_in_atom() -> None:
    feeds = render(make.library())
    assert etree.fromstring(feeds["feed.xml"]).find("channel/lastBuildDate") is None
    assert (
        etree.fromstring(feeds["feed.atom"]).findtext("atom:updated", None, NAMESPACES) == "1970-01-01T00:00:00+00:00"
    )
    assert json.loads(feeds["feed.json"])["items"] == []


def test_a_json_feed_keeps_the_rules_of_version_1_1() -> None:
    feed = json.loads(render(eventful_site())["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {type(feed[key]) for key in ("title", "home_page_url", "feed_url", "description", "language")} == {str}
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids) == 6
    for item in feed["items"]:
        assert isinstance(item["content_html"], str)
        assert all(isinstance(tag, str) for tag in item["tags"])
        for key in ("date_published", "date_modified"):
            assert datetime.fromisoformat(item[key]).tzinfo is not None
        assert set(item) <= {
            "id",
            "url",
            "title",
            "summary",
            "content_html",
            "image",
            "date_published",
            "date_modified",
            "authors",
            "tags",
            "language",
        }  # fmt: skip - a list of names


def awkward(text: str) -> Session:
    """A session that carries one text in every field of plain text."""
    of_chat = make.chat(title=text, hashtag=text, tagline=text, hosts=(make.person(name=text),))
    guest = make.person(id="guest", name=text)
    made = coming(chat=of_chat, title=text, reason=text, topics=(text,), guests=(guest,), language="en-GB")
    return replace(made, recap=recap(takeaways=(Takeaway(text),)), was=(made.start,))


def awkward_feeds(text: str) -> dict[str, bytes]:
    session = awkward(text)
    site = make.settings(site_name=text, site_description=text)
    body = lambda *_: f"<p>{escape(text)}</p>"  # noqa: E731 - two at once
    return {a.path: a.read() for a in render_feeds(make.library(session), site, make.NOW, body, body)}


ANY_TEXT = st.text(st.characters(), max_size=40)  # with control characters, surrogates and non-characters


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT)
def test_no_text_whatever_stops_a_feed(text: str) -> None:
    for path, content in awkward_feeds(text).items():
        if path.endswith((".xml", ".atom")):
            etree.fromstring(content)
        elif path.endswith(".json"):
            json.loads(content)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT.map(clean_line).filter(bool))
def test_every_clean_text_comes_back_equal(text: str) -> None:
    feeds = awkward_feeds(text)
    announced = f"New date · Wed, 2 Dec 2026, 20:00 GMT · #{text}: {text}"
    recapped = f"Recap · #{text}: {text}"
    html = f"<p>{escape(text)}</p>"

    rss = etree.fromstring(feeds["feed.xml"])
    assert rss.findtext("channel/title") == text
    assert rss.findtext("channel/description") == text
    items = {item.findtext("title"): item for item in rss.iterfind("channel/item")}
    assert set(items) == {announced, recapped}
    for item in items.values():
        assert item.findtext("content:encoded", None, NAMESPACES) == html
        assert item.findtext("dc:creator", None, NAMESPACES) == text
        assert item.findtext("category") == text
    assert items[recapped].findtext("description") == escape(text, quote=False)

    atom = etree.fromstring(feeds["feed.atom"])
    entries = {
        entry.findtext("atom:title", None, NAMESPACES): entry for entry in atom.iterfind("atom:entry", NAMESPACES)
    }
    assert set(entries) == {announced, recapped}
    for entry in entries.values():
        assert entry.findtext("atom:content", None, NAMESPACES) == html
        assert entry.findtext("atom:author/atom:name", None, NAMESPACES) == text
    assert entries[recapped].findtext("atom:summary", None, NAMESPACES) == text

    for item in json.loads(feeds["feed.json"])["items"]:
        assert (item["title"] in {announced, recapped}, item["content_html"], item["tags"]) == (True, html, [text])


PRINT_DIGEST = """
import hashlib
from tests.views.feed_making import eventful_site, render
from tests import make
from causerie.build import build_files, plan_site
files = render(eventful_site())
files |= {a.path: a.read() for a in build_files(plan_site(eventful_site(), make.settings(), make.NOW))}
print(hashlib.sha256(repr(list(files.items())).encode()).hexdigest())
"""


def test_two_builds_in_other_zones_and_with_other_hash_seeds_give_the_same_bytes() -> None:
    digests = set()
    for zone, seed, language in (("Pacific/Auckland", "1", "C"), ("America/St_Johns", "2", "fr_FR.UTF-8")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": language}
        run = subprocess.run(
            [sys.executable, "-c", PRINT_DIGEST],
            env=environment,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_dates_stand_at_the_chats_wall_clock_so_that_a_day_is_the_day_which_the_host_wrote() -> None:
    of_chat = make.chat(zone=ZoneInfo("Europe/Paris"))
    winter, summer = (datetime(2026, month, 1, tzinfo=of_chat.zone) for month in (11, 7))
    library = make.library(
        coming(chat=of_chat, announced=winter), coming(chat=of_chat, id="summer", announced=summer.astimezone(UTC))
    )
    feeds = render(library)
    assert [item.findtext("pubDate") for item in etree.fromstring(feeds["feed.xml"]).iterfind("channel/item")] == [
        "Sun, 01 Nov 2026 00:00:00 +0100",
        "Wed, 01 Jul 2026 00:00:00 +0200",
    ]
    assert [item["date_published"] for item in json.loads(feeds["feed.json"])["items"]] == [
        "2026-11-01T00:00:00+01:00",
        "2026-07-01T00:00:00+02:00",
    ]
