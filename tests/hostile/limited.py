"""An end to what would go on for ever: a test says so, and goes on."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def limited(what: str, seconds: float) -> Iterator[None]:
    """Ends what takes too much of the processor; Python's patterns let themselves be interrupted."""

    def end(*_: object) -> None:
        raise AssertionError(f"{what} searches for ever")

    former = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)
