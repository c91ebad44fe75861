"""One file of content/directory: what is kept of another site, written by `causerie directory` and read by builds."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from causerie.frozen import frozen
from causerie.model.chat import Chat, ChatStatus, Venue
from causerie.model.circle import OtherSite
from causerie.model.library import Library, session_order
from causerie.model.schedule import Period, Schedule
from causerie.model.session import Session, Status
from causerie.problems import CauserieError
from causerie.records.circle import FOLDER, list_files
from causerie.records.circle_data import MAX_BYTES, Foreign, check_data, write_data
from causerie.records.forget import Forgotten
from causerie.records.leave_out import leave_out_of_chat, leave_out_of_session
from causerie.records.schema_circle import ForeignChat, ForeignSchedule, ForeignSession, KeptSite
from causerie.records.write import write_atomically
from causerie.settings import Settings

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@frozen
class Kept:
    """A file of content/directory."""

    file: Path
    name: str
    address: str  # where it was fetched; empty where it came from a file
    fetched: datetime
    etag: str
    last_modified: str
    foreign: Foreign


def list_kept(settings: Settings, now: datetime) -> list[Kept | CauserieError]:
    """What is kept, or why it cannot be read, file by file."""
    found: list[Kept | CauserieError] = []
    for file in list_files(settings):
        try:
            found.append(read_kept(file, now))
        except CauserieError as error:
            found.append(CauserieError(f"{file.name}: {error}"))
    return found


def read_kept(file: Path, now: datetime) -> Kept:
    """A kept file. Raises CauserieError where it is not as the program wrote it."""
    advice = "Add that site again with 'causerie directory add', or delete the file."
    try:
        if file.stat().st_size > MAX_BYTES:
            raise CauserieError(f"the file is larger than {MAX_BYTES:,} bytes. {advice}")
        kept = KeptSite.model_validate(json.loads(file.read_bytes()))
        foreign = check_data(kept.site, kept.chats, kept.sessions, now)
    except OSError as error:
        raise CauserieError(f"the file cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError, ValidationError):
        raise CauserieError(f"this is not what the program has written here. {advice}") from None
    if foreign.name != file.stem:
        raise CauserieError(f"the file is of {foreign.name} and has another name. {advice}")
    return Kept(file, file.stem, kept.address or "", kept.fetched, kept.etag, kept.last_modified, foreign)


def kept_file(settings: Settings, name: str) -> Path:
    """Where a site is kept."""
    return settings.content / FOLDER / f"{name}.json"


def write_kept(
    settings: Settings, foreign: Foreign, *, address: str, now: datetime, etag: str = "", last_modified: str = ""
) -> Path:
    """Keep what a site says, in place of what was kept of it."""
    fetched = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    origin = {"address": address, "fetched": fetched, "etag": etag, "last_modified": last_modified}
    file = kept_file(settings, foreign.name)
    write_atomically(file, write_data(foreign, origin))
    return file


def make_site(kept: Kept, path: str, forgotten: Forgotten) -> OtherSite:
    """The site as views know it."""
    site = kept.foreign.site
    chats = {each.id: leave_out_of_chat(_make_chat(each), forgotten) for each in kept.foreign.chats}
    sessions = [
        leave_out_of_session(_make_session(each, chats[each.chat]), forgotten) for each in kept.foreign.sessions
    ]
    library = Library(tuple(chats.values()), tuple(sorted(sessions, key=session_order)))
    return OtherSite(
        name=kept.name,
        title=site.title,
        url=site.url,
        language=site.language,
        uid_domain=kept.foreign.uid_domain,
        fetched=kept.fetched,
        library=library,
        path=path,
    )


def _make_chat(chat: ForeignChat) -> Chat:
    return Chat(
        id=chat.id,
        title=chat.title,
        hashtag=chat.hashtag,
        zone=chat.timezone,
        also=chat.also,
        tagline=chat.tagline,
        language=chat.language,
        venues=tuple(Venue(each.platform, each.place) for each in chat.platforms),
        schedules=tuple(map(_make_schedule, chat.schedule)),
        topics=chat.topics,
        status=ChatStatus(chat.status),
    )


def _make_schedule(schedule: ForeignSchedule) -> Schedule:
    is_monthly = schedule.every == "month"
    return Schedule(
        period=Period(schedule.every),
        weekday=_WEEKDAYS.index(schedule.weekday),
        at=schedule.at,
        duration=schedule.duration,
        interval=1 if is_monthly else schedule.interval,
        ordinal=(schedule.ordinal or 1) if is_monthly else 0,
        first=schedule.from_,
        last=schedule.until,
        skip=tuple((each.date, each.reason) for each in schedule.skip),
    )


def _make_session(session: ForeignSession, chat: Chat) -> Session:
    return Session(
        chat=chat,
        id=session.id,
        title=session.title,
        start=session.start.astimezone(chat.zone),
        duration=session.minutes,
        slot=session.slot or "",
        status=Status(session.status),
        language=session.language,
        topics=session.topics,
        announced=session.announced,
        updated=session.updated,
        was=tuple(each.astimezone(chat.zone) for each in session.was),
        reason=session.reason,
    )
