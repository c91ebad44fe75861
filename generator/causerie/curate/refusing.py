"""What may not be written: a text that makes an error in a record which was not there before."""

from __future__ import annotations

from causerie.curate.disk import Change
from causerie.curate.reading import Reader
from causerie.problems import Severity
from causerie.records.editing import EditError
from causerie.records.folder import RECAP, SESSION


def refuse_new_errors(reader: Reader, change: Change) -> None:
    """Raise EditError with what the record's reader would say of the new text, and does not say of the old one."""
    if change.path.name not in (SESSION, RECAP) or change.after in (None, change.before):
        return
    before = _errors(reader, change.path.name, change.before)
    new = [message for message in _errors(reader, change.path.name, change.after) if message not in before]
    if new:
        raise EditError(" ".join(f"{message[:1].upper()}{message[1:]}" for message in new[:3]))


def _errors(reader: Reader, name: str, text: str | None) -> list[str]:
    if text is None:
        return []
    reading = reader.read_texts({name: text})
    return [
        each.message
        for each in reading.all_problems()
        if each.severity is Severity.ERROR and each.path.endswith(f"/{name}")
    ]
