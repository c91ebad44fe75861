"""A session's row: what its folder comes to, as bytes that cross processes and outlive the build, and what names it.

A row has two parts: the short one holds what a build needs of every session, the long one what it needs of a few.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from itertools import starmap
from operator import attrgetter
from pathlib import Path
from typing import Any

from causerie.frozen import frozen
from causerie.glance import Glance, is_settled
from causerie.model.anonymous import anonymise_session
from causerie.model.chat import Chat
from causerie.model.person import Person
from causerie.model.session import Session
from causerie.model.stored import pack_session
from causerie.problems import Problem, Severity
from causerie.records.conversations import read_conversation
from causerie.records.folder import FolderReading, read_folder
from causerie.records.people import AskedPeople
from causerie.records.read import Foundation
from causerie.records.source import MAX_BYTES
from causerie.settings import Settings
from causerie.views.artifact import Heading, PageArtifact
from causerie.views.harvest import pack_harvest
from causerie.views.session_parts import Parts, make_parts

Row = tuple[bytes, bytes]
Plain = Any  # text, bytes, numbers, and tuples, lists and dicts of these

_EVERYBODY = "*"  # stands among people's ids for all of people.yml
_LONG = 4_000_000  # bytes from which a transcript is known by its size and time: reading it would take too long
_RECORDS = ("session.md", "recap.yml", "retro.yml")  # files whose content counts, not their times


@dataclass(frozen=True)
class Circumstances:
    """What the entries of one build depend on beside their own files."""

    foundation: Foundation
    settings: Settings
    now: datetime
    has_search: bool = False

    @cached_property
    def people(self) -> dict[str, Person]:
        """Who may be shown, by id."""
        return {person.id: person for person in self.foundation.people.all}

    def stamp_people(self, ids: tuple[str, ...]) -> bytes:
        """Changes when one of these people does."""
        return b"".join(self._people_stamps.get(each, b"-") for each in ids)

    def stamp_chat(self, chat: Chat | None) -> bytes:
        """Changes when the chat does, or something that all chats depend on."""
        return _digest(self._common, chat)

    @cached_property
    def _people_stamps(self) -> dict[str, bytes]:
        people = self.foundation.people
        return {_EVERYBODY: _digest(people)} | {name: _digest(person) for name, person in people.known.items()}

    @cached_property
    def _common(self) -> tuple[object, ...]:
        # Where the project stands does not count, so that a cache may travel; the host's own pages are nobody's here.
        settings = replace(self.settings, root=Path(), pages=(), content=Path())
        forgotten = self.foundation.forgotten
        names = (sorted(forgotten.accounts), sorted(forgotten.posts), sorted(forgotten.hashes))
        return (
            self.has_search,
            settings,
            os.path.relpath(self.settings.content, self.settings.root),
            names,
        )


@frozen
class Task:
    """A session's folder to read."""

    name: str  # the path of its record
    folder: str
    chat: Chat | None
    stamp: bytes
    glance: Glance


@frozen(kw_only=True)
class State:
    """What a row depends on."""

    glance: Glance
    is_settled: bool  # whether a change of its files would show at a glance
    content: bytes  # names what its files hold
    stamp: bytes  # of its chat
    asked: tuple[str, ...]  # the people whom it names
    people: bytes  # their stamp
    since: float  # from when on it is true, in seconds since 1970
    until: float


STATE = tuple(field.name for field in fields(State))
_read_state = attrgetter(*STATE)


def make_row(circumstances: Circumstances, task: Task) -> Row:
    """Read a folder and make everything of it that depends on no other."""
    settled = is_settled(task.glance)  # before it is read: what is saved later has another time then
    records = _read_records(task)
    foundation, now = circumstances.foundation, circumstances.now
    people = AskedPeople(foundation.people.known, foundation.people.is_complete)
    reading = read_folder(Path(task.folder), task.chat, people, foundation.forgotten, foundation.root, records)
    session = reading.session and anonymise_session(reading.session)
    if reading.session and session and session.shows_transcript(now):
        conversation = read_conversation(reading.session, foundation.root, foundation.forgotten)
        if conversation and not circumstances.settings.transcripts:
            conversation = conversation.without_pages()
        session = replace(session, conversation=conversation)
    asked = (_EVERYBODY,) if reading.problems else tuple(sorted(people.asked))
    since, until = _validity(session, now)
    state = State(
        glance=task.glance,
        is_settled=settled,
        content=_name_content(task, records),
        stamp=task.stamp,
        asked=asked,
        people=circumstances.stamp_people(asked),
        since=since,
        until=until,
    )
    parts, of_parts = None, (None, (), None)
    if session is not None and not reading.has_errors and session.is_public(now):
        made = make_parts(session, circumstances.settings, now, has_search=circumstances.has_search)
        key = _digest(state.content, state.stamp, state.people, since)
        parts, of_parts = _pack_parts(made, key, task.folder)
    short, long = pack_session(session) if session is not None else (None, None)
    return (
        pickle.dumps((_read_state(state), _pack_reading(reading), short, parts), 5),
        pickle.dumps((long, *of_parts), 5),
    )


