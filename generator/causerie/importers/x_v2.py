"""Posts of the X API, version 2: its pages, flattened posts, single posts of a stream, and academictwitteR's pairs.

What a file lacks stays unknown: by default the API gives no author, and a post's time is then that of its id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from causerie.importers.export import Export, ExportFile
from causerie.importers.importer import Importer, Reading
from causerie.importers.lenient import objects_in, text_in
from causerie.importers.reading import fault, read_json
from causerie.importers.sample import Sample
from causerie.importers.x_posts import x_id
from causerie.importers.x_v2_post import Included, read_included, read_post
from causerie.problems import Problem

_MARKS = {
    "author_id",
    "context_annotations",
    "conversation_id",
    "edit_controls",
    "edit_history_tweet_ids",
    "public_metrics",
    "referenced_tweets",
    "reply_settings",
}  # what only posts of version 2 have
_NO_POST = "a post without an id or without a text was passed over."
_OLD_MARKS = {"id_str", "user", "full_text"}


def _is_post(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("text"), str)
        and bool(x_id(text_in(value, "id")))
        and not _OLD_MARKS & value.keys()
        and bool(_MARKS & value.keys() or value.keys() <= {"id", "text"})
    )


def _is_page(value: Mapping[str, Any]) -> bool:
    if "paging" in value:  # of Meta's platforms
        return False
    if "data" in value:
        return any(map(_is_post, _posts_of(value)))
    meta, includes = value.get("meta"), value.get("includes")
    is_empty = isinstance(meta, Mapping) and "result_count" in meta
    is_begun = any("username" in user for user in objects_in(includes, "users")[:1])  # the posts stand further below
    return is_empty or is_begun or any(map(_is_error, _errors(value)))


def _is_error(value: Mapping[str, Any]) -> bool:
    return "/2/problems/" in text_in(value, "type") or {"resource_type", "parameter"} <= value.keys()


def _is_bare_list(sample: Sample) -> bool:
    """Whether a file is a list of posts whose authors stand elsewhere."""
    posts = sample.elements if isinstance(sample.value, list) else ()
    return bool(posts) and all(map(_is_post, posts[:-1] or posts)) and not any("author" in each for each in posts)


def _is_beside_list(sample: Sample) -> bool:
    """Whether a file is what academictwitteR writes beside a list of posts: the users, the errors."""
    if isinstance(sample.value, list):
        return bool(sample.elements) and all(map(_is_error, sample.elements[:-1] or sample.elements))
    users = objects_in(sample.element, "users")
    return (
        bool(users) and "username" in users[0] and "data" not in sample.element and not _MARKS & sample.element.keys()
    )


def _recognise_pages(sample: Sample) -> bool:
    if _is_bare_list(sample) or _is_beside_list(sample):
        return False
    return any(_is_page(each) or (_is_post(each) and _MARKS & each.keys()) for each in sample.elements)


def _recognise_list(sample: Sample) -> bool:
    return _is_bare_list(sample) or _is_beside_list(sample)


def _read_pages(file: ExportFile, export: Export) -> Reading:
    for each in read_json(file):
        if isinstance(each, Problem):
            yield each
            continue
        line, value = each
        if isinstance(value, Mapping) and "data" not in value and "text" in value:
            yield read_post(value, Included()) or fault(file, line, _NO_POST)
        elif isinstance(value, Mapping) and {"data", "errors", "meta"} & value.keys():
            yield from _read_page(file, line, value)
        else:
            yield fault(file, line, "what begins here is no post and no page of posts of X's API, and was passed over.")


def _read_page(file: ExportFile, line: int, page: Mapping[str, Any]) -> Reading:
    included = read_included(page.get("includes"))
    posts = _posts_of(page)
    for post in posts:
        yield read_post(post, included) or fault(file, line, _NO_POST)
    for error in _errors(page):
        if not posts or text_in(error, "parameter") in ("id", "ids"):  # others are of what posts only mention
            said = text_in(error, "detail", "message", "title") or "an error without a message"
            yield fault(file, line, f"X did not give what was asked for: {said}")


def _read_list(file: ExportFile, export: Export) -> Reading:
    included: Included | None = None
    for each in read_json(file):
        if isinstance(each, Problem):
            yield each
            continue
        line, value = each
        if not isinstance(value, Mapping):
            yield fault(file, line, "what begins here is no post, and was passed over.")
        elif "users" in value or _is_error(value):
            continue
        else:
            included = included or _read_beside(file, export)
            yield read_post(value, included) or fault(file, line, _NO_POST)


def _read_beside(file: ExportFile, export: Export) -> Included:
    """What academictwitteR put into `users_<id>.json`, beside `data_<id>.json`."""
    beside = export.beside(file, file.name.lower().replace("data_", "users_", 1))
    if beside is not None and beside != file:
        for each in read_json(beside):
            if not isinstance(each, Problem) and isinstance(each[1], Mapping):
                return read_included(each[1])
    return Included()


def _posts_of(page: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    data = page.get("data")
    return [data] if isinstance(data, Mapping) else objects_in(page, "data")


def _errors(page: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return objects_in(page, "errors")


IMPORTERS = (
    Importer(name="x-api-v2", title="X API v2 (twarc2)", recognise=_recognise_pages, read=_read_pages),
    Importer(name="academictwitter", title="academictwitteR (X API v2)", recognise=_recognise_list, read=_read_list),
)
