"""Puts the files of a new folder in place together: `causerie new site` that was killed is simply run again."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from causerie.alone import is_over
from causerie.problems import CauserieError

_ROOM = ".causerie-new-"


@contextmanager
def whole_folder(root: Path, own: Path) -> Iterator[Path]:
    """A room for everything that is to stand in a folder; at the end it moves there, file by file.

    A file that stands there already as it is to be is what a killed run has left. Raises CauserieError where others are
    in the way, in its folder `own` any at all, or where all of it is there; then nothing is moved.
    """
    is_there = root.exists()
    root.mkdir(parents=True, exist_ok=True)
    for left in root.glob(f"{_ROOM}*"):
        if (match := re.fullmatch(r"(\d+)", left.name.removeprefix(_ROOM))) and is_over(int(match[1]), left):
            shutil.rmtree(left, ignore_errors=True)
    room = root / f"{_ROOM}{os.getpid()}"
    room.mkdir()
    try:
        yield room
        names = [path.relative_to(room) for path in sorted(room.rglob("*")) if path.is_file()]
        _refuse_used(root, room, names, own)
        for name in names:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (room / name).replace(root / name)
    finally:
        shutil.rmtree(room, ignore_errors=True)
        if not is_there:
            with suppress(OSError):  # something stands in it now, as it should
                root.rmdir()


def _refuse_used(root: Path, room: Path, names: list[Path], own: Path) -> None:
    strange = {path.relative_to(root) for path in (root / own).rglob("*") if path.is_file()} - {*names}
    standing = [name for name in names if os.path.lexists(root / name)]
    others = [*strange, *(name for name in standing if not _is_same(root / name, room / name))]
    used = {own if name.is_relative_to(own) else name for name in (*strange, *standing)}
    if others or standing == names:
        shown = sorted(
            (name.as_posix() for name in used),
            key=lambda name: (name.startswith("."), name),  # what people see in the folder comes first
        )
        more = f" and {len(shown) - 3} more" if len(shown) > 3 else ""
        raise CauserieError(
            f"{root.name} has {', '.join(shown[:3])}{more} already. Choose an empty folder; nothing was written."
        )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False
