"""A build goes to a folder beside `site_dir` and takes its place when it is whole: `site/` is never half a site."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


class Staging:
    """Where one build writes, until it is whole."""

    def __init__(self, site_dir: Path) -> None:
        self.site_dir = site_dir
        self.folder = site_dir.with_name(f"{site_dir.name}.new-{os.getpid()}")
        self._former = site_dir.with_name(f"{site_dir.name}.old-{os.getpid()}")

    def begin(self) -> None:
        """Make an empty folder to build in, and put back a site whose swap was interrupted."""
        former = sorted(self.site_dir.parent.glob(f"{self.site_dir.name}.old-*"))
        if former and not self.site_dir.exists():
            former.pop().rename(self.site_dir)
        for left_over in (*former, *self.site_dir.parent.glob(f"{self.site_dir.name}.new-{os.getpid()}")):
            shutil.rmtree(left_over, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def finish(self) -> None:
        """Put the finished site in the old one's place; top-level dotfiles stay, as when MkDocs cleans."""
        if not self.site_dir.exists():
            self.folder.rename(self.site_dir)
            return
        kept = [entry for entry in self.site_dir.iterdir() if entry.name.startswith(".")]
        for entry in kept:
            if not (self.folder / entry.name).exists():
                _copy(entry, self.folder / entry.name)
        try:
            self.site_dir.rename(self._former)
        except OSError:  # a mount point or a folder in use cannot be renamed: fill it in place
            self._fill_in_place()
            return
        self.folder.rename(self.site_dir)
        shutil.rmtree(self._former, ignore_errors=True)

    def abandon(self) -> None:
        """Drop what was built; the old site stays."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _fill_in_place(self) -> None:
        for entry in self.site_dir.iterdir():
            if not entry.name.startswith("."):
                shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        shutil.copytree(self.folder, self.site_dir, dirs_exist_ok=True)
        self.abandon()


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)
