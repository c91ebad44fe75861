"""The operations on a session.md: a field, the prose, or the questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from causerie.records.editing.asked import Operation, lines_of, shown, text_of
from causerie.records.editing.edited import Edited
from causerie.records.editing.front_matter import FrontMatter, split_front_matter
from causerie.records.editing.refusals import EditConflict, EditError, check_seen
from causerie.records.schema_session import SessionRecord
from causerie.text import clean_line, clean_text

_ORDER = tuple(SessionRecord.model_fields)
_TEXTS = ("title", "start", "duration", "status", "language", "announced", "reason")
_LISTS = ("hosts", "guests", "topics")


def edit_session(text: str, operation: Operation) -> str:
    """A session.md after one operation, `session` or `questions`; every byte that it is not about stays.

    Raises EditConflict where something else stands there than the operation saw, and EditError where it cannot be.
    """
    name, field = operation.get("do"), operation.get("field")
    if name not in ("session", "questions"):
        raise EditError(f"There is no operation '{name}' on a session.")
    parts = _split(text)
    if name == "session" and field == "prose":
        check_seen(text_of(operation, "was", default=""), clean_text(parts.prose))
        prose = text_of(operation, "value")
        return text if prose == clean_text(parts.prose).strip() else parts.with_prose(prose)
    session = _fields(parts)
    before = session.value
    if name == "questions":
        _set_list(session, "questions", lines_of(operation, "was"), lines_of(operation, "value"))
    elif field in _LISTS:
        _set_list(session, str(field), lines_of(operation, "was"), lines_of(operation, "value"))
    elif field in _TEXTS:
        _set_text(session, str(field), operation)
    else:
        raise EditError(f"'{field}' is no field that can be changed here.")
    if session.value == before:
        return text
    session.validate(SessionRecord, before)
    return parts.with_fields(session.text)


def read_session_fields(text: str) -> Mapping[str, Any]:
    """What stands in a session.md, as `was` must have it: texts, lists of texts, `prose`; '' and [] where nothing does.

    Raises EditError.
    """
    parts = _split(text)
    value = _fields(parts).value or {}
    texts: dict[str, Any] = {name: clean_line(shown(value.get(name))) for name in _TEXTS}
    lists = {name: _texts_in(value.get(name)) for name in (*_LISTS, "questions")}
    return {**texts, **lists, "prose": clean_text(parts.prose).strip()}


def _split(text: str) -> FrontMatter:
    parts = split_front_matter(text)
    if parts is None:
        raise EditError(
            "session.md cannot be read: its fields stand between two lines '---'. Correct it by hand first."
        )
    return parts


def _fields(parts: FrontMatter) -> Edited:
    session = Edited(parts.fields, "session.md", _ORDER)
    if session.value is not None and not isinstance(session.value, dict):
        raise EditError("session.md has no fields. Edit it by hand first: write 'name: value' lines.")
    return session


def _set_text(session: Edited, name: str, operation: Operation) -> None:
    now = clean_line(shown((session.value or {}).get(name)))
    check_seen(clean_line(shown(operation.get("was", ""))), now)
    text = clean_line(shown(operation.get("value")))
    if text == now:
        return
    if text:
        session.set_field((), name, int(text) if name == "duration" and re.fullmatch(r"\d{1,9}", text) else text)
    elif name in ("title", "start"):
        raise EditError(f"A session needs a {name}.")
    else:
        session.drop_field((), name)


def _set_list(session: Edited, name: str, was: list[str], texts: list[str]) -> None:
    now = _texts_in((session.value or {}).get(name))
    if was != now:
        raise EditConflict("This list was changed in the file meanwhile.", now)
    if texts == now:
        return
    if not texts and name != "questions":
        session.drop_field((), name)
    else:
        _change_list(session, name, texts)


def _change_list(session: Edited, name: str, texts: list[str]) -> None:
    """Make a list say these texts, entry by entry, so that what stays keeps its lines."""
    value = (session.value or {}).get(name)
    if name in _LISTS and not isinstance(value, list):
        session.set_field((), name, texts)  # on one line, as hosts write them
        return
    now = _texts_in(session.entries(name))
    for _, begin, end, new_begin, new_end in SequenceMatcher(None, now, texts, autojunk=False).get_opcodes():
        if end - begin == new_end - new_begin:  # as many as before: these were rewritten in their places
            for at, text in zip(range(begin, end), texts[new_begin:new_end], strict=True):
                if text != now[at] and text not in now and now[at] not in texts:
                    _rewrite(session, name, at, text)
    for at in reversed(range(len(session.entries(name)))):
        now = _texts_in(session.entries(name))
        if now.count(now[at]) > texts.count(now[at]):
            session.remove((name,), at)
    for at, text in enumerate(texts):
        now = _texts_in(session.entries(name))
        if at < len(now) and now[at] == text:
            continue
        if text in now[at:]:
            session.move((name,), now.index(text, at), at)
        else:
            session.insert((name,), at, text)


def _rewrite(session: Edited, name: str, at: int, text: str) -> None:
    if isinstance(session.entries(name)[at], dict):
        session.set_field((name, at), "text", text)
    else:
        session.change_text((name, at), text)


def _texts_in(value: Any) -> list[str]:
    """The texts of a list's entries, be they texts or groups of fields."""
    entries = value if isinstance(value, list) else [] if value is None else [value]
    return [clean_line(shown(each.get("text") if isinstance(each, dict) else each)) for each in entries]
