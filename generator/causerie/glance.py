"""What a folder looks like from outside: enough to see, without reading a file, that none of them changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

Glance = tuple[tuple[str, int, int, int, int], ...]  # of each file: path, size, modified and changed (ns), inode

_COARSE = 2 * 10**9  # ns; some file systems know only every other second
_FINE = 10**8  # ns; the others look at the clock now and then


def glance_at(folder: Path | str) -> Glance:
    """Every file in a folder and in those below it, by name."""
    return tuple(sorted(_look(str(folder), "")))


def is_settled(glance: Glance) -> bool:
    """Whether the files are old enough that saving one again would change its times."""
    now = time.time_ns()
    for _, _, modified, changed, _ in glance:
        latest = max(modified, changed)
        if now - latest < (_FINE if latest % 10**9 else _COARSE):
            return False
    return True


def _look(folder: str, within: str) -> list[tuple[str, int, int, int, int]]:
    found: list[tuple[str, int, int, int, int]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = within + entry.name
                if entry.is_dir(follow_symlinks=False):  # else a link to a folder above would never end
                    found += _look(entry.path, f"{name}/")
                    continue
                try:
                    state = entry.stat()
                    found.append((name, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino))
                except OSError:  # a link to nowhere
                    found.append((name, -1, 0, 0, 0))
    except OSError:
        pass
    return found
