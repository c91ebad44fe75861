"""What events say, in the chat's language and zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from causerie.model.chat import Venue
from causerie.model.person import Person
from causerie.model.post import Link
from causerie.model.session import Session, Status
from causerie.views.calendar_words import event_description, event_summary
from tests import make

PAGE = "https://chats.example/chats/museum-hour/ai-labels/"
FORMER = datetime(2026, 11, 25, 20, 0, tzinfo=make.LONDON)


def describe(session: Session) -> list[str]:
    """The paragraphs, with plain spaces."""
    return event_description(session, PAGE, make.NOW).replace("\u00a0", " ").split("\n\n")


WHEN = "Wednesday, December 2, 2026, 8:00 PM–9:00 PM, Greenwich Mean Time (UTC+0)"
HOSTS = "Hosts: Amara Diallo"
QUESTIONS = "Questions\nQ1 What is the worst label?\nQ2 And the best?"
WAYS_IN = """Take part: read along, and put #MuseumHour in your posts.
Mastodon (glammr.example): https://glammr.example/tags/MuseumHour
Bluesky: https://bsky.app/hashtag/MuseumHour
X: https://x.com/search?q=%23MuseumHour&f=live"""


def test_a_confirmed_session_says_when_who_how_and_what() -> None:
    session = make.session(
        guests=(Person(id="jonas", name="Jonas Weber"),),
        links=(Link("https://museums.example/register", "Registration"), Link("https://a.example/")),
    )
    assert event_summary(session) == "#MuseumHour: Who writes the label?"
    links = "Registration: https://museums.example/register\nhttps://a.example/"
    assert describe(session) == [WHEN, f"Guests: Jonas Weber\n{HOSTS}", WAYS_IN, QUESTIONS, links, PAGE]


def test_a_cancelled_session_says_so_first_and_shows_no_way_in() -> None:
    session = make.session(status=Status.CANCELLED, reason="The host is ill.")
    assert event_summary(session) == "Cancelled: #MuseumHour: Who writes the label?"
    assert describe(session) == ["This session is cancelled.\nThe host is ill.", WHEN, HOSTS, QUESTIONS, PAGE]


def test_a_postponed_session_has_former_dates_and_no_date() -> None:
    session = make.session(status=Status.POSTPONED, was=(FORMER,), reason="The host is ill.")
    assert event_summary(session) == "Postponed: #MuseumHour: Who writes the label?"
    news = [
        "This session is postponed. A new date will follow.",
        "The host is ill.",
        "Former date: Wednesday, November 25, 2026, 8:00 PM",
        "Former date: Wednesday, December 2, 2026, 8:00 PM",
    ]
    assert describe(session) == ["\n".join(news), HOSTS, QUESTIONS, PAGE]


def test_a_moved_session_has_its_new_and_its_former_date() -> None:
    session = make.session(was=(FORMER,), reason="A train strike.")
    news = "This session has a new date.\nA train strike.\nFormer date: Wednesday, November 25, 2026, 8:00 PM"
    assert event_summary(session) == "#MuseumHour: Who writes the label?"
    assert describe(session) == [news, WHEN, HOSTS, WAYS_IN, QUESTIONS, PAGE]


def test_questions_are_kept_until_their_day() -> None:
    assert QUESTIONS not in describe(make.session(questions_from=make.NOW + timedelta(minutes=1)))
    assert QUESTIONS in describe(make.session(questions_from=make.NOW))


def test_questions_carry_the_chats_own_label() -> None:
    session = make.session(chat=make.chat(question_labels=("Frage ", "Q")))
    assert "Questions\nFrage 1 What is the worst label?\nFrage 2 And the best?" in describe(session)


def test_platforms_without_an_address_are_left_out_of_the_ways_in() -> None:
    session = make.session(chat=make.chat(venues=(Venue("mastodon"), Venue("bluesky"))))
    words = "Take part: read along, and put #MuseumHour in your posts.\nBluesky: https://bsky.app/hashtag/MuseumHour"
    assert words in describe(session)


def test_a_session_that_nobody_has_written_says_that_its_topic_is_open() -> None:
    session = replace(make.session(), id="", title="", questions=(), status=Status.PLANNED)
    assert event_summary(session) == "#MuseumHour: Topic to be announced"
    assert describe(session) == [WHEN, HOSTS, WAYS_IN, PAGE]


def test_dates_are_in_the_sessions_language() -> None:
    assert describe(make.session(language="fr"))[0] == (
        "mercredi 2 décembre 2026, 20:00–21:00, heure moyenne de Greenwich (UTC+0)"
    )
