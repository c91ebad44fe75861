"""One post of a transcript.jsonl changed in its line; all other lines stay byte for byte, and pass one at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from causerie.alone import look_at, refuse_changed
from causerie.model.post import Post, Role
from causerie.records.editing.asked import Operation, line_of, number_of, numbers_of
from causerie.records.editing.refusals import EditError, check_seen
from causerie.records.schema_recap import TranscriptRecord
from causerie.records.transcript import find_posts, make_post, write_post
from causerie.records.write import write_atomically
from causerie.text import clean_text

_UTC = ZoneInfo("UTC")
_PIECE = 1_000_000  # bytes of a line that are in memory at once


def edit_transcript(path: Path, post: str, change: Callable[[Post], Post]) -> tuple[Post, Post]:
    """Change a post of a transcript, found by its id; the post before and after.

    The file is written whole or not at all, and not where nothing changes. Raises EditError where the post is not there
    or its line is wrong, CauserieError where the disk refuses, and whatever `change` raises.
    """
    seen = look_at(path)
    found, problems = find_posts(path, [post], path.parent)
    before = found.get(post)
    if before is None:
        reason = f" {problems[0].message}" if problems else " Import the posts again."
        raise EditError(f"transcript.jsonl does not have the post '{post}'.{reason}")
    after = change(before)
    if after != before:
        _check(after)
        write_atomically(path, _changed_lines(path, before, after), check=lambda: refuse_changed(seen))
    return before, after


def change_of(operation: Operation) -> Callable[[Post], Post]:
    """What the operations `assign` and `alt-post` make of a post. Raises EditError; the function EditConflict, too."""
    match operation.get("do"):
        case "assign":
            numbers = tuple(numbers_of(operation, "questions"))
            role = Role.ANSWER if numbers else Role.OTHER
            return lambda post: replace(post, questions=numbers, role=role, assigned="hand")
        case "alt-post":
            at, was, text = (
                number_of(operation, "at"),
                line_of(operation, "was", default=""),
                line_of(operation, "text"),
            )
            return lambda post: _describe(post, at, was, text)
        case name:
            raise EditError(f"There is no operation '{name}' on a post.")


def _describe(post: Post, at: int, was: str, text: str) -> Post:
    if at >= len(post.media):
        raise EditError("This picture is not in the transcript.")
    check_seen(was, post.media[at].alt)
    changed = replace(post.media[at], alt=text)
    return replace(post, media=(*post.media[:at], changed, *post.media[at + 1 :]))


def _check(post: Post) -> None:
    """Make sure that the post reads back as it is."""
    try:
        record = TranscriptRecord.model_validate(json.loads(write_post(post)))
    except (ValidationError, ValueError):
        record = None
    if record is None or make_post(record, _UTC) != post:
        raise EditError(f"The post '{post.id}' cannot be changed like that.")


def _changed_lines(path: Path, before: Post, after: Post) -> Iterator[bytes]:
    is_done = False
    try:
        with path.open("rb") as file:
            begins = True
            while piece := file.readline(_PIECE):
                if begins and not is_done and _id_of(piece) == before.id:
                    yield _change_line(piece, before, after)
                    is_done = True
                else:
                    yield piece
                begins = piece.endswith(b"\n")
    except OSError as error:
        raise EditError(f"transcript.jsonl cannot be read: {error.strerror or error}.") from error
    if not is_done:
        raise EditError(f"transcript.jsonl does not have the post '{before.id}' any more.")


def _id_of(line: bytes) -> str | None:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    post_id = fields.get("id") if isinstance(fields, dict) else None
    return clean_text(post_id) if isinstance(post_id, str) else None


def _change_line(line: bytes, before: Post, after: Post) -> bytes:
    """A line with the fields that differ; it ends as it did."""
    fields: dict[str, Any] = json.loads(line.decode("utf-8-sig"))
    had, has = json.loads(write_post(before)), json.loads(write_post(after))
    if fields == had:
        text = write_post(after)
    else:
        for name in {**had, **has}:
            if had.get(name) != has.get(name):
                fields.pop(name, None)
                fields |= {name: has[name]} if name in has else {}
        text = json.dumps(fields, ensure_ascii=False, separators=(", ", ": "))
    end = line[len(line.rstrip(b"\r\n")) :]
    mark = b"\xef\xbb\xbf" if line.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.strip().encode() + end
