"""From the folder of the records to a Library and everything that is wrong: the one way in.

First what all sessions depend on (`read_foundation`), then each session's folder for itself (`read_folder`, in any
order and in any process), then what is between them (`settle`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path

from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.model.library import Library, session_order
from causerie.model.session import Session
from causerie.problems import Problem, Severity, sort_problems
from causerie.records.chats import read_chat
from causerie.records.conflicts import check_chats, check_sessions
from causerie.records.folder import FolderReading, find_strays, list_files, read_folder
from causerie.records.forget import Forgotten, read_forgotten
from causerie.records.leave_out import leave_out_of_chat, leave_out_of_session
from causerie.records.people import People, read_people
from causerie.records.source import Source, list_folders
from causerie.settings import Settings

_TOP_FILES = ("people.yml", "forget.yml", "ideas.yml")


@frozen
class Reading:
    """What the records say, and what is wrong with them."""

    library: Library
    problems: tuple[Problem, ...] = ()
    chats: frozenset[str] = frozenset()  # the names of all chats' folders, with those that have errors
    forgotten: Forgotten = field(default_factory=Forgotten)  # for whoever reads transcripts


@frozen
class ChatFolder:
    """A chat's folder: its chat, or an earlier one where today's record is wrong, and its sessions' folders."""

    folder: Path
    chat: Chat | None
    sessions: tuple[Path, ...]


@frozen(kw_only=True)
class Foundation:
    """What every session depends on."""

    root: Path
    people: People = field(default_factory=lambda: People({}))
    forgotten: Forgotten = field(default_factory=Forgotten)
    is_trusted: bool = True  # False where forget.yml cannot be trusted: nothing that is new may enter
    chats: tuple[ChatFolder, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_library(settings: Settings, last: Library | None = None) -> Reading:
    """All records under `settings.content`. Never raises for a host's mistake: everything wrong is a Problem.

    A record with errors is left out; with `last`, what an earlier reading made of it stays, and the others go on. Where
    forget.yml cannot be trusted, nothing that is new may enter: the whole library is `last`, or empty.
    """
    last = last or Library()
    foundation = read_foundation(settings, last)
    people, forgotten, root = foundation.people, foundation.forgotten, foundation.root
    readings = [
        [read_folder(session, each.chat, people, forgotten, root) for session in each.sessions]
        for each in foundation.chats
    ]
    return settle(foundation, readings, last)


def read_foundation(settings: Settings, last: Library) -> Foundation:
    """People, chats and what is to be forgotten, and which sessions there are."""
    content, root = settings.content, settings.root
    if not content.is_dir():
        name = os.path.relpath(content, root).replace(os.sep, "/")
        message = (
            "the folder of the records is missing. Make one with 'causerie new site', or name yours as the plugin's"
            " 'content' in mkdocs.yml."
        )
        return Foundation(root=root, is_trusted=False, problems=(Problem(name, 1, 1, message),))
    sources = [Source(content / name, root) for name in ("forget.yml", "people.yml")]
    forgotten = read_forgotten(sources[0])
    people = read_people(sources[1], forgotten or Forgotten(), last.people)
    problems = [*find_strays(content, list_files(content), _TOP_FILES, root)]
    read = []
    for folder in list_folders(content / "chats"):
        source = Source(folder / "chat.yml", root)
        if not source.file.exists():
            problems += find_strays(folder, list_files(folder), ("chat.yml",), root)
        chat = read_chat(source, people, settings.language)
        read.append((source, chat and leave_out_of_chat(chat, forgotten or Forgotten())))
    names = frozenset(source.file.parent.name for source, _ in read)
    check_chats([(source, chat) for source, chat in read if chat is not None], names)
    chats = []
    for source, chat in read:
        if source.has_errors:
            before = last.chat(source.file.parent.name)
            chat = None if before is None else leave_out_of_chat(before, forgotten or Forgotten())
        chats.append(ChatFolder(source.file.parent, chat, tuple(list_folders(source.file.parent))))
    for source in (*sources, *(source for source, _ in read)):
        problems += [p for p in source.problems if not (source.has_errors and p.severity is Severity.ADVICE)]
    return Foundation(
        root=root,
        people=people,
        forgotten=forgotten or Forgotten(),
        is_trusted=forgotten is not None,
        chats=tuple(chats),
        problems=tuple(problems),
    )


def settle(foundation: Foundation, readings: Iterable[Sequence[FolderReading]], last: Library) -> Reading:
    """The library of all readings, one sequence a chat in the foundation's order, and everything that is wrong.

    What a reading holds may be changed: questions that are carried on get today's ids.
    """
    sessions: list[Session] = []
    problems = list(foundation.problems)
    for chat_folder, of_chat in zip(foundation.chats, readings, strict=True):
        check_sessions(of_chat)
        ids = {alias: each.id for each in of_chat if each.session for alias in each.session.aliases}
        ids |= {each.id: each.id for each in of_chat}
        for each in of_chat:
            each.resolve(ids)
            problems += each.all_problems()
        if chat_folder.chat is not None:
            sessions += _choose_sessions(of_chat, chat_folder.chat, foundation.forgotten, last)
    names = frozenset(each.folder.name for each in foundation.chats)
    library = last
    if foundation.is_trusted:
        chats = tuple(each.chat for each in foundation.chats if each.chat is not None)
        library = Library(chats, tuple(sorted(sessions, key=session_order)), foundation.people.all)
    return Reading(library, sort_problems(problems), names, foundation.forgotten)


def _choose_sessions(
    readings: Sequence[FolderReading], chat: Chat, forgotten: Forgotten, last: Library
) -> Iterator[Session]:
    """A chat's sessions: the good ones, and the last good version of those that are wrong."""
    before = _Former(last.sessions_of(chat))
    taken = {each.id for each in readings if not each.has_errors}
    for each in readings:
        if not each.has_errors and each.session is not None:
            former = before.version_of(each) if each.has_recap_errors else None
            if former is None or former.recap is None:
                yield replace(each.session, recap=None) if each.has_recap_errors else each.session
            else:
                kept = replace(each.session, recap=former.recap, conversation=former.conversation)
                yield leave_out_of_session(kept, forgotten)
        elif (former := before.version_of(each)) is not None and former.id not in taken:
            taken.add(former.id)
            yield leave_out_of_session(replace(former, chat=chat), forgotten)


class _Former:
    """What an earlier reading made of a chat's sessions, found by their paths, or else by their ids."""

    def __init__(self, sessions: Sequence[Session]) -> None:
        self._by_path = {session.path: session for session in sessions}
        self._by_id = {session.id: session for session in reversed(sessions)}

    def version_of(self, reading: FolderReading) -> Session | None:
        """The last good version of a folder's session."""
        return self._by_path.get(reading.path) or self._by_id.get(reading.id)