def name_content(task: Task) -> bytes:
    """Names what a folder's records hold, and of the rest what is there to be named."""
    return _name_content(task, _read_records(task))


_read_problem = attrgetter("path", "line", "column", "message", "severity.value")


def _pack_reading(reading: FolderReading) -> Plain:
    distance = None if reading.distance is None else reading.distance.total_seconds()
    return reading.id, tuple(map(_read_problem, reading.problems)), reading.slot, distance, reading.carried


def unpack_reading(packed: Plain, folder: str, root: Path) -> FolderReading:
    """What a folder said, but for its session."""
    session_id, problems, slot, distance, carried = packed
    return FolderReading(
        folder=folder,
        root=root,
        id=session_id,
        problems=tuple(
            Problem(path, line, column, message, Severity(kind)) for path, line, column, message, kind in problems
        ),
        slot=slot,
        distance=None if distance is None else timedelta(seconds=distance),
        carried=carried,
    )


def _pack_parts(made: Parts, key: bytes, folder: str) -> tuple[Plain, Plain]:
    """What all builds need of a session's parts; and its page, the content of its files, and its texts for search."""
    files = [(each.path, _inside(each.source, Path(folder)), each.record) for each in made.files]
    found = made.search() if made.search else None
    short = (
        key,
        made.data,
        made.recap_data,
        made.archived,
        dict(made.events),
        made.quoted,
        pack_harvest(made.harvest),
        made.card and tuple(made.card),
        made.has_outline,
        made.search_key,
        made.transcript_key,
        made.transcript_pages,
        made.people,
        files,
    )
    contents = tuple(b"" if each.source else each.read() for each in made.files)
    return short, (_pack_page(made.page()), contents, tuple(found) if found else None)


_PAGE = ("address", "title", "description", "language", "body", "head", "record")
_read_page = attrgetter(*_PAGE)
_read_heading = attrgetter("id", "title", "level")


def _pack_page(page: PageArtifact) -> Plain:
    return _read_page(page), tuple(map(_read_heading, page.outline))


def unpack_page(packed: Plain) -> PageArtifact:
    """A session's page."""
    values, outline = packed
    return PageArtifact(**dict(zip(_PAGE, values, strict=True)), outline=tuple(starmap(Heading, outline)))


def _inside(source: Path | None, folder: Path) -> str:
    return "" if source is None else source.relative_to(folder).as_posix()


def _read_records(task: Task) -> dict[str, bytes]:
    """What the records of a folder hold, by name; not those that cannot be read."""
    contents = {}
    for name, size, *_ in task.glance:
        if name in _RECORDS and size <= MAX_BYTES:
            with suppress(OSError), open(f"{task.folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123
                contents[name] = file.read()
    return contents


def _name_content(task: Task, records: Mapping[str, bytes]) -> bytes:
    parts: list[object] = []
    for name, size, modified, _, _ in task.glance:
        path = f"{task.folder}/{name}"
        if name in records:
            parts.append((name, blake2b(records[name], digest_size=16).digest()))
        elif name in _RECORDS or (name.endswith(".jsonl") and size >= _LONG):
            parts.append((name, size, modified))
        elif name.endswith(".jsonl"):
            try:
                parts.append((name, blake2b(Path(path).read_bytes(), digest_size=16).digest()))
            except OSError:
                parts.append((name, "unreadable"))
        else:  # a link may lead nowhere, or out of the folder
            target = os.path.relpath(Path(path).resolve(), task.folder) if os.path.islink(path) else ""  # noqa: PTH114
            parts.append((name, size >= 0, target))
    return _digest(parts)


def _validity(session: Session | None, now: datetime) -> tuple[float, float]:
    """From when to when all of a session's times lie on the same side of the clock as now."""
    times = [each.timestamp() for each in _times_of(session)] if session is not None else []
    today = now.timestamp()
    since = max((each for each in times if each <= today), default=float("-inf"))
    return since, min((each for each in times if each > today), default=float("inf"))


def _times_of(session: Session) -> Iterator[datetime]:
    """Every moment at which something of a session may begin to be shown, or end."""
    yield from (session.start, session.end, *session.was)
    yield from (each for each in (session.announced, session.updated, session.questions_from) if each is not None)
    if session.recap is not None:
        yield from (each.date for each in session.recap.errata)
        if session.recap.published is not None:
            yield session.recap.published


def _digest(*values: object) -> bytes:
    """Names values by how they are written; all that is in a model and in settings is written in full."""
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).digest()
