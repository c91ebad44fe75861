"""A causerie.json of another site, as its own program writes it, and what tests change in it."""

from __future__ import annotations

import json
from typing import Any

from causerie.model.library import Library
from causerie.views.data import join_data, session_data
from tests import make

CHAT = {
    "id": "stacks",
    "title": "Stacks",
    "hashtag": "Stacks",
    "language": "en",
    "timezone": "Europe/London",
    "status": "active",
    "url": "https://stacks.example/chats/stacks/",
    "calendar": "https://stacks.example/chats/stacks/calendar.ics",
}
SESSION = {
    "id": "dust",
    "chat": "stacks",
    "title": "Dust",
    "start": "2026-12-02T20:00:00+00:00",
    "end": "2026-12-02T21:00:00+00:00",
    "status": "confirmed",
    "language": "en",
    "has_recap": False,
    "url": "https://stacks.example/chats/stacks/dust/",
    "calendar": "https://stacks.example/chats/stacks/dust/dust.ics",
}


def document(**changes: Any) -> dict[str, Any]:
    """A small file of https://stacks.example/."""
    return {
        "$schema": "causerie.schema.json",
        "version": 1,
        "site": {
            "title": "Stacks",
            "url": "https://stacks.example/",
            "language": "en",
            "calendar": "https://stacks.example/calendar.ics",
        },
        "chats": [CHAT],
        "sessions": [SESSION],
        "recaps": [],
        **changes,
    }


def chat(**changes: Any) -> dict[str, Any]:
    return {**CHAT, **changes}


def session(**changes: Any) -> dict[str, Any]:
    return {**SESSION, **changes}


def content(**changes: Any) -> bytes:
    return json.dumps(document(**changes)).encode()


def of_library(library: Library, site_url: str = "https://chats.example/") -> bytes:
    """What the program writes of a library."""
    settings = make.settings(site_url=site_url)
    sessions = (session_data(each, settings, make.NOW) for each in library.public_sessions(make.NOW))
    return join_data(library, settings, make.NOW, sessions, ()).read()
