"""Each session from its folder to its finished parts, and none twice: what did not change is kept, not made again.

An entry depends on its session's own files, its chat, the people that it names, forget.yml, the settings, and on the
clock only where one of its own times has come. Where nothing of that changed, the entry of the build before is taken,
from memory or from the cache (which empties itself where another program made it); the others are made, in worker
processes where they are many.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from causerie.cache import Cache, load_plain
from causerie.frozen import frozen
from causerie.glance import glance_at, is_settled
from causerie.model.conversation import SaidGroup
from causerie.model.library import Library
from causerie.model.session import Session
from causerie.model.stored import complete_session, unpack_session
from causerie.problems import Problem
from causerie.records.conversations import read_page
from causerie.records.folder import FolderReading
from causerie.records.forget import Forgotten
from causerie.records.read import read_foundation, settle
from causerie.rows import STATE, Circumstances, Row, State, Task, make_row, name_content, unpack_page, unpack_reading
from causerie.settings import Settings
from causerie.views.artifact import Artifact, PageArtifact
from causerie.views.card_images.words import CardWords
from causerie.views.harvest import unpack_harvest
from causerie.views.paths import session_address
from causerie.views.search import SearchText
from causerie.views.session_parts import Parts
from causerie.workers import spread

_AT_HAND = 16_000_000  # bytes of rows that wait in memory: writing them all at once would make everybody wait


@dataclass(slots=True, kw_only=True)
class Entry:
    """What came of one session's folder, and what that depends on."""

    reading: FolderReading
    parts: Parts | None  # of a session that visitors may see
    state: State


@frozen
class SiteReading:
    """What the records of a site say, and what of it need not be made again."""

    library: Library
    problems: tuple[Problem, ...]
    chats: frozenset[str]  # the names of all chats' folders, with those that have errors
    entries: Mapping[str, Entry]
    parts: Mapping[str, Parts]  # by the address of a session, of those that are as their entry says
    root: Path
    forgotten: Forgotten
    keep: Callable[[], None]  # lets the cache have what was made, which takes a while

    def read_page(self, session: Session, page: int) -> tuple[SaidGroup, ...]:
        """The posts of a page of a session's transcript, counted from 1, as they may be shown."""
        if session.conversation is None:
            return ()
        return read_page(session, session.conversation, page, self.root, self.forgotten)


def read_site(
    settings: Settings,
    now: datetime,
    cache: Cache,
    before: SiteReading | None = None,
    *,
    has_search: bool = False,
    meanwhile: Callable[[], None] | None = None,
) -> SiteReading:
    """The records as they may be shown. Never raises for a host's mistake: everything wrong is a Problem.

    With `before`, what it made of a record that has errors now stays, as `read_library` says. `meanwhile` is done while
    worker processes read, if there are any. What was made outlives the build once `keep` of the reading was called.
    """
    last = before.library if before else Library()
    foundation = read_foundation(settings, last)
    if not foundation.is_trusted:  # nobody knows what must not be kept
        cache = Cache(None)
    circumstances = Circumstances(foundation, settings, now, has_search)
    reader = _Reader(circumstances, cache, before.entries if before else {})
    entries = reader.read(meanwhile)
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
    forgotten = foundation.forgotten  # else whoever was to be forgotten when the library was read that is shown
    if not foundation.is_trusted and before is not None:
        forgotten = before.forgotten
    return SiteReading(
        reading.library,
        reading.problems,
        reading.chats,
        entries,
        parts,
        settings.root,
        forgotten,
        reader.keep,
    )


