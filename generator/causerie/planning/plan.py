"""The editorial calendar of a site or a chat as one value: the terminal and the private page show the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from causerie.frozen import frozen
from causerie.model.chat import Chat, ChatStatus
from causerie.model.library import Library
from causerie.model.session import Session, Status
from causerie.planning.coming import coming_sessions, postponed_sessions, within
from causerie.planning.dates import Dated, look_at_dates
from causerie.planning.lacks import Lack, Stage, list_lacks, recap_stage, usually_has_guests
from causerie.planning.topics import TopicUse, covered, neglected, use_topics
from causerie.records.ideas import Idea

_LATE = timedelta(days=366)  # an archive that was never recapped is no debt


@frozen
class Row:
    """A coming session, what is to be known of its date, and what it lacks."""

    dated: Dated
    lacks: tuple[Lack, ...]

    @property
    def session(self) -> Session:
        """The session itself."""
        return self.dated.session


@frozen
class Skipped:
    """A date of the schedule on which nothing takes place, and why."""

    chat: Chat
    day: date
    reason: str


@frozen
class Week:
    """A week from Monday on: its sessions and the dates that are skipped."""

    monday: date
    rows: tuple[Row, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@frozen
class Overdue:
    """A session that took place, and whose recap nobody can read yet."""

    session: Session
    stage: Stage


@frozen
class Wish:
    """An idea, and the session that it has become, if any."""

    idea: Idea
    session: Session | None = None


@frozen(kw_only=True)
class Plan:
    """Everything that a host plans with."""

    chats: tuple[Chat, ...]
    now: datetime
    weeks: tuple[Week, ...]
    later: tuple[Row, ...]  # written sessions after these weeks
    postponed: tuple[Row, ...]
    overdue: tuple[Overdue, ...]  # the latest first
    covered: tuple[TopicUse, ...]
    neglected: tuple[TopicUse, ...]
    wishes: tuple[Wish, ...]  # the most wanted first; those that became sessions last


def make_plan(
    library: Library, chats: Sequence[Chat], ideas: Sequence[Idea], now: datetime, weeks: int, language: str = "en"
) -> Plan:
    """The plan of some chats; holidays have their names in `language`."""
    coming = coming_sessions(library, chats, now, weeks)
    dated: list[Dated] = []
    for chat in chats:
        dated += look_at_dates(chat, [s for s in coming if s.chat.id == chat.id], now, language).sessions
    guests = {chat.id: usually_has_guests(library.sessions_of(chat), now) for chat in chats}

    def row(of: Dated) -> Row:
        return Row(of, list_lacks(of.session, now, has_guests=guests[of.session.chat.id]))

    by_start = sorted(dated, key=lambda each: (each.session.start, each.session.chat.id))
    soon = within((each.session for each in by_start), now, weeks)
    rows = [row(each) for each in by_start]
    past = [session for chat in chats for session in library.sessions_of(chat)]
    mine = [idea for idea in ideas if not idea.chat or idea.chat in {chat.id for chat in chats}]
    uses = use_topics(past, mine, now)
    late = [Overdue(s, stage) for s in past if now - s.start < _LATE and (stage := recap_stage(s, now)) is not None]
    return Plan(
        chats=tuple(chats),
        now=now,
        weeks=tuple(_by_week(rows[: len(soon)], chats, now, weeks)),
        later=tuple(rows[len(soon) :]),
        postponed=tuple(row(Dated(session)) for session in postponed_sessions(library, chats)),
        overdue=tuple(sorted(late, key=lambda each: each.session.start, reverse=True)),
        covered=covered(uses, now),
        neglected=neglected(uses, now),
        wishes=_rank(mine, past),
    )


def _by_week(rows: Sequence[Row], chats: Sequence[Chat], now: datetime, weeks: int) -> list[Week]:
    """Every week from this one on, also the empty ones: a gap is what a host looks for."""
    today = min((now.astimezone(chat.zone).date() for chat in chats), default=now.date())
    days = [row.session.start.date() for row in rows]  # each of its chat's zone, so not always in the order of rows
    first = min([today, *days])
    last = max([today + timedelta(weeks=weeks), *days])
    skipped = [
        Skipped(chat, day, reason)
        for chat in chats
        if chat.status is ChatStatus.ACTIVE
        for schedule in chat.schedules
        for day, reason in schedule.skip
        if today <= day <= last
    ]
    found: list[Week] = []
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        end = monday + timedelta(days=7)
        of_week = tuple(row for row in rows if monday <= row.session.start.date() < end)
        off = tuple(sorted((each for each in skipped if monday <= each.day < end), key=lambda each: each.day))
        if found or of_week or off or today < end - timedelta(days=3):  # what is left of this week may say nothing
            found.append(Week(monday, of_week, off))
        monday = end
    return found


def _rank(ideas: Sequence[Idea], sessions: Sequence[Session]) -> tuple[Wish, ...]:
    """Ideas by votes; one that has become a session is done, and stands last. What is off, or an idea, is none."""
    taking_place = (each for each in sessions if not each.is_off and each.status is not Status.IDEA)
    known = {session.title.casefold(): session for session in taking_place}
    wishes = [Wish(idea, known.get(idea.title.casefold())) for idea in ideas]
    return tuple(sorted(wishes, key=lambda wish: (wish.session is not None, -wish.idea.votes)))
