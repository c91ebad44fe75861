"""The chat's sessions that come after this one: where an open question may be carried to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from causerie.curate.disk import Stamp, stamp_of
from causerie.curate.posts import Json
from causerie.frozen import frozen
from causerie.records.folder import SESSION
from causerie.records.moments import Moment, read_moment
from causerie.records.source import Source, list_folders

_MOST = 40


@frozen
class _Neighbour:
    """What a list of sessions says of one."""

    id: str
    title: str
    start: Moment | None


@dataclass(slots=True)
class Neighbours:
    """Reads the few sessions after one, and again only where there are new folders or changed records."""

    folder: Path
    root: Path
    _chat_stamp: Stamp | None = None
    _folders: list[Path] = field(default_factory=list)
    _read: dict[Path, tuple[Stamp | None, _Neighbour]] = field(default_factory=dict)

    def list_sessions(self, after: datetime) -> list[Json]:
        """Ids, titles and days of those that begin after an instant, which is in the chat's zone."""
        zone = after.tzinfo
        assert isinstance(zone, ZoneInfo), "a session's times are in its chat's zone"
        found = []
        for folder in self._list_folders():
            each = self._describe(folder)
            start = each.start.instant(zone) if each.start is not None else None
            if each.id and (start > after if start is not None else folder.name[:10] > f"{after:%Y-%m-%d}"):
                day = f"{start:%Y-%m-%d}" if start is not None else folder.name[:10]
                found.append({"id": each.id, "title": each.title, "day": day})
        return sorted(found, key=lambda each: each["day"])

    def find_folders(self, ids: Collection[str]) -> list[Path]:
        """The folders of the sessions of these ids."""
        return [folder for folder in self._list_folders() if self._describe(folder).id in ids]

    def _list_folders(self) -> list[Path]:
        """Folders of this session's day and later ones: their names begin with the day."""
        stamp = stamp_of(self.folder.parent)
        if stamp != self._chat_stamp:
            later = (each for each in list_folders(self.folder.parent) if each.name[:10] >= self.folder.name[:10])
            self._folders = [each for each in later if each.name != self.folder.name][:_MOST]
            self._chat_stamp = stamp
        return self._folders

    def _describe(self, folder: Path) -> _Neighbour:
        file = folder / SESSION
        stamp = stamp_of(file)
        kept = self._read.get(folder)
        if kept is None or kept[0] != stamp:
            kept = (stamp, _read(file, folder, self.root))
            self._read[folder] = kept
        return kept[1]


def _read(file: Path, folder: Path, root: Path) -> _Neighbour:
    fields, _ = Source(file, root).read_front_matter()
    if not fields:
        return _Neighbour("", "", None)
    try:
        start = read_moment(str(fields.get("start") or ""))
    except ValueError:
        start = None
    given = fields.get("id") or folder.name[len("2026-12-02-") :]
    return _Neighbour(str(given), str(fields.get("title") or ""), start)
