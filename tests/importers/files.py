"""Invented exports in memory, and real ones, through an importer."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from causerie.importers.export import Export, ExportFile, open_export
from causerie.importers.found import Found
from causerie.importers.importer import Importer
from causerie.importers.sample import take_sample
from causerie.problems import Problem


def export_of(contents: Mapping[str, Any]) -> Export:
    """An export of files by their path: bytes, text, or anything else as JSON."""
    files = tuple(_file(path, content) for path, content in contents.items())
    return Export(files, files)


def _file(path: str, content: Any) -> ExportFile:
    if not isinstance(content, bytes):
        content = (content if isinstance(content, str) else json.dumps(content)).encode()
    return ExportFile(path, len(content), lambda: io.BytesIO(content))


def read_all(importers: Sequence[Importer], export: Export) -> tuple[list[Found], list[Problem]]:
    """What these importers make of an export's files: each file must be recognised by one of them at most."""
    found: list[Found] = []
    problems: list[Problem] = []
    for file in export.files:
        sample = take_sample(file)
        takers = [importer for importer in importers if importer.recognise(sample)]
        assert len(takers) <= 1, f"{file.path} is taken by {[each.name for each in takers]}"
        for each in takers[0].read(file, export) if takers else ():
            (found if isinstance(each, Found) else problems).append(each)  # type: ignore[arg-type]
    return found, problems


def read_path(importers: Sequence[Importer], path: Path) -> tuple[list[Found], list[Problem]]:
    """The same for an export on disk."""
    with ExitStack() as stack:
        return read_all(importers, open_export(str(path), stack))
