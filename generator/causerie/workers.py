"""Work that is the same for many things, spread over processes where the system can fork and there is enough of it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_work: Callable[[object], object] | None = None  # of a worker process; set before it forks, as it cannot be sent


def spread(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    *,
    least: int = 40,
    at_once: int = 16,
    meanwhile: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """The results in the order of the tasks; tasks and results are pickled, `work` need not be picklable.

    Processes take some 20 ms to begin: from `least` tasks on they are worth it. Each gets `at_once` tasks, which should
    take 10 ms or more: while this process is busy, it is some milliseconds before it hands out others. While they work,
    this one does `meanwhile`: what it would do later anyway, and does later where there are no processes.
    """
    processes = _processors()
    if processes < 2 or len(tasks) < least or not _can_fork():
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    global _work
    _work = work  # type: ignore[assignment]  # one work at a time
    done = 0
    try:
        with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
            results = pool.map(_do, tasks, chunksize=at_once)
            if meanwhile is not None:
                meanwhile()
            for result in results:
                done += 1
                yield result  # type: ignore[misc]  # what `work` gave
    except BrokenProcessPool:  # the system has ended one, most likely for lack of memory
        yield from map(work, tasks[done:])
    finally:
        _work = None


def _do(task: object) -> object:
    assert _work is not None
    return _work(task)


def _processors() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _can_fork() -> bool:
    """Whether a fork is safe: on Linux, and with no other thread that could hold a lock at that moment."""
    return os.name == "posix" and os.uname().sysname == "Linux" and threading.active_count() == 1
