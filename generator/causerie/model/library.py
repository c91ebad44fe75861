"""The library: every chat, session, recap and person of a site, and the questions that views ask of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from causerie.model.chat import Chat, ChatStatus
from causerie.model.person import Person
from causerie.model.schedule import Schedule, at_wall_clock
from causerie.model.session import Session, Status

_LONGEST = timedelta(days=2)  # a session takes a day at most, and clocks may change meanwhile
_CLOSE = timedelta(hours=2)  # beyond, a session on a slot's day is another one, beside it


@dataclass(frozen=True)
class Library:
    """All records, parsed: sessions by start, chats and people by id."""

    chats: tuple[Chat, ...] = ()
    sessions: tuple[Session, ...] = ()  # the written ones, of every status
    people: tuple[Person, ...] = ()

    @cached_property
    def _by_chat(self) -> dict[str, tuple[Session, ...]]:
        found: dict[str, list[Session]] = {chat.id: [] for chat in self.chats}
        for session in self.sessions:
            found[session.chat.id].append(session)
        return {chat: tuple(sessions) for chat, sessions in found.items()}

    @cached_property
    def _postponed(self) -> tuple[Session, ...]:
        return tuple(session for session in self.sessions if session.status is Status.POSTPONED)

    def chat(self, chat_id: str) -> Chat | None:
        """The chat of that id."""
        return next((chat for chat in self.chats if chat.id == chat_id), None)

    def sessions_of(self, chat: Chat) -> tuple[Session, ...]:
        """A chat's written sessions by start."""
        return self._by_chat.get(chat.id, ())

    def session(self, chat_id: str, session_id: str) -> Session | None:
        """The written session of that id."""
        return next((s for s in self._by_chat.get(chat_id, ()) if s.id == session_id), None)

    def public_sessions(self, now: datetime, chat: Chat | None = None) -> Iterator[Session]:
        """Written sessions that may be shown, by start."""
        sessions = self.sessions if chat is None else self.sessions_of(chat)
        return (s for s in sessions if s.is_public(now))

    def recapped(self, now: datetime, chat: Chat | None = None) -> list[Session]:
        """Sessions with a published recap, the latest first."""
        return [s for s in self.public_sessions(now, chat) if s.has_recap(now)][::-1]

    def past(self, now: datetime, chat: Chat | None = None) -> list[Session]:
        """Public sessions whose hour is over, with or without a recap, the latest first."""
        return [s for s in self.public_sessions(now, chat) if s.is_past(now)][::-1]

    def upcoming(self, now: datetime, weeks: int, chat: Chat | None = None) -> list[Session]:
        """Public sessions that are not over yet, and for `weeks` weeks those that only a schedule knows, by start.

        Postponed sessions wait for a new date and stay listed, whatever their old start was.
        """
        sessions = self.sessions if chat is None else self.sessions_of(chat)
        late = sessions[bisect_left(sessions, now - _LONGEST, key=lambda session: session.start) :]
        waiting = [s for s in self._postponed if chat is None or s.chat.id == chat.id]
        written = [s for s in late if s.status is not Status.POSTPONED and not s.is_past(now)]
        written = [s for s in (*written, *waiting) if s.is_public(now)]
        chats = self.chats if chat is None else (chat,)
        unwritten = [s for c in chats for s in self.unwritten(c, now, weeks)]
        return sorted([*written, *unwritten], key=session_order)

    def unwritten(self, chat: Chat, now: datetime, weeks: int) -> Iterator[Session]:
        """The sessions that a chat's schedules promise from now on, for `weeks` weeks, and that nobody has written."""
        if chat.status is not ChatStatus.ACTIVE:
            return
        horizon = now + timedelta(weeks=weeks)
        first = now.astimezone(chat.zone).date() - timedelta(days=1)
        last = horizon.astimezone(chat.zone).date()
        slots = scheduled_slots(chat, first, last)
        since = now - timedelta(days=7)  # whoever takes one of these slots names it, was on it, or takes place then
        near = (s for s in self.public_sessions(now, chat) if s.slot or s.was or s.start > since)
        taken = taken_slots(chat, near, slots)
        for slot, (schedule, start) in slots.items():
            session = Session(
                chat=chat,
                start=start,
                duration=schedule.duration or chat.default_duration,
                slot=slot,
                language=chat.language,
                hosts=chat.hosts,
                topics=chat.topics,
            )
            if slot not in taken and session.end > now and start <= horizon:
                yield session


