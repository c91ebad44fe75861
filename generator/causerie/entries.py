"""Each session from its folder to its finished parts, and none twice: what did not change is kept, not made again.

An entry depends on its session's own files, its chat, the people that it names, forget.yml, the settings, and on the
clock only where one of its own times has come. Where nothing of that changed, the entry of the build before is taken,
from memory or from the cache (which empties itself where another program made it); the others are made, in worker
processes where they are many.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from hashlib import blake2b
from itertools import starmap
from operator import attrgetter
from pathlib import Path
from typing import Any

from causerie.cache import Cache, load_plain
from causerie.glance import Glance, glance_at, is_settled
from causerie.model.anonymous import anonymise_session
from causerie.model.chat import Chat
from causerie.model.library import Library
from causerie.model.person import Person
from causerie.model.session import Session
from causerie.model.stored import complete_session, pack_session, unpack_session
from causerie.problems import Problem, Severity
from causerie.records.folder import FolderReading, read_folder
from causerie.records.people import AskedPeople
from causerie.records.read import Foundation, read_foundation, settle
from causerie.records.source import MAX_BYTES
from causerie.settings import Settings
from causerie.views.artifact import Artifact, Heading, PageArtifact
from causerie.views.paths import session_address
from causerie.views.search import SearchText
from causerie.views.session_parts import Parts, make_parts
from causerie.workers import spread

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


@dataclass(slots=True, kw_only=True)
class Entry:
    """What came of one session's folder, and what that depends on."""

    reading: FolderReading
    parts: Parts | None  # of a session that visitors may see
    glance: Glance
    is_settled: bool  # whether a change of its files would show at a glance
    content: bytes  # names what its files hold
    stamp: bytes  # of its chat
    asked: tuple[str, ...]  # the people whom it names
    people: bytes  # their stamp
    since: float  # from when on it is true, in seconds since 1970
    until: float


_STATE = ("glance", "is_settled", "content", "stamp", "asked", "people", "since", "until")
_Row = tuple[bytes, bytes]  # what is needed of every session, and what is needed of a few


@dataclass(frozen=True, slots=True)
class SiteReading:
    """What the records of a site say, and what of it need not be made again."""

    library: Library
    problems: tuple[Problem, ...]
    chats: frozenset[str]  # the names of all chats' folders, with those that have errors
    entries: Mapping[str, Entry]
    parts: Mapping[str, Parts]  # by the address of a session, of those that are as their entry says


def read_site(
    settings: Settings, now: datetime, cache: Cache, before: SiteReading | None = None, *, has_search: bool = False
) -> SiteReading:
    """The records as they may be shown. Never raises for a host's mistake: everything wrong is a Problem.

    With `before`, what it made of a record that has errors now stays, as `read_library` says.
    """
    last = before.library if before else Library()
    foundation = read_foundation(settings, last)
    if not foundation.is_trusted:  # nobody knows what must not be kept
        cache = Cache(None)
    circumstances = Circumstances(foundation, settings, now, has_search)
    reader = _Reader(circumstances, cache, before.entries if before else {})
    entries = reader.read()
    by_chat: dict[str, list[FolderReading]] = {str(each.folder): [] for each in foundation.chats}
    for entry in entries.values():
        by_chat[os.path.dirname(entry.reading.folder)].append(replace(entry.reading, between=[]))  # noqa: PTH120
    reading = settle(foundation, by_chat.values(), last)
    parts = {}
    for session in reading.library.sessions:
        kept = entries.get(session.path)
        if kept is None or kept.reading.session is not session:  # a last good version, whose bytes are about to go
            complete_session(session)
        elif kept.parts is not None:
            parts[session_address(session)] = kept.parts
    reader.keep()
    return SiteReading(reading.library, reading.problems, reading.chats, entries, parts)


@dataclass(frozen=True, slots=True)
class _Task:
    """A folder to read."""

    name: str  # the path of its record
    folder: str
    chat: Chat | None
    stamp: bytes
    glance: Glance


