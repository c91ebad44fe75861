"""Records edited by a program on a person's behalf: an operation makes a new text of a record's text.

Every byte that an operation is not about stays: comments, order, unknown fields, blank lines, line ends, quotes. A text
that does not say exactly what the operation means is never given back.
"""

from __future__ import annotations

from causerie.records.editing.entries import Entry, read_entries
from causerie.records.editing.forget import edit_forget
from causerie.records.editing.recap import edit_recap
from causerie.records.editing.refusals import EditConflict, EditError
from causerie.records.editing.session import edit_session, read_session_fields
from causerie.records.editing.transcript import change_of, edit_transcript

__all__ = [
    "EditConflict",
    "EditError",
    "Entry",
    "change_of",
    "edit_forget",
    "edit_recap",
    "edit_session",
    "edit_transcript",
    "read_entries",
    "read_session_fields",
]
