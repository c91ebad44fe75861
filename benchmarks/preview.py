"""The live servers: from saving a record to the new page being served, over loopback, looked at every 20 ms."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contest import Contestant, edit_record, typical
from benchmarks.measure import LIMIT, Job, RunError, memory_of_tree, start

_INTERVAL = 0.02  # seconds
_PAUSE = 1.0  # seconds between edits: a host writes on, a watcher settles


@dataclass(frozen=True, slots=True)
class Preview:
    """What one live server took."""

    title: str
    start: float  # seconds to the first page
    edits: tuple[float, ...]  # seconds, one an edit
    memory: float  # MB after the last edit

    @property
    def first(self) -> float:
        """The median of the first tenth of the edits, or of the first three."""
        return typical(self.edits[: self._tenth]) or 0.0

    @property
    def last(self) -> float:
        """The median of the last tenth, or of the last three."""
        return typical(self.edits[-self._tenth :]) or 0.0

    @property
    def _tenth(self) -> int:
        return max(min(3, len(self.edits)), len(self.edits) // 10)


def watch_preview(contestant: Contestant, edits: int, say: Callable[[str], None]) -> Preview:
    """Start a peer's live server and edit one record again and again. Raises RunError."""
    peer, port = contestant.found.peer, _free_port()
    contestant.make_ready()
    words = tuple(word.format(port=port) for word in peer.serve)
    job = Job((*contestant.found.program, *words), contestant.folder, contestant.job.environment)
    address = f"/{peer.page(contestant.edited)}"
    log = contestant.folder.with_name(f"{contestant.folder.name}.log")
    took: list[float] = []
    with start(job, log) as process:
        say(f"{contestant.title}: starting its server")
        begun = time.perf_counter()
        _wait_for("<h1", port, address, process.poll, log)
        until_served = time.perf_counter() - begun
        for number in range(1, edits + 1):
            time.sleep(_PAUSE)
            say(f"{contestant.title}: edit {number} of {edits}")
            text = f"Edit number {number} of many."
            saved = time.perf_counter()
            edit_record(contestant.record, text)
            _wait_for(text, port, address, process.poll, log)
            took.append(time.perf_counter() - saved)
        memory = memory_of_tree(process.pid)
    return Preview(contestant.title, until_served, tuple(took), memory)


def _wait_for(text: str, port: int, address: str, ended: Callable[[], int | None], log: Path) -> None:
    begun = time.perf_counter()
    while text not in _fetch(port, address):
        if ended() is not None or time.perf_counter() - begun > LIMIT:
            said = log.read_text(encoding="utf-8", errors="replace").strip()[-600:]
            raise RunError(f"its server never showed '{text}' on {address}. It said:\n{said}")
        time.sleep(_INTERVAL)


def _fetch(port: int, address: str) -> str:
    """A page, or nothing while the server is not there or the page is being made."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT)
    try:
        connection.request("GET", address)
        return connection.getresponse().read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
