"""The signs between our own words are those of the page's language: commas, colons, brackets, and spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from causerie.build import build_files, build_pages, plan_site
from causerie.model.chat import Venue
from causerie.model.person import Person
from causerie.model.post import Author, Link, Media
from causerie.model.recap import AnswerState, Erratum, Highlight, Metric, Recap, Resource, Takeaway, Unanswered
from causerie.model.session import Question, Session, Status
from causerie.views.recap_export import export_html
from causerie.views.recap_markdown import recap_markdown
from tests import make

# Everything that people wrote is one of these, so that each sign that is found between them is ours.
WORDS = {"ar": "كلمة", "ja": "言葉", "fr": "Mot"}
WRONG = {
    "ar": re.compile(r"[,;?](?!\S)"),
    "ja": re.compile(r"[,;.?!](?= )|[()]"),
    "fr": re.compile(r"(?<![\u00a0\u202f\W])[:;?!](?!\S)| [:;?!»]|« |\""),
}
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|cite|code|data|em|i|s|small|span|strong|time)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_NAMES = re.compile(r"日\(.\)|日\(.曜日?\)|Mastodon \(glammr\.example\)")  # CLDR's weekday; a name as it is everywhere


def sessions_in(language: str) -> tuple[Session, ...]:
    """Sessions in all their states, in a chat and in another one."""
    word = WORDS[language]
    guests = tuple(Person(id=f"guest{n}", name=word + word * n) for n in range(3))
    of = make.chat(
        title=word,
        hashtag=word,
        language=language,
        tagline=word,
        description=word,
        also=(word + word, word),
        hosts=guests[:1],
        venues=(Venue("mastodon", "glammr.example"), Venue("bluesky"), Venue("x")),
        schedules=(make.weekly(skip=((make.NOW.date() + timedelta(days=17), word),)),),
    )
    post = make.post(author=Author(handle=word, name=word), text=word, lang="", media=(Media(alt=word),))
    later = replace(post, posted=make.NOW - timedelta(days=3), sensitive=True)
    recap = Recap(
        published=make.NOW - timedelta(days=1),
        summary=word,
        takeaways=(Takeaway(word),),
        errata=(Erratum(make.NOW - timedelta(days=1), word),),
        highlights=(Highlight(post=post, question=1, note=word), Highlight(post=later, question=1)),
        resources=(Resource(url="https://guide.example/", title=word, shared_by=word),),
        unanswered=(Unanswered(text=word, by=word, status=AnswerState.ANSWERED), Unanswered(text=word)),
        metrics=(Metric(name="impressions", value=48000, source=word, is_estimated=True),),
    )
    shared: dict[str, Any] = {
        "title": word,
        "guests": guests,
        "topics": (word,),
        "prose": word,
        "reason": word,
        "announced": make.NOW - timedelta(days=30),
        "links": (Link(url="https://chats.example/", title=word),),
        "questions": (Question(number=1, text=word), Question(number=2, text=word)),
    }
    start = make.NOW + timedelta(days=3)
    was = (start - timedelta(days=1), start - timedelta(days=2))
    other = replace(of, id="other", schedules=())
    past = [
        make.session(chat=each, id=f"past{n}", start=make.NOW - timedelta(days=7 + n), recap=recap, **shared)
        for each in (of, other)
        for n in range(2)
    ]
    return (
        *past,
        make.session(chat=of, id="next", start=start, **shared),
        make.session(chat=of, id="moved", start=start + timedelta(days=1), was=was, **shared),
        make.session(chat=of, id="off", start=start + timedelta(days=2), status=Status.CANCELLED, **shared),
        make.session(chat=of, id="later", start=start + timedelta(days=3), status=Status.POSTPONED, was=was, **shared),
    )


def published(language: str) -> Iterator[tuple[str, str]]:
    """Everything that a visitor, a calendar or a feed reader shows, as text, with the file in which it is."""
    sessions = sessions_in(language)
    word = WORDS[language]
    settings = make.settings(language=language, site_name=word, site_description=word)
    library = make.library(*sessions, people=sessions[0].guests)
    site = plan_site(library, settings, make.NOW)
    for page in build_pages(site):
        made = page.make()
        yield page.address, f"{made.title}\n{made.description}\n{made.head}\n{made.body}"
    for file in build_files(site):
        if file.source is None and file.path.endswith((".html", ".xml", ".atom", ".ics", ".svg")):
            text = file.read().decode()
            text = (
                re.sub(r"\\([,;\\])", r"\1", text.replace("\r\n ", "").replace("\\n", "\n"))
                if ".ics" in file.path
                else text
            )
            yield file.path, unescape(text)
    yield "recap.md", re.sub(r"\[([^]]*)]\([^)]*\)", r"\1", recap_markdown(sessions[0], settings, make.NOW))
    yield "recap.html", export_html(sessions[0], settings, make.NOW)


def lines_of(text: str) -> Iterator[str]:
    """What is read in one go, also what a tag says, without what names things to programs."""
    said = re.findall(r'(?:aria-label|title|alt|content)="([^"]*)"', text)
    shown = _TAG.sub("\n", _INLINE.sub("", re.sub(r"(?s)<(script|style|code|pre).*?</\1>", "", text)))
    for line in unescape("\n".join([*said, shown])).splitlines():
        if not re.match(
            r"\s*(?:[A-Z-]+[:;]|text/|width=|default-src |<|\w+, \d+ \w+ \d+ [\d:]+ [+-]\d+$)", line
        ):  # for programs alone
            yield _NAMES.sub("", line)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_signs_between_our_words_are_the_languages_own(language: str) -> None:
    wrong = {
        (line.strip(), path)
        for path, text in published(language)
        for line in lines_of(text)
        if WRONG[language].search(line)
    }
    assert sorted(wrong) == []
