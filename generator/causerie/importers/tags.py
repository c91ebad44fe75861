"""Posts of X from TAGS, Martin Hawksey's Google Sheet: one a row, with what the API v1.1 says of its links."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import Row, fault, read_rows
from causerie.importers.rounded_ids import ROUNDED, begin_rows, is_rounded, why_unknown
from causerie.importers.sample import Sample
from causerie.importers.x_posts import find_x_status, x_id
from causerie.importers.x_status import read_status
from causerie.problems import Problem

_COLUMNS = ("id_str", "from_user", "text")


def _recognise(sample: Sample) -> bool:
    return sample.has_columns(*_COLUMNS)


def _read(file: ExportFile, export: Export) -> Reading:
    has_rounded, rows = begin_rows(read_rows(file, *_COLUMNS), "id_str")
    has_said = False
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        told = row.get("id_str")
        linked = find_x_status(row.get("status_url"))
        native = linked[1] if linked else told
        if not x_id(native):
            yield fault(file, row.line, f"the post was passed over: {why_unknown(told, 'status_url')}.")
            continue
        found = _read_row(row, native, linked[0] if linked else "")
        if found and has_rounded and not linked and is_rounded(native):
            found = replace(found, post=replace(found.post, url=""))
            if not has_said:
                has_said = True
                yield fault(file, row.line, ROUNDED)
        yield found or fault(file, row.line, "the row is no post, and was passed over.")


def _read_row(row: Row, native: str, handle: str) -> Found | None:
    told = row.get("id_str")
    replied = row.get("in_reply_to_status_id_str")
    has_rounded = native != told.strip("'")
    return read_status(
        {
            "id_str": native,
            # `time` is the local time of the sheet, even where it ends in Z
            "created_at": row.get("created_at"),
            "full_text": row.get("full_text", "text"),
            "user": {
                "screen_name": row.get("from_user") or handle,
                "name": row.get("from_user_name", "user_name"),
                "id_str": _whole(row.get("from_user_id_str")),
                "profile_image_url_https": row.get("profile_image_url"),
            },
            "entities": _read_json(row.get("entities_str")),
            "in_reply_to_status_id_str": "" if has_rounded and is_rounded(replied) else replied,
            "quoted_status_id_str": _whole(row.get("quoted_status_id_str")),
            "lang": row.get("lang"),  # `user_lang` is that of the author's screen
            "favorite_count": row.number("favorite_count"),
            "retweet_count": row.number("retweet_count"),
            "possibly_sensitive": row.get("possibly_sensitive").lower() == "true",
        }
    )


def _whole(native: str) -> str:
    """An id of an account, or nothing where a spreadsheet rounded it."""
    return native if x_id(native) and not is_rounded(native) else ""


def _read_json(cell: str) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return None


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="tags", title="TAGS (Google Sheet)", recognise=_recognise, read=_read),
)
