"""The chat's other sessions near this one: where an open question may be carried to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from causerie.curate.disk import Stamp, stamp_of
from causerie.curate.posts import Json
from causerie.records.folder import SESSION
from causerie.records.source import Source, list_folders

_BEFORE, _AFTER = 5, 40  # a question is mostly carried on, rarely found answered before


@dataclass(slots=True)
class Neighbours:
    """Reads the few sessions around one, and again only where there are new folders or changed records."""

    folder: Path
    root: Path
    _chat_stamp: Stamp | None = None
    _folders: list[Path] = field(default_factory=list)
    _read: dict[Path, tuple[Stamp | None, Json]] = field(default_factory=dict)

    def list_sessions(self) -> list[Json]:
        """Ids and titles, by day."""
        stamp = stamp_of(self.folder.parent)
        if stamp != self._chat_stamp:
            every = list_folders(self.folder.parent)
            before = [each for each in every if each.name < self.folder.name][-_BEFORE:]
            after = [each for each in every if each.name > self.folder.name][:_AFTER]
            self._folders, self._chat_stamp = [*before, *after], stamp
        return [each for folder in self._folders if (each := self._describe(folder))["id"]]

    def _describe(self, folder: Path) -> Json:
        file = folder / SESSION
        stamp = stamp_of(file)
        kept = self._read.get(folder)
        if kept is None or kept[0] != stamp:
            fields, _ = Source(file, self.root).read_front_matter()
            given = (fields or {}).get("id") or folder.name[len("2026-12-02-") :]
            title = (fields or {}).get("title") or ""
            kept = (stamp, {"id": str(given) if fields else "", "title": str(title), "day": folder.name[:10]})
            self._read[folder] = kept
        return kept[1]
