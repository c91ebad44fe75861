"""What the demo's records say, read in the plainest way: an oracle that shares no code with the program."""

from __future__ import annotations

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
        zone = ZoneInfo(read_yaml(chat.read_text(encoding="utf-8"))["timezone"])
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
                )
            )
    return sorted(sessions, key=lambda session: session.start)


def sessions_ahead(content: Path, now: datetime) -> list[DemoSession]:
    """The written sessions that will take place after an instant, by start."""
    return [s for s in read_sessions(content) if s.start > now and s.status in ("planned", "confirmed")]
