"""One check after the other in a process of its own, watched: what is wrong, too slow or too large is left behind.

The number of checks and the input at hand stand in a shared file, so that who started the process knows both, even if
it is killed.
"""

from __future__ import annotations

import mmap
import resource
import signal
import struct
import traceback
from pathlib import Path

from tests.fuzz.cases import keep_case
from tests.fuzz.target import MEMORY, MOST, SECONDS, Target

_HEAD = struct.Struct("<QI")
_NOW = "now"


class Watched:
    """A target's check that never raises: what it raises is kept in the folder `found`, once for each place."""

    def __init__(self, target: Target, room: Path, *, slower: int = 1) -> None:
        self._check = target.check
        self._found = room / "found"
        self._seconds = SECONDS * slower  # where each line that is run is noted
        self._places: set[tuple[str, ...]] = set()
        self._count = 0
        with (room / _NOW).open("w+b") as file:
            file.truncate(_HEAD.size + MOST)
            self._now = mmap.mmap(file.fileno(), 0)
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)  # ends the process, whatever it is in
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * mmap.PAGESIZE
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, resource.RLIM_INFINITY))

    def __call__(self, content: bytes) -> None:
        """Check an input."""
        content = content[:MOST]
        self._count += 1
        _HEAD.pack_into(self._now, 0, self._count, len(content))
        self._now[_HEAD.size : _HEAD.size + len(content)] = content
        signal.setitimer(signal.ITIMER_VIRTUAL, self._seconds)
        try:
            self._check(content)
        except Exception as error:
            self._note(content, error)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def _note(self, content: bytes, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        place = (type(error).__name__, *(f"{frame.filename}:{frame.lineno}" for frame in frames[-4:]))
        if place not in self._places:
            self._places.add(place)
            keep_case(self._found, content)


def read_watched(room: Path) -> tuple[int, bytes]:
    """How many checks there were, and the input of the last one."""
    content = (room / _NOW).read_bytes()
    count, size = _HEAD.unpack_from(content)
    return count, content[_HEAD.size : _HEAD.size + size]
