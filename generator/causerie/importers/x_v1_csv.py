"""Tables that twarc 1 and Hydrator made of API v1.1, in both sets of columns, also after a spreadsheet rounded ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import Row, fault, read_rows
from causerie.importers.rounded_ids import ROUNDED, begin_rows, is_rounded, why_unknown
from causerie.importers.sample import Sample
from causerie.importers.x_posts import find_x_status, x_id, x_url
from causerie.importers.x_status import (
    Entities,
    find_quoted,
    is_picture,
    is_status,
    leads_to_itself,
    match_links,
    posted_at,
    read_language,
)
from causerie.model.counting import begins_as_repost
from causerie.model.platform import Platform, profile_url
from causerie.model.post import Author, Media, Post
from causerie.problems import Problem

_COLUMNS = ("created_at", "text", "user_screen_name")
_REPOST_COLUMNS = ("reweet_id", "retweet_id", "retweet_or_quote_id")  # the first one is really spelt so
_ENOUGH = 50  # of a thousand ids one may be as it was after it was rounded
_SHORT = re.compile(r"https?://t\.co/\w+")
_CUT = re.compile(r"…\s*https?://t\.co/\w+\s*$")


def _recognise(sample: Sample) -> bool:
    has_id = sample.has_columns(*_COLUMNS, "id") or sample.has_columns(*_COLUMNS, "tweet_url")
    return has_id and any(sample.has_columns(*_COLUMNS, column) for column in _REPOST_COLUMNS)


def _read(file: ExportFile, _export: Export) -> Reading:
    exact = _find_exact(file)
    has_rounded, rows = begin_rows(read_rows(file, *_COLUMNS), "id")
    has_said = False
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        linked = find_x_status(row.get("tweet_url"))
        native = linked[1] if linked else row.get("id").strip("'\"")
        if not x_id(native):
            yield fault(file, row.line, f"the post was passed over: {why_unknown(native, 'tweet_url')}.")
            continue
        found = _read_row(row, native, exact)
        if has_rounded and not linked and is_rounded(native):
            found = replace(found, post=replace(found.post, url=""))
            if not has_said:
                has_said = True
                yield fault(file, row.line, ROUNDED)
        yield found


def _find_exact(file: ExportFile) -> dict[str, str]:
    """The ids of the posts in a file by how a spreadsheet rounded them; empty where none did."""
    exact: dict[str, str] = {}
    seen = 0
    for row in read_rows(file, *_COLUMNS):
        if isinstance(row, Row) and (found := find_x_status(row.get("tweet_url"))):
            told, seen = row.get("id"), seen + 1
            if told and told != found[1]:
                exact[told] = "" if exact.get(told, found[1]) != found[1] else found[1]
            elif not exact and seen > _ENOUGH:
                break
    return exact


def _reply_to(row: Row, exact: Mapping[str, str]) -> str:
    """What a row's post answers; where a spreadsheet rounded that, too, only if the answered one is in the file."""
    told = row.get("in_reply_to_status_id")
    return x_id(exact.get(told, "") if exact and (is_rounded(told) or not x_id(told)) else told)


def _read_row(row: Row, native: str, exact: Mapping[str, str]) -> Found:
    text = row.get("text")
    entities = _read_links(row, native)
    quoted = find_quoted(text, entities)
    kind, other = row.get("tweet_type"), row.get("retweet_or_quote_id")
    is_repost = kind == "retweet" or bool(row.get("reweet_id", "retweet_id")) or begins_as_repost(text)
    if not kind and other and not is_repost:
        is_repost = not any(is_status(address, (other,)) for address in row.get("urls").split())
    if other and not is_repost and not quoted:
        quoted = exact.get(other, "" if is_rounded(other) else other)
    if quoted:
        entities = _read_links(row, native, quoted)
    shown = entities.expand(text).strip()
    handle = row.get("user_screen_name").removeprefix("@")
    post = Post(
        platform=Platform.X,
        id=x_id(native),
        url=x_url(handle, native),
        author=Author(
            handle=handle, name=row.get("user_name"), id=row.get("user_id"), url=profile_url(Platform.X, handle)
        ),
        posted=posted_at(row.get("created_at"), native) or posted_at(row.get("parsed_created_at"), native),
        text=shown,
        lang=read_language(row.get("lang")),
        reply_to=_reply_to(row, exact),
        quote_of=x_id(quoted),
        links=entities.shared(),
        media=_read_media(row),
        likes=row.number("favorite_count"),
        reposts=row.number("retweet_count"),
        sensitive=row.get("possibly_sensitive").lower() == "true",
    )
    is_cut = leads_to_itself(entities, native) or (is_repost and shown.endswith("…"))
    return Found(post=post, is_repost=is_repost, is_cut=is_cut)


def _read_links(row: Row, native: str, quoted: str = "") -> Entities:
    """The links of a text: `urls` has them in their order, and one to the pictures, if any, is the last.

    Of a long post of the stream the text is whole, but `urls` are those of the short form, and do not fit.
    """
    text, full = row.get("text"), row.get("urls").split()
    if any(is_status(address, (native,)) and not is_picture(address) for address in full) and not _CUT.search(text):
        return Entities()
    if row.get("media") and len(_SHORT.findall(text)) == len(full) + 1:
        full.append(x_url("", native) + "/photo/1")
    return match_links(text, full, own=(native, quoted))


def _read_media(row: Row) -> tuple[Media, ...]:
    """The pictures, where the table has their own addresses; the older one has only pages that show them."""
    addresses = [address for address in row.get("media").split() if not find_x_status(address)]
    return tuple(Media(url=address, type=_media_type(address)) for address in dict.fromkeys(addresses))


def _media_type(address: str) -> str:
    if "tweet_video_thumb" in address:
        return "gif"
    return "video" if "video_thumb" in address else "photo"


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="twarc-csv", title="twarc 1 or Hydrator (CSV)", recognise=_recognise, read=_read),
)
