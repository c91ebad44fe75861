"""Who is thanked, told and answered: everybody once, on their own platform, and nobody by a guess."""

from __future__ import annotations

import pytest

from causerie.following.people import Addressed, find_asker, mention_author, participants, quoted_authors
from causerie.model.person import Account
from causerie.model.post import Author, Post, Role
from causerie.model.recap import Highlight, Recap
from tests import make


def said(platform: str, handle: str, text: str = "A1 Hello.", **changes: object) -> Post:
    return make.post(platform=platform, author=Author(handle=handle), text=text, url="", **changes)


@pytest.mark.parametrize(
    ("post", "mention"),
    [
        (said("x", "noor_s"), "@noor_s"),
        (said("mastodon", "lea@glammr.example"), "@lea@glammr.example"),
        (said("bluesky", "noor.example"), "@noor.example"),
        (said("bluesky", "handle.invalid"), ""),
        (said("bluesky", "did:plc:abc"), ""),
        (said("x", "not a handle"), ""),
        (said("x", "lea\u202e"), ""),
        (said("x", "@lea <script>"), ""),
        (said("slack", "lea"), ""),
        (make.post(platform="x", author=Author(id="123456", name="Lea"), url=""), ""),
        (make.post(platform="x", author=Author(id="12"), url="https://x.com/lea/status/1"), "@lea"),
        (make.post(platform="mastodon", author=Author(handle="lea", url="https://a.example/@lea")), "@lea@a.example"),
    ],
)
def test_a_handle_is_a_mention_or_nothing(post: Post, mention: str) -> None:
    assert mention_author(post) == mention


def test_everybody_who_wrote_is_there_once_but_hosts_guests_and_who_only_passed_on() -> None:
    guest = make.person(id="jonas", name="Jonas", accounts=(Account("x", "jonas"),))
    regular = make.person(id="lea", name="Léa", accounts=(Account("x", "lea_f"), Account("bluesky", "lea.example")))
    posts = [
        said("bluesky", "amara.example", "Q1 What?"),
        said("x", "JONAS"),
        said("bluesky", "lea.example"),
        said("x", "lea_f"),
        said("x", "noor"),
        said("x", "Noor"),
        said("x", "parrot", "RT @noor: A1 Hello."),
    ]
    assert list(participants(posts, make.session(guests=(guest,)), (regular,))) == [
        Addressed("bluesky", "@lea.example"),
        Addressed("x", "@noor"),
    ]


def test_who_asked_the_questions_is_a_host_whatever_the_records_say() -> None:
    posts = [
        said("x", "TheMuseumHour", "Q1 What?", role=Role.QUESTION, questions=(1,)),
        said("x", "TheMuseumHour", "Q2 And?", role=Role.QUESTION, questions=(2,)),
        said("x", "noor", role=Role.ANSWER, questions=(1,)),
    ]
    assert list(participants(posts, make.session(), ())) == [Addressed("x", "@noor")]


def test_each_whom_the_recap_quotes_is_told_once_and_hosts_are_not() -> None:
    first, second = said("x", "noor", "A1 One."), said("x", "noor", "A2 Two.")
    host = said("bluesky", "amara.example", "Thank you all.")
    recap = Recap(highlights=(*(Highlight(post=post) for post in (host, first, second)), Highlight(text="Then.")))
    assert list(quoted_authors(make.session(recap=recap))) == [Addressed("x", "@noor", first)]
    assert list(quoted_authors(make.session())) == []


def test_an_asker_is_found_with_the_post_that_asks() -> None:
    other, asking = said("x", "noor", "A1 Blue."), said("x", "noor", "But who pays for the translation of labels?")
    assert find_asker("@Noor", "Who pays for translation?", [other, asking]) == Addressed("x", "@noor", asking)
    assert find_asker("noor", "Which pencil?", [other, asking]) == Addressed("x", "@noor", None)


@pytest.mark.parametrize(
    ("handle", "found"),
    [
        ("lea@glammr.example", Addressed("mastodon", "@lea@glammr.example")),
        ("lea.example", Addressed("bluesky", "@lea.example")),
        ("lea", None),
        ("", None),
    ],
)
def test_without_a_post_only_a_handle_that_says_its_platform_is_mentioned(handle: str, found: Addressed | None) -> None:
    assert find_asker(handle, "Who pays?", []) == found
