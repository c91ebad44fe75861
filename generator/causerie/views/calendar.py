"""Calendars: every public session as one event in UTC, for the whole site, for each chat and alone.

`ics` writes the calendar around them and escapes their texts, and this module takes its traps away: what it leaves out
(DTSTAMP, folding, the last line end), escapes wrongly (addresses) and lets through (line ends, control codes).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from urllib.parse import quote

from causerie.frozen import frozen
from causerie.i18n import speak
from causerie.model.chat import Chat
from causerie.model.library import Library, session_order
from causerie.model.session import Session, Status
from causerie.model.slug import topic_id
from causerie.settings import Settings
from causerie.text import clean_line, clean_text
from causerie.views import paths
from causerie.views.artifact import Artifact
from causerie.views.calendar_color import nearest_color_name
from causerie.views.calendar_ics import load_ics
from causerie.views.calendar_words import event_description, event_summary
from causerie.views.joining import event_location, join_links

_PRODUCT = "-//causerie//causerie//EN"  # without our version: an upgrade changes no calendar
_REFRESH = "PT6H"
_STATUS = {
    Status.PLANNED: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}
Events = Mapping[str, bytes]  # one session's VEVENT by the name of its chat, the present and each former one
_BREAKING = re.compile(r"\s*[,;\\]+\s*")
_LINE_OCTETS = 75  # RFC 5545, section 3.1: without the line end, with the space that continues a line


@frozen
class _Frame:
    """A VCALENDAR without its events."""

    head: bytes
    tail: bytes

    def around(self, events: Iterable[bytes]) -> bytes:
        """A whole file, its events in the order that they come in."""
        return b"".join([self.head, *events, self.tail])


def session_events(session: Session, settings: Settings, now: datetime) -> Events:
    """A session's VEVENT; none without a `site_url`.

    Under a former name of its chat the UID stays as those who subscribed there know it.
    """
    names = (session.chat.id, *session.chat.aliases) if settings.site_url else ()
    return {name: _write_event(session, name, settings, now) for name in names}


def session_calendars(session: Session, events: Events) -> Iterator[Artifact]:
    """A written session's own file, and the same at each of its former addresses."""
    frame = _session_frame(session.chat.zone.key)
    for name, event in events.items():
        content = frame.around([event])
        for former in (session.id, *session.aliases):
            yield Artifact(path=f"{paths.CHATS}{name}/{former}/{former}.ics", content=content, record=session.path)


def shared_calendars(
    library: Library,
    settings: Settings,
    now: datetime,
    events: Mapping[tuple[str, str], Events],
    topics: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Artifact]:
    """The calendars that people subscribe to: each chat's, also under its former names, the site's and each topic's.

    `events` are those of the written public sessions, by chat and id; only sessions of the last months are needed.
    `topics` are the names of all topics that these have, by id.
    """
    if not settings.site_url:
        return
    subscribed: list[tuple[Session, bytes]] = []
    for chat in library.chats:
        frame = _frame(_chat_properties(chat, settings))
        recent = [
            (s, events[chat.id, s.id] if s.is_written else session_events(s, settings, now))
            for s in recent_sessions(library, chat, settings, now)
        ]
        for name in (chat.id, *chat.aliases):
            content = frame.around(of[name] for _, of in recent)
            yield Artifact(path=f"{paths.CHATS}{name}/{paths.CALENDAR}", content=content, record=chat.path)
        subscribed.extend((session, of[chat.id]) for session, of in recent)
    subscribed.sort(key=lambda each: session_order(each[0]))
    content = _frame(_site_properties(library, settings)).around(event for _, event in subscribed)
    yield Artifact(path=paths.CALENDAR, content=content)
    of_topics: dict[str, list[bytes]] = {topic: [] for topic in topics}
    for session, event in subscribed:
        for topic in dict.fromkeys(map(topic_id, session.topics)):
            if topic in of_topics:
                of_topics[topic].append(event)
    for topic, found in of_topics.items():
        frame = _frame(_topic_properties(topic, topics[topic], settings))
        yield Artifact(path=paths.topic_address(topic) + paths.CALENDAR, content=frame.around(found))


def merged_calendar(address: str, name: str, description: str, events: Iterable[bytes], settings: Settings) -> Artifact:
    """A calendar below an address, of events that are of several sites."""
    properties = [
        *_subscription(name, description),
        _uri("SOURCE", settings.absolute(address + paths.CALENDAR), VALUE="URI"),
        _uri("URL", settings.absolute(address)),
    ]
    return Artifact(path=address + paths.CALENDAR, content=_frame(properties).around(events))


def recent_sessions(library: Library, chat: Chat, settings: Settings, now: datetime) -> list[Session]:
    """A chat's sessions that calendars have, by start: those of the last months, and all that are to come."""
    oldest = _months_before(now, settings.keep_months)
    sessions = chain(library.public_sessions(now, chat), library.unwritten(chat, now, settings.weeks_ahead))
    return sorted((s for s in sessions if s.status is Status.POSTPONED or s.end >= oldest), key=session_order)


def _months_before(now: datetime, months: int) -> datetime:
    now = now.astimezone(UTC)
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))


def _site_properties(library: Library, settings: Settings) -> list[str]:
    zones = {chat.zone.key for chat in library.chats}
    return [
        *_subscription(settings.site_name, settings.site_description),
        *([_text("X-WR-TIMEZONE", zones.pop())] if len(zones) == 1 else []),  # of several zones none is the site's
        _uri("SOURCE", settings.absolute(paths.CALENDAR), VALUE="URI"),
        _uri("URL", settings.absolute(paths.LANDING)),
    ]


