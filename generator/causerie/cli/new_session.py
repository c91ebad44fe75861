"""`causerie new session`: a commented session.md for the schedule's next free slot, or for a start of one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from causerie.cli.options import Shared, shared_options
from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.model.library import Library, nearest_slot, scheduled_slots, taken_slots
from causerie.model.schedule import Schedule, at_wall_clock, is_repeated_time
from causerie.problems import CauserieError, did_you_mean
from causerie.settings import Settings

if TYPE_CHECKING:
    from causerie.records.moments import Moment

_HORIZON = timedelta(days=400)  # how far a schedule is searched: a year of skipped days, and a bit
_STATUSES = ("idea", "planned", "confirmed")


@frozen(kw_only=True)
class NewSession:
    """What the form of a session.md is filled with."""

    chat: Chat
    title: str
    start: datetime  # aware, in the chat's zone
    slot: str = ""  # the schedule's date that it takes over
    id: str = ""  # made from the title when left out
    duration: int | None = None
    status: str = "planned"
    guests: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    prose: str = ""
    is_announced: bool = False


@click.command("session", short_help="The record of a session, on the next free date.")
@click.argument("chat")
@click.argument("title")
@click.option(
    "--start", metavar="TIME", help="Such as '2026-12-02 20:00', local time; the next free slot when left out."
)
@click.option("--duration", type=click.IntRange(1, 24 * 60), help="Minutes; the schedule's when left out.")
@click.option("--status", type=click.Choice(_STATUSES), help="How certain it is; planned, or confirmed in the past.")
@click.option("--guest", "guests", multiple=True, help="Somebody in people.yml, by the short name; may be repeated.")
@click.option("--topic", "topics", multiple=True, help="What it is about, in a word; may be repeated.")
@click.option("--id", "session_id", help="Its name in addresses, for good; made from the title when left out.")
@shared_options
def command(
    shared: Shared,
    chat: str,
    title: str,
    start: str | None,
    duration: int | None,
    status: str | None,
    guests: tuple[str, ...],
    topics: tuple[str, ...],
    session_id: str | None,
) -> None:
    """Write the record of a session of CHAT, about TITLE, on the schedule's next free date."""
    from causerie.cli.config import read_settings
    from causerie.cli.forms import read_option, shown_path
    from causerie.cli.named import require_chat
    from causerie.records import read_library
    from causerie.records.schema_fields import read_id
    from causerie.views.paths import chat_address

    settings = read_settings(shared.config)
    reading = read_library(settings)
    library = reading.library
    of = require_chat(settings, library, reading.problems, chat)
    known = [person.id for person in library.people]
    for guest in guests:
        if guest not in known:
            raise CauserieError(f"Nobody in people.yml is called '{guest}'.{did_you_mean(guest, known)}")
    if start:
        begin, slot = own_start(settings, library, of, start)
    else:
        begin, slot = find_free_slot(settings, library, of, shared.now)
    new = NewSession(
        chat=of,
        title=title,
        start=begin,
        slot=slot,
        id=read_option("--id", read_id, session_id) if session_id else "",
        duration=duration,
        status=status or ("confirmed" if begin <= shared.now else "planned"),
        guests=guests,
        topics=topics,
    )
    path = write_session(settings, library, new, shared.now)
    shared.say(f"Wrote {shown_path(path, settings.root)}")
    is_over = begin <= shared.now
    shared.say(f"It {'began' if is_over else 'begins'} on {begin:%A} {begin:%Y-%m-%d %H:%M}, {of.zone.key}.")
    written = session_id_of(path)
    shared.say(
        f"Its id is {written}, and its address /{chat_address(of)}{written}/, for good, also when the title changes."
        + ("" if session_id else f" For another one, delete {path.parent.name}/ now, and begin again with --id.")
    )
    if is_over:
        shared.say(f"Next: causerie import EXPORT --session {of.id}/{written}")


def session_id_of(record: Path) -> str:
    """The id in the name of a written session's folder: what stands behind its date."""
    return record.parent.name[len("2026-12-02-") :]


def find_free_slot(settings: Settings, library: Library, chat: Chat, now: datetime) -> tuple[datetime, str]:
    """The start and the key of a chat's next slot that no written session has, not even an idea or one with errors."""
    first = now.astimezone(chat.zone).date()
    slots = scheduled_slots(chat, first, first + _HORIZON)
    taken = _taken(settings, library, chat, slots)
    for slot, (_, start) in slots.items():
        if slot not in taken and start > now:
            return start, slot
    if not chat.schedules:
        raise CauserieError(f"{chat.title} has no schedule in {chat.path}. Say when with --start '2026-12-02 20:00'.")
    raise CauserieError(f"{chat.title} has no free date within a year. Say when with --start '2026-12-02 20:00'.")


