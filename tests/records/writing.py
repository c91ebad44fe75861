"""Small trees of records for tests, and their reading."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from causerie.model.library import Library
from causerie.records import Reading, read_library
from tests import make

CHAT = "title: Museum Hour\nhashtag: MuseumHour\ntimezone: Europe/London\n"
FOLDER = "content/chats/museum-hour"


def write_records(
    root: Path,
    *,
    people: str = "",
    forget: str = "",
    chat: str = "",
    sessions: Mapping[str, str] | None = None,
    files: Mapping[str, str | bytes] | None = None,
) -> None:
    """A chat with sessions: their fields by folder, and further files by their path below the chat's folder."""
    texts: dict[str, str | bytes] = {f"{FOLDER}/chat.yml": CHAT + chat}
    texts |= {f"content/{name}": text for name, text in (("people.yml", people), ("forget.yml", forget)) if text}
    texts |= {f"{FOLDER}/{name}/session.md": f"---\n{fields}---\n" for name, fields in (sessions or {}).items()}
    texts |= {f"{FOLDER}/{name}": content for name, content in (files or {}).items()}
    for name, content in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def read(root: Path, last: Library | None = None, **settings: Any) -> Reading:
    return read_library(make.settings(root=root, content=root / "content", **settings), last)
