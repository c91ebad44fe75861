"""Chooses a small corpus out of all inputs that a run remembers: the smallest that together reach the same lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

import causerie
from tests.fuzz.cases import CORPUS, keep_case, read_cases
from tests.fuzz.target import Target

_OURS = str(Path(causerie.__file__).parent)
_MOST_EACH = 4_000  # bytes of an input
_MOST_SHARE = 9_000  # bytes of a target's inputs, for each share of the time that it has
_MOST_LOOKED_AT = 4_000

Line = tuple[str, int]


def keep_corpus(target: Target, room: Path) -> int:
    """Put a target's corpus together anew, out of the one that is there and what a room remembers; how many it has."""
    folder = CORPUS / target.name
    remembered = (each / "corpus" for each in (room / target.name).glob("*"))
    known = dict.fromkeys(content for _, content in read_cases(folder, *remembered))
    candidates = sorted((each for each in known if len(each) <= _MOST_EACH), key=lambda each: (len(each), each))
    chosen = choose_inputs(target.check, candidates[:_MOST_LOOKED_AT], _MOST_SHARE * target.share)
    for path, _ in read_cases(folder):
        path.unlink()
    for content in chosen:
        keep_case(folder, content)
    return len(chosen)


def choose_inputs(check: Callable[[bytes], object], candidates: Iterable[bytes], most: int) -> list[bytes]:
    """Those that reach a line which none before them reaches, up to so many bytes."""
    chosen: list[bytes] = []
    known: set[Line] = set()
    size = 0
    for content in candidates:
        if size + len(content) <= most and (lines := reached_lines(check, content)) - known:
            known |= lines
            chosen.append(content)
            size += len(content)
    return chosen


def reached_lines(check: Callable[[bytes], object], content: bytes) -> set[Line]:
    """The lines of the program that a check of an input comes to."""
    reached: set[Line] = set()

    def note(frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.startswith(_OURS):
            return None
        reached.add((frame.f_code.co_filename, frame.f_lineno))
        return note

    sys.settrace(note)
    try:
        with suppress(Exception):
            check(content)
    finally:
        sys.settrace(None)
    return reached
