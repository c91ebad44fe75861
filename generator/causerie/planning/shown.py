"""The plan in words: what the terminal prints and the private page shows, in one language."""

from __future__ import annotations

from datetime import datetime, timedelta

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.model.session import Session, Status
from causerie.planning.clock_changes import ClockShift
from causerie.planning.days_off import DayOff
from causerie.planning.lacks import Lack, Need, Stage
from causerie.planning.plan import Overdue, Plan, Row, Week, Wish
from causerie.planning.topics import TopicUse

_MOST_TOPICS = 12
_MOST_OVERDUE = 12


@frozen(kw_only=True)
class ShownRow:
    """A session of the plan."""

    day: str
    time: str
    chat: str  # empty where there is only one
    title: str
    name: str  # CHAT/ID; empty where nobody has written it
    guests: str
    status: str
    command: str  # what to type next
    due: tuple[str, ...]  # what it lacks, and it is high time
    later: tuple[str, ...]  # what it lacks, with time enough
    notes: tuple[str, ...]  # holidays, other local times
    is_open: bool  # nobody has written it yet
    is_off: bool  # cancelled
    is_ready: bool


@frozen
class ShownWeek:
    """A week of the plan."""

    label: str
    rows: tuple[ShownRow, ...]
    skipped: tuple[str, ...]


@frozen
class ShownTopic:
    """A topic and when it was or will be there."""

    topic: str
    count: str
    when: str


@frozen(kw_only=True)
class ShownIdea:
    """An idea and what became of it."""

    title: str
    votes: str
    about: str  # topics, who had it
    note: str
    became: str
    command: str


@frozen
class ShownOverdue:
    """A recap that is late: of what, how far it is, and what to type next."""

    title: str
    when: str
    state: str
    command: str


@frozen(kw_only=True)
class ShownPlan:
    """A plan in words."""

    title: str
    weeks: tuple[ShownWeek, ...]
    later: tuple[ShownRow, ...] = ()
    postponed: tuple[ShownRow, ...] = ()
    overdue: tuple[ShownOverdue, ...] = ()
    more_overdue: str = ""
    covered: tuple[ShownTopic, ...] = ()
    neglected: tuple[ShownTopic, ...] = ()
    ideas: tuple[ShownIdea, ...] = ()


def show_plan(plan: Plan, speech: Speech) -> ShownPlan:
    """A plan in words of a language."""
    showing = _Showing(plan, speech)
    hidden = len(plan.overdue) - _MOST_OVERDUE
    return ShownPlan(
        title=speech.listing(chat.title for chat in plan.chats),
        weeks=tuple(map(showing.week, plan.weeks)),
        later=tuple(map(showing.row, plan.later)),
        postponed=tuple(map(showing.row, plan.postponed)),
        overdue=tuple(map(showing.overdue, plan.overdue[:_MOST_OVERDUE])),
        more_overdue=speech.plural("and %(number)s more", "and %(number)s more", hidden) if hidden > 0 else "",
        covered=tuple(map(showing.topic, plan.covered[:_MOST_TOPICS])),
        neglected=tuple(map(showing.topic, plan.neglected[:_MOST_TOPICS])),
        ideas=tuple(map(showing.idea, plan.wishes)),
    )


