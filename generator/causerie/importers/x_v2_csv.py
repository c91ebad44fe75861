"""Tables that twarc 2 made of API v2: each row is an object of that API again, taken apart into columns.

By default a repost has the text of what it passes on, without `RT @`; line ends are the two characters `\\n`.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from causerie.importers.export import Export, ExportFile
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import Row, fault, read_rows
from causerie.importers.rounded_ids import ROUNDED, begin_rows, is_rounded, why_unknown
from causerie.importers.sample import Sample
from causerie.importers.x_posts import x_id
from causerie.importers.x_status import match_links
from causerie.importers.x_v2_post import Included, read_post
from causerie.model.counting import begins_as_repost
from causerie.problems import Problem

_COLUMNS = ("id", "text", "author.username")
_MARKS = ("referenced_tweets.retweeted.id", "public_metrics.like_count")
_REFERENCES = ("retweeted", "quoted", "replied_to")
_COUNTS = ("like_count", "retweet_count", "reply_count", "quote_count", "impression_count")
_AUTHOR = ("id", "username", "name", "profile_image_url")


def _recognise(sample: Sample) -> bool:
    return any(sample.has_columns(*_COLUMNS, mark) for mark in _MARKS)


def _read(file: ExportFile, export: Export) -> Reading:
    has_rounded, rows = begin_rows(read_rows(file, *_COLUMNS), "id")
    has_said = False
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        found = read_post(_read_object(row), Included())
        if found is None:
            yield fault(file, row.line, f"the post was passed over: {why_unknown(row.get('id'), '')}.")
            continue
        if has_rounded and is_rounded(found.post.id.removeprefix("x:")):
            found = replace(found, post=replace(found.post, url=""))
            if not has_said:
                has_said = True
                yield fault(file, row.line, ROUNDED)
        yield found


def _read_object(row: Row) -> dict[str, Any]:
    """The object of the API that a row was made of."""
    is_encoded = row.get("id").startswith('"')  # an option of the tool: each text as JSON

    def get(name: str) -> str:
        return _decode(row.get(name), is_encoded=is_encoded)

    native = get("id").strip("'")
    text = get("text")
    referred = {kind: get(f"referenced_tweets.{kind}.id") for kind in _REFERENCES}
    holder = {
        "id": native,
        "text": text,
        "entities": {"urls": _read_links(row.get("entities.urls"), text, native, referred["quoted"])},
        "attachments": {"media": _read_list(row.get("attachments.media"))},
    }
    references: list[dict[str, Any]] = [{"type": kind, "id": other} for kind, other in referred.items() if x_id(other)]
    for each in references:
        if each["type"] == "retweeted" and not begins_as_repost(text):  # the row has the words of the original
            each |= holder | {"id": each["id"], "author": {"username": get("retweeted_username")}}
    return holder | {
        "created_at": get("created_at"),
        "lang": get("lang"),
        "possibly_sensitive": _is_true(get("possibly_sensitive")),
        "referenced_tweets": references,
        "edit_history_tweet_ids": _read_list(row.get("edit_history_tweet_ids")),
        "author_id": get("author_id"),
        "author": {name: get(f"author.{name}") for name in _AUTHOR} | {"protected": _is_true(get("author.protected"))},
        "public_metrics": {name: row.number(f"public_metrics.{name}") for name in _COUNTS},
    }


def _decode(cell: str, *, is_encoded: bool) -> str:
    if not is_encoded:
        return cell.replace("\\n", "\n")
    try:
        return str(json.loads(cell, strict=False)) if cell else ""
    except (ValueError, RecursionError):
        return cell


def _is_true(cell: str) -> bool:
    return cell.lower() in ("true", "1", "1.0")


def _read_list(cell: str) -> list[Any]:
    """A list in a cell: as JSON, also within a text of JSON, or as Python shows it; else the words of the cell."""
    value: Any = cell
    for _ in range(2):
        if isinstance(value, str):
            value = _read_value(value)
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, Mapping) else cell.replace(",http", " http").split()


def _read_value(cell: str) -> Any:
    try:
        return json.loads(cell, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(cell) if cell.startswith("[") else None
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def _read_links(cell: str, text: str, native: str, quoted: str) -> list[Any]:
    """The links of a text; some tables have only where they lead, in their order."""
    links = _read_list(cell)
    addresses = [each for each in links if isinstance(each, str)]
    if not addresses:
        return links
    own = {native, quoted} - {""}
    return [
        {
            "start": link.start,
            "end": link.end,
            "url": link.short,
            "expanded_url": link.full,
            **({"media_key": ""} if link.is_own else {}),
        }
        for link in match_links(text, addresses, own=own).links
    ]


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="twarc2-csv", title="twarc 2 (CSV)", recognise=_recognise, read=_read),
)
