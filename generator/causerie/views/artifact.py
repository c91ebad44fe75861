"""What views produce: files to publish, and pages that still need the theme around them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A file to publish as it is: its bytes, or the file of a record that is copied."""

    path: str  # under the site's root, '/'-separated: "chats/museum-hour/calendar.ics"
    content: bytes = b""
    source: Path | None = None  # copied instead of `content`
    record: str = ""  # the record it came from, relative to the folder of mkdocs.yml


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    id: str
    title: str  # plain text
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageArtifact:
    """A page without the theme: its body, and what the theme says about it."""

    address: str  # under the site's root, with a trailing slash: "chats/museum-hour/"
    title: str  # plain text
    description: str  # plain text
    language: str
    body: str  # HTML
    head: str = ""  # HTML for <head>
    outline: tuple[Heading, ...] = ()
    record: str = ""
