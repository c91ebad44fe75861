"""Answers: JSON, files of a folder and of no other, and lines as they come."""

from __future__ import annotations

import json
import select
import socket
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from flask import Request, Response, abort
from werkzeug.security import safe_join

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_TYPES = (
    {  # a machine's own list may say something else
        ".html": "text/html",
        ".js": "text/javascript",
        ".css": "text/css",
        ".txt": "text/plain",
        ".woff2": "font/woff2",
        ".svg": "image/svg+xml",
        ".jpg": "image/jpeg",
    }
    | {ending: f"image/{ending[1:]}" for ending in (".png", ".jpeg", ".gif", ".webp", ".avif")}
)


def send_json(value: Mapping[str, Any], status: int = 200) -> Response:
    """A value as JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=dict)
    return Response(text.encode("utf-8", "replace"), status=status, mimetype="application/json")


def refuse(message: str) -> Response:
    """Why something cannot be done, in a sentence."""
    return send_json({"error": message}, 422)


def send_below(folder: Path, name: str) -> Response:
    """A file in a folder, never one that a path or a link leads out of it to, and none that is hidden."""
    found = safe_join(str(folder), name)
    if found is None or any(part.startswith(".") for part in Path(name).parts):
        abort(404)
    try:
        file = Path(found).resolve(strict=True)
        content = file.read_bytes() if file.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):  # not there, a folder, a name of thousands of signs
        content = None
    if content is None:
        abort(404)
    return Response(content, mimetype=_TYPES.get(Path(name).suffix.lower(), "application/octet-stream"))


def has_left(request: Request) -> bool:
    """Whether whoever asked waits no longer: a page that has something to save ends its own waiting."""
    connection = request.environ.get("werkzeug.socket")
    if not isinstance(connection, socket.socket):
        return False
    try:
        is_readable = bool(select.select([connection], (), (), 0)[0])
        return is_readable and not connection.recv(1, socket.MSG_PEEK)
    except (OSError, ValueError):
        return True


def send_lines(lines: Iterable[str]) -> Response:
    """Lines of text, each sent when it is there."""
    return Response(_encode(lines), mimetype="text/plain")


def _encode(lines: Iterable[str]) -> Iterator[bytes]:
    for line in lines:
        yield (line.rstrip("\n") + "\n").encode("utf-8", "replace")
