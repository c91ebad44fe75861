"""The dates that a host plans with: what is written and not over, public or not, and free slots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from causerie.model.chat import Chat
from causerie.model.library import Library, session_order
from causerie.model.session import Session, Status


def coming_sessions(library: Library, chats: Iterable[Chat], now: datetime, weeks: int) -> list[Session]:
    """What chats have before them, by start: free slots for `weeks` weeks, written sessions however far they are.

    Ideas and what is not announced yet are there, too; what is postponed has no date, so it is not.
    """
    every = with_hidden(library)
    found: list[Session] = []
    for chat in chats:
        found += every.unwritten(chat, now, weeks)
        found += (s for s in library.sessions_of(chat) if not s.is_past(now) and s.status is not Status.POSTPONED)
    return sorted(found, key=session_order)


def postponed_sessions(library: Library, chats: Iterable[Chat]) -> list[Session]:
    """The sessions that wait for a new date."""
    return [s for chat in chats for s in library.sessions_of(chat) if s.status is Status.POSTPONED]


def with_hidden(library: Library) -> Library:
    """The library as if ideas and what is not announced were public: they, too, take a slot of whoever plans."""
    return Library(
        library.chats,
        tuple(
            replace(s, status=Status.PLANNED if s.status is Status.IDEA else s.status, announced=None)
            for s in library.sessions
        ),
        library.people,
    )


def within(sessions: Iterable[Session], now: datetime, weeks: int) -> list[Session]:
    """Those that begin within some weeks."""
    horizon = now + timedelta(weeks=weeks)
    return [session for session in sessions if session.start <= horizon]


def is_open_date(session: Session) -> bool:
    """Whether its date may still be thought over: nobody has confirmed it, and it is not cancelled."""
    return session.status in (Status.IDEA, Status.PLANNED)
