"""Posts as local quotes: what a visitor sees of them, without anything loaded from a platform."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from causerie.i18n import Speech, is_right_to_left
from causerie.model.platform import bare_handle, platform_name, profile_url
from causerie.model.post import Media, Post
from causerie.model.session import Session
from causerie.views import paths
from causerie.views.pages.post_text import text_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that the site itself holds."""

    address: str  # under the site's root
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often a post was liked, shared or answered."""

    kind: str  # "likes", "reposts", "replies"
    number: str
    label: str  # "12 likes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A post as it is shown."""

    anchor: str
    author: str
    initial: str
    handle: str  # with '@', empty when hidden
    profile: str
    role: str  # "host", "guest" or ""
    platform: str  # "mastodon"
    platform_name: str
    text: Markup
    url: str
    posted: str  # RFC 3339, for <time datetime>
    posted_words: str
    pictures: tuple[Picture, ...]
    missing_alts: tuple[str, ...]  # what was attached that the site does not hold, in words
    counts: tuple[Count, ...]
    lang: str
    dir: str
    note: str
    is_sensitive: bool


def quote_post(post: Post, session: Session, speech: Speech, *, note: str = "") -> Quote:
    """A post as a quote on its session's page, in the words of the page's language."""
    role = _role(post, session)
    handle = "@" + bare_handle(post.author.handle) if post.author.handle else ""
    nobody = speech.text("A participant") if session.chat.anonymise else speech.text("Unknown author")
    name = post.author.name or handle or nobody
    posted = post.posted.astimezone(session.start.tzinfo) if post.posted else None
    lang = post.lang or session.language
    return Quote(
        anchor=post_anchor(post),
        author=name,
        initial=next((char.upper() for char in name if char.isalnum()), "·"),
        handle=handle,
        profile=post.author.url or profile_url(post.platform, post.author.handle),
        role=role,
        platform=re.sub(r"[^a-z0-9-]", "", post.platform),
        platform_name=platform_name(post.platform),
        text=text_html(post),
        url=post.url,
        posted=posted.isoformat() if posted else "",
        posted_words=f"{speech.short_day(posted.date())}, {speech.time(posted)}" if posted else "",
        pictures=tuple(_picture(media, session) for media in post.media if media.file),
        missing_alts=tuple(media.alt for media in post.media if not media.file and media.alt),
        counts=_counts(post, speech),
        lang=lang if lang != session.language else "",
        dir=("rtl" if is_right_to_left(lang) else "ltr") if lang != session.language else "",
        note=note,
        is_sensitive=post.sensitive,
    )


def post_anchor(post: Post) -> str:
    """A fragment that names a post for good: its own id on its platform."""
    identity = post.id or post.url
    last = re.sub(r"[^A-Za-z0-9]+", "-", identity.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]).strip("-")
    return f"post-{last}" if last else ""


def _role(post: Post, session: Session) -> str:
    handle = bare_handle(post.author.handle).casefold()
    for role, people in (("host", session.hosts), ("guest", session.guests)):
        for person in people:
            account = person.account(post.platform)
            if account is not None and account.handle.casefold() == handle:
                return role
    return ""


def _picture(media: Media, session: Session) -> Picture:
    return Picture(address=quote(paths.media_path(session, media.file)), alt=media.alt)


def _counts(post: Post, speech: Speech) -> tuple[Count, ...]:
    found = []
    if post.replies:
        found.append(("replies", post.replies, speech.plural("%(number)s reply", "%(number)s replies", post.replies)))
    if post.reposts:
        found.append(("reposts", post.reposts, speech.plural("%(number)s repost", "%(number)s reposts", post.reposts)))
    if post.likes:
        found.append(("likes", post.likes, speech.plural("%(number)s like", "%(number)s likes", post.likes)))
    return tuple(Count(kind=kind, number=speech.number(number), label=label) for kind, number, label in found)
