"""A transcript's lines as bytes, good or not: what is not about somebody stays as it is, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from causerie.model.post import Post
from causerie.records.schema_recap import TranscriptRecord
from causerie.records.transcript import MAX_LINE, load_line, make_post

_UTC = ZoneInfo("UTC")


def split_lines(path: Path) -> Iterator[bytes]:
    """Each line with its end; none where there is no file. One that no post can have comes in pieces."""
    try:
        with path.open("rb") as file:
            while line := file.readline(MAX_LINE):
                yield line
    except FileNotFoundError:
        return


def read_line(path: Path, line: bytes) -> Post | None:
    """The post of a line; None for what is none."""
    try:
        return make_post(TranscriptRecord.model_validate(load_line(line)), _UTC)
    except (ValidationError, ValueError, RecursionError, TypeError):
        return None


def read_text(line: bytes) -> str:
    """What the post of a line says, without a look at all else; '' for what is none."""
    try:
        value = load_line(line)
    except (ValueError, RecursionError):
        return ""
    text = value.get("text") if isinstance(value, dict) else ""
    return text if isinstance(text, str) else ""
