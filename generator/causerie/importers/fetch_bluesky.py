"""Posts with a hashtag from Bluesky's public search, and the replies to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from causerie.frozen import frozen
from causerie.importers.fetch_pages import Pages, RefusedError
from causerie.importers.lenient import objects, read_count, read_time, string
from causerie.problems import CauserieError

PUBLIC = "https://api.bsky.app"
MOST_THREADS = 100  # whose replies are asked for: one request each
_MOST_PAGES = 1000
_MILLISECOND = timedelta(milliseconds=1)


@frozen
class _Seen:
    uri: str
    posted: datetime  # as the search sorts
    parent: str
    has_replies: bool


def fetch_bluesky(pages: Pages, hashtags: Iterable[str], begin: datetime, end: datetime) -> Iterator[Path]:
    """The pages of searches for the hashtags between two instants, then the threads of the posts found there."""
    seen: dict[str, _Seen] = {}
    for hashtag in hashtags:
        for file, posts in _search(pages, hashtag, begin, end):
            seen.update((post.uri, post) for post in posts)
            yield file
    yield from _replies(pages, seen)


def _search(pages: Pages, hashtag: str, begin: datetime, end: datetime) -> Iterator[tuple[Path, list[_Seen]]]:
    """The pages, newest first.

    Each next page ends where the last one began: the `cursor` that an answer carries is refused to all who are not
    signed in. https://github.com/bluesky-social/bsky-docs/issues/296
    """
    name = quote(hashtag.casefold(), safe="")
    until = end + _MILLISECOND
    known: set[str] = set()
    for number in range(1, _MOST_PAGES):
        query = {"q": f"#{hashtag}", "sort": "latest", "limit": "100", "since": _write(begin), "until": _write(until)}
        file, value = pages.get(f"{name}-{number:04}", "/xrpc/app.bsky.feed.searchPosts", query)
        if not isinstance(value, dict) or not isinstance(value.get("posts"), list):
            raise CauserieError(f"{pages.server} answered with something that is no search. Is it a server of Bluesky?")
        posts = [post for view in objects(value["posts"]) if (post := _read(view)) is not None]
        if new := [post for post in posts if post.uri not in known]:
            known.update(post.uri for post in new)
            pages.say(f"#{hashtag} on Bluesky: back to {min(post.posted for post in new):%Y-%m-%d %H:%M} UTC.")
            yield file, new
        if not new or not value.get("cursor"):  # by which an answer says that there is more
            return
        oldest = min(post.posted for post in posts)
        until = min(oldest + _MILLISECOND, until - _MILLISECOND)


def _read(view: dict[str, Any]) -> _Seen | None:
    uri, record = string(view.get("uri")), view.get("record")
    if not uri or not isinstance(record, dict):
        return None
    times = [when for text in (record.get("createdAt"), view.get("indexedAt")) if (when := read_time(text)) is not None]
    reply = record.get("reply")
    parent = reply.get("parent") if isinstance(reply, dict) else None
    return _Seen(
        uri=uri,
        posted=min(times, default=datetime(1970, 1, 1, tzinfo=UTC)),
        parent=string(parent.get("uri")) if isinstance(parent, dict) else "",
        has_replies=bool(read_count(view.get("replyCount"))),
    )


def _write(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _replies(pages: Pages, seen: dict[str, _Seen]) -> Iterator[Path]:
    """The threads below the posts that answer none of the others: they hold those, too."""
    left = MOST_THREADS
    for post in sorted(seen.values(), key=lambda each: (each.posted, each.uri)):
        if not post.has_replies or (post.parent in seen and seen[post.parent].has_replies):
            continue
        if not left:
            pages.say(f"More than {MOST_THREADS} posts have replies; those to the others are not fetched.")
            return
        left -= 1
        query = {"uri": post.uri, "depth": "100", "parentHeight": "0"}
        try:
            name = quote(post.uri.removeprefix("at://"), safe="").replace("%", "_")
            file, _ = pages.get(f"thread-{name}", "/xrpc/app.bsky.feed.getPostThread", query)
        except RefusedError as error:
            if error.is_for_signed_in:
                pages.say("Bluesky shows replies to signed-in people only; they are not fetched.")
                return
            if error.status in (400, 404):  # how it says that a post is gone
                continue
            raise
        yield file
