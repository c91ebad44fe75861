"""Model values for tests: each function makes a plain valid one, and takes what the test is about."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from causerie.model.chat import Chat, Venue
from causerie.model.library import Library
from causerie.model.person import Account, Person
from causerie.model.post import Author, Post
from causerie.model.schedule import Period, Schedule
from causerie.model.session import Question, Session, Status
from causerie.settings import Settings

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def settings(**changes: Any) -> Settings:
    values: dict[str, Any] = {
        "root": Path("/nowhere"),
        "content": Path("/nowhere/content"),
        "site_name": "Galleries & Stacks",
        "site_url": "https://chats.example/",
        "site_description": "Hashtag chats.",
    }
    return Settings(**{**values, **changes})


def person(**changes: Any) -> Person:
    values: dict[str, Any] = {
        "id": "amara",
        "name": "Amara Diallo",
        "accounts": (Account("mastodon", "amara@glammr.example"), Account("bluesky", "amara.example")),
    }
    return Person(**{**values, **changes})


def weekly(**changes: Any) -> Schedule:
    values: dict[str, Any] = {"period": Period.WEEK, "weekday": 2, "at": time(20, 0), "duration": 60}
    return Schedule(**{**values, **changes})


def chat(**changes: Any) -> Chat:
    values: dict[str, Any] = {
        "id": "museum-hour",
        "title": "Museum Hour",
        "hashtag": "MuseumHour",
        "zone": LONDON,
        "hosts": (person(),),
        "venues": (Venue("mastodon", "glammr.example"), Venue("bluesky"), Venue("x")),
        "schedules": (weekly(),),
    }
    return Chat(**{**values, **changes})


def session(**changes: Any) -> Session:
    of = changes.get("chat") or chat()
    values: dict[str, Any] = {
        "chat": of,
        "id": "ai-labels",
        "title": "Who writes the label?",
        "start": datetime(2026, 12, 2, 20, 0, tzinfo=of.zone),
        "duration": 60,
        "status": Status.CONFIRMED,
        "language": of.language,
        "hosts": of.hosts,
        "questions": (Question(number=1, text="What is the worst label?"), Question(number=2, text="And the best?")),
    }
    return Session(**{**values, **changes})


def post(**changes: Any) -> Post:
    values: dict[str, Any] = {
        "platform": "bluesky",
        "author": Author(handle="jonas.example", name="Jonas"),
        "text": "A2 Nothing that a visitor will believe. #MuseumHour",
        "url": "https://bsky.app/profile/jonas.example/post/3k2a",
        "posted": datetime(2026, 12, 2, 20, 14, 10, tzinfo=UTC),
    }
    return Post(**{**values, **changes})


def library(*sessions: Session, **changes: Any) -> Library:
    chats = tuple(dict.fromkeys(s.chat for s in sessions)) or (chat(),)
    values: dict[str, Any] = {
        "chats": chats,
        "sessions": tuple(sorted(sessions, key=lambda s: (s.start, s.chat.id, s.id))),
        "people": (person(),),
    }
    return Library(**{**values, **changes})
