"""Programs read the built demo: JSON-LD by extruct, microformats by mf2py, with every field that they need."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import extruct
import mf2py
import pytest

from tests.site.demo_records import DemoSession, read_sessions

SITE_URL = "https://galleries-and-stacks.example/"
STATES = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
RECAP = "chats/museum-hour/who-writes-the-label/"


def described(site: Path, address: str) -> dict[str, Any]:
    """A page's JSON-LD by type."""
    html = (site / address / "index.html").read_text(encoding="utf-8")
    return {each["@type"]: each for each in extruct.extract(html, syntaxes=["json-ld"])["json-ld"]}


def marked(site: Path, address: str) -> list[dict[str, Any]]:
    """A page's microformats."""
    html = (site / address / "index.html").read_text(encoding="utf-8")
    items: list[dict[str, Any]] = mf2py.parse(doc=html, url=SITE_URL + address)["items"]
    return items


def instant(written: str) -> datetime:
    return datetime.fromisoformat(written)


@pytest.fixture(scope="module")
def sessions(content: Path) -> list[DemoSession]:
    return [session for session in read_sessions(content) if session.status != "idea"]


def test_every_session_is_an_event_with_what_a_search_engine_requires(site: Path, sessions: list[DemoSession]) -> None:
    moved = 0
    for session in sessions:
        event = described(site, session.address)["Event"]
        state = STATES.get(session.status, "EventRescheduled" if "previousStartDate" in event else "EventScheduled")
        moved += state == "EventRescheduled"
        assert event["name"] == session.title
        assert event["eventStatus"] == f"https://schema.org/{state}"
        assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
        assert (instant(event["startDate"]), instant(event["endDate"])) == (session.start, session.end)
        places = event["location"] if isinstance(event["location"], list) else [event["location"]]
        assert {(place["@type"], place["url"].partition(":")[0]) for place in places} == {("VirtualLocation", "https")}
        assert event["url"] == SITE_URL + session.address
        assert event["organizer"]
        assert event["description"]
    assert {session.status for session in sessions} >= {"cancelled", "postponed"}
    assert moved > 0


def test_every_recap_is_an_article_that_cites_its_posts(site: Path, sessions: list[DemoSession]) -> None:
    for session in sessions:
        found = described(site, session.address)
        assert ("Article" in found) == session.has_recap
        if session.has_recap:
            article = found["Article"]
            assert {"headline", "datePublished", "dateModified", "author", "publisher", "about"} <= set(article)
            assert article["about"]["@id"] == found["Event"]["@id"]
            assert all(post["url"].startswith("https://") for post in article.get("citation", []))


def test_a_session_s_page_is_an_h_event(site: Path, sessions: list[DemoSession]) -> None:
    for session in sessions:
        event = next(item for item in marked(site, session.address) if item["type"] == ["h-event"])
        properties = event["properties"]
        assert properties["name"] == [session.title]
        assert properties["url"] == [SITE_URL + session.address]
        assert [instant(each) for each in properties["start"]] == [session.start]
        assert [instant(each) for each in properties["end"]] == [session.end]
        assert properties["location"] == properties["category"]
        assert properties["location"][0].startswith("#")


def test_each_quote_is_an_h_cite_with_its_author(site: Path) -> None:
    event = next(item for item in marked(site, RECAP) if item["type"] == ["h-event"])
    quotes = [child["properties"] for child in event["children"] if child["type"] == ["h-cite"]]
    cited = described(site, RECAP)["Article"]["citation"]
    assert [quote["url"] for quote in quotes] == [[post["url"]] for post in cited]
    for quote in quotes:
        author = quote["author"][0]["properties"]
        assert author["name"][0]
        assert author["url"][0].startswith("https://")
        assert instant(quote["published"][0]).date() in (date(2026, 11, 18), date(2026, 11, 19))
        assert quote["content"][0].strip()
    assert len(quotes) > 10


@pytest.mark.parametrize("address", ["", "chats/museum-hour/", "archive/", "archive/2026/"])
def test_lists_are_feeds_of_events(site: Path, address: str) -> None:
    feeds = [item for item in marked(site, address) if item["type"] == ["h-feed"]]
    assert feeds
    for feed in feeds:
        for item in feed["children"]:
            properties = item["properties"]
            assert item["type"] == ["h-event"]
            assert properties["name"][0]
            assert instant(properties["end"][0]) - instant(properties["start"][0]) == timedelta(hours=1)


def test_people_are_cards(site: Path) -> None:
    cards = [item["properties"] for item in marked(site, "chats/museum-hour/") if item["type"] == ["h-card"]]
    assert {"name", "url", "note"} <= set(cards[0])
