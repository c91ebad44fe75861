"""A session's page tells programs what it is: schema.org's Event and Article, read back by extruct."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import extruct
import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.model.anonymous import anonymise_session
from causerie.model.chat import Chat
from causerie.model.recap import Erratum
from causerie.model.session import Session, Status
from causerie.settings import Settings
from causerie.views.linked_data import linked_data
from tests import make
from tests.views.feed_making import coming, day, recap, recapped

PAGE = "https://chats.example/chats/museum-hour/"


def read(session: Session, settings: Settings | None = None) -> dict[str, Any]:
    """What a program finds on the session's page, by type."""
    head = linked_data(session, settings or make.settings(cards=False), make.NOW, "About it.")
    html = f"<!doctype html><html><head><title>x</title>{head}</head><body></body></html>"
    found = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    return {each["@type"]: each for each in found}


def test_a_session_to_come_is_an_event() -> None:
    guest = make.person(id="jonas", name="Jonas Weber", url="https://jonas.example/")
    assert read(coming(guests=(guest,))) == {
        "Event": {
            "@context": "https://schema.org",
            "@type": "Event",
            "@id": f"{PAGE}ai-labels/#event",
            "name": "Who writes the label?",
            "description": "About it.",
            "url": f"{PAGE}ai-labels/",
            "startDate": "2026-12-02T20:00:00+00:00",
            "endDate": "2026-12-02T21:00:00+00:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            "location": [
                {
                    "@type": "VirtualLocation",
                    "name": "Mastodon (glammr.example)",
                    "url": "https://glammr.example/tags/MuseumHour",
                },
                {"@type": "VirtualLocation", "name": "Bluesky", "url": "https://bsky.app/hashtag/MuseumHour"},
                {"@type": "VirtualLocation", "name": "X", "url": "https://x.com/search?q=%23MuseumHour&f=live"},
            ],
            "organizer": [{"@type": "Person", "name": "Amara Diallo", "url": "https://glammr.example/@amara"}],
            "performer": [{"@type": "Person", "name": "Jonas Weber", "url": "https://jonas.example/"}],
            "superEvent": {"@type": "EventSeries", "name": "Museum Hour #MuseumHour", "url": PAGE},
            "inLanguage": "en",
            "isAccessibleForFree": True,
            "keywords": ["MuseumHour", "ai", "labels"],
        }
    }


WAS = datetime(2026, 7, 1, 20, 0, tzinfo=make.LONDON)


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        (coming(), ("EventScheduled", None)),
        (coming(status=Status.PLANNED), ("EventScheduled", None)),
        (coming(status=Status.CANCELLED), ("EventCancelled", None)),
        (coming(status=Status.POSTPONED), ("EventPostponed", None)),
        (coming(was=(WAS,)), ("EventRescheduled", "2026-07-01T20:00:00+01:00")),
        (
            coming(was=(WAS, WAS.replace(month=12))),
            ("EventRescheduled", ["2026-07-01T20:00:00+01:00", "2026-12-01T20:00:00+00:00"]),
        ),
        (coming(was=(WAS,), status=Status.CANCELLED), ("EventCancelled", "2026-07-01T20:00:00+01:00")),
    ],
)
def test_what_became_of_a_session_is_its_status(session: Session, expected: tuple[str, Any]) -> None:
    event = read(session)["Event"]
    state = event["eventStatus"].removeprefix("https://schema.org/")
    assert (state, event.get("previousStartDate")) == expected
    assert event["startDate"] == "2026-12-02T20:00:00+00:00"


@pytest.mark.parametrize(
    ("chat", "place"),
    [
        (make.chat(venues=()), {"@type": "VirtualLocation", "name": "#MuseumHour", "url": f"{PAGE}ai-labels/"}),
        (
            make.chat(venues=(make.chat().venues[1],)),
            {"@type": "VirtualLocation", "name": "Bluesky", "url": "https://bsky.app/hashtag/MuseumHour"},
        ),
    ],
)
def test_an_event_always_has_a_place(chat: Chat, place: dict[str, str]) -> None:
    assert read(coming(chat=chat))["Event"]["location"] == place


def test_without_hosts_the_chat_organises() -> None:
    event = read(coming(hosts=()))["Event"]
    assert event["organizer"] == {"@type": "Organization", "name": "Museum Hour", "url": PAGE}


def test_a_recap_is_an_article_about_the_event_that_cites_the_posts() -> None:
    found = read(recapped(recap=recap(errata=(Erratum(day(11, 9), "It is from 1998."), Erratum(day(12, 1), "Later.")))))
    page = f"{PAGE}night-openings/"
    site = {"@type": "Organization", "name": "Galleries & Stacks", "url": "https://chats.example/"}
    assert set(found) == {"Event", "Article"}
    assert found["Article"] == {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": f"{page}#recap",
        "headline": "Who comes at night?",
        "description": "About it.",
        "url": page,
        "datePublished": "2026-11-06T00:00:00+00:00",
        "dateModified": "2026-11-09T00:00:00+00:00",
        "author": [{"@type": "Person", "name": "Amara Diallo", "url": "https://glammr.example/@amara"}],
        "publisher": site,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "about": {"@id": f"{page}#event"},
        "correction": [
            {"@type": "CorrectionComment", "datePublished": "2026-11-09T00:00:00+00:00", "text": "It is from 1998."}
        ],
        "citation": [
            {"@type": "SocialMediaPosting", "url": "https://bsky.app/profile/jonas.example/post/3k2a"},
        ],
    }


def test_a_chat_without_handles_names_no_participant() -> None:
    session = anonymise_session(recapped(chat=make.chat(anonymise=True)))
    assert "jonas" not in linked_data(session, make.settings(), make.NOW, "").lower()
    assert "citation" not in read(session)["Article"]


def test_a_picture_is_named_where_there_is_one() -> None:
    found = read(recapped(), make.settings(cards=True))
    image = "https://chats.example/assets/causerie/cards/museum-hour/night-openings.png"
    assert [each["image"] for each in found.values()] == [image] * 2


def test_nothing_is_said_while_nobody_knows_the_address() -> None:
    assert linked_data(recapped(), make.settings(site_url=""), make.NOW, "") == ""


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["</script>", "<!--<script>", "\u2028"]))
def test_any_text_stays_text(text: str) -> None:
    session = recapped(title=text, recap=recap(errata=(Erratum(day(11, 9), text),)))
    head = linked_data(session, make.settings(), make.NOW, text)
    assert not re.search("</script|<!--|[\u2028\u2029]", head.replace("</script>\n", ""), re.IGNORECASE)
    event, article = (json.loads(line.partition(">")[2].removesuffix("</script>")) for line in head.split("\n")[:2])
    assert [event["name"] if text else "", article["correction"][0]["text"]] == [text, text]


def test_a_session_that_is_not_public_yet_has_no_article() -> None:
    assert set(read(replace(recapped(), recap=recap(published=day(12, 24))))) == {"Event"}
