"""What feeds tell: which entries, under which ids, in which order and words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from causerie.model.library import Library
from causerie.model.recap import Erratum
from causerie.model.session import Session, Status
from causerie.views import paths
from tests import make
from tests.views.feed_making import coming, day, eventful_site, plain_body, recap, recapped, render

HOME = "https://chats.example/chats/museum-hour/"


def entries(
    library: Library, path: str = "feed.json", now: datetime = make.NOW, **options: Any
) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(render(library, make.settings(**options), now)[path])["items"]
    return items


def ids(library: Library, path: str = "feed.json", now: datetime = make.NOW, **options: Any) -> list[str]:
    return [entry["id"].removeprefix(HOME) for entry in entries(library, path, now, **options)]


def title(session: Session) -> str:
    return str(entries(make.library(session))[0]["title"])


def test_a_site_has_each_feed_for_itself_for_each_chat_and_for_each_former_name() -> None:
    library = make.library(coming(chat=make.chat(aliases=("old-hour", "older-hour"))))
    folders = ("", "chats/museum-hour/", "chats/old-hour/", "chats/older-hour/")
    assert list(render(library)) == [
        "assets/causerie/feed.xsl",
        "assets/causerie/feed.css",
        *(folder + file for folder in folders for file in paths.FEEDS),
    ]


def test_without_the_sites_address_there_are_no_feeds() -> None:
    assert render(make.library(coming()), make.settings(site_url="")) == {}


def test_a_session_with_a_recap_has_two_entries_newest_publication_first() -> None:
    assert ids(make.library(coming(), recapped())) == [
        "ai-labels/#announcement",
        "night-openings/#recap",
        "night-openings/#announcement",
    ]


def test_the_order_is_that_of_publication_whatever_the_sessions_own_dates_are() -> None:
    far = coming(id="far", start=datetime(2027, 3, 3, 20, 0, tzinfo=make.LONDON), announced=day(11, 1))
    near = coming(id="near", announced=day(11, 2))
    assert ids(make.library(far, near)) == ["near/#announcement", "far/#announcement"]
    published = [entry["date_published"] for entry in entries(make.library(far, near))]
    assert published == ["2026-11-02T00:00:00+00:00", "2026-11-01T00:00:00+00:00"]


@pytest.mark.parametrize(
    "hidden",
    [
        coming(announced=None),
        coming(status=Status.IDEA),
        coming(announced=day(11, 23)),
        recapped(status=Status.IDEA),
        recapped(announced=day(11, 23)),
    ],
    ids=["unannounced", "idea", "embargoed", "idea with a recap", "embargoed with a recap"],
)
def test_what_is_not_public_is_in_no_feed(hidden: Session) -> None:
    feeds = render(make.library(hidden))
    assert [path for path, content in feeds.items() if hidden.id.encode() in content] == []


def test_an_announcement_appears_at_the_very_instant_for_which_it_was_written() -> None:
    assert ids(make.library(coming(announced=make.NOW))) == ["ai-labels/#announcement"]


def test_a_recap_comes_once_its_day_has_come_and_not_before() -> None:
    library = make.library(recapped())
    assert ids(library, now=day(11, 5)) == ["night-openings/#announcement"]
    assert ids(library, now=day(11, 6)) == ["night-openings/#recap", "night-openings/#announcement"]


def test_the_recap_of_a_session_that_was_never_announced_has_a_date_of_its_own() -> None:
    assert ids(make.library(recapped(announced=None))) == ["night-openings/#recap"]


def test_announcements_and_recaps_stand_apart_in_their_own_feeds() -> None:
    feeds = render(make.library(coming(), recapped()))
    for folder in ("", "chats/museum-hour/"):
        assert feeds[folder + "announcements.xml"].count(b"#announcement</guid>") == 2
        assert feeds[folder + "announcements.xml"].count(b"#recap</guid>") == 0
        assert feeds[folder + "recaps.xml"].count(b"#announcement</guid>") == 0
        assert feeds[folder + "recaps.xml"].count(b"#recap</guid>") == 1


def test_a_chats_feeds_hold_that_chat_alone() -> None:
    other = make.chat(id="bibli-heure", title="Bibli'heure", hashtag="BibliHeure", language="fr")
    library = make.library(coming(), coming(chat=other, id="pilon", announced=day(11, 21)))
    assert ids(library, "chats/museum-hour/feed.json") == ["ai-labels/#announcement"]
    assert ids(library, "chats/bibli-heure/feed.json") == [
        "https://chats.example/chats/bibli-heure/pilon/#announcement"
    ]
    assert len(ids(library)) == 2


def test_under_a_former_name_ids_keep_that_name_and_links_lead_to_the_new_one() -> None:
    library = make.library(coming(chat=make.chat(aliases=("old-hour",))))
    [entry] = entries(library, "chats/old-hour/feed.json")
    assert entry["id"] == "https://chats.example/chats/old-hour/ai-labels/#announcement"
    assert entry["url"] == HOME + "ai-labels/"
    assert json.loads(render(library)["chats/old-hour/feed.json"])["feed_url"] == (
        "https://chats.example/chats/old-hour/feed.json"
    )


def test_a_feed_carries_the_newest_entries_only() -> None:
    assert ids(make.library(coming(), recapped()), feed_items=2) == ["ai-labels/#announcement", "night-openings/#recap"]


def test_a_new_date_changes_title_and_update_and_neither_id_nor_publication() -> None:
    [before] = entries(make.library(coming()))
    moved = coming(
        start=datetime(2026, 12, 9, 20, 0, tzinfo=make.LONDON),
        was=(datetime(2026, 12, 2, 20, 0, tzinfo=make.LONDON),),
        updated=day(11, 21),
    )
    [after] = entries(make.library(moved))
    assert (after["id"], after["date_published"]) == (before["id"], before["date_published"])
    assert after["date_modified"] == "2026-11-21T00:00:00+00:00"
    assert (
        after["title"]
        == "New date · Wed, Dec 9, 2026, 8:00\N{NO-BREAK SPACE}PM GMT · #MuseumHour: Who writes the label?"
    )


def test_a_cancellation_updates_the_announcement_and_says_why() -> None:
    [entry] = entries(make.library(coming(status=Status.CANCELLED, updated=day(11, 21), reason="The host is ill.")))
    assert entry["title"].startswith("Cancelled · Wed, Dec 2, 2026")
    assert entry["summary"] == "The session of Wednesday, December 2, 2026 is cancelled. The host is ill."
    assert entry["date_modified"] == "2026-11-21T00:00:00+00:00"


def test_an_update_that_is_still_to_come_does_not_show() -> None:
    [entry] = entries(make.library(coming(updated=day(12, 24))))
    assert entry["date_modified"] == entry["date_published"] == "2026-11-20T00:00:00+00:00"


def test_an_update_before_the_announcement_counts_from_the_announcement() -> None:
    [entry] = entries(make.library(coming(updated=day(11, 1))))
    assert entry["date_modified"] == "2026-11-20T00:00:00+00:00"


def test_an_erratum_updates_the_recap_once_its_day_has_come() -> None:
    corrected = recapped(recap=recap(errata=(Erratum(day(11, 8), "1998."), Erratum(day(12, 24), "Later."))))
    assert entries(make.library(corrected), "chats/museum-hour/feed.json")[0]["date_modified"] == (
        "2026-11-08T00:00:00+00:00"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Wed, Dec 2, 2026, 8:00\N{NO-BREAK SPACE}PM GMT · #MuseumHour: Who writes the label?"),
        ({"language": "en-GB"}, "Wed, 2 Dec 2026, 20:00 GMT · #MuseumHour: Who writes the label?"),
        (
            {"start": datetime(2026, 12, 2, 15, 0, tzinfo=ZoneInfo("America/New_York")), "language": "en-GB"},
            "Wed, 2 Dec 2026, 20:00 GMT · #MuseumHour: Who writes the label?",
        ),
        (
            {"chat": make.chat(zone=ZoneInfo("America/Sao_Paulo")), "language": "en-GB"},
            "Wed, 2 Dec 2026, 20:00 UTC-3 · #MuseumHour: Who writes the label?",
        ),
        (
            {"status": Status.POSTPONED, "language": "en-GB"},
            "Postponed · Wed, 2 Dec 2026, 20:00 GMT · #MuseumHour: Who writes the label?",
        ),
    ],
    ids=["in English", "in British English", "written in another zone", "in a zone without letters", "postponed"],
)
def test_an_announcements_title_carries_date_hashtag_and_topic(changes: dict[str, Any], expected: str) -> None:
    assert title(coming(**changes)) == expected


def test_an_entry_speaks_its_sessions_language_and_not_the_feeds() -> None:
    assert title(coming(language="fr")).startswith("mer. 2 déc. 2026")


def test_a_recap_is_titled_by_hashtag_and_topic_and_summed_up_by_its_accepted_takeaways() -> None:
    entry = entries(make.library(recapped(announced=None)))[0]
    assert (entry["title"], entry["summary"]) == ("Recap · #MuseumHour: Who comes at night?", "Sign it & date it.")


def test_a_recap_without_takeaways_says_which_session_it_was() -> None:
    entry = entries(make.library(recapped(recap=recap(takeaways=()))))[0]
    assert entry["summary"] == "What was said on Wednesday, November 4, 2026 about “Who comes at night?”."


def test_an_entry_names_hosts_topics_language_and_its_first_picture() -> None:
    of_chat = make.chat(hosts=(make.person(url="https://amara.example/"), make.person(id="z", name="Zoë")))
    entry = entries(make.library(recapped(chat=of_chat, language="en-GB", topics=("Night", "MUSEUMHOUR"))))[0]
    assert entry["authors"] == [{"name": "Amara Diallo", "url": "https://amara.example/"}, {"name": "Zoë"}]
    assert entry["tags"] == ["MuseumHour", "Night"]
    assert entry["language"] == "en-GB"
    assert entry["image"] == HOME + "night-openings/media/a%20label.jpg"


def test_a_sensitive_posts_picture_is_not_put_forward() -> None:
    [highlight] = recap().highlights
    assert highlight.post is not None
    hidden = replace(highlight, post=replace(highlight.post, sensitive=True))
    assert "image" not in entries(make.library(recapped(recap=recap(highlights=(hidden,)))))[0]


def test_a_body_is_written_once_however_many_feeds_carry_it() -> None:
    from causerie.views.feeds import render_feeds

    written: list[str] = []

    def body(session: Session, *_: Any) -> str:
        written.append(session.id)
        return "<p></p>"

    library = eventful_site()
    for feed in render_feeds(library, make.settings(), make.NOW, body, plain_body):
        feed.read()
    assert sorted(written) == sorted(session.id for session in library.sessions)
