"""Links into a session: to platforms and to calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from causerie.model.chat import Venue
from causerie.views.joining import (
    JoinLink,
    event_location,
    event_title,
    google_link,
    join_links,
    outlook_link,
    webcal_link,
)
from tests import make


def test_each_platform_of_a_chat_has_its_own_links_in_the_chats_order() -> None:
    assert join_links(make.chat()) == (
        JoinLink(
            "mastodon",
            "Mastodon (glammr.example)",
            "https://glammr.example/tags/MuseumHour",
            "https://glammr.example/share?text=%23MuseumHour",
        ),
        JoinLink(
            "bluesky",
            "Bluesky",
            "https://bsky.app/hashtag/MuseumHour",
            "https://bsky.app/intent/compose?text=%23MuseumHour",
        ),
        JoinLink(
            "x",
            "X",
            "https://x.com/search?q=%23MuseumHour&f=live",
            "https://x.com/intent/post?text=%23MuseumHour",
        ),
    )


@pytest.mark.parametrize("place", ["glammr.example", "https://glammr.example/", "@glammr.example"])
def test_an_instance_may_be_written_in_any_usual_way(place: str) -> None:
    (link,) = join_links(make.chat(venues=(Venue("mastodon", place),)))
    assert link.open == "https://glammr.example/tags/MuseumHour"


def test_a_hashtag_in_another_script_is_percent_encoded() -> None:
    (link,) = join_links(make.chat(hashtag="Musée時間", venues=(Venue("bluesky"),)))
    assert link.open == "https://bsky.app/hashtag/Mus%C3%A9e%E6%99%82%E9%96%93"


def test_platforms_without_a_known_address_have_a_name_and_no_link() -> None:
    venues = (Venue("mastodon"), Venue("irc", "irc.example"), Venue("slack", "https://s.example/"))
    assert join_links(make.chat(venues=venues)) == (
        JoinLink("mastodon", "Mastodon", "", ""),
        JoinLink("irc", "IRC (irc.example)", "", ""),
        JoinLink("slack", "Slack", "https://s.example/", ""),
    )


@pytest.mark.parametrize("platform", ["threads", "linkedin"])
def test_further_platforms_search_and_compose_with_the_hashtag(platform: str) -> None:
    (link,) = join_links(make.chat(venues=(Venue(platform),)))
    assert "%23MuseumHour" in link.open
    assert "%23MuseumHour" in link.compose


def test_titles_and_places_name_the_hashtag() -> None:
    session = make.session()
    assert event_title(session) == "#MuseumHour: Who writes the label?"
    assert event_title(replace(session, title="")) == "#MuseumHour: Topic to be announced"
    assert event_location(session) == "#MuseumHour on Mastodon (glammr.example), Bluesky, and X"
    assert event_location(make.session(chat=make.chat(venues=()))) == "#MuseumHour"


def test_google_and_outlook_get_the_session_in_utc() -> None:
    of = make.chat(zone=ZoneInfo("America/New_York"))
    session = make.session(chat=of, title="Fish & chips + 100%", start=datetime(2026, 7, 1, 20, 30, tzinfo=of.zone))
    google = parse_qs(urlsplit(google_link(session, make.settings())).query)
    assert google["dates"] == ["20260702T003000Z/20260702T013000Z"]
    assert google["text"] == ["#MuseumHour: Fish & chips + 100%"]
    assert google["details"] == ["https://chats.example/chats/museum-hour/ai-labels/"]
    outlook = parse_qs(urlsplit(outlook_link(session, make.settings())).query)
    assert outlook["startdt"] == ["2026-07-02T00:30:00Z"]
    assert outlook["enddt"] == ["2026-07-02T01:30:00Z"]
    assert outlook["subject"] == ["#MuseumHour: Fish & chips + 100%"]
    assert "+" not in outlook_link(session, make.settings())


def test_subscribing_needs_the_published_address() -> None:
    assert webcal_link("calendar.ics", make.settings()) == "webcal://chats.example/calendar.ics"
    below = make.settings(site_url="http://h.example/a/")
    assert webcal_link("calendar.ics", below) == "webcal://h.example/a/calendar.ics"
    assert webcal_link("calendar.ics", make.settings(site_url="")) == ""
    assert "details" not in google_link(make.session(), make.settings(site_url=""))
