"""The pictures of a host's own pages, without what cameras and programs wrote into them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from mkdocs.structure.files import File

from causerie.views.pictures import strip_picture

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic")


def list_pictures(files: Iterable[File], docs_dir: str) -> list[str]:
    """Where the pictures will stand that MkDocs copies for the host; a theme's are nobody's."""
    return [file.dest_uri for file in files if file.src_dir == docs_dir and file.src_uri.lower().endswith(_PICTURES)]


def strip_pictures(folder: Path, paths: Iterable[str]) -> None:
    """Strip pictures that were copied, at the end: until then, other plugins may want them as they were."""
    for path in paths:
        with suppress(OSError):  # another plugin has taken it away
            content = (folder / path).read_bytes()
            stripped = strip_picture(content)
            if stripped != content:
                (folder / path).unlink()  # it may be one with a file elsewhere
                (folder / path).write_bytes(stripped)
