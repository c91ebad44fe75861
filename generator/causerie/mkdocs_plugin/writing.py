"""Files of a site, each written only where what stands there already is not the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from causerie.workers import spread

Written = tuple[bytes, int, int, int]  # what names the content; size, modified (ns) and inode of the file
Manifest = dict[str, Written]  # by path under the site's folder
Make = Callable[[], bytes]

_MANY = 400  # files that take longer to make than processes take to begin
_AT_ONCE = 32  # files that a process makes before it asks for more


class Writer:
    """Fills a folder; what an earlier build wrote there, or in the folder that this one will replace, is taken over.

    `may_link` says whether a file may be one and the same in both folders: not where others write into them, too.
    """

    def __init__(self, folder: Path, former: Path, manifest: Manifest, *, may_link: bool = True) -> None:
        self.manifest: Manifest = {}  # of what was put
        self._may_link = may_link
        self._folder = str(folder)
        self._former = str(former)  # the site as it is published; may be the same folder
        self._known = manifest  # of what an earlier build put there
        self._folders: set[str] = set()  # that exist
        self._later: list[tuple[str, bytes, Make]] = []

    def put(self, path: str, key: bytes, make: Make) -> None:
        """See to it that a file has the content that `make` gives; with a key that is known, nobody has to make it."""
        self.manifest[path] = (self._keep(path, key) if key else None) or self._make(path, key, make)

    def put_later(self, path: str, key: bytes, make: Make) -> None:
        """The same, but what must be made is made when everything is known that must be: by several processes."""
        kept = self._keep(path, key) if key else None
        if kept is None:
            self._later.append((path, key, make))
        else:
            self.manifest[path] = kept

    def flush(self, meanwhile: Callable[[], None] | None = None) -> None:
        """Make what was left for later; `meanwhile` as in `spread`."""
        later = sorted(self._later, key=_turn)
        self._later = []
        tasks = range(len(later))
        made = spread(lambda at: self._make(*later[at]), tasks, least=_MANY, at_once=_AT_ONCE, meanwhile=meanwhile)
        self.manifest.update((path, written) for (path, _, _), written in zip(later, made, strict=True))

    def _make(self, path: str, key: bytes, make: Make) -> Written:
        content = make()
        if not key:
            key = blake2b(content, digest_size=16).digest()
            if kept := self._keep(path, key):
                return kept
        target = self._target(path)
        if path in self._known and self._folder == self._former:  # somebody may be reading it
            _write(f"{target}.new", content)
            os.replace(f"{target}.new", target)
        else:
            _write(target, content)
        return _look(key, os.stat(target))

    def _keep(self, path: str, key: bytes) -> Written | None:
        """The file of an earlier build, if nobody has touched it since and it could be taken over."""
        known = self._known.get(path)
        if known is None or known[0] != key:
            return None
        before = os.path.join(self._former, path)
        try:
            if _look(key, os.lstat(before)) != known:
                return None
            if self._folder != self._former:
                target = self._target(path)
                if self._may_link:
                    os.link(before, target)
                else:
                    shutil.copyfile(before, target)
                    known = _look(key, os.stat(target))
        except OSError:  # it is not there, or there are no links between these folders
            return None
        return known

    def _target(self, path: str) -> str:
        target = os.path.join(self._folder, path)
        folder = os.path.dirname(target)
        if folder not in self._folders:
            with suppress(FileExistsError):
                os.makedirs(folder)
            self._folders.add(folder)
        return target


def _turn(file: tuple[str, bytes, Make]) -> tuple[int, str]:
    """When a file is made: first what several records share, as it takes longest; what comes of one, together."""
    folder = os.path.dirname(file[0])
    return folder.count("/"), folder


def _write(path: str, content: bytes) -> None:
    try:
        file = open(path, "xb", buffering=0)  # noqa: SIM115 - closed two lines below
    except FileExistsError:  # it may be one with a file of the published site
        os.unlink(path)
        file = open(path, "xb", buffering=0)  # noqa: SIM115
    with file:
        left = memoryview(content)
        while left:  # a disk that fills up takes a part, and says so only the next time
            left = left[file.write(left) :]


def _look(key: bytes, state: os.stat_result) -> Written:
    return (key, state.st_size, state.st_mtime_ns, state.st_ino)
