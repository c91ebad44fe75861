"""What is counted of a chat's held sessions: from their transcripts, else from what the hosts typed in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.model.counting import person_key, split_people
from causerie.model.library import Library
from causerie.model.recap import Metric
from causerie.model.session import Session, Status
from causerie.records.conversations import read_conversation
from causerie.records.forget import Forgotten
from causerie.records.retro import Retro, read_retro
from causerie.views.pages.session_numbers import count_newcomers, join_accounts

_COUNTED = ("participants", "newcomers", "posts", "answers")  # in retro.yml without a source: our own count


@frozen(kw_only=True)
class Held:
    """A session whose hour is over, in numbers; None is what nobody knows."""

    session: Session
    people: int | None = None  # who wrote at least one post, hosts and guests too
    new: int | None = None  # of them, seen in this chat for the first time
    posts: int | None = None
    answers: tuple[tuple[int, int], ...] = ()  # each question's number, and the posts that answer it
    keys: frozenset[bytes] = frozenset()  # its people, without their names
    first_time: frozenset[bytes] = frozenset()  # those of them who are new
    is_counted: bool = False  # from a transcript; else the numbers were typed in
    recap_days: int | None = None  # from the session's day to its recap's; None where none is published
    metrics: tuple[Metric, ...] = ()  # typed in, in recap.yml and retro.yml
    retro: Retro = Retro()

    @property
    def answered(self) -> int | None:
        """How many posts answer a question."""
        return sum(count for _, count in self.answers) if self.answers else None

    @property
    def typed(self) -> tuple[Metric, ...]:
        """What the hosts typed in, without what `retro` has counted for them."""
        return tuple(metric for metric in self.metrics if metric.source or metric.name not in _COUNTED)


def count_held(library: Library, chat: Chat, root: Path, forgotten: Forgotten, now: datetime) -> tuple[Held, ...]:
    """Each of a chat's sessions that took place, by start."""
    past = [each for each in library.sessions_of(chat) if each.is_past(now) and _took_place(each)]
    conversations = [read_conversation(each, root, forgotten) if each.has_transcript else None for each in past]
    joined = join_accounts(library.people)
    packed = [each.people if each else b"" for each in conversations]
    attendances = count_newcomers(zip(past, packed, strict=True), joined)
    held, known = [], set[bytes]()
    for session, conversation, attendance in zip(past, conversations, attendances, strict=True):
        assert session.folder is not None, "a written session has a folder"
        keys = frozenset(split_people(conversation.people, joined)) if conversation else frozenset()
        named = {person_key(person.id) for person in (*session.hosts, *session.guests)}
        retro = read_retro(session.folder, root, forgotten)
        metrics = (*(session.recap.metrics if session.recap else ()), *retro.numbers)
        numbers = conversation.numbers if conversation else None
        held.append(
            Held(
                session=session,
                people=numbers.participants if numbers else _typed("participants", metrics),
                new=attendance.new if attendance else None if numbers else _typed("newcomers", metrics),
                posts=numbers.posts if numbers else _typed("posts", metrics),
                answers=numbers.answers if numbers else (),
                keys=keys,
                first_time=keys - known - named if known else frozenset(),
                is_counted=numbers is not None,
                recap_days=_recap_days(session, now),
                metrics=tuple(dict.fromkeys(metrics)),
                retro=retro,
            )
        )
        known |= keys
    return tuple(held)


def _took_place(session: Session) -> bool:
    return not session.is_off and session.status is not Status.IDEA


def _typed(name: str, metrics: Iterable[Metric]) -> int | None:
    """A number that a host typed in, the last one where there are several."""
    found = [metric.value for metric in metrics if metric.name == name]
    return round(found[-1]) if found else None


def _recap_days(session: Session, now: datetime) -> int | None:
    if session.recap is None or session.recap.published is None or not session.recap.is_published(now):
        return None
    zone = session.chat.zone
    return (session.recap.published.astimezone(zone).date() - session.start.astimezone(zone).date()).days
