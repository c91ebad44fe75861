"""The operations on a recap's lists of sentences: takeaways, resources, and questions that stayed open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from causerie.model.recap import AnswerState
from causerie.records.editing.asked import Operation, line_of, needed_line, needed_text, shown, text_of
from causerie.records.editing.edited import Edited
from causerie.records.editing.entries import Entry, find_entry, name_entries
from causerie.records.editing.refusals import EditError, check_seen
from causerie.records.names import split_address
from causerie.text import clean_text

_EMPTY = "Write something, or take it out."


def _add_takeaway(recap: Edited, operation: Operation, _: int) -> None:
    _insert(recap, "takeaways", operation, needed_text(operation, "text", _EMPTY))


def _set_takeaway(recap: Edited, operation: Operation, _: int) -> None:
    entry = _entry(recap, "takeaways", operation)
    path = ("takeaways", entry.at)
    is_group = isinstance(entry.value, dict)
    check_seen(text_of(operation, "was"), clean_text(shown(entry.value.get("text") if is_group else entry.value)))
    text = needed_text(operation, "text", _EMPTY)
    if is_group:
        recap.set_field(path, "text", text)
        recap.drop_field(path, "proposed")
    else:
        recap.change_text(path, text)


def _accept_takeaway(recap: Edited, operation: Operation, _: int) -> None:
    entry = _entry(recap, "takeaways", operation)
    recap.drop_field(("takeaways", entry.at), "proposed")


def _add_resource(recap: Edited, operation: Operation, _: int) -> None:
    url = needed_line(operation, "url", "Write the address, with https://.")
    for entry in _entries(recap, "resources"):
        if isinstance(entry.value, dict) and split_address(shown(entry.value.get("url"))) == split_address(url):
            raise EditError("This address is among the resources already.")
    fields = {"title": line_of(operation, "title", default=""), "url": url}
    fields["shared_by"] = line_of(operation, "shared_by", default="").removeprefix("@")
    _insert(recap, "resources", operation, {name: value for name, value in fields.items() if value})


def _set_resource(recap: Edited, operation: Operation, _: int) -> None:
    path = ("resources", _entry(recap, "resources", operation).at)
    if title := line_of(operation, "title"):
        recap.set_field(path, "title", title)
    else:
        recap.drop_field(path, "title")


def _add_unanswered(recap: Edited, operation: Operation, _: int) -> None:
    fields = {"text": needed_text(operation, "text", _EMPTY)}
    if by := line_of(operation, "by", default="").removeprefix("@"):
        fields["by"] = by
    _insert(recap, "unanswered", operation, {**fields, "status": AnswerState.OPEN.value})


def _set_unanswered(recap: Edited, operation: Operation, _: int) -> None:
    entry = _entry(recap, "unanswered", operation)
    path = ("unanswered", entry.at)
    status, to = line_of(operation, "status"), line_of(operation, "to", default="")
    if status not in list(AnswerState):
        raise EditError(f"'{status}' is nothing that becomes of a question: open, answered or carried.")
    if status == AnswerState.CARRIED and not to:
        raise EditError("Choose the session that takes the question up.")
    now = shown(entry.value.get("status")) if isinstance(entry.value, dict) else ""
    if (now or AnswerState.OPEN) != status:
        recap.set_field(path, "status", status)
    if status == AnswerState.CARRIED:
        recap.set_field(path, "to", to)
    else:
        recap.drop_field(path, "to")


def _rewrite_unanswered(recap: Edited, operation: Operation, _: int) -> None:
    entry = _entry(recap, "unanswered", operation)
    is_group = isinstance(entry.value, dict)
    check_seen(text_of(operation, "was"), clean_text(shown(entry.value.get("text") if is_group else entry.value)))
    path, text = ("unanswered", entry.at), needed_text(operation, "text", _EMPTY)
    if is_group:
        recap.set_field(path, "text", text)
    else:
        recap.change_text(path, text)


def _drop(name: str) -> Callable[[Edited, Operation, int], None]:
    def drop(recap: Edited, operation: Operation, _: int) -> None:
        recap.remove((name,), _entry(recap, name, operation).at)

    return drop


def _move(name: str) -> Callable[[Edited, Operation, int], None]:
    def move(recap: Edited, operation: Operation, _: int) -> None:
        at = _entry(recap, name, operation).at
        to = _place(recap, name, operation)
        recap.move((name,), at, to - (to > at))

    return move


CHANGES: Mapping[str, Callable[[Edited, Operation, int], None]] = {
    "takeaway-add": _add_takeaway,
    "takeaway-set": _set_takeaway,
    "takeaway-accept": _accept_takeaway,
    "takeaway-drop": _drop("takeaways"),
    "takeaway-move": _move("takeaways"),
    "resource-add": _add_resource,
    "resource-set": _set_resource,
    "resource-drop": _drop("resources"),
    "resource-move": _move("resources"),
    "unanswered-add": _add_unanswered,
    "unanswered-set": _set_unanswered,
    "unanswered-rewrite": _rewrite_unanswered,
    "unanswered-drop": _drop("unanswered"),
}


def _insert(recap: Edited, name: str, operation: Operation, value: str | dict[str, str]) -> None:
    recap.insert((name,), _place(recap, name, operation), value)


def _place(recap: Edited, name: str, operation: Operation) -> int:
    """The place of the entry named by `before`; the end where none is."""
    entries = _entries(recap, name)
    before = operation.get("before")
    return len(entries) if before is None else find_entry(entries, before).at


def _entries(recap: Edited, name: str) -> Sequence[Entry]:
    return name_entries(name, recap.entries(name))


def _entry(recap: Edited, name: str, operation: Operation) -> Entry:
    return find_entry(_entries(recap, name), operation.get("key"))
