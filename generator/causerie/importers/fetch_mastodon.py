"""Posts with a hashtag from the public timeline of a Mastodon instance, and the replies to them."""

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

MOST_THREADS = 100  # whose replies are asked for: one request each
_MOST_PAGES = 1000
_PAGE = 40  # as many as Mastodon gives at once


@frozen
class Thread:
    """A post that has replies, by its id on the server."""

    name: str
    parent: str
    posted: datetime


def fetch_mastodon(pages: Pages, hashtags: Iterable[str], begin: datetime, end: datetime) -> Iterator[Path]:
    """The pages of the hashtags' timelines between two instants, then the threads of the posts found there."""
    threads: dict[str, Thread] = {}
    for hashtag in hashtags:
        for file, statuses in _timeline(pages, hashtag, begin, end):
            for status in statuses:
                posted, name = read_time(status.get("created_at")), string(status.get("id"))
                if posted is not None and begin <= posted <= end and read_count(status.get("replies_count")):
                    threads[name] = Thread(name, string(status.get("in_reply_to_id")), posted)
            yield file
    yield from _replies(pages, threads)


def first_id_after(when: datetime) -> int:
    """The least id of posts after an instant on Mastodon, whose ids begin with the milliseconds since 1970."""
    return ((when - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1) + 1) << 16


def _timeline(
    pages: Pages, hashtag: str, begin: datetime, end: datetime
) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """The pages with posts in the window, newest first.

    The first page shows how the server numbers posts: where it does as Mastodon does, the next is that of the window's
    end, however long ago that was.
    """
    query = {"limit": str(_PAGE)}
    name = quote(hashtag.casefold(), safe="")
    for number in range(1, _MOST_PAGES):
        file, value = pages.get(f"{name}-{number:04}", f"/api/v1/timelines/tag/{quote(hashtag, safe='')}", query)
        if not isinstance(value, list):
            raise CauserieError(
                f"{pages.server} answered with something that is no timeline. Is it a Mastodon instance?"
            )
        statuses = objects(value)
        times = [when for status in statuses if (when := read_time(status.get("created_at"))) is not None]
        if not times:
            return
        if any(begin <= when <= end for when in times):
            pages.say(f"#{hashtag} on {pages.server}: back to {min(times):%Y-%m-%d %H:%M} UTC.")
            yield file, statuses
        last = string(statuses[-1].get("id"))
        if max(times) < begin or not last or last == query.get("max_id"):
            return
        if last.isdigit() and len(last) >= 17:  # Mastodon's numbers, not those of other servers
            last = str(min(int(last), first_id_after(end)))
        query["max_id"] = last


def _replies(pages: Pages, threads: dict[str, Thread]) -> Iterator[Path]:
    """The threads, of each the whole at once: what stands in one that was fetched is not asked for again."""
    shown: set[str] = set()
    left = MOST_THREADS
    for thread in sorted(threads.values(), key=lambda each: (each.posted, each.name)):
        if thread.name in shown or thread.parent in threads:
            continue
        if not left:
            pages.say(f"More than {MOST_THREADS} posts have replies; those to the others are not fetched.")
            return
        left -= 1
        try:
            address = f"/api/v1/statuses/{quote(thread.name, safe='')}/context"
            file, value = pages.get(f"thread-{quote(thread.name, safe='')}", address, {})
        except RefusedError as error:
            if error.is_for_signed_in:
                pages.say(f"{pages.server} shows replies to signed-in people only; they are not fetched.")
                return
            if error.status in (404, 410):  # deleted meanwhile
                continue
            raise
        replies = objects(value.get("descendants")) if isinstance(value, dict) else []
        shown.update(string(reply.get("id")) for reply in replies)
        if replies:
            yield file
