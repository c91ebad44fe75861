"""A session: one dated occurrence of a chat, written in a record or only given by the schedule."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.model.conversation import Conversation
from causerie.model.person import Person
from causerie.model.post import Link, Media
from causerie.model.recap import Recap

_SEQUENCE_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_LONGEST = timedelta(days=2)  # a session takes a day at most, and clocks may change meanwhile
_UNDATED_LEAD = timedelta(days=56)


class Status(StrEnum):
    """How certain a session is."""

    IDEA = "idea"
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


@frozen(kw_only=True)
class Question:
    """A numbered prompt by the host."""

    number: int  # from 1
    text: str
    image: Media | None = None
    at: int | None = None  # minutes after the start; spread evenly when None


@frozen(kw_only=True)
class Session:
    """A session.md with its recap.yml; without an id it is one that only the schedule knows."""

    chat: Chat
    start: datetime  # aware
    duration: int  # minutes
    id: str = ""
    title: str = ""  # empty: topic to be announced
    slot: str = ""  # `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` where a day has two slots
    status: Status = Status.PLANNED
    language: str = "en"
    hosts: tuple[Person, ...] = ()
    guests: tuple[Person, ...] = ()
    topics: tuple[str, ...] = ()
    announced: datetime | None = None
    updated: datetime | None = None
    was: tuple[datetime, ...] = ()  # former starts
    reason: str = ""
    aliases: tuple[str, ...] = ()  # former ids
    questions_from: datetime | None = None
    questions: tuple[Question, ...] = ()
    links: tuple[Link, ...] = ()
    prose: str = ""  # Markdown
    recap: Recap | None = None
    folder: Path | None = None  # of the record; media are relative to it
    path: str = ""  # of session.md, relative to the folder of mkdocs.yml
    has_transcript: bool = False
    conversation: Conversation | None = None  # what its transcript comes to, where that may be shown

    @property
    def end(self) -> datetime:
        """When the hour is over."""
        return (self.start.astimezone(UTC) + timedelta(minutes=self.duration)).astimezone(self.start.tzinfo)

    @property
    def is_written(self) -> bool:
        """Whether a record exists; if not, the schedule alone promises the session."""
        return bool(self.id)

    @property
    def is_off(self) -> bool:
        """Whether it will not take place at its start: cancelled, or postponed without a new date."""
        return self.status in (Status.CANCELLED, Status.POSTPONED)

    @property
    def is_moved(self) -> bool:
        """Whether it has a new date beside the former ones."""
        return bool(self.was) and not self.is_off

    def is_public(self, now: datetime) -> bool:
        """Whether it may appear anywhere: not an idea, and not announced in the future."""
        return self.status is not Status.IDEA and (self.announced is None or self.announced <= now)

    def is_past(self, now: datetime) -> bool:
        """Whether its hour is over."""
        return now - self.start > _LONGEST or self.end <= now

    def has_recap(self, now: datetime) -> bool:
        """Whether a recap may be read."""
        return self.recap is not None and self.recap.is_published(now) and self.is_public(now)

    def shows_transcript(self, now: datetime) -> bool:
        """Whether its transcript may be read: it has one, its hour is over, and its recap is published."""
        return self.has_transcript and self.is_past(now) and self.has_recap(now)

    def has_public_questions(self, now: datetime) -> bool:
        """Whether its questions may be shown: it has some and their day, if any, has come."""
        return bool(self.questions) and (self.questions_from is None or self.questions_from <= now)

    @property
    def changed(self) -> datetime | None:
        """When its announcement last changed: `updated`, else `announced`."""
        return self.updated or self.announced

    @property
    def stamp(self) -> datetime:
        """LAST-MODIFIED and DTSTAMP of its calendar event, in UTC."""
        return self.changed.astimezone(UTC) if self.changed else self.start.astimezone(UTC) - _UNDATED_LEAD

    @property
    def sequence(self) -> int:
        """SEQUENCE of its calendar event: the minutes from 2020 to its last change, 0 when unknown."""
        if self.changed is None:
            return 0
        return max(0, int((self.changed - _SEQUENCE_EPOCH).total_seconds() // 60))

    @property
    def calendar_key(self) -> str:
        """What names its event in calendars for good: the slot that it took over, else its id."""
        return self.slot.replace(":", "") or self.id

    def question_minute(self, question: Question) -> int:
        """Minutes after the start at which a question is asked: as written, or spread evenly over the duration."""
        if question.at is not None:
            return question.at
        return round(self.duration * question.number / (len(self.questions) + 1))


def as_if_published(session: Session, now: datetime) -> Session:
    """The session as it will be once its recap is published, whatever is still missing."""
    recap = session.recap or Recap(path=session.path)
    if not recap.is_published(now):
        recap = replace(recap, published=now)
    status = Status.PLANNED if session.status is Status.IDEA else session.status
    is_hidden = session.announced is not None and session.announced > now
    return replace(session, recap=recap, status=status, announced=None if is_hidden else session.announced)