def _topic_properties(topic: str, name: str, settings: Settings) -> list[str]:
    address = paths.topic_address(topic)
    speech = speak(settings.language)
    description = speech.text("“%(topic)s” in the hashtag chats of %(site)s.", topic=name, site=settings.site_name)
    return [
        *_subscription(speech.with_name(settings.site_name, name), description),
        _uri("SOURCE", settings.absolute(address + paths.CALENDAR), VALUE="URI"),
        _uri("URL", settings.absolute(address)),
    ]


def _chat_properties(chat: Chat, settings: Settings) -> list[str]:
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


def _subscription(name: str, description: str) -> list[str]:
    """What names a calendar that people subscribe to (RFC 7986, and what came before it), and how often to look again.

    A session's own file has none of this: a name makes some programs open a new calendar for it.
    """
    name, description = _escape(clean_line(_unescaped(name))), clean_line(description)
    described = [_text("DESCRIPTION", description), _text("X-WR-CALDESC", description)] if description else []
    return [
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        *described,
        _line("REFRESH-INTERVAL", _REFRESH, VALUE="DURATION"),
        _line("X-PUBLISHED-TTL", _REFRESH),
    ]


def _frame(properties: Iterable[str]) -> _Frame:
    """A calendar's own lines; RFC 5545, section 3.4."""
    calendar = load_ics().Calendar(creator=_PRODUCT)
    calendar.scale = "gregorian"
    begin, version, product, scale, end = calendar.serialize().split("\r\n")
    head = [begin, version, product, scale, *filter(None, properties)]
    return _Frame(b"".join(map(_fold, head)), _fold(end))


@lru_cache(maxsize=256)
def _session_frame(zone: str) -> _Frame:
    return _frame([_text("X-WR-TIMEZONE", zone)])


def event_uid(session: Session, chat: str, settings: Settings) -> str:
    """What names a session in every calendar, given the name that its chat has there."""
    return _token(f"{chat}-{session.calendar_key}@{settings.domain}")


def _write_event(session: Session, chat: str, settings: Settings, now: datetime) -> bytes:
    """A session's VEVENT; RFC 5545, section 3.6.1.

    With the texts of ics, but not by its Event, which takes ten times as long to come to the same times.
    """
    page = settings.absolute(paths.session_address(session))
    topics = {_unescaped(topic) for topic in (session.chat.hashtag, *session.topics)} - {""}
    joins = () if session.is_off else (link for link in join_links(session.chat) if link.open)
    conferences = (
        _uri("CONFERENCE", link.open, VALUE="URI", FEATURE="CHAT", LABEL=_quoted(link.name)) for link in joins
    )
    lines = [
        _line("SEQUENCE", str(session.sequence)),
        _uri("URL", page),
        *conferences,
        _line("CATEGORIES", ",".join(sorted(topics))),
        _line("DTSTAMP", _utc(session.stamp)),
        _line("DESCRIPTION", _escape(clean_text(event_description(session, page, now)))),
        _line("DTEND", _utc(session.end)),
        _line("LAST-MODIFIED", _utc(session.stamp)),
        _text("LOCATION", event_location(session)),
        _line("DTSTART", _utc(session.start)),
        _line("STATUS", _STATUS[session.status]),
        _text("SUMMARY", event_summary(session)),
        _line("TRANSP", "TRANSPARENT"),  # nobody is busy because a chat takes place
        _line("UID", event_uid(session, chat, settings)),
    ]
    return b"".join(map(_fold, ("BEGIN:VEVENT", *filter(None, lines), "END:VEVENT")))


def _utc(when: datetime) -> str:
    """A time as RFC 5545 writes it, section 3.3.5, form 2."""
    return f"{when.astimezone(UTC).isoformat()[:19].replace('-', '').replace(':', '')}Z"


def _fold(line: str) -> bytes:
    """A content line with its line end, broken between characters so that no part is longer than 75 octets."""
    octets = line.encode()
    if len(octets) <= _LINE_OCTETS:
        return octets + b"\r\n"
    parts, begin, room = [], 0, _LINE_OCTETS
    while len(octets) - begin > room:
        end = begin + room
        while octets[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        parts.append(octets[begin:end])
        begin, room = end, _LINE_OCTETS - 1
    return b"\r\n ".join([*parts, octets[begin:]]) + b"\r\n"


def _line(name: str, value: str, **params: str) -> str:
    """A property, or '' where it would say nothing; neither value nor parameters may hold a line end."""
    return f"{name}{''.join([f';{key}={param}' for key, param in params.items()])}:{value}" if value else ""


def _text(name: str, value: str) -> str:
    return _line(name, _escape(clean_line(value)))


def _escape(text: str) -> str:
    escaped: str = load_ics().utils.escape_string(text)
    return escaped


def _uri(name: str, address: str, **params: str) -> str:
    """An address, never escaped as text is: a backslash in a query string would break it."""
    return _line(name, quote(clean_line(address), safe="%/:=&?~#+!$,;'@()*[]"), **params)


def _token(value: str) -> str:
    """A value that needs no escaping; ics writes UIDs as they are."""
    return re.sub(r"[\s,;\\]", "", clean_line(value))


def _unescaped(name: str) -> str:
    """A name without the characters whose escapes some programs show to people (names) or cut at (categories)."""
    name = clean_line(name)
    return _BREAKING.sub(" · ", name).strip(" ·") if any(mark in name for mark in ",;\\") else name.strip(" ·")


def _quoted(param: str) -> str:
    """A parameter's value in quotes, which cannot hold quotes itself (RFC 5545, section 3.2)."""
    return '"' + clean_line(param).replace('"', "'") + '"'
