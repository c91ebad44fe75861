"""What the records hold in which somebody may be known: transcripts, recaps and people, and what imports keep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from causerie.frozen import frozen
from causerie.model.person import Person
from causerie.model.platform import PLATFORMS
from causerie.problems import CauserieError, Severity
from causerie.records.forget import Forgotten, read_forgotten
from causerie.records.forgetting.known import Known, find_known, known_accounts
from causerie.records.forgetting.subject import Subject, choose_accounts, is_called
from causerie.records.names import account_name
from causerie.records.people import read_people
from causerie.records.source import Source, list_folders


@frozen
class Held:
    """Where somebody may be known; of recaps the values, with their folders."""

    transcripts: tuple[Path, ...]
    recaps: tuple[tuple[Path, Any], ...]
    people: tuple[Person, ...]
    titles: tuple[str, ...] = ()  # of chats
    forgotten: Forgotten = Forgotten()

    def find(self, subject: Subject, platforms: Sequence[str] = ()) -> Known:
        """Everything by which they know somebody. Raises CauserieError where nobody can say who is meant."""
        if subject.handle:
            found = {*known_accounts(subject.handle, self.transcripts, self.recaps, self.people)}
            gone = {account_name(each, subject.handle) for each in PLATFORMS if self._has_forgotten(each, subject)}
            is_held = any(is_called(each.casefold(), subject.handle.casefold()) for each in found)
            subject = choose_accounts(subject.handle, platforms, found if is_held else gone)
        return find_known(subject, self.transcripts, self.recaps, self.people, self.titles)

    def _has_forgotten(self, platform: str, subject: Subject) -> bool:
        """Whether forget.yml has that account already: a run that was stopped halfway is done to its end."""
        return self.forgotten.has_account(platform, subject.handle)


def read_held(content: Path, root: Path, waiting: Path | None = None) -> Held:
    """What the records of a site hold, and what imports keep in `waiting`.

    Raises CauserieError where people.yml has errors, as somebody may be in it.
    """
    chats = list_folders(content / "chats")
    folders = [session for chat in chats for session in list_folders(chat)]
    recaps = [(folder, Source(folder / "recap.yml", root)) for folder in folders if (folder / "recap.yml").exists()]
    source = Source(content / "people.yml", root)
    people = read_people(source, Forgotten(), ()).all
    if any(problem.severity is Severity.ERROR for problem in source.problems):
        raise CauserieError("\n".join(["Put people.yml right first:", *map(str, source.problems)]))
    kept = sorted(waiting.glob("*.jsonl")) if waiting else []
    return Held(
        (*(folder / "transcript.jsonl" for folder in folders), *kept),
        tuple((folder, source.read_yaml()) for folder, source in recaps),
        tuple(people),
        tuple(filter(None, (_read_title(Source(chat / "chat.yml", root)) for chat in chats))),
        read_forgotten(Source(content / "forget.yml", root)) or Forgotten(),
    )


def _read_title(source: Source) -> str:
    value = source.read_yaml() if source.file.exists() else None
    title = value.get("title") if isinstance(value, dict) else None
    return title if isinstance(title, str) else ""
