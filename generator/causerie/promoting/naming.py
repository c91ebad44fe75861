"""The values that fill templates: a session in words, and people by the handle that each platform knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field
from datetime import datetime

from causerie.frozen import frozen
from causerie.i18n import Speech, speak
from causerie.model.library import Library
from causerie.model.person import Person
from causerie.model.platform import Platform, bare_handle
from causerie.model.session import Session
from causerie.promoting.moments import at_minute, spoken_time, spoken_zone
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.joining import join_links
from causerie.views.pages.cards import stated_title
from causerie.views.pages.prose import plain_prose
from causerie.views.pages.recap_groups import question_label

MENTIONING = (
    Platform.MASTODON,
    Platform.BLUESKY,
    Platform.X,
    Platform.THREADS,
)  # where a handle in a text is a mention


def mention(person: Person, platform: str) -> str:
    """A person's handle as a mention on a platform; empty where they have none."""
    account = person.account(platform) if platform in MENTIONING else None
    return f"@{bare_handle(account.handle)}" if account and account.handle else ""


@frozen
class Named:
    """A session with what its texts may name."""

    session: Session
    settings: Settings
    following: Session | None  # the chat's next session
    speech: Speech = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "speech", speak(self.session.language))

    def values(self, platform: str = "", at: datetime | None = None) -> dict[str, str]:
        """What every template may name; `at` is when the text goes out: before, a page may not be there."""
        session, chat, speech = self.session, self.session.chat, self.speech
        day = speech.spoken_day(session.start.date())
        values = {
            "chat": chat.title,
            "hashtag": f"#{chat.hashtag}",
            "title": stated_title(session, speech),
            "hosts": self._people(session.hosts, platform),
            "guests": self._people(session.guests, platform),
            "day": day,
            "Day": day[:1].upper() + day[1:],
            "time": spoken_time(session.start, speech),
            "end": spoken_time(session.end, speech),
            "zone": spoken_zone(chat.zone.key, speech),
            "duration": speech.plural("%(number)s minute", "%(number)s minutes", session.duration),
            "link": self.page(at),
            "chat_link": self.settings.absolute(paths.chat_address(chat)) if self.settings.site_url else "",
            "q1": question_label(session, 1),
            "a1": self.answer_label(1),
        }
        if self.following is not None:
            start = self.following.start
            values["next_day"] = speech.spoken_day(start.date())
            values["next_time"] = spoken_time(start, speech)
            values["next_title"] = self.following.title
        return values

    def shorter(self, platform: str) -> dict[str, str]:
        """The same people by their handles alone, where there is little room."""
        people = {"hosts": self.session.hosts, "guests": self.session.guests}
        return {
            name: self.speech.naming(mention(each, platform) or each.name for each in group)
            for name, group in people.items()
        }

    def letter_values(self, guest: Person | None = None, *, is_markdown: bool = True) -> dict[str, str]:
        """What a letter may name beside that."""
        session, speech = self.session, self.speech
        asked = (
            f"- {spoken_time(at_minute(session, session.question_minute(each)), speech)} · "
            f"**{question_label(session, each.number)}** {each.text}"
            for each in session.questions
        )
        return self.values(at=session.start) | {
            "guest": guest.name if guest else "",
            "questions": "\n".join(asked),
            "where": speech.listing(link.name for link in join_links(session.chat)),
            "intro": session.prose.strip() if is_markdown else _plain_paragraphs(session.prose),
        }

    def answer_label(self, number: int) -> str:
        """How an answer to a question is marked: "A1"."""
        labels = self.session.chat.answer_labels
        return f"{labels[0] if labels else 'A'}{number}"

    def page(self, at: datetime | None = None) -> str:
        """The session's published address; empty while nobody knows it, or the page is not there yet."""
        is_there = bool(self.settings.site_url) and self.session.is_public(at or self.session.start)
        return self.settings.absolute(paths.session_address(self.session)) if is_there else ""

    def _people(self, people: Iterable[Person], platform: str) -> str:
        named = []
        for person in people:
            handle = mention(person, platform)
            named.append(f"{person.name} ({handle})" if handle else person.name)
        return self.speech.naming(named)


def _plain_paragraphs(markdown: str) -> str:
    """Markdown as plain text; where emphasis ended before a comma, no space stays behind."""
    plain = (re.sub(r" ([,.])(?=\s|$)", r"\1", plain_prose(each)) for each in markdown.split("\n\n"))
    return "\n\n".join(filter(None, plain))


def following_session(library: Library, session: Session, weeks: int) -> Session | None:
    """The chat's next session after this one, written or only promised by the schedule."""
    coming = library.upcoming(session.end, weeks, session.chat)
    return next((each for each in coming if each.start > session.start and not each.is_off), None)
