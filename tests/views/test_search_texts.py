"""What pages give to search: all that they show, where it stands, and nothing that they do not show."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from causerie.model.post import Link, Media
from causerie.model.recap import AnswerState, Highlight, Recap, Resource, Takeaway, Unanswered
from causerie.model.session import Session
from causerie.views.search import SearchText, index_chat, index_page, index_session, session_place
from tests.make import NOW, chat, person, post, session

HELD = datetime(2026, 11, 18, 20, tzinfo=UTC)


def recap(**changes: Any) -> Recap:
    values: dict[str, Any] = {
        "published": NOW - timedelta(days=1),
        "summary": "We *signed* it.",
        "takeaways": (Takeaway("Sign the label."), Takeaway("Unaccepted machine sentence.", is_proposed=True)),
        "highlights": (
            Highlight(heading="Before the first question"),
            Highlight(post=post(text="A2 See https://www.example.org/a #MuseumHour"), question=2, note="Everybody’s."),
            Highlight(post=post(text="Blood", sensitive=True, url="https://x.example/9", lang="fr"), question=2),
        ),
        "resources": (Resource(url="https://g.example/", title="Guide", shared_by="lea@glammr.example"),),
        "unanswered": (Unanswered(text="Who pays?", by="lea@glammr.example", status=AnswerState.OPEN),),
    }
    return Recap(**{**values, **changes})


def held(**changes: Any) -> Session:
    values: dict[str, Any] = {"start": HELD, "prose": "An evening.", "topics": ("ai",), "recap": recap()}
    return session(**{**values, **changes})


def shown(text: SearchText) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text.fragment)
    return found


def test_a_recap_is_found_by_all_that_its_page_shows() -> None:
    assert shown(index_session(held(links=(Link("https://l.example/", "Tickets"),)), NOW)) == {
        "address": "chats/museum-hour/ai-labels/",
        "title": "Who writes the label?",
        "about": ["#MuseumHour", "Wed, Nov 18, 2026"],
        "language": "en",
        "items": [
            ["", "", "We signed it."],
            ["takeaways", "Key takeaways", "Sign the label."],
            ["", "", "An evening."],
            ["q1", "Q1", "What is the worst label?"],
            ["q2", "Q2", "And the best?"],
            ["q2", "", "Before the first question"],
            ["post-3k2a", "Jonas @jonas.example", "A2 See example.org/a #MuseumHour"],
            ["post-3k2a", "", "Everybody’s."],
            ["post-9", "Jonas @jonas.example", "Blood", "fr", "Sensitive post"],
            ["resources", "Shared in the session", "Guide @lea@glammr.example"],
            ["unanswered", "Still unanswered", "Who pays? @lea@glammr.example"],
            ["links", "Links", "Tickets"],
            ["people", "Host", "Amara Diallo @amara@glammr.example @amara.example"],
        ],
    }


def test_words_stand_where_they_weigh_most_and_nowhere_else() -> None:
    around, said, named, title = (words.split() for words in index_session(held(), NOW).words)
    assert title == ["who", "writes", "the", "label"]
    assert {"worst", "jonas", "amara", "before"} <= set(named)
    assert {"signed", "sign", "blood", "guide"} <= set(said)
    assert {"wednesday", "november", "2026", "ai", "evening", "museum"} <= set(around)
    every = [*around, *said, *named, *title]
    assert len(every) == len(set(every))


def test_what_is_not_public_yet_is_not_found() -> None:
    unpublished = held(recap=recap(published=NOW + timedelta(days=1)), questions_from=NOW + timedelta(days=1))
    assert shown(index_session(unpublished, NOW))["items"] == [
        ["", "", "An evening."],
        ["people", "Host", "Amara Diallo @amara@glammr.example @amara.example"],
    ]
    words = " ".join(index_session(held(), NOW).words).split()
    assert {"unaccepted", "machine"} & set(words) == set()


def test_nobody_is_named_in_an_anonymous_chat() -> None:
    author = replace(post().author, handle="", name="", id="1")
    anonymous = chat(anonymise=True)
    highlights = (Highlight(post=post(author=author, id="", url=""), question=1),)
    text = index_session(held(chat=anonymous, recap=recap(highlights=highlights, resources=(), unanswered=())), NOW)
    assert ["q1", "A participant", post().text] in shown(text)["items"]


def test_a_post_chosen_twice_leads_to_one_place_and_its_picture_is_found() -> None:
    twice = post(media=(Media(alt="A blank label"),))
    highlights = (Highlight(post=twice, question=1), Highlight(post=twice, question=2))
    items = shown(index_session(held(recap=recap(highlights=highlights)), NOW))["items"]
    found = [item for item in items if item[0] == "post-3k2a"]
    author = "Jonas @jonas.example"
    assert found == [["post-3k2a", author, twice.text], ["post-3k2a", author, "A blank label"]] * 2


def test_sessions_stand_by_their_start_in_utc() -> None:
    assert session_place(held(start=datetime(2026, 12, 2, 20, tzinfo=UTC))) == "2026-12-02T20:00"


def test_a_chat_is_found_by_its_hashtag_as_by_its_title() -> None:
    text = index_chat(
        chat(also=("MuseumHourFR",), tagline="An hour a week", description="*Since* 2012", topics=("ai",))
    )
    assert text.words[3].split() == ["museumhour", "museumhourfr", "museum", "hour"]
    assert shown(text)["items"] == [
        ["", "", "An hour a week"],
        ["", "", "Since 2012"],
        ["", "Host", "Amara Diallo @amara@glammr.example @amara.example"],
    ]


def test_a_persons_bio_is_found() -> None:
    text = index_session(held(guests=(person(id="lea", name="Léa", bio="Curator", accounts=()),)), NOW)
    assert ["people", "Guest", "Léa Curator"] in shown(text)["items"]


def test_a_hosts_page_is_found_section_by_section() -> None:
    html = (
        "<h1 id='join'>How to take part</h1><p>Follow the <b>hash</b>tag.</p>"
        "<ul><li>One</li><li>Two &amp; more</li></ul><script>alert(1)</script>"
        "<h2 id='habits'>Two habits<a class='headerlink'>¶</a></h2><p>Be <em>kind</em>.</p><img alt='A desk'>"
    )
    text = index_page("join/", "How to take part", "en", html)
    assert shown(text)["items"] == [
        ["join", "", "Follow the hashtag. One Two & more"],
        ["habits", "Two habits", "Be kind. A desk"],
    ]
    assert text.words == ("", "follow the hashtag one more be kind a desk", "two habits", "how to take part")
