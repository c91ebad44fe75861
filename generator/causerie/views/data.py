"""causerie.json: the site's chats, sessions and recaps for other programs, such as directories of chats.

Its JSON Schema, `static/causerie.schema.json`, is published beside it and says what each field means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from causerie.model.chat import Chat
from causerie.model.library import Library
from causerie.model.person import Person
from causerie.model.recap import Recap
from causerie.model.schedule import Period, Schedule
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views.artifact import Artifact
from causerie.views.json_text import write_json
from causerie.views.pages.quotes import author_key
from causerie.views.paths import (
    CALENDAR,
    DATA,
    DATA_SCHEMA,
    FEEDS,
    chat_address,
    chat_calendar,
    session_address,
    session_calendar,
)

_VERSION = 1  # grows when a program that reads the file would have to change
_SCHEMA = Path(__file__).parents[1] / "static" / DATA_SCHEMA
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def data_schema() -> Artifact:
    """The JSON Schema that stands beside the data."""
    return Artifact(path=DATA_SCHEMA, source=_SCHEMA)


def join_data(
    library: Library, settings: Settings, now: datetime, sessions: Iterable[str], recaps: Iterable[str]
) -> Artifact:
    """causerie.json, given the texts of its sessions by start and of its recaps, the latest first."""
    document = {
        "$schema": DATA_SCHEMA,
        "version": _VERSION,
        "site": _describe_site(settings),
        "chats": [_describe_chat(chat, library, settings, now) for chat in library.chats],
    }
    head = write_json(document).removesuffix("\n}")
    parts = (f' "{name}": {_join(texts)}' for name, texts in (("sessions", sessions), ("recaps", recaps)))
    text = ",\n".join([head, *parts]) + "\n}\n"
    return Artifact(path=DATA, content=text.encode(errors="replace"))  # a lone surrogate becomes a question mark


def _join(texts: Iterable[str]) -> str:
    joined = ",\n  ".join(texts)
    return f"[\n  {joined}\n ]" if joined else "[]"


def session_data(session: Session, settings: Settings, now: datetime) -> str:
    """A public session as it stands in the file."""
    return write_json(_describe_session(session, settings, now), level=2)


def recap_data(session: Session, settings: Settings, now: datetime, carried: Mapping[str, Session]) -> str:
    """A published recap as it stands in the file; `carried` are the public sessions that its questions may name.

    Of a session without a recap nothing is said: the empty string.
    """
    recap = session.recap
    return write_json(_describe_recap(session, recap, settings, now, carried), level=2) if recap else ""


def _describe_site(settings: Settings) -> dict[str, Any]:
    return _drop_empty(
        {
            "title": settings.site_name,
            "url": settings.site_url,
            "description": settings.site_description,
            "language": settings.language,
            "uid_domain": settings.domain if settings.site_url else "",
            "calendar": settings.absolute(CALENDAR),
            "feeds": _describe_feeds("", settings),
        }
    )


def _describe_feeds(place: str, settings: Settings) -> dict[str, str]:
    """Addresses of feeds; none without the site's address, as no feeds are written then."""
    names = ("rss", "atom", "json", "announcements", "recaps")
    return {name: settings.absolute(place + file) for name, file in zip(names, FEEDS, strict=True) if settings.site_url}


def _describe_chat(chat: Chat, library: Library, settings: Settings, now: datetime) -> dict[str, Any]:
    coming = (session for session in library.upcoming(now, settings.weeks_ahead, chat) if not session.is_off)
    next_session = next(coming, None)
    return _drop_empty(
        {
            "id": chat.id,
            "title": chat.title,
            "hashtag": chat.hashtag,
            "also": list(chat.also),
            "tagline": chat.tagline,
            "description": chat.description,
            "language": chat.language,
            "timezone": chat.zone.key,
            "status": chat.status.value,
            "hosts": [_describe_person(host) for host in chat.hosts],
            "platforms": [_drop_empty({"platform": venue.platform, "place": venue.place}) for venue in chat.venues],
            "schedule": [_describe_schedule(schedule, chat) for schedule in chat.schedules],
            "next_session": next_session and _describe_next(next_session, settings),
            "topics": list(chat.topics),
            "color": chat.color,
            "former_ids": list(chat.aliases),
            "url": settings.absolute(chat_address(chat)),
            "calendar": settings.absolute(chat_calendar(chat)),
            "feeds": _describe_feeds(chat_address(chat), settings),
        }
    )


