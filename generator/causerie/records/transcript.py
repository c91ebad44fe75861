"""transcript.jsonl: posts to lines and back, and the few posts that a recap names found without reading them all."""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from causerie.frozen import frozen
from causerie.model.post import Author, Link, Media, Post
from causerie.problems import Problem
from causerie.records.forget import Forgotten
from causerie.records.leave_out import leave_out_of_posts
from causerie.records.names import post_name
from causerie.records.schema_fields import as_text
from causerie.records.schema_recap import AuthorRecord, PostRecord, TranscriptRecord
from causerie.records.source import Source
from causerie.records.validate import validate_fields
from causerie.records.write import write_atomically
from causerie.text import clean_line, clean_text

MAX_LINE = 1_000_000  # a post is a few kilobytes
_UTC = ZoneInfo("UTC")


@frozen
class Transcript:
    """The posts of a session as they stand in its file, and what is wrong with it."""

    posts: tuple[Post, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_transcript(path: Path, root: Path | None = None, forgotten: Forgotten | None = None) -> Transcript:
    """All posts of a transcript but the forgotten ones; a line that is no post is a problem, and left out.

    A file that does not exist is an empty transcript. Problems name the path relative to `root`.
    """
    problems: list[Problem] = []
    posts: list[Post] = []
    for each in iterate_transcript(path, root):
        (posts if isinstance(each, Post) else problems).append(each)  # type: ignore[arg-type]  # to the list of its kind
    return Transcript(leave_out_of_posts(posts, forgotten), tuple(problems))


def iterate_transcript(path: Path, root: Path | None = None) -> Iterator[Post | Problem]:
    """The same one by one, whatever is to be forgotten, so that half a million posts need no memory."""
    try:
        for number, line in _read_lines(path):
            read = _read_line(path, root or path.parent, number, line)
            yield from read.problems
            yield from read.posts
    except OSError as error:
        name = os.path.relpath(path, root or path.parent).replace(os.sep, "/")
        message = f"the file cannot be read: {error.strerror or error}. Check that it is a file that you may read."
        yield Problem(name, 1, 1, message)


def locate_posts(path: Path, root: Path) -> Iterator[tuple[int, bytes, Post]]:
    """Each post with where its line begins and what the line holds; lines that are no posts are passed over.

    Raises OSError where the file cannot be read.
    """
    begin = 0
    with path.open("rb") as file:
        while line := file.readline(MAX_LINE + 1):
            place, begin = begin, begin + len(line)
            if len(line) > MAX_LINE:
                rest = line
                while rest and not rest.endswith(b"\n"):
                    rest = file.readline(MAX_LINE)
                    begin += len(rest)
            elif line.strip():
                for post in _read_line(path, root, 0, line).posts:
                    yield place, line, post


def read_places(path: Path, root: Path, places: Iterable[int]) -> Iterator[Post]:
    """The posts whose lines begin at these places, in their order, as `locate_posts` gave them.

    A place where there is no post any more gives none: somebody has changed the file meanwhile.
    """
    with path.open("rb") as file:
        for place in places:
            file.seek(place)
            yield from _read_line(path, root, 0, file.readline(MAX_LINE)).posts


def find_posts(path: Path, ids: Iterable[str], root: Path) -> tuple[dict[str, Post | None], list[Problem]]:
    """The posts of these ids or addresses, None for one whose line is wrong, and what is wrong with such lines.

    Of lines with one id it is the first whose text is known, if any: one may be of an import by its address alone.

    Only lines that hold an id are parsed, so half a million other posts cost next to nothing; all of them only where an
    id is not found so, as JSON may write it with escapes (`g.example\\/1`).
    """
    ids = tuple(ids)
    found: dict[str, Post | None] = {}
    problems: list[Problem] = []
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            for post_id in dict.fromkeys(ids):
                for begin, line in _lines_with(content, *_names_of(post_id)):
                    read = _read_line(path, root, 0, line, wanted=post_id)
                    if read.problems:
                        number = content[:begin].count(b"\n") + 1
                        problems.extend(replace(problem, line=number) for problem in read.problems)
                        found.setdefault(post_id, None)
                    if read.posts and (found.get(post_id) is None or _says(read.posts[0])):
                        found[post_id] = read.posts[0]
                        if _says(read.posts[0]):
                            break
            if missing := [post_id for post_id in dict.fromkeys(ids) if post_id not in found]:
                _find_escaped(path, root, missing, found, problems)
    except (OSError, ValueError):  # not there, or empty: an empty file cannot be mapped
        return found, problems
    return found, problems


def write_transcript(path: Path, posts: Iterable[Post]) -> None:
    """Write a transcript whole or not at all, its posts in the order that they come in, one at a time in memory.

    Raises CauserieError where the disk refuses.
    """
    write_atomically(path, map(write_post, posts))


def write_post(post: Post) -> str:
    """A post as a line of transcript.jsonl: keys in the contract's order, absent when unknown, with its line end."""
    author = post.author
    fields: dict[str, Any] = {
        "id": post.id,
        "platform": post.platform,
        "url": post.url,
        "author": _filled(id=author.id, handle=author.handle, name=author.name, url=author.url, avatar=author.avatar),
        "posted": post.posted and _write_instant(post.posted),
        "text": post.text,
        "lang": post.lang,
        "reply_to": post.reply_to,
        "quote_of": post.quote_of,
        "hashtags": list(post.hashtags),
        "links": [_filled(url=link.url, title=link.title) for link in post.links],
        "media": [_filled(url=each.url, file=each.file, alt=each.alt, type=each.type) for each in post.media],
        "likes": post.likes,
        "reposts": post.reposts,
        "replies": post.replies,
        "quotes": post.quotes,
        "impressions": post.impressions,
        "sensitive": post.sensitive or None,
        "question": post.questions[0] if len(post.questions) == 1 else list(post.questions),
        "role": post.role and post.role.value,
        "assigned": post.assigned,
        "aliases": list(post.aliases),
    }
    return json.dumps(_filled(**fields), ensure_ascii=False, separators=(", ", ": ")) + "\n"


def load_line(line: bytes) -> Any:
    """What a line says, its texts clean. Raises ValueError, or RecursionError, where it says nothing."""
    return _clean(json.loads(line.decode("utf-8-sig")))


def make_post(record: PostRecord, zone: ZoneInfo) -> Post:
    """The post of a record; a time without an offset is in `zone`."""
    who = record.author
    return Post(
        id=record.id,
        platform=record.platform,
        url=record.url or "",
        author=Author() if who is None else _make_author(who),
        posted=record.posted.instant(zone).astimezone(UTC) if record.posted else None,
        text=record.text,
        lang=record.lang,
        reply_to=record.reply_to,
        quote_of=record.quote_of,
        hashtags=tuple([word.removeprefix("#") for word in record.hashtags]),
        links=tuple([Link(link.url, link.title) for link in record.links]),
        media=tuple([Media(file=m.file or "", url=m.url or "", alt=m.alt, type=m.type) for m in record.media]),
        likes=record.likes,
        reposts=record.reposts,
        replies=record.replies,
        quotes=record.quotes,
        impressions=record.impressions,
        sensitive=record.sensitive,
        questions=record.question,
        role=record.role,
        assigned=record.assigned,
        aliases=record.aliases,
    )


def _make_author(record: AuthorRecord) -> Author:
    return Author(id=record.id, handle=record.handle, name=record.name, url=record.url or "", avatar=record.avatar)


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}


