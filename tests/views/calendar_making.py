"""A small site with every kind of session, for the tests of calendars; and calendars read with nobody's help."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from causerie.model.chat import Chat, Venue
from causerie.model.library import Library
from causerie.model.person import Person
from causerie.model.post import Link
from causerie.model.session import Session, Status
from causerie.settings import Settings
from causerie.views.calendar import session_calendars, session_events, shared_calendars
from tests import make

CHAT = "chats/museum-hour/calendar.ics"
JONAS = Person(id="jonas", name="Jonas Weber")
LEA = Person(id="lea", name='Léa "Lou" O’Brien; Dr.')
MUSEUMS = make.chat(aliases=("musehour",), tagline="An hour a week; for museums, all of them", color="#7a3b69")
ARCHIVES = make.chat(
    id="heure-archives",
    title="Heure des archives, fonds; cotes",
    hashtag="HeureDesArchives",
    language="fr",
    zone=ZoneInfo("Europe/Paris"),
    hosts=(LEA,),
    venues=(Venue("mastodon", "archives.example"), Venue("irc", "irc.example")),
    schedules=(make.weekly(weekday=3, at=time(12, 30), duration=45),),
)


def on(day: str, id_: str, **changes: Any) -> Session:
    chat: Chat = changes.pop("chat", MUSEUMS)
    start = datetime.fromisoformat(day).replace(tzinfo=chat.zone)
    return make.session(chat=chat, start=start, id=id_, hosts=chat.hosts, language=chat.language, **changes)


def library() -> Library:
    """Seen on 22 November 2026."""
    return make.library(
        on("2025-11-19 20:00", "too-old"),
        on("2025-12-03 20:00", "last-year", updated=datetime(2025, 12, 4, 9, 30, tzinfo=UTC)),
        on("2026-11-18 20:00", "cancelled", status=Status.CANCELLED, reason="The host is ill; get well, Amara."),
        on("2026-11-11 20:00", "postponed", status=Status.POSTPONED, title="Repatriation, again"),
        on(
            "2026-12-02 20:00",
            "ai-labels",
            slot="2026-12-02",
            announced=datetime(2026, 11, 20, tzinfo=UTC),
            guests=(JONAS, LEA),
            topics=("labels", "ai, machines", "ai"),
            links=(Link("https://museums.example/register?a=1,2;b=3&c=\\", "Registration"), Link("https://a.example/")),
        ),
        on(
            "2026-12-11 19:00",
            "moved",
            was=(datetime(2026, 12, 9, 20, 0, tzinfo=make.LONDON),),
            reason="A train strike.",
            questions_from=make.NOW + timedelta(days=1),
            updated=make.NOW - timedelta(hours=1),
        ),
        on("2026-12-16 20:00", "planned", status=Status.PLANNED),
        on("2026-12-23 20:00", "idea", status=Status.IDEA),
        on("2026-12-30 20:00", "secret", announced=make.NOW + timedelta(days=1)),
        on("2026-12-03 12:30", "cotes", chat=ARCHIVES, title="À quoi sert une cote ? 🗂️ " * 6),
    )


def render(of: Library | None = None, now: datetime = make.NOW, settings: Settings | None = None) -> dict[str, bytes]:
    """Every calendar by its path."""
    of, settings = of or library(), settings or make.settings()
    public = list(of.public_sessions(now))
    events = {(each.chat.id, each.id): session_events(each, settings, now) for each in public}
    artifacts = [file for each in public for file in session_calendars(each, events[each.chat.id, each.id])]
    artifacts += shared_calendars(of, settings, now, events)
    found = {artifact.path: artifact.content for artifact in artifacts}
    assert len(found) == len(artifacts)
    return found


def unfold(content: bytes) -> list[str]:
    """Content lines, by nothing but RFC 5545, section 3.1; raises or fails where a line breaks it."""
    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    whole: list[str] = []
    for line in lines:
        assert len(line) <= 75, line
        assert b"\r" not in line, line
        assert b"\n" not in line, line
        text = line.decode()  # fails within a character
        if text.startswith(" "):
            whole[-1] += text[1:]
        else:
            whole.append(text)
    return whole


def events(content: bytes) -> list[dict[str, list[str]]]:
    """Events as written: each property's values by its name, without its parameters."""
    found: list[dict[str, list[str]]] = []
    lines = iter(unfold(content))
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
            for property_ in iter(lambda: next(lines), "END:VEVENT"):
                name, _, value = property_.partition(":")
                found[-1].setdefault(name.partition(";")[0], []).append(value)
    return found


def by_uid(content: bytes) -> dict[str, dict[str, str]]:
    """Events by their UID, each property's first value."""
    return {event["UID"][0]: {name: values[0] for name, values in event.items()} for event in events(content)}


def uids(content: bytes) -> list[str]:
    """The UIDs of events, in the file's order, without their domain."""
    return [event["UID"][0].removesuffix("@chats.example") for event in events(content)]
