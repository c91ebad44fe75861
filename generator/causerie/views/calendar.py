"""Calendars: every public session as one event in UTC, for the whole site, for each chat and alone.

`ics` writes the components, and this module takes its traps away: what it leaves out (DTSTAMP, folding, the last line
end), orders by chance (events, categories), escapes wrongly (addresses) and lets through (line ends, control codes).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from causerie.i18n import speak
from causerie.model.chat import Chat
from causerie.model.library import Library, session_order
from causerie.model.session import Session, Status
from causerie.settings import Settings
from causerie.text import clean_line, clean_text
from causerie.views import paths
from causerie.views.artifact import Artifact
from causerie.views.calendar_color import nearest_color_name
from causerie.views.calendar_words import event_description, event_summary
from causerie.views.joining import event_location, join_links

if TYPE_CHECKING:  # ics takes 60 ms to import: only when the first calendar is written
    from ics.grammar.parse import ContentLine

_PRODUCT = "-//causerie//causerie//EN"  # without our version: an upgrade changes no calendar
_REFRESH = "PT6H"
_STATUS = {
    Status.PLANNED: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}
_LINE_OCTETS = 75  # RFC 5545, section 3.1: without the line end, with the space that continues a line


@dataclass(frozen=True, slots=True)
class _Event:
    """A session with its VEVENT, which is written once and stands in several calendars."""

    session: Session
    content: bytes


@dataclass(frozen=True, slots=True)
class _Frame:
    """A VCALENDAR without its events."""

    head: bytes
    tail: bytes

    def around(self, events: Iterable[_Event]) -> bytes:
        """A whole file, its events in the order that they come in."""
        return b"".join([self.head, *(event.content for event in events), self.tail])


def render_calendars(library: Library, settings: Settings, now: datetime) -> Iterator[Artifact]:
    """Every calendar of the site; none without a `site_url`, because their addresses and UIDs would be wrong."""
    if not settings.site_url:
        return
    oldest = _months_before(now, settings.keep_months)
    subscribed: list[_Event] = []
    for chat in library.chats:
        frame, alone = _frame(_chat_properties(chat, settings)), _frame([_text("X-WR-TIMEZONE", chat.zone.key)])
        for name in (chat.id, *chat.aliases):
            events = _chat_events(chat, name, library, settings, now)
            recent = [e for e in events if e.session.status is Status.POSTPONED or e.session.end >= oldest]
            folder = f"{paths.CHATS}{name}/"
            yield Artifact(path=folder + paths.CALENDAR, content=frame.around(recent), record=chat.path)
            for session, content in ((e.session, alone.around([e])) for e in events if e.session.is_written):
                for former in (session.id, *session.aliases):
                    yield Artifact(path=f"{folder}{former}/{former}.ics", content=content, record=session.path)
            subscribed.extend(recent if name == chat.id else ())
    subscribed.sort(key=lambda event: session_order(event.session))
    yield Artifact(path=paths.CALENDAR, content=_frame(_site_properties(library, settings)).around(subscribed))


def _chat_events(chat: Chat, name: str, library: Library, settings: Settings, now: datetime) -> list[_Event]:
    """A chat's public sessions and those that only its schedule promises, by start.

    `name` is the chat's, or a former one: under a former address the UIDs stay as its subscribers know them.
    """
    written = library.public_sessions(now, chat)
    sessions = sorted(chain(written, library.unwritten(chat, now, settings.weeks_ahead)), key=session_order)
    return [_Event(session, _write_event(session, name, settings, now)) for session in sessions]


def _months_before(now: datetime, months: int) -> datetime:
    now = now.astimezone(UTC)
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))


def _site_properties(library: Library, settings: Settings) -> list[ContentLine]:
    zones = {chat.zone.key for chat in library.chats}
    return [
        *_subscription(settings.site_name, settings.site_description),
        *([_text("X-WR-TIMEZONE", zones.pop())] if len(zones) == 1 else []),  # of several zones none is the site's
        _uri("SOURCE", settings.absolute(paths.CALENDAR), VALUE="URI"),
        _uri("URL", settings.absolute(paths.LANDING)),
    ]


def _chat_properties(chat: Chat, settings: Settings) -> list[ContentLine]:
    speech = speak(chat.language)
    fallback = speech.text("Sessions of #%(hashtag)s", hashtag=chat.hashtag)
    properties = [
        *_subscription(chat.title, chat.tagline or fallback),
        _text("X-WR-TIMEZONE", chat.zone.key),
        _uri("SOURCE", settings.absolute(paths.chat_calendar(chat)), VALUE="URI"),
        _uri("URL", settings.absolute(paths.chat_address(chat))),
    ]
    if chat.color:
        properties += [_text("COLOR", nearest_color_name(chat.color)), _text("X-APPLE-CALENDAR-COLOR", chat.color)]
    return properties


def _subscription(name: str, description: str) -> list[ContentLine]:
    """What names a calendar that people subscribe to (RFC 7986, and what came before it), and how often to look again.

    A session's own file has none of this: a name makes some programs open a new calendar for it.
    """
    name, description = _unescaped(name), clean_line(description)
    described = [_text("DESCRIPTION", description), _text("X-WR-CALDESC", description)] if description else []
    return [
        _text("NAME", name),
        _text("X-WR-CALNAME", name),
        *described,
        _line("REFRESH-INTERVAL", _REFRESH, VALUE="DURATION"),
        _line("X-PUBLISHED-TTL", _REFRESH),
    ]


def _frame(properties: Iterable[ContentLine]) -> _Frame:
    """A calendar's own lines; RFC 5545, section 3.4."""
    from ics import Calendar

    calendar = Calendar(creator=_PRODUCT)
    calendar.scale = "gregorian"
    calendar.extra.extend(properties)
    begin, *extra, version, product, scale, end = calendar.serialize().split("\r\n")
    head = [begin, version, product, scale, *extra]  # ics puts VERSION last, and some programs look for it first
    return _Frame(b"".join(map(_fold, head)), _fold(end))


