"""Posts of X from the "Twitter Archiver" add-on of Google Sheets: texts without their links, which stand beside them.

The dates are the local time of a sheet whose zone nobody knows: the time is that of the id.
"""

from __future__ import annotations

import re

from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import Row, fault, read_rows
from causerie.importers.rounded_ids import ROUNDED, begin_rows, is_rounded, why_unknown
from causerie.importers.sample import Sample
from causerie.importers.x_posts import expand_text, find_x_status, x_id, x_time, x_url
from causerie.model.counting import begins_as_repost
from causerie.model.platform import Platform, bare_handle, profile_url
from causerie.model.post import Author, Link, Media, Post
from causerie.problems import Problem

_COLUMNS = ("screen name", "tweet text", "tweet id")
_ADDRESSES = ("tweet url", "tweet link", "permalink", "status url")  # added by some hosts with a formula
_LINKS = ("link(s)", "links", "link")
_VIDEO = re.compile(r"video\.twimg\.com|/(?:ext_tw|amplify|tweet)_video")


def _recognise(sample: Sample) -> bool:
    return sample.has_columns(*_COLUMNS)


def _read(file: ExportFile, export: Export) -> Reading:
    has_rounded, rows = begin_rows(read_rows(file, *_COLUMNS), "tweet id")
    has_said = False
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        linked = find_x_status(" ".join(row.get(name) for name in (*_ADDRESSES, "tweet id")))
        native = linked[1] if linked else row.get("tweet id").strip("'")
        is_exact = linked is not None or not (has_rounded and is_rounded(native))
        if not x_id(native):
            yield fault(file, row.line, f"the post was passed over: {why_unknown(native, '')}.")
            continue
        if not is_exact and not has_said:
            has_said = True
            yield fault(file, row.line, ROUNDED)
        yield _read_row(row, native, is_exact)


def _read_row(row: Row, native: str, is_exact: bool) -> Found:
    handle = bare_handle(row.get("screen name"))
    links = row.get(*_LINKS).split()
    text, quoted = _without_quoted(row.get("tweet text"), links)
    post = Post(
        platform=Platform.X,
        id=x_id(native),
        url=x_url(handle, native) if is_exact else "",
        author=Author(handle=handle, name=row.get("full name"), url=profile_url(Platform.X, handle)),
        posted=x_time(native),
        text=expand_text(text),  # the add-on decodes the first '&amp;' only
        quote_of=x_id(quoted),
        links=tuple(dict.fromkeys(Link(each) for each in links if not _leads_to(each, quoted))),
        media=tuple(dict.fromkeys(_read_media(each) for each in row.get("media").split() if "://" in each)),
        likes=row.number("favorites", "likes"),
        reposts=row.number("retweets"),
    )
    is_repost = begins_as_repost(text)
    return Found(post=post, is_repost=is_repost, is_cut=text.endswith("…"))


def _without_quoted(text: str, links: list[str]) -> tuple[str, str]:
    """A text without that of the post it quotes, which the add-on appends (`… #MyChatRT @them: …`), and its id."""
    for link in links:
        if (found := find_x_status(link)) and found[0]:
            begin = text.lower().rfind(f"rt @{found[0].lower()}:")
            if begin > 0:
                return text[:begin].rstrip(), found[1]
    return text, ""


def _leads_to(address: str, native: str) -> bool:
    found = find_x_status(address)
    return found is not None and found[1] == native


def _read_media(address: str) -> Media:
    return Media(url=address, type="video" if _VIDEO.search(address) else "photo")


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="twitter-archiver", title="Twitter Archiver (Google Sheets)", recognise=_recognise, read=_read),
)
