"""The archive of an account that Twitter gave from 2012 to 2018: months as scripts, and a table of the same posts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import Row, fault, read_json, read_rows
from causerie.importers.sample import Sample
from causerie.importers.x_posts import find_x_status, x_id, x_url
from causerie.importers.x_status import (
    find_quoted,
    is_picture,
    leads_to_itself,
    match_links,
    posted_at,
    read_author,
    read_status,
)
from causerie.model.counting import begins_as_repost
from causerie.model.platform import Platform
from causerie.model.post import Author, Post
from causerie.problems import Problem

_MONTH = re.compile(r"(?:window\.)?Grailbird\.data\.tweets_\d{4}_\d{1,2}")
_COLUMNS = ("tweet_id", "timestamp", "text")
_TELLING = ("retweeted_status_id", "in_reply_to_status_id")
_NEXT_ADDRESS = re.compile(r",(?=https?://)")


def _recognise_month(sample: Sample) -> bool:
    return _MONTH.fullmatch(sample.script) is not None


def _recognise_table(sample: Sample) -> bool:
    return any(sample.has_columns(*_COLUMNS, column) for column in _TELLING)


def _read_month(file: ExportFile, export: Export) -> Reading:
    """The posts of a month, and those that its owner passed on, as their authors wrote them.

    A chat's questions often are in a participant's archive only so: inside a repost in Twitter's own months, in its
    place in those that a script made later.
    """
    owner = _read_owner(file, export)
    for each in read_json(file):
        if isinstance(each, Problem):
            yield each
            continue
        line, status = each
        found = read_status(status, owner) if isinstance(status, Mapping) else None
        if found is None:
            yield fault(file, line, "what begins here is no post with an id and a text, and was passed over.")
            continue
        yield found
        original = status.get("retweeted_status")
        if isinstance(original, Mapping) and (passed_on := read_status(original)) is not None:
            yield passed_on


def _read_table(file: ExportFile, export: Export) -> Reading:
    owner = _read_owner(file, export) or read_author({"screen_name": _find_handle(file)})
    for row in read_rows(file, *_COLUMNS):
        if isinstance(row, Problem):
            yield row
        elif not x_id(row.get("tweet_id")):
            yield fault(file, row.line, f"the post's id '{row.get('tweet_id')}' is none, and it was passed over.")
        else:
            yield _read_row(row, owner)


def _read_row(row: Row, owner: Author) -> Found:
    native, text = row.get("tweet_id").strip("'\""), row.get("text")
    full = _addresses(row)
    entities = match_links(text, full, own=(native,))
    quoted = find_quoted(text, entities)
    if quoted:
        entities = match_links(text, full, own=(native, quoted))
    is_repost = bool(row.get("retweeted_status_id")) or begins_as_repost(text)
    shown = entities.expand(text).strip()
    post = Post(
        platform=Platform.X,
        id=x_id(native),
        url=x_url(owner.handle, native),
        author=owner,
        posted=posted_at(row.get("timestamp"), native),
        text=shown,
        reply_to=x_id(row.get("in_reply_to_status_id")),
        quote_of=x_id(quoted),
        links=entities.shared(),
    )
    is_cut = leads_to_itself(entities, native) or (is_repost and shown.endswith("…"))
    return Found(post=post, is_repost=is_repost, is_cut=is_cut)


def _addresses(row: Row) -> list[str]:
    """Where the links of a row lead: of several pictures there is one link, but an address each."""
    addresses: list[str] = []
    for address in _NEXT_ADDRESS.split(row.get("expanded_urls")):
        if address and not (is_picture(address) and address in addresses):
            addresses.append(address)
    return addresses


def _read_owner(file: ExportFile, export: Export) -> Author | None:
    """Whose archive it is, by the `user_details.js` that is nearest."""
    named = [each for each in export.near if each.name.lower() == "user_details.js"]
    below = [each for each in named if not file.folder or each.path.startswith(f"{file.folder}/")]
    details = export.beside(file, "user_details.js") or min(below, key=lambda each: len(each.path), default=None)
    for each in read_json(details) if details else ():
        if not isinstance(each, Problem) and isinstance(each[1], Mapping) and each[1].get("screen_name"):
            user: dict[str, Any] = {**each[1], "name": each[1].get("full_name") or each[1].get("name")}
            return read_author(user)
    return None


def _find_handle(file: ExportFile) -> str:
    """The owner's handle by a link to an own picture, where nothing else tells it."""
    for row in read_rows(file, *_COLUMNS):
        if isinstance(row, Row) and not row.get("retweeted_status_id"):
            for address in _addresses(row):
                if (found := find_x_status(address)) and found[1] == row.get("tweet_id"):
                    return found[0]
    return ""


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="grailbird", title="Twitter archive of 2012 to 2018", recognise=_recognise_month, read=_read_month),
    Importer(
        name="grailbird-csv",
        title="Twitter archive of 2012 to 2018 (tweets.csv)",
        recognise=_recognise_table,
        read=_read_table,
    ),
)
