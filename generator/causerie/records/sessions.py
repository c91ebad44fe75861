"""session.md: from its record to a Session, without its recap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from causerie.model.chat import Chat
from causerie.model.post import Link, Media
from causerie.model.session import Question, Session
from causerie.records.media import check_picture, check_prose
from causerie.records.moments import Moment, explain_clock
from causerie.records.people import People
from causerie.records.schema_fields import read_id
from causerie.records.schema_session import QuestionRecord, SessionRecord
from causerie.records.slots import check_slot, near_slot
from causerie.records.source import Source
from causerie.records.validate import salvage_record, validate_fields
from causerie.records.yaml import Path as ValuePath
from causerie.text import clean_text

_FOLDER = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)\Z")


@dataclass(slots=True)
class SessionFolder:
    """A session's folder while the records are read: its id, what came of it, and what is wrong with it."""

    source: Source  # of session.md
    id: str = ""  # also of a session whose record is wrong: others may name it
    session: Session | None = None
    has_transcript: bool = False
    near: tuple[str, timedelta] = ("", timedelta())  # without `slot:`, that for which it stands in, and how far it is

    @property
    def folder(self) -> Path:
        """Where the record and its media stand."""
        return self.source.file.parent

    @property
    def transcript(self) -> Path:
        """Its transcript, which may not exist."""
        return self.folder / "transcript.jsonl"


def read_session(source: Source, chat: Chat | None, people: People, *, has_transcript: bool = False) -> SessionFolder:
    """The session of a folder; without one where it makes none, and then it is said why.

    `chat` is None when the chat's own record makes none: then only the fields are checked.
    """
    found = SessionFolder(source, has_transcript=has_transcript)
    day, folder_id = _split_name(source)
    found.id = folder_id
    fields, prose = source.read_front_matter()
    if fields is None:
        return found
    found.id = _given_id(fields) or folder_id
    record = validate_fields(source, fields, SessionRecord)
    checked = record or salvage_record(fields, SessionRecord, title="-")
    check_prose(source, prose)
    if checked is None or chat is None:
        return found
    if checked.id is None and folder_id:
        _check_folder_id(source, folder_id)
    session = _make_session(source, found, checked, chat, people, prose)
    if day and day != session.start.date():
        shown = f"{session.start:%Y-%m-%d}"
        source.advise(
            ("start",), f"'start' is on {shown}, and the folder's name says {day}. Rename the folder; its id stays."
        )
    found.session = session if record is not None else None
    return found


def resolve_moment(source: Source, path: ValuePath, moment: Moment, zone: ZoneInfo) -> datetime:
    """The instant of a written time, in the chat's zone; what a clock change does to it is noted."""
    note_clock(source, path, moment, zone)
    return moment.instant(zone)


def note_clock(source: Source, path: ValuePath, moment: Moment, zone: ZoneInfo) -> None:
    """Note what a clock change does to a written time."""
    if moment.zone is UTC:
        return
    if said := explain_clock(moment, zone):
        message, is_error = said
        name = next(step for step in reversed(path) if isinstance(step, str))
        text = f"'{name}' is '{moment.text}', {message}"
        source.error(path, text) if is_error else source.warn(path, text)


def _split_name(source: Source) -> tuple[date | None, str]:
    """The day and the id in a session folder's name."""
    name = source.file.parent.name
    match = _FOLDER.match(name)
    try:
        if match:
            return date.fromisoformat(match[1]), match[2]
    except ValueError:
        pass
    source.blame(
        f"the folder's name is '{name}', without a day. Rename it to YYYY-MM-DD-<id>, like 2026-12-02-ai-labels."
    )
    return None, ""


def _given_id(fields: dict[str, Any]) -> str:
    given = fields.get("id")
    return given if isinstance(given, str) else str(given) if type(given) is int else ""


def _check_folder_id(source: Source, folder_id: str) -> None:
    try:
        read_id(folder_id)
    except ValueError as error:
        source.blame(f"the folder's name ends with {error} Or give the session an id: of its own.")


def _make_session(
    source: Source, found: SessionFolder, record: SessionRecord, chat: Chat, people: People, prose: str
) -> Session:
    def when(name: str, moment: Moment | None) -> datetime | None:
        return None if moment is None else resolve_moment(source, (name,), moment, chat.zone)

    start = resolve_moment(source, ("start",), record.start, chat.zone)
    if record.slot is not None:
        slot, usual = record.slot, check_slot(source, record.slot, chat)
    else:
        near, distance, usual = near_slot(chat, start)
        slot, found.near = "", (near, distance)
    minutes = record.duration or usual or chat.default_duration
    return Session(
        chat=chat,
        id=found.id,
        title=record.title,
        start=start,
        duration=minutes,
        slot=slot,
        status=record.status,
        language=record.language or chat.language,
        hosts=chat.hosts if record.hosts is None else people.find(source, ("hosts",), record.hosts),
        guests=people.find(source, ("guests",), record.guests),
        topics=tuple(dict.fromkeys(record.topics)),
        announced=when("announced", record.announced),
        updated=when("updated", record.updated),
        was=tuple(resolve_moment(source, ("was", at), former, chat.zone) for at, former in enumerate(record.was)),
        reason=record.reason,
        aliases=tuple(dict.fromkeys(record.aliases)),
        questions_from=when("questions_from", record.questions_from),
        questions=tuple(_make_question(source, at, each, minutes) for at, each in enumerate(record.questions)),
        links=tuple(Link(link.url, link.title) for link in record.links),
        prose=clean_text(prose).strip(),
        folder=found.folder,
        path=source.path,
        has_transcript=found.has_transcript,
    )


def _make_question(source: Source, at: int, record: QuestionRecord, minutes: int) -> Question:
    if record.at is not None and record.at >= minutes:
        source.warn(
            ("questions", at, "at"),
            f"'at' is {record.at}, and the session is over after {minutes} minutes. Write a number below, or take it"
            " away.",
        )
    image = None
    if record.image is not None:
        image = Media(file=record.image, alt=record.alt)
        check_picture(source, ("questions", at, "image"), image)
    return Question(number=at + 1, text=record.text, image=image, at=record.at)
