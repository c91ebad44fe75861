"""One operation of the page, applied to the files as they are on disk at that moment."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from causerie.curate.disk import Change, ChangedOnDiskError, read_file, refuse_read_only, write_changes
from causerie.curate.journal import PostChange, Step
from causerie.curate.reading import Reader, Seen
from causerie.curate.refusing import refuse_new_errors
from causerie.model.post import Post
from causerie.problems import CauserieError
from causerie.records.editing import (
    EditConflict,
    EditError,
    change_of,
    edit_recap,
    edit_session,
    edit_transcript,
)
from causerie.records.forget import read_forgotten
from causerie.records.forgetting import forget_known, read_held, subject_of
from causerie.records.names import accounts_of
from causerie.records.source import Source

SESSION_OPERATIONS = ("session", "questions")
_TRIES = 3  # a file may change in the moment between reading and writing
_LONGEST = 20_000  # characters of one text
_HALF_SIGN = re.compile("[\ud800-\udfff]")  # one half of a pair, as JSON may have it
_MOST_PARTS, _DEEPEST = 1_000, 4


def apply_operation(reader: Reader, operation: Mapping[str, Any], now: datetime) -> Step | None:
    """Apply an operation; what it changed, or None where all is as it was.

    Raises EditConflict where the page has not seen what stands there, and EditError or another CauserieError where it
    cannot be: nothing is written then.
    """
    check_size(operation)
    for _ in range(_TRIES):
        try:
            return _apply(reader, operation, now)
        except ChangedOnDiskError:
            continue
    raise EditConflict("The file is changing all the time, and is left as it is. Try again.")


def check_size(value: Any, depth: int = 0) -> None:
    """Raise EditError where an operation holds more than a page sends."""
    if isinstance(value, str) and len(value) > _LONGEST:
        raise EditError(f"A text of more than {_LONGEST:,} characters is too long for a recap.")
    if isinstance(value, str) and _HALF_SIGN.search(value):
        raise EditError("The text holds half a sign, which no file can hold. Write it again.")
    if isinstance(value, Mapping | list):
        parts = [*value.keys(), *value.values()] if isinstance(value, Mapping) else value
        if depth > _DEEPEST or len(parts) > _MOST_PARTS:
            raise EditError("There is no such operation.")
        for part in parts:
            check_size(part, depth + 1)


def _apply(reader: Reader, operation: Mapping[str, Any], now: datetime) -> Step | None:
    do = operation.get("do")
    if not isinstance(do, str):
        raise EditError("There is no such operation.")
    if do in SESSION_OPERATIONS:
        return _write(do, [_change_session(reader, operation)])
    seen = reader.read()
    match do:
        case "assign":
            return _assign(reader, seen, operation, now)
        case "alt-post":
            post = _find_post(seen, operation)
            return _write_post(do, reader, post, change_of(operation), None)
        case "leave-out":
            return _leave_out(reader, seen, operation, now)
        case _:
            return _write(do, [_change_recap(reader, seen, operation, now)])


def _change_session(reader: Reader, operation: Mapping[str, Any]) -> Change:
    before = read_file(reader.session)
    if before is None:
        raise EditError("session.md is gone. Put it back first.")
    change = Change(reader.session, before, edit_session(before, operation))
    refuse_new_errors(reader, change)
    return change


def _change_recap(reader: Reader, seen: Seen, operation: Mapping[str, Any], now: datetime) -> Change:
    """recap.yml with an operation applied; nothing is written yet. One that is not there begins as a draft's."""
    session = seen.session
    before = read_file(reader.recap)
    after = edit_recap(
        before or "",
        operation,
        questions=len(session.questions),
        today=now.astimezone(session.chat.zone).date(),
        about=(f'The recap of "{session.title}".',) if session.title else ("The recap of a session.",),
    )
    change = Change(reader.recap, before, after if after or before is not None else None)
    refuse_new_errors(reader, change)
    return change


