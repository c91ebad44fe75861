"""What a feed says: a session's announcement and its recap as frozen entries, before any format is chosen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import quote

from causerie.frozen import frozen
from causerie.i18n import speak
from causerie.model.library import Library, session_order
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views.feeds.wording import announcement_summary, announcement_title, recap_summary, recap_title
from causerie.views.paths import CHATS, media_path, session_address, session_calendar

Body = Callable[[Session, Settings, datetime], str]  # a session as self-contained HTML

_LINE_ENDS = re.compile(r"[\t\n\r]+")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A table of our own: `mimetypes` reads the machine's, and feeds would differ from one machine to the next.
_PICTURE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


class Kind(StrEnum):
    """What an entry tells; also the end of its id."""

    ANNOUNCEMENT = "announcement"
    RECAP = "recap"


@dataclass(frozen=True, slots=True, eq=False)
class Publication:
    """The moment at which a session's announcement or recap went public; compared by identity, to be a quick key."""

    session: Session
    kind: Kind
    published: datetime  # never the session's own date: a future date hides newer entries in readers
    updated: datetime


@frozen(kw_only=True)
class Picture:
    """A picture that readers may show beside an entry."""

    url: str
    type: str


@frozen(kw_only=True)
class Entry:
    """One entry of a feed; texts are clean, on one line, and hold nothing that XML cannot."""

    id: str
    url: str
    title: str
    summary: str  # plain text
    content: str  # HTML
    published: datetime
    updated: datetime  # never before `published`, never in the future
    authors: tuple[tuple[str, str], ...]  # name, and home page or ''
    categories: tuple[str, ...]
    language: str
    calendar: str  # address of the session's own .ics
    picture: Picture | None = None


@frozen(kw_only=True)
class Feed:
    """A feed before its format is chosen; every address is absolute but the styles', which work in a preview, too."""

    url: str  # its own; also its id
    title: str
    description: str
    language: str
    home: str  # the page that it accompanies
    author: str  # for entries that nobody hosts
    calendar: str
    calendar_title: str
    stylesheets: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime | None:
        """When one of its entries last changed; None while it is empty."""
        return max((entry.updated for entry in self.entries), default=None)


def find_publications(library: Library, now: datetime) -> list[Publication]:
    """Everything that has been announced or recapped, the newest first.

    A session without `announced` has no announcement here, as nobody knows its date; its recap has its own.
    """
    found = []
    for session in library.public_sessions(now):
        if session.announced is not None:
            changed = session.updated if session.updated is not None and session.updated <= now else session.announced
            found.append(_publication(session, Kind.ANNOUNCEMENT, session.announced, changed))
        if session.has_recap(now) and session.recap is not None and session.recap.published is not None:
            changed = session.recap.updated(now) or session.recap.published
            found.append(_publication(session, Kind.RECAP, session.recap.published, changed))
    # Of what went public at one instant, recaps and later sessions come first, as they would in time.
    found.sort(key=lambda each: (each.published, each.kind is Kind.RECAP, session_order(each.session)), reverse=True)
    return found


def _publication(session: Session, kind: Kind, published: datetime, changed: datetime) -> Publication:
    zone = session.chat.zone  # a day that a host wrote begins there, and readers who show the day should show that one
    return Publication(session, kind, published.astimezone(zone), max(published, changed).astimezone(zone))


def entry_id(publication: Publication, settings: Settings, folder: str = "") -> str:
    """What names an entry for good: its session's address, or the one it had under a chat's former folder name."""
    session = publication.session
    address = f"{CHATS}{folder}/{session.id}/" if folder else session_address(session)
    return f"{settings.absolute(address)}#{publication.kind}"


def write_entry(publication: Publication, settings: Settings, now: datetime, body: Body) -> Entry:
    """The entry that announces or recaps a session, in the session's language."""
    session = publication.session
    speech = speak(session.language)
    is_recap = publication.kind is Kind.RECAP
    return Entry(
        id=entry_id(publication, settings),
        url=settings.absolute(session_address(session)),
        title=fit_line(recap_title(session, speech) if is_recap else announcement_title(session, speech)),
        summary=fit_line(recap_summary(session, speech) if is_recap else announcement_summary(session, speech)),
        content=_keep_xml(body(session, settings, now)),
        published=publication.published,
        updated=publication.updated,
        authors=tuple((fit_line(host.name), fit_line(host.url)) for host in session.hosts),
        categories=_categories(session),
        language=fit_line(session.language),
        calendar=settings.absolute(session_calendar(session)),
        picture=_first_picture(session, settings) if is_recap else None,
    )


def _categories(session: Session) -> tuple[str, ...]:
    """The hashtag and the topics, each once whatever its case."""
    words: dict[str, str] = {}
    for word in map(fit_line, (session.chat.hashtag, *session.topics)):
        words.setdefault(word.casefold(), word)
    return tuple(word for word in words.values() if word)


def _first_picture(session: Session, settings: Settings) -> Picture | None:
    posts = [highlight.post for highlight in session.recap.highlights if highlight.post] if session.recap else []
    for media in (media for post in posts if not post.sensitive for media in post.media):
        if kind := _PICTURE_TYPES.get(PurePosixPath(media.file).suffix.lower()):
            address = quote(_keep_xml(media_path(session, media.file)), safe="/")
            return Picture(url=settings.absolute(address), type=kind)
    return None


def fit_line(text: str) -> str:
    """Text on one line that XML can hold; records are clean already, and their no-break spaces stay."""
    return _keep_xml(_LINE_ENDS.sub(" ", text))


def _keep_xml(text: str) -> str:
    """Text without the characters that XML 1.0 forbids (section 2.2): one of them would end the whole build.

    HTML gets no more than this. NFC would compose a `>` with a combining stroke after it, and swallow the tag.
    """
    return _NOT_XML.sub("", text)
