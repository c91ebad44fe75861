"""Problems: what is wrong in a host's records, and the one error that ends a command.

Everything that reads records gathers `Problem` values and goes on; plugin and commands decide what to do with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum

from causerie.frozen import frozen


class Severity(StrEnum):
    """How much a problem matters: errors fail the build, warnings fail `--strict`, advice never fails."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


# What ends a line, or tells a terminal to do something: a record may say it, and a message shows a part of the record.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}


@frozen
class Problem:
    """Something wrong in a record: where, what with its value, and what to write instead."""

    path: str  # relative to the folder of mkdocs.yml, '/'-separated
    line: int  # 1-based
    column: int  # 1-based
    message: str  # "what is wrong, with the value. What to write instead."
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        kind = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        return _UNSEEN.sub("\ufffd", f"{self.path}:{self.line}:{self.column}: {kind}{self.message}")


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in reading order of the files, each once."""
    key = lambda p: (p.path, p.line, p.column, _RANK[p.severity], p.message)  # noqa: E731 - used once, here
    return tuple(sorted(set(problems), key=key))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint for a misspelt name, with a leading space, or an empty string."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean '{close[0]}'?" if close else ""


class CauserieError(Exception):
    """Ends a command with a message for a person; never shown with a traceback."""
