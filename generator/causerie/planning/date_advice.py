"""Advice about dates: holidays, weeks after a clock change, and two chats at one time. A confirmed date is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.planning.clock_changes import ClockShift
from causerie.planning.coming import is_open_date
from causerie.planning.dates import Dated, Dates
from causerie.planning.days_off import DayOff
from causerie.problems import Problem
from causerie.records.source import Source
from causerie.records.write import quote_value

_KEEP = "write status: confirmed if it takes place all the same"
_SHOWN = 3  # dates, or chats, that a line names


def advise_dates(chat: Chat, dates: Dates, root: Path) -> Iterator[Problem]:
    """What a host should know of a chat's dates before people hear of them, one line a matter."""
    of_chat = Source(root / chat.path, root)
    for at, message in dates.unknown:
        of_chat.advise(("countries", at), f"'countries' has {message}")
    unwritten = []
    for dated in filter(lambda each: is_open_date(each.session) and each.days_off, dates.sessions):
        if dated.session.is_written:
            source = Source(root / dated.session.path, root)
            source.advise(("start",), f"{_start(dated.session)}, {_all_days_off(dated)}. Move it, or {_KEEP}.")
            yield from source.problems
        else:
            unwritten.append(dated)
    _advise_free_slots(of_chat, unwritten)
    yield from _advise_shifts(of_chat, dates, root)
    yield from of_chat.problems


def _advise_free_slots(source: Source, dates: Sequence[Dated]) -> None:
    """Note the schedule's dates on holidays: a line for each public one, and one for each school holidays."""
    public = {_day(dated.session): [each for each in dated.days_off if not each.is_school] for dated in dates}
    for day, days_off in public.items():
        if days_off:
            skip = f"skip: {{{day}: {quote_value(days_off[0].name)}}}"
            source.advise(
                ("schedule",),
                f"the schedule has {day}, {_join(map(_name_day_off, days_off))}. Write {skip}, or write that session"
                " with status: confirmed.",
            )
    breaks: dict[tuple[str, str], list[tuple[DayOff, date]]] = {}
    for dated in dates:
        for each in dated.days_off:
            if each.is_school:
                breaks.setdefault((each.country, each.name), []).append((each, _day(dated.session)))
    for found in breaks.values():
        every = [each for each, _ in found]
        parts = sorted({part for each in every for part in each.parts}) if all(each.parts for each in every) else ()
        first, last = min(each.first for each in every), max(each.last for each in every)
        widest = replace(every[0], parts=tuple(parts), first=first, last=last)
        source.advise(
            ("schedule",),
            f"the schedule has {_list_days([day for _, day in found])} in the {_name_day_off(widest)}. Write skip: for"
            " the days when too few would come, or leave it.",
        )


def _advise_shifts(of_chat: Source, dates: Dates, root: Path) -> Iterator[Problem]:
    """Note the weeks in which people elsewhere see the chat at another time, at the first session that it concerns."""
    shifts: dict[tuple[date, date, int], list[tuple[ClockShift, Session]]] = {}
    for dated in dates.sessions:
        if is_open_date(dated.session):
            for each in dated.shifts:
                shifts.setdefault((each.first, each.last, each.minutes), []).append((each, dated.session))
    for found in shifts.values():
        first, session = found[0]
        by_country = {shift.country: shift for shift, _ in found}
        days = list(dict.fromkeys(_day(each) for _, each in found))
        where = _join(
            f"at {s.local(session):%H:%M} in {_city(s)}, not {s.usual(session):%H:%M}" for s in by_country.values()
        )
        since = f"from {days[0]} on" if first.is_lasting else f"on {_list_days(days)}"
        message = (
            f"clocks change: {since} the chat begins {where} ({', '.join(by_country)}). Say so in the announcement,"
            " or write status: confirmed."
        )
        source = Source(root / session.path, root) if session.is_written else of_chat
        source.advise(("start",) if session.is_written else ("schedule",), message)
        if source is not of_chat:
            yield from source.problems


def advise_clashes(sessions: Iterable[Session], root: Path) -> Iterator[Problem]:
    """What takes place at the same time as a session of another chat, said once a chat, at the first such session."""
    found: dict[str, dict[str, tuple[Session, Session]]] = {}
    number: dict[tuple[str, str], int] = {}
    running: list[Session] = []
    for session in sessions:
        if session.is_off:
            continue
        running = [each for each in running if each.end > session.start]
        for other in running:
            if other.chat.id != session.chat.id and (is_open_date(other) or is_open_date(session)):
                early, late = sorted((other, session), key=lambda each: each.chat.id)
                found.setdefault(late.chat.id, {}).setdefault(early.chat.id, (late, early))
                key = (late.chat.id, early.chat.id)
                number[key] = number.get(key, 0) + 1
        running.append(session)
    for chat_id, others in found.items():
        late, _ = next(iter(others.values()))
        titles = [
            f"{early.chat.title}{f' ({count} times)' if (count := number[chat_id, other]) > 1 else ''}"
            for other, (_, early) in others.items()
        ]
        shown = [*titles[:_SHOWN], f"{len(titles) - _SHOWN} others"] if len(titles) > _SHOWN + 1 else titles
        source = Source(root / (late.path or late.chat.path), root)
        path, said = (
            (("start",), _start(late)) if late.is_written else (("schedule",), f"the schedule has {_moment(late)}")
        )
        source.advise(
            path,
            f"{said}, at the same time as {_join(shown)}. Move one, or write status: confirmed in both if it is meant.",
        )
        yield from source.problems


def _start(session: Session) -> str:
    return f"'start' is {_moment(session)}"


def _moment(session: Session) -> str:
    return f"{session.start:%Y-%m-%d %H:%M}"


def _day(session: Session) -> date:
    """The day that the chat's own calendar shows; a slot's key, as `skip` names it."""
    return date.fromisoformat(session.slot[:10]) if not session.is_written else session.start.date()


def _all_days_off(dated: Dated) -> str:
    said = [f"in the {_name_day_off(each)}" if each.is_school else _name_day_off(each) for each in dated.days_off]
    return _join(said)


def _name_day_off(day_off: DayOff) -> str:
    if day_off.is_school:
        return f"school holidays '{day_off.name}' ({day_off.place}, {day_off.first} to {day_off.last})"
    return f"{day_off.name} ({day_off.place})"


def _city(shift: ClockShift) -> str:
    return shift.zone.key.rpartition("/")[2].replace("_", " ")


def _list_days(days: Sequence[date]) -> str:
    shown = [*map(str, days[:_SHOWN]), f"{len(days) - _SHOWN} more"] if len(days) > _SHOWN + 1 else map(str, days)
    return _join(shown)


def _join(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
