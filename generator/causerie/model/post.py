"""A post: one message on a platform, as a transcript or a recap holds it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from causerie.frozen import frozen


class Role(StrEnum):
    """What a post is to its session."""

    QUESTION = "question"
    ANSWER = "answer"
    OTHER = "other"


@frozen(kw_only=True)
class Media:
    """A picture or other attachment: `file` is relative to the session's folder, `url` is where it came from."""

    file: str = ""
    url: str = ""
    alt: str = ""
    type: str = ""


@frozen
class Link:
    """An address with the title that its page or its sharer gave it."""

    url: str
    title: str = ""


@frozen(kw_only=True)
class Author:
    """Who wrote a post; the handle has no leading '@', Mastodon's is `user@instance`."""

    handle: str = ""
    name: str = ""
    id: str = ""
    url: str = ""
    avatar: str = ""


@frozen(kw_only=True)
class Post:
    """One message; text is plain and clean, absent counts are None."""

    platform: str
    author: Author
    text: str
    id: str = ""  # `x:<id>`, `mastodon:<instance>/<id>`, `bluesky:<did>/<rkey>`, `<platform>:<native id>`
    url: str = ""
    posted: datetime | None = None
    lang: str = ""
    reply_to: str = ""
    quote_of: str = ""
    hashtags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    media: tuple[Media, ...] = ()
    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    quotes: int | None = None
    impressions: int | None = None
    sensitive: bool = False
    questions: tuple[int, ...] = ()  # the numbers it answers or asks
    role: Role | None = None
    assigned: str = ""  # "draft" | "hand"
    aliases: tuple[str, ...] = ()  # other ids of it: before an edit, on another server