def scheduled_slots(chat: Chat, first: date, last: date) -> dict[str, tuple[Schedule, datetime]]:
    """A chat's slots between two days, by start: the slot's key, its schedule and when it begins.

    The key is the schedule's day, even where a DST change pushes the start over midnight.
    """
    found: dict[datetime, tuple[date, Schedule]] = {}
    for schedule in chat.schedules:
        for day in schedule.dates(first, last):
            found.setdefault(at_wall_clock(day, schedule.at, chat.zone), (day, schedule))
    sessions_on = Counter(day for day, _ in found.values())
    return {
        day.isoformat() if sessions_on[day] == 1 else f"{day}T{schedule.at:%H:%M}": (schedule, start)
        for start, (day, schedule) in sorted(found.items(), key=lambda each: each[0])
    }


def taken_slots(chat: Chat, sessions: Iterable[Session], slots: dict[str, tuple[Schedule, datetime]]) -> set[str]:
    """Which slots sessions have taken over: by `slot:`, else by a start close to them, or by moving to their time.

    A `slot:` was right when it was written: a twin schedule that came or went since then only changes the keys.
    """
    on_day: dict[str, list[str]] = {}
    for key in slots:
        on_day.setdefault(key[:10], []).append(key)
    by_local_day = _by_local_day(chat, slots)
    at_start = {start: key for key, (_, start) in slots.items()}
    taken: set[str] = set()
    for session in sessions:
        starts = (session.start, *session.was)
        slot_day, _, at = session.slot.partition("T")
        keys = on_day.get(slot_day, [])
        if not slot_day:
            days = ((begin, begin.astimezone(chat.zone).date()) for begin in starts)
            taken.update(_closest(begin, by_local_day[day]) for begin, day in days if day in by_local_day)
        elif at:
            taken.update(key for key in keys if f"{slots[key][0].at:%H:%M}" == at)
        else:
            taken.update(key for key in keys if len(keys) == 1 or slots[key][1] in starts)
        if session.start in at_start and not session.is_off:  # moved to another slot's time: it takes place then
            taken.add(at_start[session.start])
    return taken - {""}


def nearest_slot(chat: Chat, start: datetime, slots: dict[str, tuple[Schedule, datetime]]) -> str:
    """The slot for which a session without `slot:` stands in: of its day the closest, if close enough; else ''."""
    return _closest(start, _by_local_day(chat, slots).get(start.astimezone(chat.zone).date(), []))


def _by_local_day(chat: Chat, slots: dict[str, tuple[Schedule, datetime]]) -> dict[date, list[tuple[datetime, str]]]:
    found: dict[date, list[tuple[datetime, str]]] = {}
    for key, (_, begin) in slots.items():
        found.setdefault(begin.astimezone(chat.zone).date(), []).append((begin, key))
    return found


def _closest(start: datetime, begins: list[tuple[datetime, str]]) -> str:
    begin = start.astimezone(UTC)  # within one zone Python subtracts what clocks show
    distance, slot = min(((abs(at.astimezone(UTC) - begin), key) for at, key in begins), default=(_CLOSE, ""))
    return slot if distance <= _CLOSE else ""


def session_order(session: Session) -> tuple[datetime, str, str]:
    """The order in which sessions are listed everywhere."""
    return (session.start.astimezone(UTC), session.chat.id, session.id or session.slot)
