"""Statuses of X's API v1.1: search pages, timelines, the lines of twarc 1 and of the stream, a single status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found, Hidden
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import fault, read_json
from causerie.importers.sample import Sample
from causerie.importers.x_posts import x_id, x_url
from causerie.importers.x_status import read_status
from causerie.model.platform import Platform
from causerie.model.post import Author, Post
from causerie.problems import Problem

_PAGES = ("statuses", "results")  # of the standard and of the premium search
_TEXTS = ("full_text", "text", "extended_tweet")
_NOTICES = ("limit", "warning", "disconnect", "friends", "event", "scrub_geo", "status_withheld", "user_withheld")


def _recognise(sample: Sample) -> bool:
    if sample.script:
        return False
    return any(_is_status(each) for element in sample.elements for each in _in_page(element))


def _is_status(value: Any) -> bool:
    """Whether a value is a status, and none of other tools, which name its parts otherwise."""
    if not isinstance(value, Mapping) or not isinstance(user := value.get("user"), Mapping):
        return False
    has_user = "screen_name" in user or user.keys() <= {"id", "id_str"}
    return (
        has_user
        and "username" not in user
        and isinstance(value.get("created_at"), str)
        and ("id_str" in value or "id" in value)
        and any(text in value for text in _TEXTS)
    )


def _in_page(value: Any) -> Iterator[Any]:
    """What a page holds; what is none, as it is."""
    pages = [value[key] for key in _PAGES if isinstance(value.get(key), list)] if isinstance(value, Mapping) else []
    if pages and "user" not in value:
        for page in pages:
            yield from page
    else:
        yield value


def _read(file: ExportFile, _export: Export) -> Reading:
    for each in read_json(file):
        if isinstance(each, Problem):
            yield each
            continue
        line, value = each
        for status in _in_page(value):
            yield from _read_one(file, line, status)


def _read_one(file: ExportFile, line: int, status: Any) -> Reading:
    if not isinstance(status, Mapping):
        yield fault(file, line, "what begins here is no post, and was passed over.")
    elif (deleted := _read_deletion(status)) is not None:
        yield deleted
    elif not status.keys() & set(_NOTICES) or "user" in status:
        found = read_status(status)
        yield found or fault(file, line, "the post has no id or no text, and was passed over.")


def _read_deletion(notice: Mapping[str, Any]) -> Found | None:
    """What the stream says when somebody deleted a post."""
    deleted = notice.get("delete")
    status = deleted.get("status") if isinstance(deleted, Mapping) else None
    native = str(status.get("id_str") or status.get("id") or "") if isinstance(status, Mapping) else ""
    if not x_id(native):
        return None
    post = Post(platform=Platform.X, id=x_id(native), url=x_url("", native), author=Author(), text="")
    return Found(post=post, hidden=Hidden.DELETED)


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="x-api-v1", title="X API v1.1 or twarc 1 (JSON)", recognise=_recognise, read=_read),
)
