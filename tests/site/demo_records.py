"""What the demo's records say, read in the plainest way: an oracle that shares no code with the program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml


@dataclass(frozen=True, slots=True)
class DemoSession:
    """A session.md of the demo."""

    chat: str
    id: str
    title: str
    start: datetime
    status: str
    has_recap: bool
    has_transcript: bool  # beside a recap: those of the demo are all published
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()  # hosts and guests, by their keys in people.yml

    @property
    def address(self) -> str:
        return f"chats/{self.chat}/{self.id}/"

    @property
    def end(self) -> datetime:
        return self.start + timedelta(hours=1)  # every session of the demo is an hour


def read_yaml(text: str) -> Any:
    """YAML with every value as the text that stands there."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def read_sessions(content: Path) -> list[DemoSession]:
    """Every session of the records, by start."""
    sessions = []
    for chat in content.glob("chats/*/chat.yml"):
        chat_record = read_yaml(chat.read_text(encoding="utf-8"))
        zone = ZoneInfo(chat_record["timezone"])
        for path in chat.parent.glob("*/session.md"):
            _, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
            record = read_yaml(front)
            sessions.append(
                DemoSession(
                    chat=chat.parent.name,
                    id=path.parent.name[11:],
                    title=record["title"],
                    start=datetime.fromisoformat(record["start"]).replace(tzinfo=zone),
                    status=record["status"],
                    has_recap=(path.parent / "recap.yml").exists(),
                    has_transcript=(path.parent / "transcript.jsonl").exists(),
                    topics=tuple(record.get("topics", ())),
                    people=(*record.get("hosts", chat_record["hosts"]), *record.get("guests", ())),
                )
            )
    return sorted(sessions, key=lambda session: session.start)


def read_quoted(content: Path) -> set[str]:
    """The handles of everybody whom a recap quotes."""
    handles = set()
    for path in content.glob("chats/*/*/recap.yml"):
        transcript = path.parent / "transcript.jsonl"
        lines = transcript.read_text(encoding="utf-8").splitlines() if transcript.exists() else []
        posts = {post["id"]: post for post in map(json.loads, lines)}
        for highlight in read_yaml(path.read_text(encoding="utf-8"))["highlights"]:
            post = highlight.get("post", {"author": {"handle": ""}})
            handles.add((posts[post] if isinstance(post, str) else post)["author"]["handle"].lower())
    return handles


def sessions_ahead(content: Path, now: datetime) -> list[DemoSession]:
    """The written sessions that will take place after an instant, by start."""
    return [s for s in read_sessions(content) if s.start > now and s.status in ("planned", "confirmed")]