class _Reader:
    """One build's way from folders to entries, from those of the build before or else from the cache."""

    def __init__(self, circumstances: Circumstances, cache: Cache, former: Mapping[str, Entry]) -> None:
        self._circumstances = circumstances
        self._cache = cache
        self._former = former
        self._kept = {} if former else cache.read()
        self._now = circumstances.now.timestamp()
        self._root = circumstances.settings.root
        self._rows: dict[str, _Row] = {}  # made by this build, and not kept yet
        self._latest: tuple[str, Any] = ("", None)  # long part that was read
        self._gone: set[str] = set()

    def read(self) -> dict[str, Entry]:
        """The entries of all sessions by the path of their record, in the order of chats and folders."""
        found: dict[str, Entry | None] = {}
        stale: list[_Task] = []
        for task in self._find_tasks():
            found[task.name] = entry = self._find(task)
            if entry is None:
                stale.append(task)
        made = spread(lambda at: _make_row(self._circumstances, stale[at]), range(len(stale)))
        for task, row in zip(stale, made, strict=True):
            self._rows[task.name] = row
            found[task.name] = self._restore(task, row[0])
        self._gone = (self._former.keys() | self._kept.keys()) - found.keys()
        self._former, self._kept = {}, {}  # what was restored here may stay for many builds
        return {name: entry for name, entry in found.items() if entry is not None}

    def keep(self) -> None:
        """Let the cache have what was made, in the place of what it was made from before."""
        if self._rows or self._gone:
            self._cache.write(self._rows, self._gone)
        self._rows, self._gone = {}, set()

    def _find_tasks(self) -> Iterator[_Task]:
        prefix = f"{self._root}{os.sep}"
        for chat_folder in self._circumstances.foundation.chats:
            stamp = self._circumstances.stamp_chat(chat_folder.chat)
            for folder in map(str, chat_folder.sessions):
                inside = folder.removeprefix(prefix) if folder.startswith(prefix) else os.path.relpath(folder, prefix)
                name = f"{inside}/session.md".replace(os.sep, "/")
                yield _Task(name, folder, chat_folder.chat, stamp, glance_at(folder))

    def _find(self, task: _Task) -> Entry | None:
        """The entry of an earlier build, where it is still true."""
        entry = self._former.get(task.name)
        if entry is None and task.name in self._kept:
            try:
                entry = self._restore(task, self._kept[task.name])
            except Exception:  # it is whole, but somebody whom it names is gone, or nobody knows what it is
                return None
        if entry is None or entry.stamp != task.stamp or not entry.since <= self._now < entry.until:
            return None
        if entry.people != self._circumstances.stamp_people(entry.asked):
            return None
        if not (entry.is_settled and entry.glance == task.glance):
            if entry.content != _content_of(task, _read_records(task)):
                return None
            entry.glance, entry.is_settled = task.glance, is_settled(task.glance)
        return entry

    def _restore(self, task: _Task, short: bytes) -> Entry:
        """An entry from its bytes; its page and its session's texts are read when they are needed."""
        state, reading, session, parts = load_plain(short)
        problems = tuple(
            Problem(path, line, column, said, Severity(kind)) for path, line, column, said, kind in reading[1]
        )
        distance = None if reading[3] is None else timedelta(seconds=reading[3])
        restored = FolderReading(
            folder=task.folder,
            root=self._root,
            id=reading[0],
            problems=problems,
            slot=reading[2],
            distance=distance,
            carried=reading[4],
        )
        if session is not None and task.chat is not None:
            people = self._circumstances.people
            restored.session = unpack_session(session, lambda: self._long(task)[0], task.chat, people, task.folder)
        return Entry(
            reading=restored,
            parts=None if parts is None else self._restore_parts(task, parts),
            **dict(zip(_STATE, state, strict=True)),
        )

    def _restore_parts(self, task: _Task, parts: Any) -> Parts:
        key, data, recap_data, archived, events, quoted, has_outline, files = parts
        artifacts = []
        for at, (path, source, record) in enumerate(files):
            if source:
                artifacts.append(Artifact(path=path, source=Path(task.folder, source), record=record))
            else:
                load = partial(self._load_file, task, at)
                artifacts.append(Artifact(path=path, record=record, key=key, load=load))
        return Parts(
            key=key,
            page=partial(self._load_page, task),
            files=tuple(artifacts),
            events=events,
            data=data,
            recap_data=recap_data,
            archived=archived,
            quoted=quoted,
            search=partial(self._load_search, task) if self._circumstances.has_search else None,
            has_outline=has_outline,
        )

    def _load_page(self, task: _Task) -> PageArtifact:
        values = dict(zip(_PAGE, self._long(task)[1], strict=True))
        return PageArtifact(**{**values, "outline": tuple(starmap(Heading, values["outline"]))})

    def _load_file(self, task: _Task, at: int) -> bytes:
        content: bytes = self._long(task)[2][at]
        return content

    def _load_search(self, task: _Task) -> SearchText:
        return SearchText._make(self._long(task)[3])

    def _long(self, task: _Task) -> Any:
        if self._latest[0] != task.name:  # a page and its files are usually wanted together
            long = self._rows[task.name][1] if task.name in self._rows else self._cache.read_long(task.name)
            if long is None:  # the cache was damaged meanwhile
                long = _make_row(self._circumstances, task)[1]
            self._latest = task.name, load_plain(long)
        return self._latest[1]


