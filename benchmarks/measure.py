"""Runs one command and says what it took: wall time and processor time in one run, memory in another.

Memory is the sum over the whole process tree, at its highest, looked at every 10 ms. Where Linux tells it, a page that
processes share counts once (PSS), so that forked workers do not count as if each had a copy. Looking costs time: a run
that is watched is not timed. Elsewhere the memory of the largest process is all that a system tells.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

LIMIT = 900  # seconds; what takes longer is left out
_INTERVAL = 0.01  # seconds
_PROC = Path("/proc")
_HAS_PSS = (_PROC / "self" / "smaps_rollup").exists()
_HAS_PROC = (_PROC / "self" / "status").exists()

MEMORY = (
    "summed over all processes, shared pages once (PSS)"
    if _HAS_PSS
    else "summed over all processes (RSS)"
    if _HAS_PROC
    else "of the largest process"
)


class RunError(Exception):
    """A command did not end well, or not in time; says what it wrote last."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    wall: float  # seconds
    cpu: float | None  # seconds, user and system, of all processes that were waited for; None where nobody tells
    memory: float | None = None  # MB; only of a run that was watched, or where a system tells it afterwards


@dataclass(frozen=True, slots=True)
class Job:
    """A command, where it runs and its environment."""

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]


def time_run(job: Job) -> Cost:
    """Run it undisturbed. Raises RunError."""
    with _started(job) as (process, written):
        begin = time.perf_counter()
        stop = threading.Timer(LIMIT, end_tree, [process])
        stop.start()
        try:
            cpu, memory = _wait(process)
        finally:
            stop.cancel()
        wall = time.perf_counter() - begin
        _require_success(job, process, written, wall)
    return Cost(wall, cpu, memory)


def watch_run(job: Job) -> float | None:
    """The memory that it takes at most, in MB. Raises RunError."""
    if not _HAS_PROC:
        return time_run(job).memory
    peak = 0.0
    with _started(job) as (process, written):
        begin = time.perf_counter()
        while process.poll() is None:
            peak = max(peak, memory_of_tree(process.pid))
            if time.perf_counter() - begin > LIMIT:
                end_tree(process)
            time.sleep(_INTERVAL)
        _require_success(job, process, written, time.perf_counter() - begin)
    return peak


def memory_of_tree(root: int) -> float:
    """What a process and all below it hold now, in MB."""
    return sum(_memory_of(process) for process in _tree(root))


def _tree(root: int) -> Iterator[int]:
    """A process and its descendants; a thread's children are listed with the thread that started them."""
    yield root
    try:
        lists = [path.read_text() for path in (_PROC / str(root) / "task").glob("*/children")]
    except OSError:  # it has just ended
        return
    for child in " ".join(lists).split():
        yield from _tree(int(child))


def _memory_of(process: int) -> float:
    name, field = ("smaps_rollup", "Pss") if _HAS_PSS else ("status", "VmRSS")
    try:
        text = (_PROC / str(process) / name).read_text()
    except OSError:
        return 0.0
    found = re.search(rf"^{field}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


@contextlib.contextmanager
def start(job: Job, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server that runs until the block is left."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            job.command, cwd=job.folder, env=job.environment, stdout=said, stderr=said, start_new_session=True
        )
        try:
            yield process
        finally:
            end_tree(process)


def end_tree(process: subprocess.Popen[bytes]) -> None:
    """End what we started, and everything that it started: it has a process group of its own."""
    if process.returncode is None:
        if sys.platform == "win32":
            process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        if threading.current_thread() is threading.main_thread():
            process.wait()


@contextlib.contextmanager
def _started(job: Job) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    with tempfile.TemporaryFile() as written:
        process = subprocess.Popen(
            job.command,
            cwd=job.folder,
            env=job.environment,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
        try:
            yield process, written
        finally:
            end_tree(process)


def _wait(process: subprocess.Popen[bytes]) -> tuple[float | None, float | None]:
    """Wait for the end; the processor's seconds and the largest process's MB, where the system tells."""
    if sys.platform == "win32":
        process.wait()
        return None, None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kB elsewhere
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


def _require_success(job: Job, process: subprocess.Popen[bytes], written: IO[bytes], wall: float) -> None:
    if process.returncode == 0:
        return
    written.seek(0)
    said = written.read().decode(errors="replace").strip()[-600:]
    why = f"took longer than {LIMIT} s" if wall > LIMIT else f"ended with code {process.returncode}"
    raise RunError(f"`{' '.join(job.command)}` {why}. It said:\n{said or '(nothing)'}")
