"""people.yml: the people that chats and sessions name by id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from causerie.frozen import frozen
from causerie.model.person import Account, Person
from causerie.problems import did_you_mean
from causerie.records.forget import Forgotten
from causerie.records.leave_out import hide_names
from causerie.records.schema_chat import PersonRecord
from causerie.records.schema_fields import read_id
from causerie.records.source import Source
from causerie.records.validate import validate_fields
from causerie.records.yaml import Path


@frozen
class People:
    """Everyone whom people.yml knows; None stands for those whose record is wrong, or who must be forgotten."""

    known: dict[str, Person | None]
    is_complete: bool = True  # False when the file cannot be read: then nobody is called unknown

    @property
    def all(self) -> tuple[Person, ...]:
        """Those who can be shown, by id."""
        return tuple(person for _, person in sorted(self.known.items()) if person is not None)

    def find(self, source: Source, path: Path, ids: Sequence[str]) -> tuple[Person, ...]:
        """The people of these ids; an unknown one is noted as an error at its place."""
        found = []
        for at, person_id in enumerate(ids):
            if person_id in self.known:
                found.append(self.known[person_id])
            elif self.is_complete:
                source.error(
                    (*path, at),
                    f"'{path[-1]}' has '{person_id}', whom people.yml does not know.{self._suggest(person_id)}",
                )
        return tuple(dict.fromkeys(person for person in found if person is not None))

    def _suggest(self, written: str) -> str:
        by_name = {person.name.casefold(): person.id for person in self.all}
        if same := by_name.get(written.casefold()):
            return f" Did you mean '{same}'?"
        return did_you_mean(written, self.known) or " Write the id of someone there, or add them."


@frozen
class AskedPeople(People):
    """Notes whom it was asked for: what is made of a record depends on these and on nobody else."""

    asked: set[str] = field(default_factory=set)

    def find(self, source: Source, path: Path, ids: Sequence[str]) -> tuple[Person, ...]:
        """The people of these ids; an unknown one is noted as an error at its place."""
        self.asked.update(ids)
        return People.find(self, source, path, ids)


def read_people(source: Source, forgotten: Forgotten, last: Iterable[Person]) -> People:
    """The people of people.yml; a person whose record is wrong stays as in `last`."""
    if not source.file.exists():
        return People({})
    before = {person.id: person for person in last}
    fields = source.read_yaml()
    if fields is None:
        return People(dict(before), is_complete=False)
    known: dict[str, Person | None] = {}
    for person_id, entry in fields.items():
        person = _read_person(source, person_id, entry) or before.get(person_id)
        if person is not None:
            person = None if forgotten.has_person(person) else replace(person, bio=hide_names(person.bio, forgotten))
        known[person_id] = person
    return People(known)


def _read_person(source: Source, person_id: str, entry: object) -> Person | None:
    try:
        read_id(person_id)
    except ValueError as error:
        source.error((person_id,), f"someone's id is {error}", at_key=True)
        return None
    record = validate_fields(source, entry if entry is not None else {}, PersonRecord, (person_id,))
    if record is None:
        return None
    accounts = tuple(Account(platform, handle) for platform, handle in record.accounts.items())
    return Person(id=person_id, name=record.name, bio=record.bio, url=record.url or "", accounts=accounts)
