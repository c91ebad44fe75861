"""The files of a session on disk: read as they are, and replaced whole, only where they are still as they were read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from causerie.frozen import frozen
from causerie.problems import CauserieError
from causerie.records.write import write_atomically

MAX_BYTES = 2_000_000  # what a record may have at most
_UNFINISHED = (".recap.yml.", ".session.md.", ".transcript.jsonl.", ".forget.yml.")  # as write_atomically names them
_STALE = 600  # seconds
Stamp = tuple[int, int, int]  # when a file changed, its length, and which file it is


class ChangedOnDiskError(CauserieError):
    """A file is not as it was a moment ago: whoever wanted to write it reads it again."""


@frozen
class Change:
    """A file as it was, and as it is to be; None is a file that is not there."""

    path: Path
    before: str | None
    after: str | None


def stamp_of(path: Path) -> Stamp | None:
    """What changes when a file does; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def read_file(path: Path) -> str | None:
    """A record's text with every sign that stands in it, also its BOM and its line ends; None where there is none.

    Raises CauserieError where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CauserieError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    if len(content) > MAX_BYTES:
        raise CauserieError(f"{path.name} has more than {MAX_BYTES:,} bytes. Leave out what does not belong there.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CauserieError(f"{path.name} is not UTF-8. Save it as UTF-8 in your editor.") from error


def write_change(change: Change) -> None:
    """Replace a file, whole or not at all. Raises CauserieError where the disk refuses, or the file was changed."""
    path = change.path
    refuse_read_only(path)

    def check() -> None:
        if read_file(path) != change.before:
            raise ChangedOnDiskError(f"{path.name} was changed meanwhile.")

    check()
    if change.after is None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise CauserieError(f"{path.name} cannot be taken away: {error.strerror or error}.") from error
        return
    write_atomically(path, change.after, new=change.before is None, check=check)


def write_changes(changes: Iterable[Change]) -> None:
    """Replace several files; where one cannot be, those before it are put back. Raises CauserieError as above."""
    written: list[Change] = []
    try:
        for change in changes:
            write_change(change)
            written.append(change)
    except CauserieError:
        for change in reversed(written):
            write_change(Change(change.path, change.after, change.before))
        raise


def sweep_folder(folder: Path, now: float) -> None:
    """Take away what a killed program left half-written beside the records, once nobody can be writing it any more."""
    for left in folder.glob(".*.tmp"):
        with suppress(OSError):
            if left.name.startswith(_UNFINISHED) and now - left.stat().st_mtime > _STALE:
                left.unlink()


def refuse_read_only(path: Path) -> None:
    """Raise CauserieError where somebody has protected a file: a rename would replace it all the same."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        raise CauserieError(f"{path.name} is read-only, and is left as it is. Allow writing to it, and try again.")
