"""The files of a kit's folder: its pages, its letters, its tables and its pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from causerie.promoting.kit import Kit, Picture
from causerie.promoting.page import render_kit_page
from causerie.promoting.tables import write_tables
from causerie.records.kit import Table
from causerie.settings import Settings
from causerie.views.pictures import strip_picture


def kit_files(
    kit: Kit, settings: Settings, now: datetime, tables: Sequence[Table], pages: Mapping[str, str]
) -> dict[str, str | bytes]:
    """What stands in the folder, by name; `pages` are those that others make of the kit, such as the console."""
    written = dict(write_tables(kit, tables, settings, now))
    files: dict[str, str | bytes] = {"index.html": render_kit_page(kit, [*pages, *written]), **pages, **written}
    for letter in kit.letters:
        files[letter.file] = letter.text
    for picture in kit.pictures:
        files[picture.file] = read_picture(picture)
    files["alt-texts.txt"] = "".join(f"{picture.file}: {picture.alt}\n" for picture in kit.pictures)
    return files


def read_picture(picture: Picture) -> bytes:
    """A picture's bytes as they may be posted: a card is drawn, a file is without what cameras wrote into it."""
    from causerie.views.card_images.drawing import draw_card

    return draw_card(picture.card) if picture.card else strip_picture(Path(picture.source).read_bytes())
