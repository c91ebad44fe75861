"""What a coming session still lacks, and whether it is high time; and how far the recap of a past one has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from causerie.frozen import frozen
from causerie.model.session import Session, Status
from causerie.planning.habits import QUESTIONS_LEAD, question_range

_GUESTS_COUNTED = 8  # a chat's latest sessions that tell whether it has guests


class Need(StrEnum):
    """What a session needs before it takes place, in the order in which a host sees to it."""

    DATE = "date"
    TOPIC = "topic"
    DECISION = "decision"  # it is only an idea
    GUEST = "guest"
    CONFIRMATION = "confirmation"
    QUESTIONS = "questions"
    MORE_QUESTIONS = "more questions"
    FEWER_QUESTIONS = "fewer questions"
    ANNOUNCEMENT = "announcement"


# How long before the session a need is high time. Hosts invite guests for weeks ahead, and more people come where the
# questions are known one or two weeks before.
_LEADS = {
    Need.DATE: timedelta(days=365),
    Need.TOPIC: timedelta(days=28),
    Need.DECISION: timedelta(days=28),
    Need.GUEST: timedelta(days=21),
    Need.CONFIRMATION: timedelta(days=14),
    Need.QUESTIONS: QUESTIONS_LEAD,
    Need.MORE_QUESTIONS: QUESTIONS_LEAD,
    Need.FEWER_QUESTIONS: QUESTIONS_LEAD,
    Need.ANNOUNCEMENT: timedelta(days=14),
}


@frozen
class Lack:
    """A need that nobody has seen to yet."""

    need: Need
    is_due: bool  # it is high time


class Stage(StrEnum):
    """How far a recap is that nobody can read yet."""

    NO_POSTS = "no posts"
    POSTS = "posts"
    DRAFT = "draft"


def list_lacks(session: Session, now: datetime, *, has_guests: bool) -> tuple[Lack, ...]:
    """What a coming session lacks; `has_guests` says whether the chat's sessions usually have some."""
    if session.status is Status.CANCELLED:
        return ()
    return tuple(Lack(need, session.start - now <= _LEADS[need]) for need in _needs(session, has_guests))


def _needs(session: Session, has_guests: bool) -> Iterator[Need]:
    if not session.is_written:
        yield Need.TOPIC
        return
    if session.status is Status.POSTPONED:
        yield Need.DATE
        return
    if session.status is Status.IDEA:
        yield Need.DECISION
    if has_guests and not session.guests:
        yield Need.GUEST
    if session.status is Status.PLANNED:
        yield Need.CONFIRMATION
    fewest, most = question_range(session.duration)
    number = len(session.questions)
    if not number:
        yield Need.QUESTIONS
    elif number < fewest:
        yield Need.MORE_QUESTIONS
    elif number > most:
        yield Need.FEWER_QUESTIONS
    if session.announced is None and session.status is not Status.IDEA:
        yield Need.ANNOUNCEMENT


def usually_has_guests(sessions: Sequence[Session], now: datetime) -> bool:
    """Whether at least half of a chat's latest sessions had a guest."""
    latest = [session for session in sessions if session.is_past(now) and not session.is_off][-_GUESTS_COUNTED:]
    return bool(latest) and 2 * sum(bool(session.guests) for session in latest) >= len(latest)


def recap_stage(session: Session, now: datetime) -> Stage | None:
    """How far the recap of a past session is; None where it is published, or will be on a day that is set."""
    if not session.is_past(now) or session.is_off or session.status is Status.IDEA:
        return None
    if session.recap is not None:
        return None if session.recap.published is not None else Stage.DRAFT
    return Stage.POSTS if session.has_transcript else Stage.NO_POSTS
