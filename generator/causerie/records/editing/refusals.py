"""Why an edit is refused: what an editor saw is no longer there, or what it asks for cannot be."""

from __future__ import annotations

from typing import Any

from causerie.problems import CauserieError


class EditError(CauserieError):
    """What cannot be done to a record; the message says what a person may do instead."""


class EditConflict(CauserieError):  # noqa: N818 - no mistake of anybody
    """What was to be changed is not what stands in the file; `is_now` is what does, None where nothing does."""

    def __init__(self, message: str, is_now: Any = None) -> None:
        super().__init__(message)
        self.is_now = is_now


def check_seen(was: str, is_now: str) -> None:
    """Make sure that a text is what its editor saw, but for white space around it; raises EditConflict."""
    if was.strip() != is_now.strip():
        raise EditConflict("This text was changed in the file meanwhile.", is_now.strip())
