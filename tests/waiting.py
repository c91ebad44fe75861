"""Waiting for what another thread, process or page does soon."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page

IS_AT_REST = """() => document.getAnimations().every(
    (each) => each.playState !== "running" || each.effect.getComputedTiming().endTime === Infinity
)"""


def is_soon(is_so: Callable[[], bool], *, within: float = 10) -> bool:
    """Whether something becomes true within some seconds."""
    end = time.monotonic() + within
    while not (found := is_so()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def rest(page: Page) -> None:
    """Wait until nothing in a page moves any more, except what moves for ever."""
    assert is_soon(lambda: bool(page.evaluate(IS_AT_REST)))
