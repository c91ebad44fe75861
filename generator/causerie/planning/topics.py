"""What a chat has been about lately, and what it has not touched for long or never."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from causerie.frozen import frozen
from causerie.model.session import Session, Status
from causerie.records.ideas import Idea

_LATELY = timedelta(days=365)
_LONG_AGO = timedelta(days=182)


@frozen(kw_only=True)
class TopicUse:
    """A topic and the sessions that were, or will be, about it."""

    topic: str
    held: int = 0
    last: datetime | None = None
    next: datetime | None = None
    wished: int = 0  # votes of the ideas that are about it


def use_topics(sessions: Iterable[Session], ideas: Iterable[Idea], now: datetime) -> tuple[TopicUse, ...]:
    """Every topic of sessions that took place or will, and of ideas; in the spelling that came first."""
    found: dict[str, TopicUse] = {}
    for session in sessions:
        if session.status is Status.IDEA or session.is_off:
            continue
        for topic in session.topics:
            known = found.get(topic.casefold()) or TopicUse(topic=topic)
            if session.is_past(now):
                known = replace(known, held=known.held + 1, last=max(known.last or session.start, session.start))
            else:
                known = replace(known, next=min(known.next or session.start, session.start))
            found[topic.casefold()] = known
    for idea in ideas:
        for topic in idea.topics:
            known = found.get(topic.casefold()) or TopicUse(topic=topic)
            found[topic.casefold()] = replace(known, wished=known.wished + max(1, idea.votes))
    return tuple(found.values())


def covered(uses: Iterable[TopicUse], now: datetime) -> tuple[TopicUse, ...]:
    """The topics of the last twelve months, the most frequent first."""
    lately = [use for use in uses if use.last is not None and now - use.last <= _LATELY]
    return tuple(sorted(lately, key=lambda use: (-use.held, use.topic.casefold())))


def neglected(uses: Iterable[TopicUse], now: datetime) -> tuple[TopicUse, ...]:
    """The topics that people want and never had, then those that were not touched for half a year; none that comes."""
    waiting = [use for use in uses if use.next is None and (use.last is None or now - use.last > _LONG_AGO)]
    return tuple(sorted(waiting, key=lambda use: (use.last is not None, -use.wished, use.last or now, use.topic)))
