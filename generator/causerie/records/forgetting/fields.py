"""Somebody out of a YAML record: entries that are theirs go, their handle becomes `@…`, and every other byte stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from causerie.frozen import frozen
from causerie.records.editing.edited import Edited
from causerie.records.editing.front_matter import split_front_matter
from causerie.records.editing.refusals import EditError
from causerie.records.forget import Forgotten
from causerie.records.forgetting.known import Known, make_inline
from causerie.records.leave_out import hide_handles, hide_names
from causerie.records.yaml import Path as ValuePath

_ADDRESSES = ("url", "avatar")
_POSTS = ("reply_to", "quote_of", "id")
_HANDLES = ("shared_by", "by")
_LINKS = ("resources", "links", "media")  # lists whose entries are nothing without their address
_PEOPLE = ("hosts", "guests")
_SAYINGS = ("takeaways", "unanswered")  # lists that may hold somebody's own sentences
_LEFT_ALONE = ("file", "image")

Edit = Callable[[Edited], None]


@dataclass(slots=True)
class CleanedText:
    """A record's text without somebody, and what could not be changed in it."""

    text: str
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what somebody should look at


def clean_record(text: str, name: str, known: Known, forgotten: Forgotten) -> CleanedText:
    """A record without somebody; `name` is its file's. Of a session.md, the prose loses mentions."""
    if name != "session.md":
        return _clean_yaml(text, name, known, forgotten)
    parts = split_front_matter(text)
    if parts is None:
        return CleanedText(text, ["its '---' lines are missing"])
    fields = _clean_yaml(parts.fields, name, known, forgotten)
    prose = hide_handles(parts.prose, forgotten)
    shown = f"{parts.opening}{fields.text}{parts.closing}{prose}"
    return CleanedText(
        text if prose == parts.prose and fields.text == parts.fields else shown, fields.faults, fields.notes
    )


def _clean_yaml(text: str, name: str, known: Known, forgotten: Forgotten) -> CleanedText:
    done = CleanedText(text)
    try:
        record = Edited(text, name)
    except EditError as error:
        done.faults.append(str(error))
        return done
    changes = _Changes(known, forgotten)
    failed: set[ValuePath] = set()
    is_changed = False
    while found := next(((path, edit) for path, edit in changes.find(record.value, ()) if path not in failed), None):
        path, edit = found
        try:
            edit(record)
            is_changed = True
        except EditError as error:
            failed.add(path)
            done.faults.append(str(error))
    shown = record.text if is_changed else text
    done.notes += dict.fromkeys(changes.notes)
    done.text = "".join(_clean_comment(line, forgotten) for line in shown.splitlines(keepends=True))
    return done


def _clean_comment(line: str, forgotten: Forgotten) -> str:
    if not line.lstrip().startswith("#"):
        return line
    body = line.rstrip("\r\n")
    return hide_names(body, forgotten) + line[len(body) :]


@frozen
class _Changes:
    """What is to be changed in a record's value, one thing after the other, each found anew."""

    known: Known
    forgotten: Forgotten
    notes: list[str] = field(default_factory=list)

    def find(self, value: Any, path: ValuePath) -> Iterator[tuple[ValuePath, Edit]]:
        """The changes with their places; after each one, the places of others may be other ones."""
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for step, part in parts:
            here: ValuePath = (*path, step)
            if (edit := self._change(here, part, value)) is not None:
                yield here, edit
            elif not isinstance(part, str):
                yield from self.find(part, here)

    def _change(self, path: ValuePath, part: Any, around: Any) -> Edit | None:
        group, step = path[:-1], path[-1]
        if isinstance(around, list):
            assert isinstance(step, int)
            if self._is_theirs(path, part):
                return _taking_out(group, step, around)
            if isinstance(part, str) and (new := self._hide(part, path)) != part:
                return lambda record: record.change_text(path, new)
            return None
        name = str(step)
        if not path[1:] and name in self.known.people and isinstance(part, dict):
            return lambda record: record.drop_field((), name)
        if name in _PEOPLE and isinstance(part, str) and part in self.known.people:
            return lambda record: record.drop_field(group, name)
        if not isinstance(part, str) or name in _LEFT_ALONE:
            return None
        if self._names_them(name, part):
            if name == "by":
                what = "a question" if "text" in around else "an idea"
                said = around.get("text") or around.get("title")
                self.notes.append(f"{what} of theirs stays, without their handle: {said}")
            return lambda record: record.drop_field(group, name)
        if name in (*_ADDRESSES, *_POSTS, *_HANDLES) or (new := self._hide(part, path)) == part:
            return None
        return lambda record: record.set_field(group, name, new)

    def _is_theirs(self, path: ValuePath, part: Any) -> bool:
        """Whether an entry of a list is theirs, as a whole."""
        name = str(path[-2]) if len(path) > 1 else ""
        if name in _PEOPLE:
            return isinstance(part, str) and part in self.known.people
        if name == "highlights" and isinstance(part, dict):
            post = part.get("post")
            if isinstance(post, str):
                return self.forgotten.has_post_named(post.strip())
            made = make_inline(post)
            return made is not None and self.forgotten.has_post(made)
        if name in _LINKS and isinstance(part, dict):
            return self.forgotten.has_address(str(part.get("url") or ""))
        if name in _SAYINGS:
            said = part.get("text") if isinstance(part, dict) else part
            is_proposed = isinstance(part, dict) and bool(part.get("proposed"))
            by = part.get("by") if isinstance(part, dict) else ""
            is_by_them = isinstance(by, str) and self.forgotten.has_handle(by)
            return (is_proposed or is_by_them) and isinstance(said, str) and self.known.has_said(said)
        return name == "aliases" and isinstance(part, str) and ":" in part and self.forgotten.has_post_named(part)

    def _names_them(self, name: str, part: str) -> bool:
        if name in _ADDRESSES:
            return self.forgotten.has_address(part)
        if name in _POSTS:
            return self.forgotten.has_post_named(part)
        return name in _HANDLES and self.forgotten.has_handle(part)

    def _hide(self, text: str, path: ValuePath) -> str:
        """A text without their handle; in a post of somebody else, without their name, too."""
        return (hide_names if "post" in path else hide_handles)(text, self.forgotten)


def _taking_out(group: ValuePath, at: int, around: list[Any]) -> Edit:
    if len(around) == 1 and group:
        return lambda record: record.drop_field(group[:-1], str(group[-1]))
    return lambda record: record.remove(group, at)