_PAGE = ("address", "title", "description", "language", "body", "head", "outline", "record")
_read_state = attrgetter(*_STATE)
_read_page = attrgetter(*_PAGE)
_read_problem = attrgetter("path", "line", "column", "message", "severity.value")


def _make_row(circumstances: Circumstances, task: _Task) -> _Row:
    """Read a folder and make everything of it that depends on no other."""
    records = _read_records(task)
    content = _content_of(task, records)
    foundation, folder = circumstances.foundation, Path(task.folder)
    people = AskedPeople(foundation.people.known, foundation.people.is_complete)
    reading = read_folder(folder, task.chat, people, foundation.forgotten, foundation.root, records)
    session = reading.session and anonymise_session(reading.session)
    asked = (_EVERYBODY,) if reading.problems else tuple(sorted(people.asked))
    since, until = _validity(session, circumstances.now)
    entry = Entry(
        reading=reading,
        parts=None,
        glance=task.glance,
        is_settled=is_settled(task.glance),
        content=content,
        stamp=task.stamp,
        asked=asked,
        people=circumstances.stamp_people(asked),
        since=since,
        until=until,
    )
    parts, page, search = None, None, None
    contents: tuple[bytes, ...] = ()
    if session is not None and not reading.has_errors and session.is_public(circumstances.now):
        made = make_parts(session, circumstances.settings, circumstances.now, has_search=circumstances.has_search)
        key = _digest(content, task.stamp, entry.people, since)
        files = [(each.path, _inside(each.source, folder), each.record) for each in made.files]
        parts = (
            key,
            made.data,
            made.recap_data,
            made.archived,
            dict(made.events),
            made.quoted,
            made.has_outline,
            files,
        )
        page = _read_page(made.page())
        page = (*page[:-2], [(each.id, each.title, each.level) for each in page[-2]], page[-1])
        search = made.search and tuple(made.search())
        contents = tuple(b"" if each.source else each.read() for each in made.files)
    short, long = pack_session(session) if session is not None else (None, None)
    distance = None if reading.distance is None else reading.distance.total_seconds()
    problems = tuple(map(_read_problem, reading.problems))
    of_reading = (reading.id, problems, reading.slot, distance, reading.carried)
    return (
        pickle.dumps((_read_state(entry), of_reading, short, parts), 5),
        pickle.dumps((long, page, contents, search), 5),
    )


def _inside(source: Path | None, folder: Path) -> str:
    return "" if source is None else source.relative_to(folder).as_posix()


def _read_records(task: _Task) -> dict[str, bytes]:
    """What the records of a folder hold, by name; not those that cannot be read."""
    contents = {}
    for name, size, *_ in task.glance:
        if name in _RECORDS and size <= MAX_BYTES:
            with suppress(OSError), open(f"{task.folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123
                contents[name] = file.read()
    return contents


def _content_of(task: _Task, records: Mapping[str, bytes]) -> bytes:
    """Names what a folder's records hold, and of the rest what is there to be named."""
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
