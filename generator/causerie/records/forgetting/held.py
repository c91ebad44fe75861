"""What the records hold in which somebody may be known: transcripts, recaps and people, and what imports keep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from causerie.frozen import frozen
from causerie.model.person import Person
from causerie.problems import CauserieError, Severity
from causerie.records.forget import Forgotten
from causerie.records.forgetting.known import Known, find_known, known_accounts
from causerie.records.forgetting.subject import Subject, choose_accounts
from causerie.records.people import read_people
from causerie.records.source import Source, list_folders


@frozen
class Held:
    """Where somebody may be known; of recaps the values, with their folders."""

    transcripts: tuple[Path, ...]
    recaps: tuple[tuple[Path, Any], ...]
    people: tuple[Person, ...]

    def find(self, subject: Subject, platforms: Sequence[str] = ()) -> Known:
        """Everything by which they know somebody. Raises CauserieError where nobody can say who is meant."""
        if subject.handle:
            found = known_accounts(subject.handle, self.transcripts, self.recaps, self.people)
            subject = choose_accounts(subject.handle, platforms, found)
        return find_known(subject, self.transcripts, self.recaps, self.people)


def read_held(content: Path, root: Path, waiting: Path | None = None) -> Held:
    """What the records of a site hold, and what imports keep in `waiting`.

    Raises CauserieError where people.yml has errors, as somebody may be in it.
    """
    folders = [session for chat in list_folders(content / "chats") for session in list_folders(chat)]
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
    )
