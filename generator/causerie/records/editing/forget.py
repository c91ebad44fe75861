"""One more entry in forget.yml: an account or a post that must appear nowhere from now on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from causerie.problems import Problem
from causerie.records.editing.edited import Edited
from causerie.records.editing.refusals import EditError
from causerie.records.forget import read_forgotten
from causerie.records.schema_notes import ForgetRecord
from causerie.records.source import Source
from causerie.text import clean_line

_FIELDS = tuple(ForgetRecord.model_fields)
_HEAD = (
    "# Accounts and posts that appear nowhere on the site, on request. Entries stay: what is imported again is left out"
    " again.\n"
)


def edit_forget(text: str, entry: Mapping[str, str]) -> str:
    """A forget.yml with one more entry, with `account`, `post` or `hashed`, `on` and `reason`; once is enough.

    An empty text is that of a file that is not there. Raises EditError.
    """
    fields = {name: clean_line(str(entry[name])) for name in _FIELDS if entry.get(name)}
    forgotten = Edited(text or _HEAD, "forget.yml")
    entries = forgotten.value or []
    if not isinstance(entries, list):
        raise EditError("forget.yml is no list. Edit it by hand first: begin each entry with '- '.")
    name = next((each for each in ("account", "post", "hashed") if each in fields), "post")
    if any(isinstance(each, dict) and each.get(name) == fields.get(name) for each in entries):
        return text
    forgotten.insert((), len(entries), fields)
    forgotten.validate(ForgetRecord, entries)
    known = {problem.message for problem in _problems(text)}
    for problem in _problems(forgotten.text):
        if problem.message not in known:
            raise EditError(problem.message[:1].upper() + problem.message[1:])
    return forgotten.text


def _problems(text: str) -> list[Problem]:
    source = Source(Path(), Path(), text.encode())  # its content is judged, not a file
    read_forgotten(source)
    return source.problems
