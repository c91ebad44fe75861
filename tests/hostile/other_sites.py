"""Another site's causerie.json in which every text is hostile, and the file that is kept of it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from causerie.records.circle_data import parse_data, write_data
from tests.hostile.texts import Texts
from tests.records.circle_making import chat, document, session
from tests.site.building import NOW

_LONGEST_WORD = 200  # more is no hashtag


def other_site(texts: Texts, number: int, day: date) -> tuple[str, str]:
    """What `causerie directory add` keeps of a site, and the path of that file."""
    found = parse_data(json.dumps(describe_site(texts, number, day)).encode(), NOW)
    assert (len(found.chats), len(found.sessions), found.notes) == (1, 1, ())
    kept = write_data(found, {"fetched": "2026-11-20T12:00:00Z"})
    return f"content/directory/{found.name}.json", kept


def describe_site(texts: Texts, number: int, day: date) -> dict[str, Any]:
    """A whole causerie.json: one chat, one session, and every text that is read of them."""
    base = f"https://other{number}.example/"
    schedule = {"every": "week", "interval": 1, "weekday": "monday", "at": "20:00", "duration": 60}
    ending = {"until": "2026-12-07", "skip": [{"date": "2026-12-07", "reason": texts.line()}]}
    return document(
        site={**document()["site"], "url": base, "title": texts.line()},
        chats=[
            chat(
                url=f"{base}chats/stacks/",
                title=texts.line(),
                hashtag=texts.take("Hashtag", "Stacks")[:_LONGEST_WORD],
                also=[texts.take("Hashtag", "Shelves")[:_LONGEST_WORD]],
                tagline=texts.line(),
                topics=[texts.line(), "labels"],
                platforms=[
                    {"platform": name, "place": texts.line()} for name in ("mastodon", "slack", "irc", "elsewhere")
                ],
                schedule=[schedule | ending],
            )
        ],
        sessions=[
            session(
                url=f"{base}chats/stacks/dust/",
                start=f"{day}T20:00:00+00:00",
                end=f"{day}T21:00:00+00:00",
                status=("confirmed", "cancelled", "postponed", "planned")[number % 4],
                title=texts.line(),
                reason=texts.line(),
                topics=[texts.line()],
            )
        ],
    )
