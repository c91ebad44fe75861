"""Answers of Bluesky's API: searches, feeds, threads, quotes, and the records of a repository.

https://docs.bsky.app/docs/api/app-bsky-feed-search-posts
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from causerie.frozen import frozen
from causerie.importers.bluesky_embeds import read_embed
from causerie.importers.bluesky_sdk import as_api
from causerie.importers.bluesky_text import read_text
from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found, Hidden
from causerie.importers.importer import Importer, Reading
from causerie.importers.lenient import objects, read_count, read_time, string
from causerie.importers.reading import fault, read_json
from causerie.importers.sample import Sample
from causerie.model.post import Author, Link, Post
from causerie.problems import Problem

_URI = re.compile(r"at://(?P<who>[^/\s]+)/app\.bsky\.feed\.(?P<kind>post|repost)/(?P<key>[^/?#\s]+)\Z")
_KEY = re.compile(r"[2-7a-j][2-7a-z]{12}\Z")
_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_LISTS = ("posts", "feed", "thread", "replies", "records")
_STORED = ("record", "value")  # what is stored of a post, in a view and in a list of records
_BESIDE = frozenset(("cursor", "hitsTotal", "uri", "cid", "threadgate", "hasOtherReplies"))
_NOT_SHOWN = ("notFoundPost", "blockedPost", "threadItemNotFound", "threadItemBlocked", "threadItemNoUnauthenticated")
_SIGNED_IN = "!no-unauthenticated"
_WARNINGS = frozenset(("porn", "sexual", "nudity", "graphic-media", "gore", "nsfl", "corpse", "!warn", "!hide"))
_CLOCKS_DIFFER = timedelta(minutes=1)


@frozen
class _Node:
    """Something in an answer: a post as it is shown or stored, or what is none; a repost has the reason for it."""

    value: Any
    is_post: bool
    reason: dict[str, Any] | None = None


def bluesky_id(uri: str) -> str:
    """The id of a post by its `at://` address; '' for what is none."""
    found = _URI.match(uri.strip())
    return f"bluesky:{found['who']}/{found['key']}" if found else ""


def bluesky_time(key: str) -> datetime | None:
    """When a record was written, by its key, as far as whoever chose that was honest; None where it says no time."""
    if not _KEY.match(key):
        return None
    number = 0
    for digit in key:
        number = number * 32 + _DIGITS.index(digit)
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=number >> 10)


def _recognise(sample: Sample) -> bool:
    value = as_api(sample.value)
    if isinstance(value, dict) and (keys := [key for key in _LISTS if key in value]):
        if not all(value[key] for key in keys):  # an answer without posts
            return set(value) <= {*keys, *_BESIDE}
        thread = value.get("thread")
        if isinstance(thread, dict) and string(thread.get("$type")).startswith("app.bsky."):
            return True
    values = value if isinstance(value, list) else [value, *map(as_api, sample.elements)]
    return any(node.is_post for each in values[:40] for node in _walk(each))


def _is_post(value: dict[str, Any]) -> bool:
    uri = _URI.match(string(value.get("uri")))
    return uri is not None and uri["kind"] == "post" and any(isinstance(value.get(key), dict) for key in _STORED)


def _record(view: dict[str, Any]) -> dict[str, Any]:
    return next(view[key] for key in _STORED if isinstance(view.get(key), dict))


def _walk(value: Any) -> Iterator[_Node]:
    """What an answer holds, in its order."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif not isinstance(each, dict):
            yield _Node(each, is_post=False)
        elif isinstance(item := each.get("value"), dict) and "depth" in each:  # of a thread that is a list
            waiting.append(item)
        elif _is_post(each):
            yield _Node(each, is_post=True)
        elif isinstance(post := each.get("post"), dict):
            reason = each.get("reason")
            is_repost = isinstance(reason, dict) and "Repost" in string(reason.get("$type"))
            if is_repost:
                yield _Node(post, is_post=_is_post(post), reason=reason)
            waiting += [*reversed(objects(each.get("replies"))), *([] if is_repost else [post])]
            waiting += objects(each.get("parent"))
        elif inner := [each[key] for key in _LISTS if isinstance(each.get(key), list | dict)]:
            waiting += reversed(inner)
        elif not string(each.get("$type")).endswith(_NOT_SHOWN) and not (each.get("notFound") or each.get("blocked")):
            yield _Node(each, is_post=False)