def _write_event(session: Session, chat: str, settings: Settings, now: datetime) -> bytes:
    """A session's VEVENT; RFC 5545, section 3.6.1."""
    from ics import Event

    page = settings.absolute(paths.session_address(session))
    event = Event(
        name=clean_line(event_summary(session)),
        begin=session.start.astimezone(UTC),
        end=session.end.astimezone(UTC),
        uid=_token(f"{chat}-{session.calendar_key}@{settings.domain}"),
        description=clean_text(event_description(session, page, now)),
        created=session.stamp,  # ics calls DTSTAMP so
        last_modified=session.stamp,
        location=clean_line(event_location(session)),
        transparent=True,  # nobody is busy because a chat takes place
        status=_STATUS[session.status],
    )
    event.categories = sorted({_unescaped(topic) for topic in (session.chat.hashtag, *session.topics)} - {""})
    event.extra.append(_line("SEQUENCE", str(session.sequence)))
    event.extra.append(_uri("URL", page))
    if not session.is_off:
        event.extra.extend(
            _uri("CONFERENCE", link.open, VALUE="URI", FEATURE="CHAT", LABEL=_quoted(link.name))
            for link in join_links(session.chat)
            if link.open
        )
    return b"".join(map(_fold, event.serialize().split("\r\n")))


def _fold(line: str) -> bytes:
    """A content line with its line end, broken between characters so that no part is longer than 75 octets."""
    octets = line.encode()
    parts, begin, room = [], 0, _LINE_OCTETS
    while len(octets) - begin > room:
        end = begin + room
        while octets[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        parts.append(octets[begin:end])
        begin, room = end, _LINE_OCTETS - 1
    return b"\r\n ".join([*parts, octets[begin:]]) + b"\r\n"


def _line(name: str, value: str, **params: str) -> ContentLine:
    """A property that ics does not know; neither value nor parameters may hold a line end."""
    from ics.grammar.parse import ContentLine

    return ContentLine(name, {key: [param] for key, param in params.items()}, value)


def _text(name: str, value: str) -> ContentLine:
    from ics.utils import escape_string

    return _line(name, escape_string(clean_line(value)))


def _uri(name: str, address: str, **params: str) -> ContentLine:
    """An address, never escaped as text is: a backslash in a query string would break it."""
    return _line(name, quote(clean_line(address), safe="%/:=&?~#+!$,;'@()*[]"), **params)


def _token(value: str) -> str:
    """A value that needs no escaping; ics writes UIDs as they are."""
    return re.sub(r"[\s,;\\]", "", clean_line(value))


def _unescaped(name: str) -> str:
    """A name without the characters whose escapes some programs show to people (names) or cut at (categories)."""
    return re.sub(r"\s*[,;\\]+\s*", " · ", clean_line(name)).strip(" ·")


def _quoted(param: str) -> str:
    """A parameter's value in quotes, which cannot hold quotes itself (RFC 5545, section 3.2)."""
    return '"' + clean_line(param).replace('"', "'") + '"'
