"""From the folder of the records to a Library and everything that is wrong: the one way in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from causerie.model.chat import Chat
from causerie.model.library import Library, session_order
from causerie.model.recap import Recap
from causerie.model.session import Session
from causerie.problems import Problem, Severity, did_you_mean, sort_problems
from causerie.records.chats import read_chat
from causerie.records.conflicts import check_chats, check_sessions
from causerie.records.forget import Forgotten, read_forgotten
from causerie.records.leave_out import leave_out_of_chat, leave_out_of_session
from causerie.records.people import People, read_people
from causerie.records.recaps import check_retro, read_recap, resolve_carried
from causerie.records.sessions import SessionFolder, read_session
from causerie.records.source import Source, list_folders
from causerie.settings import Settings

_TOP_FILES = ("people.yml", "forget.yml")
_SESSION_FILES = ("session.md", "recap.yml", "retro.yml", "transcript.jsonl")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the records say, and what is wrong with them."""

    library: Library
    problems: tuple[Problem, ...] = ()
    chats: frozenset[str] = frozenset()  # the names of all chats' folders, with those that have errors
    forgotten: Forgotten = field(default_factory=Forgotten)  # for whoever reads transcripts


def read_library(settings: Settings, last: Library | None = None) -> Reading:
    """All records under `settings.content`. Never raises for a host's mistake: everything wrong is a Problem.

    A record with errors is left out; with `last`, what an earlier reading made of it stays, and the others go on. Where
    forget.yml cannot be trusted, nothing that is new may enter: the whole library is `last`, or empty.
    """
    reader = _Reader(settings, last or Library())
    library = reader.read()
    return Reading(library, sort_problems(reader.problems()), reader.chats, reader.forgotten)


class _Reader:
    """One reading: the sources that were opened, and the way from people to sessions."""

    def __init__(self, settings: Settings, last: Library) -> None:
        self._settings = settings
        self._last = last
        self._sources: list[Source] = []
        self._stray: list[Problem] = []
        self._people = People({})
        self.forgotten = Forgotten()
        self.chats: frozenset[str] = frozenset()

    def read(self) -> Library:
        content = self._settings.content
        if not content.is_dir():
            name = self._relative(content)
            message = (
                "the folder of the records is missing. Make one with 'causerie new site', or name yours as the plugin's"
                " 'content' in mkdocs.yml."
            )
            self._stray.append(Problem(name, 1, 1, message))
            return self._last
        self._note_strays(content, _TOP_FILES)
        forgotten = read_forgotten(self._open(content / "forget.yml"))
        self.forgotten = forgotten or Forgotten()
        self._people = read_people(self._open(content / "people.yml"), self.forgotten, self._last.people)
        chats = self._read_chats(content / "chats")
        sessions = [session for source, chat in chats for session in self._read_sessions(source.file.parent, chat)]
        if forgotten is None:
            return self._last
        kept = tuple(chat for _, chat in chats if chat is not None)
        return Library(kept, tuple(sorted(sessions, key=session_order)), self._people.all)

    def problems(self) -> Iterator[Problem]:
        yield from self._stray
        for source in self._sources:
            for problem in source.problems:
                if not (source.has_errors and problem.severity is Severity.ADVICE):  # first what is wrong
                    yield problem

    def _open(self, file: Path) -> Source:
        source = Source(file, self._settings.root)
        self._sources.append(source)
        return source

    def _relative(self, path: Path) -> str:
        return os.path.relpath(path, self._settings.root).replace(os.sep, "/")

    def _read_chats(self, folder: Path) -> list[tuple[Source, Chat | None]]:
        """The chats by id, each with its source; None where there is not even an earlier one."""
        read = []
        for chat_folder in list_folders(folder):
            source = self._open(chat_folder / "chat.yml")
            if not source.file.exists():
                self._note_strays(chat_folder, ("chat.yml",))
            chat = read_chat(source, self._people, self._settings.language)
            read.append((source, chat and leave_out_of_chat(chat, self.forgotten)))
        self.chats = frozenset(source.file.parent.name for source, _ in read)
        check_chats([(source, chat) for source, chat in read if chat is not None], self.chats)
        return [(source, self._last_chat(source) if source.has_errors else chat) for source, chat in read]

    def _last_chat(self, source: Source) -> Chat | None:
        """What an earlier reading made of a chat."""
        chat = self._last.chat(source.file.parent.name)
        return None if chat is None else leave_out_of_chat(chat, self.forgotten)

    def _read_sessions(self, folder: Path, chat: Chat | None) -> Iterator[Session]:
        """A chat's sessions with their recaps: the good ones, and the last good version of those that are wrong."""
        found = []
        recaps = {}
        for session_folder in list_folders(folder):
            self._note_strays(session_folder, _SESSION_FILES)
            each = read_session(self._open(session_folder / "session.md"), chat, self._people)
            found.append(each)
            recap_source = self._open(session_folder / "recap.yml")
            recaps[session_folder] = (
                recap_source,
                read_recap(recap_source, each, chat, self.forgotten, self._settings.root),
            )
            check_retro(self._open(session_folder / "retro.yml"))
        check_sessions(found)
        ids = {alias: each.id for each in found if each.session for alias in each.session.aliases}
        ids |= {each.id: each.id for each in found}
        for session_folder, (source, recap) in recaps.items():
            if recap is not None:
                recaps[session_folder] = source, resolve_carried(source, recap, ids)
        if chat is None:
            return
        taken = {each.id for each in found if not each.source.has_errors}
        for each in found:
            before = self._last_version(each, chat)
            if not each.source.has_errors and each.session is not None:
                source, recap = recaps[each.folder]
                session = replace(each.session, recap=_last_recap(before) if source.has_errors else recap)
                yield leave_out_of_session(session, self.forgotten)
            elif before is not None and before.id not in taken:
                taken.add(before.id)
                yield leave_out_of_session(replace(before, chat=chat), self.forgotten)

    def _last_version(self, found: SessionFolder, chat: Chat) -> Session | None:
        """What an earlier reading made of a session: by its path, or else by its id."""
        before = self._last.sessions_of(chat)
        same_path = next((session for session in before if session.path == found.source.path), None)
        return same_path or next((session for session in before if session.id == found.id), None)

    def _note_strays(self, folder: Path, known: tuple[str, ...]) -> None:
        """Warn of files that look like records and are none."""
        try:
            names = sorted(entry.name for entry in folder.iterdir() if entry.is_file())
        except OSError:
            return
        for name in names:
            if (
                name in known
                or not name.lower().endswith((".yml", ".yaml", ".jsonl", ".md"))
                or name.lower().startswith("readme")
            ):
                continue
            hint = did_you_mean(name.lower().replace(".yaml", ".yml"), known)
            if hint:
                message = f"the file '{name}' is no record, and is not read.{hint}"
                self._stray.append(Problem(self._relative(folder / name), 1, 1, message, Severity.WARNING))


def _last_recap(before: Session | None) -> Recap | None:
    return None if before is None else before.recap