def _read(file: ExportFile, export: Export) -> Reading:
    for answer in read_json(file):
        if isinstance(answer, Problem):
            yield answer
            continue
        line, value = answer
        for node in _walk(as_api(value)):
            if not node.is_post:
                yield fault(file, line, "this is no post of Bluesky: it lacks an address at:// or a record.")
            elif node.reason is not None:
                yield _read_repost(node.value, node.reason)
            else:
                yield _read_post(node.value)


def _read_repost(view: dict[str, Any], reason: dict[str, Any]) -> Found:
    """Who passed it on, and when; its id is never that of the post."""
    by = reason.get("by")
    author = _read_author(by if isinstance(by, dict) else {}, "")
    post_id = bluesky_id(string(reason.get("uri"))) or f"{bluesky_id(string(view.get('uri')))}/{author.id}"
    when = read_time(reason.get("indexedAt"))
    return Found(post=Post(platform="bluesky", id=post_id, author=author, text="", posted=when), is_repost=True)


def _read_post(view: dict[str, Any]) -> Found:
    uri = _URI.match(string(view.get("uri")))
    assert uri is not None, "it was recognised by it"
    given, record = view.get("author"), _record(view)
    author = _read_author(given if isinstance(given, dict) else {}, uri["who"])
    embed = read_embed(view.get("embed"), record.get("embed"), author.id)
    text, addresses = read_text(record, embed.quoted_key)
    langs = record.get("langs")
    titles = {link.url: link for link in embed.links}
    links = {address: titles.get(address, Link(address)) for address in addresses}
    reply = record.get("reply")
    parent = reply.get("parent") if isinstance(reply, dict) else None
    post = Post(
        platform="bluesky",
        id=f"bluesky:{author.id}/{uri['key']}",
        url=f"https://bsky.app/profile/{author.handle or author.id}/post/{uri['key']}",
        author=author,
        posted=_posted(view, record, uri["key"]),
        text=text,
        lang=next(map(string, langs), "") if isinstance(langs, list) else string(langs),
        reply_to=bluesky_id(string(parent.get("uri"))) if isinstance(parent, dict) else "",
        quote_of=bluesky_id(embed.quoted),
        links=tuple({**links, **titles}.values()),
        media=embed.media,
        likes=read_count(view.get("likeCount")),
        reposts=read_count(view.get("repostCount")),
        replies=read_count(view.get("replyCount")),
        quotes=read_count(view.get("quoteCount")),
        sensitive=bool(_WARNINGS & (_labels(view.get("labels")) | _labels(record.get("labels")))),
    )
    is_for_signed_in = isinstance(given, dict) and _SIGNED_IN in _labels(given.get("labels"))
    return Found(post=post, hidden=Hidden.SIGNED_IN if is_for_signed_in else None)


def _posted(view: dict[str, Any], record: dict[str, Any], key: str) -> datetime | None:
    """When it was written, as its author's program says; when it was seen, where it was seen earlier than written.

    That is how Bluesky itself sorts. An old time stays: programs that bring posts from elsewhere keep their times.
    """
    said, seen = read_time(record.get("createdAt")), read_time(view.get("indexedAt"))
    if said is None:
        return seen or bluesky_time(key)
    latest = seen or bluesky_time(key)
    return latest if latest is not None and said - latest > _CLOCKS_DIFFER else said


def _labels(value: Any) -> set[str]:
    """The labels of a post or an author that hold: in a view a list of them, in a record a list within an object."""
    values = value.get("values") if isinstance(value, dict) else value
    return {string(label.get("val")) for label in objects(values) if not label.get("neg")}


def _read_author(author: dict[str, Any], did: str) -> Author:
    handle = string(author.get("handle"))
    handle = "" if handle == "handle.invalid" else handle  # what Bluesky says where a domain is not theirs any more
    did = string(author.get("did")) or did
    return Author(
        id=did,
        handle=handle,
        name=string(author.get("displayName")).strip(),
        url=f"https://bsky.app/profile/{handle or did}" if handle or did else "",
        avatar=string(author.get("avatar")),
    )


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="bluesky", title="answers of Bluesky's API", recognise=_recognise, read=_read),
)
