"""What views produce: files to publish, and pages that still need the theme around them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from causerie.frozen import frozen
from causerie.views.pictures import strip_picture


@frozen(kw_only=True)
class Artifact:
    """A file to publish as it is: its bytes, or the file of a record that is copied."""

    path: str  # under the site's root, '/'-separated: "chats/museum-hour/calendar.ics"
    content: bytes = b""
    source: Path | None = None  # copied instead of `content`, a picture without what cameras wrote into it
    record: str = ""  # the record it came from, relative to the folder of mkdocs.yml
    key: bytes = b""  # what names its content; empty where only the content itself does
    load: Callable[[], bytes] | None = None  # gives the content where it is kept elsewhere

    def read(self) -> bytes:
        """The bytes to publish."""
        if self.source is not None:
            return strip_picture(self.source.read_bytes())
        return self.content if self.load is None else self.load()


@frozen
class Heading:
    """An entry of a page's table of contents."""

    id: str
    title: str  # plain text
    level: int = 2


@frozen(kw_only=True)
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


@frozen(kw_only=True)
class PlannedPage:
    """A page that is made when it is needed: where the same is published already, it need not be."""

    address: str
    make: Callable[[], PageArtifact]
    key: bytes = b""  # what names the page; empty where only the page itself does
    language: str = ""  # with a key, what must be known of the page without making it
    has_outline: bool = False
