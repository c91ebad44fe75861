"""Waiting for what another thread, process or page does soon."""

from __future__ import annotations

import time
from collections.abc import Callable


def is_soon(is_so: Callable[[], bool], *, within: float = 10) -> bool:
    """Whether something becomes true within some seconds."""
    end = time.monotonic() + within
    while not (found := is_so()) and time.monotonic() < end:
        time.sleep(0.02)
    return found
