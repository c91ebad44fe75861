"""A session's folder, read for itself: what comes of it depends on no other, so the order does not matter."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

from causerie.model.chat import Chat
from causerie.model.recap import AnswerState
from causerie.model.session import Session, Status
from causerie.problems import Problem, Severity, did_you_mean
from causerie.records.forget import Forgotten
from causerie.records.leave_out import leave_out_of_session
from causerie.records.people import People
from causerie.records.recaps import check_retro, read_recap, resolve_carried
from causerie.records.sessions import SessionFolder, read_session
from causerie.records.slots import advise_former_start, name_slot
from causerie.records.source import Source

SESSION, RECAP, RETRO, TRANSCRIPT = "session.md", "recap.yml", "retro.yml", "transcript.jsonl"
_FILES = (SESSION, RECAP, RETRO, TRANSCRIPT)


@dataclass(slots=True, kw_only=True)
class FolderReading:
    """What one folder says, and what is wrong with it; `settle` adds what is wrong between it and the others."""

    folder: str
    root: Path
    id: str = ""  # also of a session whose record is wrong: others may name it
    session: Session | None = None  # with its recap, without what is to be forgotten; None when the record makes none
    problems: tuple[Problem, ...] = ()
    slot: str = ""  # that it names, or else the one on or close to which it stands
    distance: timedelta | None = None  # to that; None where it names its slot
    carried: tuple[str, ...] = ()  # the sessions to which open questions are carried, as the recap names them
    between: list[Source] = field(default_factory=list)  # the problems that others brought

    @property
    def name(self) -> str:
        """The folder's own name."""
        return Path(self.folder).name

    @property
    def path(self) -> str:
        """Of session.md, relative to the folder of mkdocs.yml."""
        return self._path_of(SESSION)

    @property
    def has_errors(self) -> bool:
        """Whether the session must stay out of the library."""
        return self._has_errors(SESSION)

    @property
    def has_recap_errors(self) -> bool:
        """Whether the recap must stay out of the library."""
        return self._has_errors(RECAP)

    def blame(self, file: str = SESSION) -> Source:
        """Where to note what is wrong between this folder and others."""
        source = Source(Path(self.folder, file), self.root)
        self.between.append(source)
        return source

    def all_problems(self) -> Iterator[Problem]:
        """Everything that is wrong; where a file has errors, they come first, and its advice later."""
        every = [*self.problems, *(problem for source in self.between for problem in source.problems)]
        wrong = {problem.path for problem in every if problem.severity is Severity.ERROR}
        return (each for each in every if each.severity is not Severity.ADVICE or each.path not in wrong)

    def resolve(self, ids: Mapping[str, str]) -> None:
        """Give the questions that are carried on today's ids of where they are carried to."""
        if self.carried and self.session is not None and self.session.recap is not None:
            recap = resolve_carried(self.blame(RECAP), self.session.recap, ids)
            self.session = replace(self.session, recap=recap)

    def _path_of(self, file: str) -> str:
        return os.path.relpath(os.path.join(self.folder, file), self.root).replace(os.sep, "/")  # noqa: PTH118

    def _has_errors(self, file: str) -> bool:
        if not self.problems and not self.between:
            return False
        path = self._path_of(file)
        every = (*self.problems, *(problem for source in self.between for problem in source.problems))
        return any(problem.severity is Severity.ERROR and problem.path == path for problem in every)


def read_folder(
    folder: Path,
    chat: Chat | None,
    people: People,
    forgotten: Forgotten,
    root: Path,
    contents: Mapping[str, bytes] = MappingProxyType({}),
) -> FolderReading:
    """Read a session with its recap, and look at its other files. Never raises for a host's mistake.

    `chat` is None when the chat's own record makes none: then only the fields are checked. `contents` are those of
    files that somebody has read already, by name.
    """
    reading = FolderReading(folder=str(folder), root=root)
    names = list_files(folder)
    strays = find_strays(folder, names, _FILES, root)
    source, recap_source = (Source(folder / name, root, contents.get(name)) for name in (SESSION, RECAP))
    found = read_session(source, chat, people, has_transcript=TRANSCRIPT in names)
    is_there = RECAP in contents or recap_source.file.exists()
    recap = read_recap(recap_source, found, chat, forgotten, root) if is_there else None
    others = list(strays)
    if RETRO in names:
        retro_source = Source(folder / RETRO, root)
        check_retro(retro_source)
        others += retro_source.problems
    reading.id = found.id
    if found.session is not None:
        reading.session = leave_out_of_session(
            replace(found.session, recap=None if recap_source.has_errors else recap), forgotten
        )
        _find_slot(reading, source, found)
        unanswered = reading.session.recap.unanswered if reading.session.recap else ()
        reading.carried = tuple(each.to for each in unanswered if each.status is AnswerState.CARRIED)
    reading.problems = (*others, *source.problems, *recap_source.problems)
    return reading


def _find_slot(reading: FolderReading, source: Source, found: SessionFolder) -> None:
    """The slot that the session takes over: the one that it names, or the one at whose time it stands."""
    session = reading.session
    assert session is not None
    advise_former_start(source, session)
    if session.slot:
        reading.slot = name_slot(session.chat, session.slot)
    elif session.status is not Status.IDEA:
        reading.slot, reading.distance = found.near


def list_files(folder: Path) -> frozenset[str]:
    """The names of the files in a folder."""
    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries if entry.is_file())
    except OSError:
        return frozenset()


def find_strays(folder: Path, names: Collection[str], known: Collection[str], root: Path) -> Iterator[Problem]:
    """Warnings of files that look like records and are none."""
    for name in sorted(set(names).difference(known)):
        if not name.lower().endswith((".yml", ".yaml", ".jsonl", ".md")) or name.lower().startswith("readme"):
            continue
        if hint := did_you_mean(name.lower().replace(".yaml", ".yml"), known):
            path = os.path.relpath(folder / name, root).replace(os.sep, "/")
            message = f"the file '{name}' is no record, and is not read.{hint}"
            yield Problem(path, 1, 1, message, Severity.WARNING)
