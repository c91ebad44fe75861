"""What a process does with files and other machines while it is watched."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGING = (
    "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate", "os.utime",
)  # fmt: skip
_RUNNING = (
    "os.exec", "os.fork", "os.posix_spawn", "os.system", "socket.connect", "socket.getaddrinfo", "subprocess.Popen",
)  # fmt: skip


@dataclass(frozen=True)
class Doings:
    """Paths that were looked at, opened or listed; those among them that were changed; and what else was reached."""

    seen: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)

    def note(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note an event of the interpreter; what is no path of a file is a number that was opened before."""
        count = 2 if event in ("os.link", "os.rename", "os.symlink") else 1
        paths = [os.fsdecode(each) for each in arguments[:count] if isinstance(each, str | bytes | os.PathLike)]
        if event in ("open", "os.listdir", "os.scandir", *_CHANGING):
            self.seen.extend(paths)
        if event in _CHANGING or (event == "open" and int(arguments[2] or 0) & _WRITING):
            self.changed.extend(paths)
        if event in _RUNNING:
            self.reached.append(f"{event} {arguments}")


_watched: list[Doings] = []


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    for doings in _watched:
        doings.note(event, arguments)


sys.addaudithook(_listen)


@contextmanager
def watch() -> Iterator[Doings]:
    """What happens in this process meanwhile."""
    doings = Doings()

    def noting(name: str) -> Any:
        look = getattr(os, name)

        def looking(path: Any, *arguments: Any, **options: Any) -> Any:
            if isinstance(path, str | bytes | os.PathLike):
                doings.seen.append(os.fsdecode(path))
            return look(path, *arguments, **options)

        return patch.object(os, name, looking)

    with noting("stat"), noting("lstat"), noting("readlink"):  # the interpreter has no events for these
        _watched.append(doings)
        try:
            yield doings
        finally:
            _watched.remove(doings)
