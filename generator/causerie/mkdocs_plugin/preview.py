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

    def flush(self) -> None:
        """Put all files to where MkDocs builds: others want to see them before the build is whole."""
        for path, key, make in self._puts:
            with suppress(FileNotFoundError):  # as below
                Writer(self.folder, self.folder, {}).put(path, key, make)
        self._puts.clear()

    def finish(self) -> None:
        """Bring the folder that is served up to date; what did not change is not touched."""
        others = set(self._find_others())
        for path in (self._manifest.keys() | self._others) - {path for path, _, _ in self._puts} - others:
            _remove(self.site_dir, path)  # first, as a folder may come where a file stood
        writer = Writer(self.site_dir, self.site_dir, self._manifest)
        for path, key, make in self._puts:
            try:
                writer.put(path, key, make)
            except FileNotFoundError:  # a picture that the last good version of a record names
                if path in self._manifest:
                    writer.manifest[path] = self._manifest[path]
        for path in others:
            self._move(path)
        self._manifest, self._others = writer.manifest, others
        self.abandon()

    def abandon(self) -> None:
        """Drop what was built; what is served stays as it was."""
        self._puts.clear()
        shutil.rmtree(self._room, ignore_errors=True)

    def _find_others(self) -> Iterator[str]:
        """What MkDocs wrote."""
        for folder, _, names in os.walk(self.folder):
            within = os.path.relpath(folder, self.folder)
            yield from (os.path.normpath(os.path.join(within, name)).replace(os.sep, "/") for name in names)

    def _move(self, path: str) -> None:
        """Put a file that MkDocs wrote in its place, unless the same stands there."""
        source, target = os.path.join(self.folder, path), os.path.join(self.site_dir, path)
        if not (os.path.exists(target) and filecmp.cmp(source, target, shallow=False)):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.move(source, target)


def _remove(folder: Path, path: str) -> None:
    """Remove a file, and the folders that are empty then."""
    target = folder / path
    with suppress(OSError):
        target.unlink()
        while target.parent != folder:
            target = target.parent
            target.rmdir()
