"""What other sites may show: frames, oEmbed's answers, badges, code to paste; whatever anybody wrote is text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.i18n import speak
from causerie.model.chat import Chat
from causerie.model.library import Library
from causerie.model.recap import Erratum, Highlight, Recap
from causerie.model.session import Session, Status
from causerie.settings import Settings
from causerie.views.embeds.artifacts import site_embeds
from causerie.views.embeds.badge import render_badge
from causerie.views.embeds.codes import next_codes, session_codes
from causerie.views.pages.cards import session_card
from causerie.views.session_parts import make_parts
from tests import make
from tests.views.feed_making import coming, day, recap, recapped

SITE = "https://chats.example/"
PAGE = f"{SITE}chats/museum-hour/night-openings/"
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;'</title></iframe>"


class _Reader(HTMLParser):
    """Elements with their attributes and text; what a page holds, to compare without its markup."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: bytes | str) -> _Reader:
    reader = _Reader()
    reader.feed(html.decode() if isinstance(html, bytes) else html)
    return reader


def files(session: Session, settings: Settings | None = None) -> dict[str, bytes]:
    """A session's files by name."""
    parts = make_parts(session, settings or make.settings(), make.NOW)
    return {each.path.removeprefix("chats/museum-hour/"): each.read() for each in parts.files if not each.source}


def site_files(library: Library, **changes: Any) -> dict[str, bytes]:
    settings = make.settings(**changes)
    upcoming = library.upcoming(make.NOW, settings.weeks_ahead)
    return {each.path: each.read() for each in site_embeds(library, settings, make.NOW, upcoming)}


def posts(number: int) -> Recap:
    chosen = (
        make.post(url=f"https://bsky.app/profile/jonas.example/post/{n}", text=f"Post {n}") for n in range(number)
    )
    return recap(highlights=tuple(Highlight(post=each) for each in chosen))


def test_a_recap_has_a_frame_with_all_its_posts_of_which_three_are_seen() -> None:
    page = read(files(recapped(recap=posts(5)))["night-openings/embed/index.html"])
    figures = [attributes for tag, attributes in page.elements if tag == "figure"]
    assert [each["class"] for each in figures] == ["post", "post", "post", "post rest", "post rest"]
    assert [each["id"] for each in figures] == [f"post-{n}" for n in range(5)]
    assert "Sign it & date it." in page.text
    assert "Nobody has agreed." not in page.text
    assert "Read the whole recap (5 posts)" in page.text


def test_links_leave_the_frame_and_nothing_is_written_into_the_page() -> None:
    for session in (recapped(), coming()):
        page = read(next(html for path, html in files(session).items() if path.endswith("embed/index.html")))
        assert ("base", {"target": "_top"}) in page.elements
        assert not {"script", "style", "iframe"} & {tag for tag, _ in page.elements}
        assert not [attributes for _, attributes in page.elements if "style" in attributes]
        links = [attributes["href"] or "" for tag, attributes in page.elements if tag == "a"]
        assert links
        assert [link for link in links if not link.startswith("https://")] == []
        sheet = [attributes["href"] for tag, attributes in page.elements if attributes.get("rel") == "stylesheet"]
        assert sheet == ["../../../../assets/causerie/embed.css"]


def test_a_correction_stands_above_the_summary() -> None:
    shown = recap(errata=(Erratum(day(11, 9), "It is from 1998."),), summary="A summary.")
    text = read(files(recapped(recap=shown))["night-openings/embed/index.html"]).text
    assert 0 < text.find("Correction, Mon, Nov 9, 2026: It is from 1998.") < text.find("A summary.")


def test_a_sensitive_post_is_shown_only_where_the_address_names_it() -> None:
    hidden = recap(highlights=(Highlight(post=make.post(sensitive=True)),))
    page = read(files(recapped(recap=hidden))["night-openings/embed/index.html"])
    assert [attributes["class"] for tag, attributes in page.elements if tag == "figure"] == ["post rest"]
    assert "details" in {tag for tag, _ in page.elements}


@pytest.mark.parametrize(
    ("changes", "words", "ways"),
    [
        ({}, "20:00", 3),
        ({"status": Status.CANCELLED, "reason": "The host is ill."}, "Cancelled · The host is ill.", 0),
        ({"status": Status.POSTPONED}, "Postponed", 0),
        ({"was": (datetime(2026, 11, 25, 20, 0, tzinfo=make.LONDON),)}, "Formerly: Wed, 25 Nov 2026, 20:00", 3),
        ({"start": datetime(2026, 11, 11, 20, 0, tzinfo=make.LONDON)}, "20:00", 0),
    ],
)
def test_a_session_without_a_recap_says_when_it_is_and_how_to_take_part(
    changes: dict[str, Any], words: str, ways: int
) -> None:
    british = make.chat(language="en-GB")
    page = read(files(coming(chat=british, **changes))["ai-labels/embed/index.html"])
    assert words in page.text
    assert [tag for tag, _ in page.elements].count("li") == ways


