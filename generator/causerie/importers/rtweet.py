"""Posts of X as the R package rtweet saves them: 90 columns, several values of one cell with spaces between them."""

from __future__ import annotations

import re
from itertools import zip_longest

from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found, Hidden
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import Row, fault, read_rows
from causerie.importers.rounded_ids import ROUNDED, begin_rows, is_rounded, why_unknown
from causerie.importers.sample import Sample
from causerie.importers.table import is_app
from causerie.importers.x_posts import XLink, find_x_status, x_id, x_url
from causerie.importers.x_status import Entities, find_quoted, is_status, posted_at, read_language
from causerie.model.counting import begins_as_repost
from causerie.model.platform import Platform, bare_handle, profile_url
from causerie.model.post import Author, Media, Post
from causerie.problems import Problem

_COLUMNS = ("status_id", "screen_name", "text")
_SHORT_LINK = re.compile(r"https?://t\.co/\w+")


def _recognise(sample: Sample) -> bool:
    return sample.has_columns(*_COLUMNS)


def _read(file: ExportFile, export: Export) -> Reading:
    has_rounded, rows = begin_rows(read_rows(file, *_COLUMNS), "status_id")
    has_said = False
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        linked = find_x_status(row.get("status_url"))
        native = linked[1] if linked else _plain(row.get("status_id"))
        is_exact = linked is not None or not (has_rounded and is_rounded(native))
        if not x_id(native):
            yield fault(file, row.line, f"the post was passed over: {why_unknown(native, '')}.")
            continue
        if not is_exact and not has_said:
            has_said = True
            yield fault(file, row.line, ROUNDED)
        yield _read_row(row, native, is_exact=is_exact, has_rounded=has_rounded)


def _read_row(row: Row, native: str, *, is_exact: bool, has_rounded: bool) -> Found:
    text = row.get("text")
    if is_app(text) and (content := row.get("content")):
        text = content
    quoted = "" if has_rounded else _plain(row.get("quoted_status_id"))
    entities = _read_links(row, text, {native, quoted})
    if not quoted and (quoted := find_quoted(text, entities)):
        entities = _read_links(row, text, {native, quoted})
    handle = bare_handle(row.get("screen_name"))
    is_repost = _is_true(row, "is_retweet") or bool(row.get("retweet_status_id")) or begins_as_repost(text)
    shown = entities.expand(text)
    post = Post(
        platform=Platform.X,
        id=x_id(native),
        url=x_url(handle, native) if is_exact else "",
        author=Author(
            handle=handle,
            name=row.get("name"),
            id=_plain(row.get("user_id")),
            url=profile_url(Platform.X, handle),
            avatar=row.get("profile_image_url"),
        ),
        posted=posted_at(row.get("created_at"), native),
        text=shown,
        lang=read_language(row.get("lang")),
        reply_to="" if has_rounded else x_id(row.get("reply_to_status_id")),
        quote_of=x_id(quoted),
        links=entities.shared(),
        media=entities.media,
        likes=row.number("favorite_count"),
        reposts=row.number("retweet_count"),
        replies=row.number("reply_count"),
        quotes=row.number("quote_count"),
        sensitive=_is_true(row, "possibly_sensitive"),
    )
    return Found(
        post=post,
        hidden=Hidden.PROTECTED if _is_true(row, "protected") else None,
        is_repost=is_repost,
        is_cut=shown.endswith("…"),
    )


def _read_links(row: Row, text: str, own: set[str]) -> Entities:
    """The links and pictures of a text. Some tables have those of all rows in each: only what the text holds counts."""
    own = own - {""}
    links: dict[str, XLink] = {}
    for short, full in zip_longest(_cells(row, "urls_t.co"), _cells(row, "urls_expanded_url"), fillvalue=""):
        if short and full and short in text:
            links.setdefault(short, XLink(-1, -1, short, full, is_own=is_status(full, own)))
    media: dict[str, Media] = {}
    for kind in ("ext_media", "media"):
        shorts, urls = _cells(row, f"{kind}_t.co"), _cells(row, f"{kind}_url")
        kinds = _cells(row, f"{kind}_type")
        for number, url in enumerate(urls):
            short = shorts[number] if number < len(shorts) else ""
            if short in text and (short or not _SHORT_LINK.search(text)):
                if short:
                    links[short] = XLink(-1, -1, short, short, is_own=True)
                told = kinds[number] if number < len(kinds) else "photo"
                media.setdefault(url, Media(url=url, type={"video": "video", "animated_gif": "gif"}.get(told, "photo")))
        if media:  # `media` has the first picture, `ext_media` all of them
            break
    return Entities(tuple(links.values()), tuple(media.values()))


def _cells(row: Row, name: str) -> list[str]:
    return [each for each in row.get(name).split() if each != "NA"]


def _is_true(row: Row, name: str) -> bool:
    return row.get(name).lower() in ("true", "1")


def _plain(native: str) -> str:
    """An id without the `x` that keeps spreadsheets from rounding it."""
    return native.strip("'\"").removeprefix("x")


IMPORTERS: tuple[Importer, ...] = (Importer(name="rtweet", title="rtweet (CSV)", recognise=_recognise, read=_read),)