class _Reader:
    """One build's way from folders to entries, from those of the build before or else from the cache."""

    def __init__(self, circumstances: Circumstances, cache: Cache, former: Mapping[str, Entry]) -> None:
        self._circumstances = circumstances
        self._cache = cache
        self._former = former
        self._kept = {} if former else cache.read()
        self._now = circumstances.now.timestamp()
        self._root = circumstances.settings.root
        self._rows: dict[str, Row] = {}  # made by this build, and not kept yet
        self._latest: tuple[str, Any] = ("", None)  # long part that was read
        self._gone: set[str] = set()

    def read(self, meanwhile: Callable[[], None] | None) -> dict[str, Entry]:
        """The entries of all sessions by the path of their record, in the order of chats and folders."""
        found: dict[str, Entry | None] = {}
        stale: list[Task] = []
        for task in self._find_tasks():
            found[task.name] = entry = self._find(task)
            if entry is None:
                stale.append(task)
        made = spread(lambda at: make_row(self._circumstances, stale[at]), range(len(stale)), meanwhile=meanwhile)
        room = _AT_HAND
        for task, row in zip(stale, made, strict=True):
            self._rows[task.name] = row
            found[task.name] = self._restore(task, row[0])
            room -= len(row[0]) + len(row[1])
            if room < 0:
                self._cache.write(self._rows)
                self._rows, room = {}, _AT_HAND
        self._gone = (self._former.keys() | self._kept.keys()) - found.keys()
        self._former, self._kept = {}, {}  # what was restored here may stay for many builds
        return {name: entry for name, entry in found.items() if entry is not None}

    def keep(self) -> None:
        """Let the cache have what was made, in the place of what it was made from before."""
        if self._rows or self._gone:
            self._cache.write(self._rows, self._gone)
        self._rows, self._gone = {}, set()

    def _find_tasks(self) -> Iterator[Task]:
        prefix = f"{self._root}{os.sep}"
        for chat_folder in self._circumstances.foundation.chats:
            stamp = self._circumstances.stamp_chat(chat_folder.chat)
            for folder in map(str, chat_folder.sessions):
                inside = folder.removeprefix(prefix) if folder.startswith(prefix) else os.path.relpath(folder, prefix)
                name = f"{inside}/session.md".replace(os.sep, "/")
                yield Task(name, folder, chat_folder.chat, stamp, glance_at(folder))

    def _find(self, task: Task) -> Entry | None:
        """The entry of an earlier build, where it is still true."""
        entry = self._former.get(task.name)
        if entry is None and task.name in self._kept:
            try:
                entry = self._restore(task, self._kept[task.name])
            except Exception:  # it is whole, but somebody whom it names is gone, or nobody knows what it is
                return None
        if entry is None:
            return None
        state = entry.state
        if state.stamp != task.stamp or not state.since <= self._now < state.until:
            return None
        if state.people != self._circumstances.stamp_people(state.asked):
            return None
        if not (state.is_settled and state.glance == task.glance):
            settled = is_settled(task.glance)  # before it is read, as in `make_row`
            if state.content != name_content(task):
                return None
            entry.state = replace(state, glance=task.glance, is_settled=settled)
        return entry

    def _restore(self, task: Task, short: bytes) -> Entry:
        """An entry from its bytes; its page and its session's texts are read when they are needed."""
        state, reading, session, parts = load_plain(short)
        restored = unpack_reading(reading, task.folder, self._root)
        if session is not None and task.chat is not None:
            people = self._circumstances.people
            restored.session = unpack_session(session, lambda: self._long(task)[0], task.chat, people, task.folder)
        return Entry(
            reading=restored,
            parts=None if parts is None else self._restore_parts(task, parts),
            state=State(**dict(zip(STATE, state, strict=True))),
        )

    def _restore_parts(self, task: Task, parts: Any) -> Parts:
        key, data, recap_data, archived, events, quoted, harvest, card, has_outline, search_key, *more = parts
        transcript_key, transcript_pages, people, files = more
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
            harvest=unpack_harvest(harvest),
            card=None if card is None else CardWords._make(card),
            search=partial(self._load_search, task) if search_key else None,
            search_key=search_key,
            transcript_key=transcript_key,
            transcript_pages=transcript_pages,
            people=people,
            has_outline=has_outline,
        )

    def _load_page(self, task: Task) -> PageArtifact:
        return unpack_page(self._long(task)[1])

    def _load_file(self, task: Task, at: int) -> bytes:
        content: bytes = self._long(task)[2][at]
        return content

    def _load_search(self, task: Task) -> SearchText:
        return SearchText._make(self._long(task)[3])

    def _long(self, task: Task) -> Any:
        if self._latest[0] != task.name:  # a page and its files are usually wanted together
            long = self._rows[task.name][1] if task.name in self._rows else self._cache.read_long(task.name)
            if long is None:  # the cache was damaged meanwhile
                long = make_row(self._circumstances, task)[1]
            self._latest = task.name, load_plain(long)
        return self._latest[1]
