"""Renames of which nobody sees the half: to a name only while it is free, of two folders to each other's."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

_FREE, _SWAP = (1, 2) if sys.platform == "linux" else (4, 2)  # RENAME_NOREPLACE, _EXCHANGE; RENAME_EXCL, _SWAP
_HERE = -100  # AT_FDCWD
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)  # an older system, a disk of another kind


def exchange(one: Path, other: Path) -> None:
    """Give each the other's name. Raises OSError where that is not to be had; then nothing has happened."""
    _rename(one, other, _SWAP)


def rename_to_free(source: Path, target: Path) -> None:
    """Rename a file or a folder. Raises OSError where the new name is taken, also if it was taken this instant."""
    if sys.platform == "win32":
        source.rename(target)  # which refuses by itself
        return
    try:
        _rename(source, target, _FREE)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        if not source.is_dir():  # a folder takes the place of an empty one at most
            target.touch(exist_ok=False)  # the best that is left: a kill just here leaves an empty file
        source.replace(target)


def _rename(source: Path, target: Path, flag: int) -> None:
    call = _find_call()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(source))
    code = call(os.fsencode(source), os.fsencode(target), flag)
    if code:
        raise OSError(code, os.strerror(code), str(source), None, str(target))


def _find_call() -> Callable[[bytes, bytes, int], int] | None:
    """The system's own call, which gives an error's number or 0; None where it has none."""
    try:
        import ctypes

        library = ctypes.CDLL(None, use_errno=True)
        call = library.renameat2 if sys.platform == "linux" else library.renamex_np
    except (ImportError, OSError, TypeError, AttributeError):
        return None

    def rename(source: bytes, target: bytes, flag: int) -> int:
        names = (_HERE, source, _HERE, target) if sys.platform == "linux" else (source, target)
        return ctypes.get_errno() if call(*names, ctypes.c_uint(flag)) else 0

    return rename
