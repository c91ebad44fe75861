"""Any other table of posts: which column is which is told, or guessed by the names that many tools use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import chain, islice
from zoneinfo import ZoneInfo

from causerie.frozen import frozen
from causerie.importers.addresses import find_addresses
from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found
from causerie.importers.html_text import html_to_text
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import Row, fault, read_rows
from causerie.importers.rounded_ids import ROUNDED, begin_rows, is_rounded
from causerie.importers.sample import Sample, take_sample
from causerie.importers.table_authors import read_author
from causerie.importers.table_columns import NAMES, OTHERS, REPOSTS
from causerie.importers.table_times import Times, find_order, has_clock
from causerie.importers.x_posts import expand_text, x_id, x_time, x_url
from causerie.importers.x_status import read_language
from causerie.model.counting import begins_as_repost
from causerie.model.platform import Platform
from causerie.model.post import Author, Post
from causerie.model.slug import make_slug
from causerie.problems import Problem

_PLATFORMS = {"twitter": "x", "x.com": "x", "bsky": "bluesky", "fediverse": "mastodon"}
_APP = re.compile(r'\s*<a href="[^"]*"[^>]*>[^<]*</a>\s*', re.IGNORECASE)
_MARKUP = re.compile(r"\s*<(?:p|div|span|br)\b[^>]*>", re.IGNORECASE)
_UNIVERSAL = re.compile(r"\b(?:utc|gmt)\b")
_NO_LETTERS = re.compile(r"[\W_]+")
_NO = ("", "false", "no", "n", "0", "0.0", "[]", "{}")
_FIRST = 200  # rows that tell how all are written


def is_app(cell: str) -> bool:
    """Whether a cell holds the name of an app as X writes it, whatever its column is called."""
    return _APP.fullmatch(cell) is not None


def guess_columns(names: Iterable[str]) -> dict[str, str]:
    """Which of a table's columns are ours, by their names: ours to the table's, in small letters."""
    known = _by_letters(names)
    guessed: dict[str, str] = {}
    for ours, theirs in NAMES.items():
        for name in map(_letters, theirs):
            if name in known and known[name] not in guessed.values():
                guessed[ours] = known[name]
                break
    return guessed


def _by_letters(names: Iterable[str]) -> dict[str, str]:
    """Names of columns by their letters: `likeCount`, `like_count` and `Like Count` are one."""
    return {_letters(name): name.strip().lower() for name in names}


def _letters(name: str) -> str:
    return _NO_LETTERS.sub("", name.lower())


def table_importer(columns: Mapping[str, str], platform: str, zone: ZoneInfo | None) -> Importer:
    """The importer of a table whose columns are told, ours to the table's; with none told, they are guessed.

    `platform` is that of posts whose address does not tell it, and `zone` that of times that name none.
    """
    told = {ours: theirs.strip().lower() for ours, theirs in columns.items() if theirs.strip()}

    def recognise(sample: Sample) -> bool:
        needed = [name for ours, name in told.items() if ours != "platform"]
        return sample.has_columns(*needed) if told else _is_table(sample)

    def read(file: ExportFile, export: Export) -> Reading:
        sample = take_sample(file)
        names, where = told or _guess(sample), platform
        if "platform" in told and not sample.has_columns(told["platform"]):  # no column: the platform itself
            names, where = {ours: name for ours, name in told.items() if ours != "platform"}, told["platform"]
        if names:
            yield from _read_table(file, _Table(_plain_platform(where), Times(zone), names, bool(told)))
        else:
            yield fault(file, 1, f"no line names columns of posts. {_HINT}")

    return Importer(name="table", title="Table (CSV)", recognise=recognise, read=read)


_HINT = 'Say which column is which: --columns "text=Content, url=Link, handle=User".'


def _is_table(sample: Sample) -> bool:
    """Whether columns of posts are named; where only addresses could be, whether they are those of posts."""
    if sample.text.lstrip().startswith(("{", "[", "<")) or any(sample.has_columns(*names) for names in OTHERS):
        return False
    names = _guess(sample)
    if "text" not in names:
        return "url" in names and next(find_addresses(sample.text), None) is not None
    return bool({"url", "handle"} & names.keys()) or {"name", "posted"} <= names.keys() or _is_of_x(names)


def _guess(sample: Sample) -> dict[str, str]:
    for cells in sample.tables:
        names = guess_columns(cells)
        if {"text", "url"} & names.keys() and {"id", "url", "handle", "name"} & names.keys() and len(names) > 1:
            return names
    return {}


def _is_of_x(names: Mapping[str, str]) -> bool:
    return any("tweet" in name for name in names.values())


def _plain_platform(name: str) -> str:
    """A platform's name as records spell it, whatever a table calls it; '' where no letter of it may stand there."""
    return _PLATFORMS.get(name.strip().lower()) or make_slug(name)


@frozen
class _Table:
    platform: str  # of posts whose address does not tell; '' where nobody said it
    times: Times
    names: Mapping[str, str]
    is_told: bool
    has_rounded: bool = False
    of_reposts: tuple[str, ...] = ()  # columns that have a value where a post is only passed on