def _assign(reader: Reader, seen: Seen, operation: Mapping[str, Any], now: datetime) -> Step | None:
    """A post's questions by hand, and those of its highlights in the recap."""
    post = _find_post(seen, operation)
    edit = change_of(operation)
    if beyond := [number for number in edit(post).questions if number > len(seen.session.questions)]:
        raise EditError(f"The session has no question {beyond[0]}.")
    recap = None
    if seen.has_recap:
        named = {**operation, "names": _names_of(post)}
        recap = _change_recap(reader, seen, named, now)
    return _write_post("assign", reader, post, edit, recap)


def _leave_out(reader: Reader, seen: Seen, operation: Mapping[str, Any], now: datetime) -> Step | None:
    """A post, or everything of its author, out of the site: an entry of forget.yml, and no highlight of it."""
    if not seen.foundation.is_trusted:
        raise EditError("forget.yml has errors. Put it right first.")
    post = _find_post(seen, operation)
    is_whole = operation.get("whole") is True
    reason = operation.get("reason")
    known = read_held(reader.settings.content, reader.settings.root).find(subject_of(post, is_whole=is_whole))
    today = now.astimezone(seen.session.chat.zone).date()
    before = read_file(reader.forget)
    after = forget_known(before or "", known, today, reason.strip() if isinstance(reason, str) else "")
    change = Change(reader.forget, before, after or None)
    forgotten = read_forgotten(Source(reader.folder, reader.settings.root, after.encode()))  # any path
    if forgotten is None or not forgotten.has_post(post):
        raise EditError("This post has no name by which it can be left out. Write the entry into forget.yml by hand.")
    changes = [change]
    if seen.has_recap:
        gone = [each for each in seen.posts if forgotten.has_post(each)]
        names = [name for each in (post, *gone) for name in _names_of(each)]
        named = {"do": "leave-out", "post": post.id or post.url, "names": names}
        named["accounts"] = accounts_of(post) if is_whole else []
        # before forget.yml, after which the post can no longer be found to be left out, were this to be killed between
        changes.insert(0, _change_recap(reader, seen, named, now))
    return _write("leave-out", changes)


def _write(do: str, changes: list[Change]) -> Step | None:
    """Write what changes; the step, or None where nothing does. Where the second fails, the first is taken back."""
    changes = [each for each in changes if each.before != each.after]
    for change in changes:
        refuse_read_only(change.path)
    write_changes(changes)
    return Step(do, files=tuple(changes)) if changes else None


def _write_post(do: str, reader: Reader, post: Post, edit: Callable[[Post], Post], recap: Change | None) -> Step | None:
    """Change a post of the transcript, and the recap with it; where the recap cannot be written, the post goes back."""
    files = (recap,) if recap is not None and recap.before != recap.after else ()
    for path in (reader.transcript, *(each.path for each in files)):
        refuse_read_only(path)
    before, after = edit_transcript(reader.transcript, post.id, edit)
    try:
        write_changes(files)
    except CauserieError:
        edit_transcript(reader.transcript, post.id, lambda found: before if found == after else found)
        raise
    posts = (PostChange(reader.transcript, before, after),) if before != after else ()
    return Step(do, files=files, posts=posts) if files or posts else None


def _find_post(seen: Seen, operation: Mapping[str, Any]) -> Post:
    """The post that an operation names: of the transcript, or written out in the recap."""
    name = operation.get("post")
    if not isinstance(name, str) or not name:
        raise EditError("No post was named.")
    for post in seen.posts:
        if name in (post.id, *post.aliases):
            return post
    for highlight in seen.session.recap.highlights if seen.session.recap else ():
        if highlight.post is not None and name in (highlight.post.id, highlight.post.url):
            return highlight.post
    raise EditConflict("This post is not in the transcript any more.")


def _names_of(post: Post) -> list[str]:
    return [name for name in (post.id, post.url, *post.aliases) if name]