def _write_instant(when: datetime) -> str:
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _read_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(MAX_LINE + 1):
                number += 1
                if len(line) > MAX_LINE:
                    while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                        pass
                if line.strip():
                    yield number, line
    except FileNotFoundError:
        return


def _names_of(post_id: str) -> tuple[str, ...]:
    """What may name a post in a transcript: an id, or an address and the id that it tells."""
    if not post_id.startswith(("http://", "https://")):
        return (post_id,)
    name = post_name(post_id)
    return (post_id,) if name.startswith("//") else (post_id, name)


def _is_named(fields: dict[str, Any], wanted: str) -> bool:
    aliases = fields.get("aliases")
    own = (fields.get("id"), fields.get("url"), *(aliases if isinstance(aliases, list) else ()))
    known = {clean_line(name) for name in own if isinstance(name, str)}
    return any(name in known for name in _names_of(wanted))


def _lines_with(content: mmap.mmap, *names: str) -> Iterator[tuple[int, bytes]]:
    """The lines that may be a post of one of these names, with where they begin."""
    for name in names:
        needle = json.dumps(name, ensure_ascii=False).encode()
        at = content.find(needle)
        while at >= 0:
            begin = content.rfind(b"\n", 0, at) + 1
            end = content.find(b"\n", at)
            end = len(content) if end < 0 else end
            yield begin, content[begin:end]
            at = content.find(needle, end)


def _find_escaped(
    path: Path, root: Path, ids: Collection[str], found: dict[str, Post | None], problems: list[Problem]
) -> None:
    """Add the posts of these ids, and what is wrong with their lines, whatever way JSON writes the ids."""
    for number, line in _read_lines(path):
        post_id = _id_in(line)
        if post_id in ids and ((before := found.get(post_id)) is None or not _says(before)):
            read = _read_line(path, root, number, line)
            problems.extend(read.problems)
            post = next(iter(read.posts), None)
            found[post_id] = post if before is None or (post and _says(post)) else before


def _id_in(line: bytes) -> str:
    """The id that a line says, also as a number, or an empty string."""
    try:
        fields = json.loads(line.decode("utf-8-sig"))
        return clean_line(as_text(fields["id"])) if isinstance(fields, dict) and "id" in fields else ""
    except (ValueError, RecursionError):
        return ""


def _says(post: Post) -> bool:
    """Whether it is known what a post says or shows."""
    return bool(post.text or post.media)


def _read_line(path: Path, root: Path, number: int, line: bytes, wanted: str = "") -> Transcript:
    name = os.path.relpath(path, root).replace(os.sep, "/")

    def fail(column: int, message: str) -> Transcript:
        return Transcript(problems=(Problem(name, number, column, message),))

    if len(line) > MAX_LINE:
        return fail(1, f"a line of more than {MAX_LINE:,} bytes. Import the posts again.")
    try:
        fields = load_line(line)
    except UnicodeDecodeError as error:
        return fail(error.start + 1, "the line is not UTF-8. Import the posts again, or save the file as UTF-8.")
    except json.JSONDecodeError as error:
        return fail(
            error.colno, f"the line is no JSON object ({error.msg}). Write one post a line, or import the posts again."
        )
    except (ValueError, RecursionError):
        return fail(1, "the line has a number or a nesting that no post has. Import the posts again.")
    if not isinstance(fields, dict):
        return fail(1, "the line is no JSON object. Write one post a line, or import the posts again.")
    if wanted and not _is_named(fields, wanted):
        return Transcript()
    source = _LineSource(path, root, number)
    record = validate_fields(source, fields, TranscriptRecord)
    return Transcript((make_post(record, _UTC),) if record else (), tuple(source.problems))


class _LineSource(Source):
    """One line of a transcript; its problems stand at the line's begin."""

    def __init__(self, file: Path, root: Path, number: int) -> None:
        super().__init__(file, root)
        self._places = {(): ((number, 1), (number, 1))}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else clean_text(value)
    if isinstance(value, dict):
        return {clean_text(key): _clean(part) for key, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, list) else value