def _read_table(file: ExportFile, table: _Table) -> Reading:
    names = table.names
    has_rounded, rows = begin_rows(read_rows(file, *names.values()), *_column(names, "id"))
    first = list(islice(rows, _FIRST))
    days = find_order(row.get(*_column(names, "posted")) for row in first if isinstance(row, Row))
    is_universal = bool(_UNIVERSAL.search(names.get("posted", "")))
    times = Times(UTC if is_universal else table.times.zone, days)
    columns = _by_letters(next((row.cells for row in first if isinstance(row, Row)), ()))
    of_reposts = tuple(columns[name] for name in map(_letters, REPOSTS) if name in columns)
    table = replace(table, has_rounded=has_rounded, times=times, of_reposts=of_reposts)
    if not first:
        yield fault(
            file, 1, f"there is no row below a line with the columns {', '.join(sorted(names.values()))}. {_HINT}"
        )
    has_said = False
    for row in chain(first, rows):
        if isinstance(row, Problem):
            yield row
            continue
        found = _read_row(row, table)
        if isinstance(found, str):
            yield fault(file, row.line, f"the row was passed over: {found}.")
            continue
        if has_rounded and not has_said and found.post.platform == Platform.X and not found.post.url:
            has_said = True
            yield fault(file, row.line, ROUNDED)
        yield found


def _column(names: Mapping[str, str], ours: str) -> tuple[str, ...]:
    return (names[ours],) if ours in names else ()


def _read_row(row: Row, table: _Table) -> Found | str:
    """The post of a row, or what is wrong with it."""

    def get(ours: str) -> str:
        return row.get(*_column(table.names, ours))

    def count(ours: str) -> int | None:
        return row.number(*_column(table.names, ours))

    known = next(find_addresses(f"{get('url')} {get('id')}"), None)
    platform = known.platform if known else _plain_platform(get("platform")) or table.platform
    platform = platform or (Platform.X if _is_of_x(table.names) else "")
    if not platform:
        return "nothing tells its platform. Say it in --columns, as platform=linkedin"
    native = get("id").strip("'\"")
    author = read_author(get("handle"), get("name"), platform, known)
    text = _read_text(row, table, platform)
    name, by_id = (known.id, known.posted) if known else _find_id(native, platform, author)
    if not name and is_rounded(native):
        return f"its id '{native}' was rounded by a spreadsheet, and it has no address"
    if not name and not text:
        return "it has neither an id nor a text"
    posted = _find_time(row, table, platform, by_id)
    if isinstance(posted, str):
        return posted
    url = known.url if known else get("url") if platform != Platform.X else ""
    if name and platform == Platform.X and not known and not (table.has_rounded and is_rounded(native)):
        url = x_url(author.handle, native)
    if not name:
        told = "|".join((author.handle, author.name, str(posted), text))
        name = f"{platform}:row-{blake2b(told.encode(), digest_size=8).hexdigest()}"
    post = Post(
        platform=platform,
        id=name,
        url=url,
        author=author,
        posted=posted,
        text=text,
        lang=read_language(get("lang")),
        reply_to=_find_reply(get("reply_to"), platform, name),
        likes=count("likes"),
        reposts=count("reposts"),
        replies=count("replies"),
        quotes=count("quotes"),
    )
    is_repost = any(row.get(name).lower() not in _NO for name in table.of_reposts)
    is_repost = is_repost or (platform == Platform.X and begins_as_repost(text))
    return Found(post=post, is_repost=is_repost, is_cut=text.endswith("…"))


def _find_time(row: Row, table: _Table, platform: str, by_id: datetime | None) -> datetime | str | None:
    """When a row's post was written; the id of a post tells it better than a table's local time."""
    column = table.names.get("posted", "")
    cell = row.get(column) if column else ""
    if column and not table.is_told and not has_clock(cell) and has_clock(clock := row.get("time")):
        cell = f"{cell} {clock}"
    if platform == Platform.X and by_id:
        return by_id
    if not cell:
        return by_id
    aware = table.times.read_aware(cell)
    if aware is None and by_id is None:
        local = table.times.read_local(cell)
        return f"the time '{cell}' {local}" if isinstance(local, str) else local
    return aware or by_id


def _find_id(native: str, platform: str, author: Author) -> tuple[str, datetime | None]:
    """The id of a post without an address, and the time that it carries; '' where the table has none."""
    if platform == Platform.X:
        name = x_id(native)
        return name, x_time(name.removeprefix("x:")) if name else None
    if not native or any(char.isspace() for char in native):
        return "", None
    if platform == Platform.MASTODON:
        return f"mastodon:{author.handle.rpartition('@')[2]}/{native}", None
    return f"{platform}:{author.handle}/{native}" if platform == Platform.BLUESKY else f"{platform}:{native}", None


def _find_reply(cell: str, platform: str, name: str) -> str:
    """The id of the post that another one answers; '' where the cell names an account or a rounded id."""
    if answered := next(find_addresses(cell), None):
        return answered.id
    if not cell or is_rounded(cell) or cell.startswith("@") or any(char.isspace() for char in cell):
        return ""
    if platform == Platform.X:
        return x_id(cell)
    if platform in (Platform.MASTODON, Platform.BLUESKY):
        return f"{name.rpartition('/')[0]}/{cell}" if platform == Platform.MASTODON and cell.isdigit() else ""
    return f"{platform}:{cell}"


def _read_text(row: Row, table: _Table, platform: str) -> str:
    text = row.get(*_column(table.names, "text"))
    if is_app(text) and not table.is_told:  # the text stands in another column
        text = next((cell for name in NAMES["text"] if (cell := row.get(name)) and not is_app(cell)), "")
    if _MARKUP.match(text):
        return html_to_text(text)
    return expand_text(text) if platform == Platform.X else text


IMPORTERS: tuple[Importer, ...] = (table_importer({}, "", None),)
