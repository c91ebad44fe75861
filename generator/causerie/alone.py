"""One at a time: programs that write into one folder wait for each other, and notice what has changed meanwhile."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from causerie.problems import CauserieError

_DAY = 24 * 60 * 60  # seconds
Look = Mapping[Path, tuple[int, int, int] | None]


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let other commands that are as far wait for a moment; Windows has no such lock, and hardly two at once.

    A killed program lets go of itself. Raises CauserieError where there is no such folder any more.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise CauserieError(f"The folder {folder.name} is gone or cannot be opened: {error.strerror}.") from error
    try:
        with suppress(OSError):  # some network disks know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def look_at(*files: Path) -> Look:
    """What changes when a file does: to be compared with a later look."""
    return {path: _look(path) for path in files}


def refuse_changed(before: Look) -> None:
    """Raise CauserieError where one of the files is not what it was; only `alone_in` its folder is that certain."""
    for path, look in before.items():
        if _look(path) != look:
            raise CauserieError(f"{path} was changed meanwhile, and is left as it is. Do the same again.")


def is_over(process: int, left: Path) -> bool:
    """Whether the process that was making a file or folder is gone; its number may be another's by now.

    Windows, where asking would end that process, is taken at its word for a day.
    """
    if process == os.getpid():
        return False
    if sys.platform == "win32":
        return time.time() - left.stat().st_mtime >= _DAY
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        pass
    return False


def _look(path: Path) -> tuple[int, int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns, state.st_ino)
