"""Who wrote the posts of a transcript, read line by line: all that a draft asks of a chat's earlier sessions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from causerie.model.post import Author, Post
from causerie.text import clean_line

_MAX_LINE = 1_000_000


def read_authors(path: Path) -> Iterator[Post]:
    """The posts of a transcript with nothing but who wrote them; lines that are no posts are passed over.

    One post at a time is kept in memory. A file that does not exist, or cannot be read, has none.
    """
    try:
        with path.open("rb") as file:
            while line := file.readline(_MAX_LINE):
                if (post := _read_author(line)) is not None:
                    yield post
    except OSError:
        return


def _read_author(line: bytes) -> Post | None:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or not isinstance(who := fields.get("author"), dict):
        return None
    platform = _text(fields.get("platform"))
    author = Author(
        handle=_text(who.get("handle")).removeprefix("@"),
        name=_text(who.get("name")),
        id=_text(who.get("id")),
        url=_text(who.get("url")),
    )
    return Post(platform=platform, author=author, text="", id=_text(fields.get("id")), url=_text(fields.get("url")))


def _text(value: Any) -> str:
    return clean_line(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""