class _Showing:
    """Parts of one plan in words of one language."""

    def __init__(self, plan: Plan, speech: Speech) -> None:
        self.plan = plan
        self.speech = speech
        self.text = speech.text
        self.has_many = len(plan.chats) > 1

    def week(self, week: Week) -> ShownWeek:
        sunday = week.monday + timedelta(days=6)
        days = f"{self.speech.day_and_month(week.monday)} – {self.speech.day_and_month(sunday)}"
        skipped = [
            self.speech.with_name(
                self.speech.side_by_side([each.chat.title if self.has_many else "", self.speech.short_day(each.day)]),
                each.reason or self.text("no session"),
            )
            for each in week.skipped
        ]
        return ShownWeek(days, tuple(map(self.row, week.rows)), tuple(skipped))

    def row(self, row: Row) -> ShownRow:
        session = row.session
        status = session.status if session.is_written else None
        lacks = [(self.lack(each, session), each.is_due) for each in row.lacks]
        return ShownRow(
            day=self.speech.short_day(session.start),
            time=self.when(session),
            chat=session.chat.title if self.has_many else "",
            title=session.title or self.text("Topic to be announced"),
            name=f"{session.chat.id}/{session.id}" if session.is_written else "",
            guests=self.speech.naming(guest.name for guest in session.guests),
            status=_name_status(status, self.speech) if status else "",
            command="" if session.is_written else _write_command(session),
            due=tuple(text for text, is_due in lacks if is_due),
            later=tuple(text for text, is_due in lacks if not is_due),
            notes=(*map(self.day_off, row.dated.days_off), *(self.shift(e, session) for e in row.dated.shifts)),
            is_open=not session.is_written,
            is_off=session.status is Status.CANCELLED,
            is_ready=session.is_written and not lacks and not session.is_off,
        )

    def when(self, session: Session) -> str:
        zones = {chat.zone.key for chat in self.plan.chats}
        time = self.speech.time(session.start)
        return time if len(zones) == 1 else self.speech.with_note(time, self.speech.zone_city(session.chat.zone.key))

    def lack(self, lack: Lack, session: Session) -> str:
        if lack.need is Need.CONFIRMATION and session.guests:
            return self.text("%(guests)s: not confirmed", guests=self.speech.naming(g.name for g in session.guests))
        number = len(session.questions)
        match lack.need:
            case Need.MORE_QUESTIONS:
                return self.speech.plural("only %(number)s question", "only %(number)s questions", number)
            case Need.FEWER_QUESTIONS:
                return self.speech.plural("%(number)s question, too many", "%(number)s questions, too many", number)
            case Need.DATE:
                return self.text("no new date")
            case Need.TOPIC:
                return self.text("no topic")
            case Need.DECISION:
                return self.text("only an idea")
            case Need.GUEST:
                return self.text("no guest")
            case Need.CONFIRMATION:
                return self.text("not confirmed")
            case Need.QUESTIONS:
                return self.text("no questions")
            case Need.ANNOUNCEMENT:
                return self.text("not announced")

    def day_off(self, day_off: DayOff) -> str:
        name = self.text("school holidays: %(name)s", name=day_off.name) if day_off.is_school else day_off.name
        return self.speech.with_note(name, day_off.place)

    def shift(self, shift: ClockShift, session: Session) -> str:
        return self.text(
            "in %(city)s at %(time)s, not %(usual)s",
            city=self.speech.zone_city(shift.zone.key),
            time=self.speech.time(shift.local(session)),
            usual=self.speech.time(shift.usual(session)),
        )

    def overdue(self, overdue: Overdue) -> ShownOverdue:
        session = overdue.session
        name = f"{session.chat.id}/{session.id}"
        state, command = {
            Stage.NO_POSTS: (self.text("no posts yet"), f"causerie import EXPORT --session {name}"),
            Stage.POSTS: (self.text("posts, and no draft yet"), f"causerie draft {name}"),
            Stage.DRAFT: (self.text("a draft waits for you"), f"causerie curate {name}"),
        }[overdue.stage]
        when = self.speech.side_by_side([session.chat.title if self.has_many else "", self.day(session.start)])
        return ShownOverdue(session.title, when, state, command)

    def topic(self, use: TopicUse) -> ShownTopic:
        if use.next is not None:
            when = self.text("again on %(day)s", day=self.day(use.next))
        elif use.last is not None:
            when = self.text("last on %(day)s", day=self.day(use.last))
        else:
            when = self.text("never yet")
        count = self.speech.plural("%(number)s session", "%(number)s sessions", use.held) if use.held else ""
        return ShownTopic(use.topic, count, when)

    def idea(self, wish: Wish) -> ShownIdea:
        idea, session = wish.idea, wish.session
        votes = self.speech.plural("%(number)s vote", "%(number)s votes", idea.votes) if idea.votes else ""
        by = self.text("an idea of %(who)s", who=idea.by) if idea.by else ""
        became = ""
        if session is not None:
            became = self.text("takes place on %(day)s", day=self.day(session.start))
            if session.is_past(self.plan.now):
                became = self.text("took place on %(day)s", day=self.day(session.start))
        chat = idea.chat or (self.plan.chats[0].id if len(self.plan.chats) == 1 else "CHAT")
        return ShownIdea(
            title=idea.title,
            votes=votes,
            about=self.speech.side_by_side([*idea.topics, by]),
            note=idea.note,
            became=became,
            command="" if session else f"causerie new session {chat} {_quote(idea.title)}",
        )

    def day(self, when: datetime) -> str:
        return self.speech.short_day(when)


def _name_status(status: Status, speech: Speech) -> str:
    """A status as the site names it."""
    match status:
        case Status.IDEA:
            return speech.text("Idea")
        case Status.PLANNED:
            return speech.text("Planned")
        case Status.CONFIRMED:
            return speech.text("Confirmed")
        case Status.CANCELLED:
            return speech.text("Cancelled")
        case Status.POSTPONED:
            return speech.text("Postponed")


def _write_command(session: Session) -> str:
    """What writes the session of a free slot."""
    return f'causerie new session {session.chat.id} "…" --start "{session.start:%Y-%m-%d %H:%M}"'


def _quote(title: str) -> str:
    """A title as a shell takes it, whatever stands in it."""
    plain = "".join(char for char in title if char.isprintable())
    return "'" + plain.replace("'", "'\\''") + "'" if any(char in plain for char in '"$`\\!') else f'"{plain}"'
