"""A build goes to a folder beside `site_dir` and takes its place when it is whole: `site/` is never half a site."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from causerie.alone import alone_in, is_over
from causerie.mkdocs_plugin.writing import Manifest, Writer
from causerie.renaming import exchange

_ONLY_WITHIN = (errno.EACCES, errno.EPERM, errno.EROFS)  # nothing may be written beside the site, only into it


class Staging:
    """Where one build writes, until it is whole: `site.new-<process>/site`, beside the site that it will replace.

    `manifest` is that of the build that made the site; `may_link` as in Writer.
    """

    def __init__(self, site_dir: Path, manifest: Manifest | None = None, *, may_link: bool = True) -> None:
        self.site_dir = Path(os.path.realpath(site_dir))  # a link to the site stays a link
        self._name = f"{self.site_dir.name}.new-"
        self._room = self.site_dir.with_name(f"{self._name}{os.getpid()}")
        self._known = manifest or {}
        self._may_link = may_link
        self._writer: Writer | None = None

    @property
    def manifest(self) -> Manifest:
        """Of what was put here."""
        return self._writer.manifest if self._writer else {}

    def put(self, path: str, key: bytes, make: Callable[[], bytes]) -> None:
        """Publish a file, at the latest when the build is whole."""
        if self._writer is None:
            self._writer = Writer(self.folder, self.site_dir, self._known, may_link=self._may_link)
        self._writer.put_later(path, key, make)

    def flush(self, meanwhile: Callable[[], None] | None = None) -> None:
        """Publish the files that are not there yet; `meanwhile` is done while several processes do that."""
        if self._writer is not None:
            self._writer.flush(meanwhile)

    @property
    def folder(self) -> Path:
        """What MkDocs builds into."""
        return self._room / "site"

    def begin(self) -> None:
        """Make an empty folder to build in, and clear away what builds that were killed have left."""
        self.site_dir.parent.mkdir(parents=True, exist_ok=True)
        with alone_in(self.site_dir.parent):
            for room in self._abandoned_rooms():
                if (room / "former").exists() and not self.site_dir.exists():  # killed between the moves of a swap
                    (room / "former").rename(self.site_dir)
                shutil.rmtree(room, ignore_errors=True)
        try:
            self.folder.mkdir(parents=True)
        except OSError as error:
            if error.errno not in _ONLY_WITHIN:
                raise
            self._room = Path(tempfile.mkdtemp(prefix=self._name))
            self.folder.mkdir()

    def finish(self, meanwhile: Callable[[], None] | None = None) -> None:
        """Put the finished site in the old one's place; its dotfiles stay, as MkDocs' own cleaning leaves them."""
        self.flush(meanwhile)
        with alone_in(self.site_dir.parent):
            for entry in _entries(self.site_dir):
                if entry.name.startswith(".") and not (self.folder / entry.name).exists():
                    _copy(entry, self.folder / entry.name)
            try:
                self._swap()
            except OSError:  # a mount point, a folder in use, another disk
                self._fill_in_place()
        self.abandon()

    def abandon(self) -> None:
        """Drop what was built; the site stays what it was."""
        shutil.rmtree(self._room, ignore_errors=True)

    def _swap(self) -> None:
        former = self._room / "former"
        if self.site_dir.exists():
            try:
                exchange(self.folder, self.site_dir)  # there is no moment without a site
                return
            except OSError:
                self.site_dir.rename(former)
        try:
            self.folder.rename(self.site_dir)
        except OSError:
            if former.exists() and not self.site_dir.exists():
                former.rename(self.site_dir)
            raise

    def _fill_in_place(self) -> None:
        """Copy the new site into the old one's folder before anything of it goes: a full disk shows up in time."""
        copy = self.site_dir / f".{self._room.name}"
        try:
            shutil.copytree(self.folder, copy, symlinks=True)
        except OSError:
            shutil.rmtree(copy, ignore_errors=True)
            raise
        for entry in _entries(self.site_dir):
            if entry != copy:  # the dotfiles are in the copy, too
                shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        for entry in _entries(copy):
            entry.rename(self.site_dir / entry.name)
        copy.rmdir()

    def _abandoned_rooms(self) -> Iterator[Path]:
        """The folders of builds that are over; what has another name is somebody else's."""
        ours = re.compile(rf"\.?{re.escape(self._name)}(\d+)")
        for entry in (*_entries(self.site_dir.parent), *_entries(self.site_dir)):
            match = ours.fullmatch(entry.name)
            if match and entry.is_dir() and (int(match[1]) == os.getpid() or is_over(int(match[1]), entry)):
                yield entry


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)
