"""Posts as local quotes: what a visitor sees of them, without anything loaded from a platform."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from causerie.frozen import frozen
from causerie.i18n import Speech, direction, has_letters_from_right, is_right_to_left
from causerie.model.platform import bare_handle, platform_name, profile_url
from causerie.model.post import Media, Post
from causerie.model.session import Session
from causerie.views import paths
from causerie.views.pages.post_text import text_html
from causerie.views.pages.sharing import reply_link

_NO_ANCHOR = re.compile(r"[^A-Za-z0-9]+")


@frozen(kw_only=True)
class Picture:
    """A picture that the site itself holds."""

    address: str  # under the site's root
    alt: str


@frozen(kw_only=True)
class Count:
    """How often a post was liked, shared or answered."""

    icon: str  # "like", "repost", "reply"
    number: str
    label: str  # "12 likes"


class Quote(NamedTuple):  # a frozen dataclass takes five times as long to make, and a page has many
    """A post as it is shown."""

    anchor: str
    author: str
    initial: str
    handle: str  # with '@', empty when hidden
    profile: str
    role: str  # "host", "guest" or ""
    platform: str  # "mastodon"
    platform_name: str
    icon: str  # the platform's drawing
    text: Markup
    url: str
    original: str  # "The original on Mastodon"
    posted: str  # RFC 3339, for <time datetime>
    posted_words: str
    pictures: tuple[Picture, ...]
    missing_alts: tuple[str, ...]  # what was attached that the site does not hold, in words
    counts: tuple[Count, ...]
    lang: str
    dir: str
    note: str
    is_sensitive: bool
    reply: str  # begins an answer; empty where the platform has no such address


@frozen(kw_only=True)
class _PlatformWords:
    """What all quotes from one platform share."""

    css: str
    name: str
    icon: str
    original: str


def session_roles(session: Session) -> Mapping[tuple[str, str], str]:
    """Who is a host or a guest, by platform and handle; of several accounts on a platform the first counts."""
    roles: dict[tuple[str, str], str] = {}
    for role, people in (("host", session.hosts), ("guest", session.guests)):
        for person in people:
            for platform in {account.platform for account in person.accounts}:
                if account := person.account(platform):
                    roles.setdefault((platform, account.handle.casefold()), role)
    return roles


def quote_post(
    post: Post, session: Session, speech: Speech, roles: Mapping[tuple[str, str], str], *, note: str = ""
) -> Quote:
    """A post as a quote on its session's page, in the words of the page's language; `roles` are the session's."""
    author = post.author
    bare = bare_handle(author.handle)
    handle = f"@{bare}" if author.handle else ""
    posted = post.posted.astimezone(session.start.tzinfo) if post.posted else None
    name = author.name or handle or name_nobody(session, speech)
    platform = _platform_words(post.platform, speech)
    lang = post.lang if post.lang != session.language else ""
    return Quote(
        anchor=post_anchor(post),
        author=name,
        initial=name[0].upper() if name[0].isalnum() else _find_initial(name),
        handle=handle,
        profile=author.url or profile_url(post.platform, author.handle),
        role=roles.get((post.platform, bare.casefold()), ""),
        platform=platform.css,
        platform_name=platform.name,
        icon=platform.icon,
        text=text_html(post),
        url=post.url,
        original=platform.original,
        posted=posted.isoformat() if posted else "",
        posted_words=_say_when(posted, session, speech) if posted else "",
        pictures=tuple([_picture(media, session) for media in post.media if media.file]),
        missing_alts=tuple([media.alt for media in post.media if not media.file and media.alt]),
        counts=_counts(post, speech),
        lang=lang,
        dir=post_direction(post, session),
        note=note,
        is_sensitive=post.sensitive,
        reply=reply_link(post),
    )


def _find_initial(name: str) -> str:
    return next((char.upper() for char in name if char.isalnum()), "·")


def post_direction(post: Post, session: Session) -> str:
    """The way a post is written, where its first letter may not tell: many begin with "A1", also in Arabic and Hebrew.

    Empty where it is the way of a chat from left to right, or nobody knows.
    """
    if post.lang and post.lang != session.language:
        return direction(post.lang)
    if not is_right_to_left(session.language):
        return ""
    return "rtl" if post.lang or has_letters_from_right(post.text) else ""


def _say_when(posted: datetime, session: Session, speech: Speech) -> str:
    """The time alone on the session's own day, which its page names."""
    day = posted.date()
    time = speech.time(posted)
    return time if day == session.start.date() else speech.moment(speech.short_day(day), time)


def name_nobody(session: Session, speech: Speech) -> str:
    """What an author is called of whom nothing may be shown, or nothing is known."""
    return speech.text("A participant") if session.chat.anonymise else speech.text("Unknown author")


@lru_cache(maxsize=1024)
def _platform_words(platform: str, speech: Speech) -> _PlatformWords:
    name = platform_name(platform)
    return _PlatformWords(
        css=re.sub(r"[^a-z0-9-]", "", platform),
        name=name,
        icon=platform_icon(platform),
        original=speech.text("The original on %(platform)s", platform=name),
    )


def platform_icon(platform: str) -> str:
    """The drawing that stands for a platform."""
    return platform if platform in ("mastodon", "bluesky", "x") else "chat"


def account_key(platform: str, handle: str) -> str:
    """What tells accounts apart, however their handles are written."""
    return f"{platform} {bare_handle(handle).casefold()}"


def author_key(post: Post) -> str:
    """What tells the authors of quoted posts apart; whoever has no handle is somebody within one recap alone."""
    author = post.author
    return _key_of(post.platform, author.handle) or f"{post.platform} {author.id or author.name}"


@lru_cache(maxsize=4096)  # people come back
def _key_of(platform: str, handle: str) -> str:
    return account_key(platform, handle) if bare_handle(handle) else ""


def post_anchor(post: Post) -> str:
    """A fragment that names a post for good: its own id on its platform."""
    return _name_anchor(post.id or post.url)


@lru_cache(maxsize=64)  # of a session's posts, which are asked for more than once
def _name_anchor(identity: str) -> str:
    last = identity.rstrip("/").rpartition("/")[2].rpartition(":")[2]
    if not (last.isalnum() and last.isascii()):  # as most are
        last = _NO_ANCHOR.sub("-", last).strip("-")
    return f"post-{last}" if last else ""


def _picture(media: Media, session: Session) -> Picture:
    return Picture(address=quote(paths.media_path(session, media.file)), alt=media.alt)


def _counts(post: Post, speech: Speech) -> tuple[Count, ...]:
    given = (("reply", post.replies), ("repost", post.reposts), ("like", post.likes))
    return tuple([_count(icon, number, speech) for icon, number in given if number])


@lru_cache(maxsize=4096)  # most counts are small
def _count(icon: str, number: int, speech: Speech) -> Count:
    match icon:
        case "reply":
            label = speech.plural("%(number)s reply", "%(number)s replies", number)
        case "repost":
            label = speech.plural("%(number)s repost", "%(number)s reposts", number)
        case _:
            label = speech.plural("%(number)s like", "%(number)s likes", number)
    return Count(icon=icon, number=speech.number(number), label=label)
