"""Every format there is an importer for, and which of them a file is in: by its content."""

from __future__ import annotations

from collections.abc import Iterable

from causerie.frozen import frozen
from causerie.importers import (
    addresses,
    bluesky,
    discord,
    embeds,
    grailbird,
    mastodon,
    mastodon_outbox,
    meetbot,
    reviewclub,
    rtweet,
    slack,
    snscrape,
    storify,
    table,
    tags,
    twitter_archiver,
    x_archive,
    x_v1,
    x_v1_csv,
    x_v2,
    x_v2_csv,
)
from causerie.importers.export import Export, ExportFile
from causerie.importers.importer import Importer
from causerie.importers.sample import take_sample
from causerie.problems import CauserieError, did_you_mean

# In the order in which they are asked: what would take much comes last.
IMPORTERS: tuple[Importer, ...] = (
    *x_archive.IMPORTERS,
    *grailbird.IMPORTERS,
    *x_v2.IMPORTERS,
    *x_v1.IMPORTERS,
    *snscrape.IMPORTERS,
    *x_v1_csv.IMPORTERS,
    *x_v2_csv.IMPORTERS,
    *tags.IMPORTERS,
    *twitter_archiver.IMPORTERS,
    *rtweet.IMPORTERS,
    *mastodon.IMPORTERS,
    *mastodon_outbox.IMPORTERS,
    *bluesky.IMPORTERS,
    *storify.IMPORTERS,
    *slack.IMPORTERS,
    *discord.IMPORTERS,
    *meetbot.IMPORTERS,
    *reviewclub.IMPORTERS,
    *embeds.IMPORTERS,
    *addresses.IMPORTERS,
    *table.IMPORTERS,
)


@frozen
class Recognised:
    """A file of an export, and who reads it."""

    file: ExportFile
    importer: Importer
    export: Export


def recognise_files(export: Export, importers: Iterable[Importer] = IMPORTERS) -> list[Recognised]:
    """Those files of an export that an importer knows. Raises CauserieError, which says what was tried, if none is."""
    importers = tuple(importers)
    found = []
    for file in export.files:
        importer = _find_importer(file, importers)
        if importer is not None:
            found.append(Recognised(file, importer, export))
    if not found:
        names = ", ".join(file.path for file in export.files[:5]) or "An empty folder or archive"
        more = f" and {len(export.files) - 5} more" if len(export.files) > 5 else ""
        tried = "; ".join(dict.fromkeys(importer.title for importer in importers))
        raise CauserieError(
            f"{names}{more}: no known export. Looked for: {tried}. For another table, say which column is which:"
            ' --columns "text=Content, url=Link, handle=User".'
        )
    return found


def find_format(name: str) -> Importer:
    """The importer of that name. Raises CauserieError where there is none."""
    for importer in IMPORTERS:
        if importer.name == name:
            return importer
    known = [importer.name for importer in IMPORTERS]
    raise CauserieError(f"--format is '{name}'. Formats are {', '.join(known)}.{did_you_mean(name, known)}")


def _find_importer(file: ExportFile, importers: tuple[Importer, ...]) -> Importer | None:
    sample = take_sample(file)
    return next((importer for importer in importers if importer.recognise(sample)), None)