def write_session(settings: Settings, library: Library, new: NewSession, now: datetime) -> Path:
    """Write a session's record and return its path."""
    from causerie.cli.forms import fill_form, find_form, list_value
    from causerie.records.schema_fields import drop_unseen
    from causerie.records.write import quote_value, write_in_new_folder
    from causerie.text import clean_line

    chat, title = new.chat, drop_unseen(clean_line(new.title))
    if not title:
        raise CauserieError("The title is empty. Write the session's topic.")
    folder = settings.content / "chats" / chat.id
    new = replace(new, id=_unique_id(library, folder, new, title))
    today = now.astimezone(chat.zone).date()
    people = [person.id for person in library.people] or ["amara"]
    fields = {
        "slot": new.slot.replace("T", " "),
        "duration": str(new.duration or ""),
        "announced": str(today) if new.is_announced else "",
        "guests": list_value(new.guests) if new.guests else "",
        "topics": list_value(new.topics) if new.topics else "",
    }
    text = fill_form(
        find_form("session.md", chat.language),
        {
            "chat": chat.title,
            "title": quote_value(title),
            "start": _written_start(new.start),
            "day": f"{new.start:%Y-%m-%d}",
            "timezone": chat.zone.key,
            "duration": str(chat.default_duration),
            "status": new.status,
            "today": str(today),
            "hosts": list_value([host.id for host in chat.hosts] or people[:1]),
            "guests": list_value(people[-1:]),
            "questions": "".join(f"\n  - {quote_value(question)}" for question in new.questions),
            "prose": f"\n{new.prose}" if new.prose else "",
        },
        {name: value for name, value in fields.items() if value},
    )
    path = folder / f"{new.start:%Y-%m-%d}-{new.id}" / "session.md"
    write_in_new_folder(path, text)
    return path


def own_start(settings: Settings, library: Library, chat: Chat, text: str) -> tuple[datetime, str]:
    """The start that was asked for, and the free slot that is close to it, if the schedule has one."""
    from causerie.cli.forms import read_option
    from causerie.records.moments import explain_clock, read_moment

    moment = read_option("--start", read_moment, text)
    if (clock := explain_clock(moment, chat.zone)) and clock[1]:
        raise CauserieError(f"--start is {clock[0]}")
    start = _scheduled_time(chat, moment) if moment.clock is None else moment.instant(chat.zone)
    if other := next((s for s in library.sessions_of(chat) if s.start == start and not s.is_off), None):
        raise CauserieError(f"'{other.title}' begins at {text} already. Choose another --start, or cancel that one.")
    slots = scheduled_slots(chat, start.date() - timedelta(days=1), start.date())
    slot = nearest_slot(chat, start, slots)
    return start, "" if slot in _taken(settings, library, chat, slots) else slot


def _taken(settings: Settings, library: Library, chat: Chat, slots: dict[str, tuple[Schedule, datetime]]) -> set[str]:
    """The slots that written sessions have, and those that records with errors seem to have."""
    from causerie.records.slots import claimed_slots

    sessions = library.sessions_of(chat)
    read = {session.folder for session in sessions if session.folder}
    return taken_slots(chat, sessions, slots) | claimed_slots(settings.content / "chats" / chat.id, read, slots)


def _scheduled_time(chat: Chat, moment: Moment) -> datetime:
    """A day at the time of the day that the chat's schedule names."""
    slots = scheduled_slots(chat, moment.day, moment.day)
    if slots:
        return next(start for _, start in slots.values())
    if not chat.schedules:
        raise CauserieError(
            f"--start is '{moment.text}', and {chat.title} has no usual time. Write {moment.text} 20:00."
        )
    return at_wall_clock(moment.day, chat.schedules[0].at, chat.zone)


def _unique_id(library: Library, folder: Path, new: NewSession, title: str) -> str:
    """The id that was asked for, or one from the title that no session of the chat has or had."""
    from causerie.cli.slug import find_free_id
    from causerie.model.slug import make_slug

    sessions = library.sessions_of(new.chat)
    taken = {name for session in sessions for name in (session.id, *session.aliases)}
    taken.update(
        path.name[len("2026-12-02-") :] for path in folder.glob("[0-9]*-[0-9]*-[0-9]*-*")
    )  # unreadable ones, too
    if new.id in taken:
        raise CauserieError(f"{new.chat.title} has a session '{new.id}' already. Choose another --id.")
    return new.id or find_free_id(make_slug(title) or "session", taken)


def _written_start(start: datetime) -> str:
    """A start as records have it; with its offset where the clocks show that time twice."""
    offset = f"{start:%z}"
    return f"{start:%Y-%m-%d %H:%M}" + (f"{offset[:3]}:{offset[3:]}" if is_repeated_time(start) else "")
