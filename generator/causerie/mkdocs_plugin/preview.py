"""Where `mkdocs serve` builds: into a folder of its own, and from there only what changed goes to the one served."""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from causerie.mkdocs_plugin.writing import Manifest, Writer


class Preview:
    """The folder that is served, from one build to the next."""

    def __init__(self, site_dir: Path) -> None:
        self.site_dir = site_dir
        self._room = Path(tempfile.mkdtemp(prefix="causerie-"))
        self._manifest: Manifest = {}
        self._others: set[str] = set()  # files that MkDocs wrote
        self._puts: list[tuple[str, bytes, Callable[[], bytes]]] = []

    @property
    def folder(self) -> Path:
        """What MkDocs builds into."""
        return self._room / "site"

    def begin(self) -> None:
        """Make an empty folder to build in."""
        self.abandon()
        self.folder.mkdir(parents=True)

    def put(self, path: str, key: bytes, make: Callable[[], bytes]) -> None:
        """Publish a file when the build is whole."""
        self._puts.append((path, key, make))

    def finish(self) -> None:
        """Bring the folder that is served up to date; what did not change is not touched."""
        writer = Writer(self.site_dir, self.site_dir, self._manifest)
        for path, key, make in self._puts:
            try:
                writer.put(path, key, make)
            except FileNotFoundError:  # a picture that the last good version of a record names
                if path in self._manifest:
                    writer.manifest[path] = self._manifest[path]
        others = set(self._move_others())
        for path in (self._manifest.keys() | self._others) - writer.manifest.keys() - others:
            _remove(self.site_dir, path)
        self._manifest, self._others = writer.manifest, others
        self.abandon()

    def abandon(self) -> None:
        """Drop what was built; what is served stays as it was."""
        self._puts.clear()
        shutil.rmtree(self._room, ignore_errors=True)

    def _move_others(self) -> Iterator[str]:
        """Put what MkDocs wrote in its place, and name it."""
        for folder, _, names in os.walk(self.folder):
            within = os.path.relpath(folder, self.folder)
            os.makedirs(os.path.join(self.site_dir, within), exist_ok=True)
            for name in names:
                path = os.path.normpath(os.path.join(within, name))
                source, target = os.path.join(folder, name), os.path.join(self.site_dir, path)
                if not (os.path.exists(target) and filecmp.cmp(source, target, shallow=False)):
                    shutil.move(source, target)
                yield path.replace(os.sep, "/")


def _remove(folder: Path, path: str) -> None:
    """Remove a file, and the folders that are empty then."""
    target = folder / path
    with suppress(OSError):
        target.unlink()
        while target.parent != folder:
            target = target.parent
            target.rmdir()
