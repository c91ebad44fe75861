"""Two changes of one text brought together by lines, where that is certain; else nothing."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Edit = tuple[int, int, Sequence[str]]  # the lines of the base from, to, and what stands there instead


def merge_lines(base: str, ours: str, theirs: str) -> str | None:
    """`base` with both changes; None where they touch, for then a person has to say which is meant."""
    lines = base.splitlines(keepends=True)
    first, second = _edits(lines, ours), _edits(lines, theirs)
    edits = sorted([*first, *second], key=lambda each: (each[0], each[1]))
    for one, two in pairwise(edits):
        if two[0] <= one[1]:  # also side by side: whose lines come first is not certain
            return None
    merged: list[str] = []
    at = 0
    for begin, end, new in edits:
        merged += [*lines[at:begin], *new]
        at = end
    return "".join([*merged, *lines[at:]])


def _edits(base: list[str], text: str) -> list[Edit]:
    lines = text.splitlines(keepends=True)
    matcher = SequenceMatcher(None, base, lines, autojunk=False)
    return [
        (begin, end, lines[from_line:to_line])
        for kind, begin, end, from_line, to_line in matcher.get_opcodes()
        if kind != "equal"
    ]