def test_oembed_answers_with_the_frame() -> None:
    answer = json.loads(files(recapped())["night-openings/oembed.json"])
    frame = read(answer.pop("html")).elements
    assert answer == {
        "version": "1.0",
        "type": "rich",
        "title": "Who comes at night?",
        "author_name": "Museum Hour #MuseumHour",
        "author_url": f"{SITE}chats/museum-hour/",
        "provider_name": "Galleries & Stacks",
        "provider_url": SITE,
        "cache_age": 86400,
        "width": 600,
        "height": 480,
        "thumbnail_url": f"{SITE}assets/causerie/cards/museum-hour/night-openings.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    assert [(tag, attributes["src"], attributes["title"]) for tag, attributes in frame] == [
        ("iframe", f"{PAGE}embed/", "Who comes at night?")
    ]
    head = make_parts(recapped(), make.settings(), make.NOW).page().head
    link = '<link rel="alternate" type="application/json+oembed" href="'
    assert head.startswith(f'{link}{PAGE}oembed.json">')


def test_the_code_to_paste_says_what_is_embedded() -> None:
    session = recapped(title=HOSTILE)
    card = session_card(session, speak("en"), make.NOW)
    frame, quote = (read(each.code) for each in session_codes(card, make.settings(), speak("en")))
    assert [(tag, a["src"], a["title"]) for tag, a in frame.elements] == [("iframe", f"{PAGE}embed/", HOSTILE)]
    assert [tag for tag, _ in quote.elements] == ["blockquote", "p", "p", "a"]
    assert quote.text == f"Sign it & date it.— {HOSTILE} · Museum Hour #MuseumHour · Wed, Nov 4, 2026"


def test_a_chat_s_next_session_is_a_frame_and_a_badge() -> None:
    frame, badge = next_codes(make.settings(), speak("en"), make.chat())
    assert read(frame.code).elements[0][1]["src"] == f"{SITE}embed/museum-hour/"
    assert badge.code == (
        f"[![Next session of #MuseumHour]({SITE}embed/museum-hour/next.svg)]({SITE}chats/museum-hour/)"
    )
    made = site_files(make.library(coming()))
    assert set(made) == {
        *("assets/causerie/embed.css", "assets/causerie/embed.svg", "embed/index.html"),
        *("embed/museum-hour/index.html", "embed/museum-hour/next.svg"),
    }
    ahead = make.settings()
    unwritten = make.library(coming()).upcoming(make.NOW, ahead.weeks_ahead)[0]
    assert f"{unwritten.start:%B} {unwritten.start.day}, 2026" in read(made["embed/museum-hour/index.html"]).text


def test_cancelled_sessions_come_not_next_and_an_ended_chat_has_none() -> None:
    ended = make.chat(schedules=())
    for library in (make.library(coming(chat=ended, status=Status.CANCELLED)), Library(chats=(ended,))):
        made = site_files(library)
        for path in ("embed/index.html", "embed/museum-hour/index.html", "embed/museum-hour/next.svg"):
            assert "No session is planned at the moment" in made[path].decode()


@pytest.mark.parametrize("changes", [{"site_url": ""}, {"embeds": False}])
def test_without_an_address_or_the_option_there_is_none_of_it(changes: dict[str, Any]) -> None:
    settings = make.settings(**changes)
    assert [path for path in files(recapped(), settings) if "embed" in path] == []
    page = make_parts(recapped(), settings, make.NOW).page()
    assert "embed" not in page.head + page.body
    assert site_files(make.library(coming()), **changes) == {}


def test_frames_at_a_former_address_lead_to_todays() -> None:
    made = files(recapped(aliases=("nights",)))
    assert b"url=../../../../chats/museum-hour/night-openings/embed/" in made["nights/embed/index.html"]


@given(TEXTS)
def test_what_anybody_wrote_is_text_in_a_frame(text: str) -> None:
    shown = recap(
        highlights=(Highlight(post=make.post(text=f"x{text}")),),
        errata=(Erratum(day(11, 9), text),),
        takeaways=tuple(replace(each, text=text) for each in recap().takeaways),
    )
    plain = read(
        files(recapped(recap=recap(highlights=(Highlight(post=make.post(text="x")),), errata=shown.errata)))[
            "night-openings/embed/index.html"
        ]
    )
    made = read(files(recapped(recap=shown, title=text))["night-openings/embed/index.html"])
    links = {"a", "br", "p"}  # what a post's own text may become
    assert [tag for tag, _ in made.elements if tag not in links] == [
        tag for tag, _ in plain.elements if tag not in links
    ]
    assert {name for _, attributes in made.elements for name in attributes if name.startswith("on")} == set()


@given(TEXTS)
def test_a_badge_is_well_formed_whatever_the_hashtag(hashtag: str) -> None:
    chat = make.chat(hashtag="".join(re.findall(r"[\w<>&\"']", hashtag)) or "x")
    root = ElementTree.fromstring(render_badge(chat, coming(chat=chat), speak("en-GB")))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == [f"#{chat.hashtag}", "Wed, 2 Dec 2026, 20:00 GMT"]
    assert float(root.attrib["width"]) > 100


def test_a_badge_is_the_same_on_every_build() -> None:
    chat: Chat = make.chat()
    first, second = (render_badge(chat, coming(), speak("en")) for _ in range(2))
    assert first == second
