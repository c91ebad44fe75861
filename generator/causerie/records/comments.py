"""Hashtags that YAML swallowed: an unquoted ` #word` after a value is a comment, and the text ends before it."""

from __future__ import annotations

import re
from bisect import bisect_right

from causerie.records.faults import YamlFault, place_at

_SUSPECT = re.compile(r"\S[ \t]+#\w")
_COMMENT = re.compile(r"(?<!\S)#")


def suspects_hashtag(text: str) -> bool:
    """Whether a text may hold such a comment: cheap, and wrong only about quoted texts."""
    return _SUSPECT.search(text) is not None


def find_swallowed_hashtag(
    text: str, scalars: list[tuple[int, int]], stop: YamlFault | None = None
) -> YamlFault | None:
    """The first comment after something on its line whose `#` touches a word, as a fault that says to quote the text.

    `scalars` are the positions of the values and keys, in order; within them `#` is text. `stop` is where the parser
    gave up, if it did: what it had read by then may lack the last texts, so lines with open quotes are left alone.
    """
    starts = [start for start, _ in scalars]
    end = len(text)
    if stop is not None:
        end = stop.index if stop.open_from < 0 else stop.open_from
    for suspect in _SUSPECT.finditer(text, 0, max(0, end)):
        line_start = text.rfind("\n", 0, suspect.end()) + 1
        line_end = text.find("\n", line_start)
        comment = _comment_start(text, line_start, len(text) if line_end < 0 else line_end, starts, scalars)
        if comment is None or comment + 2 != suspect.end() or not text[line_start:comment].strip():
            continue
        before = text[line_start:comment]
        if stop is not None and (before.count('"') % 2 or before.count("'") % 2):
            continue
        return _fault(text, comment, line_start)
    return None


def _comment_start(text: str, begin: int, end: int, starts: list[int], scalars: list[tuple[int, int]]) -> int | None:
    """Where a line's comment begins: its first `#` after white space that is no part of a value."""
    for match in _COMMENT.finditer(text, begin, end):
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or match.start() >= scalars[at][1]:
            return match.start()
    return None


def _fault(text: str, comment: int, line_start: int) -> YamlFault:
    line = text[line_start : (text.find("\n", comment) + 1 or len(text) + 1) - 1]
    word = re.split(r"[\s,\]}]", text[comment : comment + 60], maxsplit=1)[0]
    name, colon, value = line.partition(": ")
    advice = ""
    if colon and '"' not in value and "\\" not in value and not value.strip().startswith(("[", "{", "'", "|", ">")):
        advice = f': {name.strip().removeprefix("- ")}: "{value.strip()}"'
    message = (
        f"'{word}' is a comment to YAML, and lost. Put the text in quotes{advice}"
        f"{'' if advice else '.'}{' ' if not advice else ' - '}A comment needs a space after its #."
    )
    row, column = place_at(text, comment)
    return YamlFault(row, column, message)
