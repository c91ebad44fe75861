"""Two versions of one post as one: of each field the richer one, whichever came first.

Each choice is a maximum in an order of its own, so that any order and any grouping of versions gives the same post.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from causerie.model.post import Author, Link, Media, Post

_SHORTENED = "https://t.co/"
_RANK = {"": 0, "draft": 1, "hand": 2}


def merge_posts(one: Post, two: Post) -> Post:
    """One post of two versions with the same id."""
    assigned = max(one, two, key=lambda post: (_RANK.get(post.assigned, 0), post.questions, post.role or ""))

    def richer(name: str, order: Callable[[Any], Any]) -> Any:
        return max(getattr(one, name), getattr(two, name), key=order)

    return replace(
        max(one, two, key=_text_order),
        author=_merge_authors(one.author, two.author),
        url=richer("url", lambda url: ("/i/web/" not in url, len(url), url)),
        posted=richer("posted", _time_order),
        lang=richer("lang", _length_order),
        reply_to=richer("reply_to", _length_order),
        quote_of=richer("quote_of", _length_order),
        links=richer("links", _links_order),
        media=richer("media", _media_order),
        likes=richer("likes", _count_order),
        reposts=richer("reposts", _count_order),
        replies=richer("replies", _count_order),
        quotes=richer("quotes", _count_order),
        impressions=richer("impressions", _count_order),
        sensitive=one.sensitive or two.sensitive,
        questions=assigned.questions,
        role=assigned.role,
        assigned=assigned.assigned,
        aliases=tuple(sorted({*one.aliases, *two.aliases})),
    )


def _merge_authors(one: Author, two: Author) -> Author:
    names = ("handle", "name", "id", "url", "avatar")
    return Author(**{name: max(getattr(one, name), getattr(two, name), key=_length_order) for name in names})


def _text_order(post: Post) -> tuple[Any, ...]:
    """A whole text before one that was cut off, long links before short ones."""
    text = post.text
    return (bool(text), not text.endswith("…"), -text.count(_SHORTENED), len(text), text)


def _time_order(when: datetime | None) -> tuple[Any, ...]:
    """Midnight is what a mere date says; a fraction of a second is more exact than none."""
    if when is None:
        return (False,)
    is_exact = bool(when.hour or when.minute or when.second or when.microsecond)
    return (True, is_exact, bool(when.microsecond), -when.timestamp())


def _length_order(text: str) -> tuple[int, str]:
    return (len(text), text)


def _links_order(links: tuple[Link, ...]) -> tuple[Any, ...]:
    pairs = tuple((link.url, link.title) for link in links)
    return (-sum(_SHORTENED in url for url, _ in pairs), len(pairs), sum(len(title) for _, title in pairs), pairs)


def _media_order(media: tuple[Media, ...]) -> tuple[Any, ...]:
    every = tuple((each.file, each.url, each.alt, each.type) for each in media)
    return (sum(bool(file) for file, *_ in every), len(every), sum(map(len, (alt for _, _, alt, _ in every))), every)


def _count_order(number: int | None) -> int:
    return -1 if number is None else number