def _describe_schedule(schedule: Schedule, chat: Chat) -> dict[str, Any]:
    monthly = {"ordinal": schedule.ordinal} if schedule.period is Period.MONTH else {}
    return _drop_empty(
        {
            "every": schedule.period.value,
            "interval": schedule.interval,
            "weekday": _WEEKDAYS[schedule.weekday],
            **monthly,
            "at": f"{schedule.at:%H:%M}",
            "duration": schedule.duration or chat.default_duration,
            "from": schedule.first and schedule.first.isoformat(),
            "until": schedule.last and schedule.last.isoformat(),
            "skip": [_drop_empty({"date": day.isoformat(), "reason": reason}) for day, reason in schedule.skip],
        }
    )


def _describe_next(session: Session, settings: Settings) -> dict[str, Any]:
    """The next session in short; without `id` and `title` where only the schedule knows it."""
    return _drop_empty(
        {
            "id": session.id,
            "title": session.title,
            **_describe_time(session),
            "status": session.status.value,
            "url": settings.absolute(session_address(session)),
        }
    )


def _describe_time(session: Session) -> dict[str, Any]:
    """When it begins and ends, at the chat's own wall clock."""
    zone = session.chat.zone
    return {"start": session.start.astimezone(zone).isoformat(), "end": session.end.astimezone(zone).isoformat()}


def _describe_session(session: Session, settings: Settings, now: datetime) -> dict[str, Any]:
    questions = session.questions if session.has_public_questions(now) else ()
    return _drop_empty(
        {
            "id": session.id,
            "chat": session.chat.id,
            "title": session.title,
            **_describe_time(session),
            "slot": session.slot,
            "status": session.status.value,
            "reason": session.reason,
            "was": [start.astimezone(session.chat.zone).isoformat() for start in session.was],
            "language": session.language,
            "hosts": [_describe_person(host) for host in session.hosts],
            "guests": [_describe_person(guest) for guest in session.guests],
            "topics": list(session.topics),
            "questions": [{"number": question.number, "text": question.text} for question in questions],
            "links": [_drop_empty({"url": link.url, "title": link.title}) for link in session.links],
            "announced": session.announced and session.announced.isoformat(),
            "updated": session.updated.isoformat() if session.updated and session.updated <= now else None,
            "has_recap": session.has_recap(now),
            "former_ids": list(session.aliases),
            "url": settings.absolute(session_address(session)),
            "calendar": settings.absolute(session_calendar(session)),
        }
    )


def _describe_recap(
    session: Session, recap: Recap, settings: Settings, now: datetime, carried: Mapping[str, Session]
) -> dict[str, Any]:
    participants = _find_participants(recap)
    updated = recap.updated(now)
    posts = [highlight for highlight in recap.highlights if highlight.post]
    return _drop_empty(
        {
            "chat": session.chat.id,
            "session": session.id,
            "title": session.title,
            "published": recap.published and recap.published.isoformat(),
            "updated": updated and updated.isoformat(),
            "language": session.language,
            "summary": recap.summary,
            "takeaways": [takeaway.text for takeaway in recap.accepted_takeaways],
            "errata": [{"date": each.date.isoformat(), "text": each.text} for each in recap.shown_errata(now)],
            "counts": {
                "questions": len(session.questions),
                "highlights": len(posts),
                "participants": len({author_key(highlight.post) for highlight in posts if highlight.post}),
            },
            "participants": participants,
            "resources": [
                _drop_empty(
                    {
                        "url": resource.url,
                        "title": resource.title,
                        "shared_by": resource.shared_by,
                    }
                )
                for resource in recap.resources
            ],
            "unanswered": [
                _drop_empty(
                    {
                        "text": question.text,
                        "by": question.by,
                        "status": question.status.value,
                        "to": question.to if question.to in carried else "",
                    }
                )
                for question in recap.unanswered
            ],
            "url": settings.absolute(session_address(session)),
        }
    )


def _find_participants(recap: Recap) -> list[dict[str, Any]]:
    """Who is quoted, once each, in the order in which the recap quotes them."""
    found: dict[str, dict[str, Any]] = {}
    for post in (highlight.post for highlight in recap.highlights if highlight.post):
        author, key = post.author, author_key(post)
        if key not in found:
            who = {"platform": post.platform, "handle": author.handle, "name": author.name, "url": author.url}
            found[key] = _drop_empty(who)
    return [participant for participant in found.values() if "handle" in participant or "name" in participant]


def _describe_person(person: Person) -> dict[str, Any]:
    accounts = [
        _drop_empty({"platform": account.platform, "handle": account.handle, "url": account.url})
        for account in person.accounts
    ]
    return _drop_empty({"id": person.id, "name": person.name, "url": person.url, "accounts": accounts})


def _drop_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Values without the absent ones, so that the data says only what somebody wrote; False and 0 are values."""
    return {key: value for key, value in values.items() if value or value == 0}
