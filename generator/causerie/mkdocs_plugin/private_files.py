"""Keeps kits and records out of the site where docs_dir holds them: MkDocs would publish them as they are."""

from __future__ import annotations

from pathlib import Path

from mkdocs.structure.files import Files

from causerie.promoting.folder import FOLDER
from causerie.settings import Settings

_RECORDS = ("chats", "kit", "directory", "people.yml", "forget.yml", "ideas.yml")


def leave_out_private(files: Files, docs_dir: str, settings: Settings) -> None:
    """Take away what is private; a docs_dir among the records, as usual, holds nothing of it and costs nothing."""
    docs = Path(docs_dir).resolve()
    private = [settings.root / FOLDER, *(settings.content / name for name in _RECORDS)]
    here = [place for place in (each.resolve() for each in private) if place.is_relative_to(docs)]
    for file in list(files) if here else ():
        if file.abs_src_path and any(Path(file.abs_src_path).resolve().is_relative_to(place) for place in here):
            files.remove(file)
