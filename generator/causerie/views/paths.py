"""Every address of the site, once. Addresses never contain a date, and are relative to the site's root."""

from __future__ import annotations

from causerie.model.chat import Chat
from causerie.model.session import Session

LANDING = ""
CHATS = "chats/"
ARCHIVE = "archive/"
CALENDAR = "calendar.ics"
FEEDS = ("feed.xml", "feed.atom", "feed.json", "announcements.xml", "recaps.xml")
DATA = "causerie.json"
DATA_SCHEMA = "causerie.schema.json"
ASSETS = "assets/causerie/"


def chat_address(chat: Chat) -> str:
    """`chats/museum-hour/`."""
    return f"{CHATS}{chat.id}/"


def session_address(session: Session) -> str:
    """`chats/museum-hour/ai-labels/`; for a session that nobody has written, its chat's page."""
    return f"{chat_address(session.chat)}{session.id}/" if session.is_written else chat_address(session.chat)


def year_address(year: int) -> str:
    """`archive/2026/`."""
    return f"{ARCHIVE}{year}/"


def chat_calendar(chat: Chat) -> str:
    """`chats/museum-hour/calendar.ics`."""
    return chat_address(chat) + CALENDAR


def session_calendar(session: Session) -> str:
    """`chats/museum-hour/ai-labels/ai-labels.ics`."""
    return f"{session_address(session)}{session.id}.ics"


def media_path(session: Session, file: str) -> str:
    """Where a record's picture is published: beside its session's page."""
    return session_address(session) + file


def relative(target: str, page: str) -> str:
    """A site address as a page at another address links to it: right below any `site_url`, and on disk."""
    depth = page.count("/")
    return "../" * depth + target or "./"
