"""From another site's causerie.json to what is kept of it: cleaned, checked, and only what a directory shows.

The same check reads what was kept, which lives in the host's repository, where others may have changed it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from causerie.frozen import frozen
from causerie.problems import CauserieError
from causerie.records.schema_circle import ForeignChat, ForeignSession, ForeignSite
from causerie.text import clean_line

MAX_BYTES = 20_000_000  # of what another site publishes
_VERSION = 1
_MOST_CHATS = 1000
_MOST_READ = 20_000  # sessions, the latest ones: they stand last
_MOST_SESSIONS = 5000
_KEPT = timedelta(days=366)  # as calendars keep past sessions
_UNSAFE = re.compile(r"[^a-z0-9.-]+")
_NO_SITE = "This is no causerie.json of a site"
Record = TypeVar("Record", bound=BaseModel)


@frozen
class Foreign:
    """What another site says of itself, and what of it was left out, in words."""

    site: ForeignSite
    chats: tuple[ForeignChat, ...]
    sessions: tuple[ForeignSession, ...]
    uid_domain: str  # right of the '@' in its calendar UIDs; empty where that is not its own
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What names the site on this one: its host, and its folder there where it has one."""
        parts = urlsplit(self.site.url)
        host = (parts.hostname or "").encode("idna").decode().lower()
        port = f"-{parts.port}" if parts.port else ""
        folder = _UNSAFE.sub("-", parts.path.lower()).strip("-.")
        return _UNSAFE.sub("-", f"{host}{port}-{folder}").strip("-.")[:100]

    @property
    def host(self) -> str:
        """Its host."""
        return urlsplit(self.site.url).hostname or ""


def parse_data(content: bytes, now: datetime) -> Foreign:
    """What a causerie.json says. Raises CauserieError where it is none, or does not say where it is published."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise CauserieError(f"{_NO_SITE}: it cannot be read as JSON.") from None
    if not isinstance(document, dict) or not isinstance(document.get("site"), dict):
        raise CauserieError(f"{_NO_SITE}: it does not begin as one.")
    if document.get("version") != _VERSION:
        raise CauserieError("This site writes a newer causerie.json than this program reads. Upgrade causerie.")
    if not document["site"].get("url"):
        raise CauserieError("This site does not say where it is published: its mkdocs.yml has no 'site_url'.")
    try:
        site = ForeignSite.model_validate(document["site"])
    except ValueError as error:
        raise CauserieError(f"{_NO_SITE}: {_first_fault(error)}") from None
    return check_data(site, document.get("chats"), document.get("sessions"), now)


def check_data(site: ForeignSite, chats: Any, sessions: Any, now: datetime) -> Foreign:
    """Chats and sessions that are as they should be, each once; of past sessions those that calendars still have.

    Raises CauserieError where the site's address has no name that could be kept.
    """
    notes: list[str] = []
    base = site.url if site.url.endswith("/") else f"{site.url}/"
    site = site.model_copy(update={"url": base})
    uid_domain = _own_domain(site, notes)
    known: dict[str, ForeignChat] = {}
    for chat in _each(ForeignChat, chats, _MOST_CHATS, "chat", notes):
        if chat.url != f"{base}chats/{chat.id}/":
            notes.append(f"the chat '{chat.id}' says that it is at {chat.url}, which is not on that site: left out.")
        elif chat.id in known:
            notes.append(f"there are two chats '{chat.id}': the second is left out.")
        else:
            known[chat.id] = chat
    found: dict[tuple[str, str], ForeignSession] = {}
    for session in _each(ForeignSession, sessions, _MOST_READ, "session", notes):
        is_right = 0 < session.minutes <= 24 * 60 and session.url == f"{base}chats/{session.chat}/{session.id}/"
        if session.chat in known and is_right and (session.end > now - _KEPT or session.status == "postponed"):
            found.setdefault((session.chat, session.id), session)
    foreign = Foreign(site, tuple(known.values()), tuple(found.values())[-_MOST_SESSIONS:], uid_domain, tuple(notes))
    try:
        has_name = bool(foreign.name)
    except (UnicodeError, ValueError):
        has_name = False
    if not has_name:
        raise CauserieError(f"This site says that it is published at {site.url}, which is no address.")
    return foreign


def _own_domain(site: ForeignSite, notes: list[str]) -> str:
    """The domain of a site's UIDs, where it is the site's own, or one above or below it; else ''.

    Another one could name the sessions of somebody else, and take their place in a calendar.
    """
    host = (urlsplit(site.url).hostname or "").lower()
    domain = (site.uid_domain or host).lower()
    if host == domain or (f".{domain}".endswith(f".{host}")) or ("." in domain and host.endswith(f".{domain}")):
        return site.uid_domain or host
    notes.append(f"its calendar entries carry the name of '{domain}', not its own: they are left out of the calendar.")
    return ""


def _each(kind: type[Record], values: Any, most: int, noun: str, notes: list[str]) -> Iterator[Record]:
    values = values if isinstance(values, list) else []
    wrong, first = 0, ""
    for value in values[-most:]:
        try:
            yield kind.model_validate(value)
        except (ValueError, RecursionError) as error:
            wrong += 1
            first = first or _first_fault(error)
    if wrong:
        notes.append(f"{wrong} {noun}{'s' if wrong > 1 else ''} cannot be read, and left out: {first}")


def _first_fault(error: Exception) -> str:
    if not isinstance(error, ValidationError):  # half a character, where pydantic looks for a pattern
        return "it holds what is no text."
    fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(map(str, fault["loc"])) or "it"
    return clean_line(f"'{place}': {fault['msg'].removeprefix('Value error, ')}"[:200])  # for a terminal


def write_data(foreign: Foreign, origin: Mapping[str, str]) -> str:
    """The text of the file in which a site is kept; the same for the same data but for `origin`."""
    document = {
        **{name: value for name, value in origin.items() if value},
        "site": _plain(foreign.site),
        "chats": [_plain(chat) for chat in foreign.chats],
        "sessions": [_plain(session) for session in foreign.sessions],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _plain(record: BaseModel) -> dict[str, Any]:
    fields = record.model_dump(by_alias=True, exclude_defaults=True)
    return {name: _plain_value(value) for name, value in fields.items()}


def _plain_value(value: Any) -> Any:
    match value:
        case str() | int() | None:
            return value
        case dict():
            return {name: _plain_value(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain_value(each) for each in value]
        case _ if hasattr(value, "key"):  # a zone
            return value.key
        case _ if hasattr(value, "isoformat"):
            text: str = value.isoformat()
            return text[:5] if not hasattr(value, "year") else text
    raise TypeError(type(value))


def list_changes(before: Iterable[ForeignChat], after: Iterable[ForeignChat]) -> Iterator[str]:
    """What became of a site's chats, a line each."""
    old, new = ({chat.id: chat for chat in chats} for chats in (before, after))
    for name, chat in new.items():
        if name not in old:
            yield f"new: #{chat.hashtag} {chat.title}"
        elif (old[name].title, old[name].hashtag) != (chat.title, chat.hashtag):
            yield f"renamed: #{old[name].hashtag} {old[name].title} is now #{chat.hashtag} {chat.title}"
    for name, chat in old.items():
        if name not in new:
            yield f"gone: #{chat.hashtag} {chat.title}"
