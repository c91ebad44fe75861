"""Hashtags that YAML swallowed: an unquoted ` #word` after a value is a comment, and the text ends before it."""

from __future__ import annotations

import re
from bisect import bisect_right

from causerie.records.faults import YamlFault, show_quoted

_SUSPECT = re.compile(r"\S[ \t]+#\w")
_TOUCHING = re.compile(r"#\w")
_COMMENT = re.compile(r"(?<!\S)#")


def suspects_hashtag(text: str) -> bool:
    """Whether a text may hold such a comment: cheap, and wrong only about quoted texts."""
    return _SUSPECT.search(text) is not None


def find_swallowed_hashtags(
    text: str, scalars: list[tuple[int, int]], stop: YamlFault | None = None
) -> list[YamlFault]:
    """Every comment after something on its line whose `#` touches a word, as a fault that says to quote the text.

    `scalars` are the positions of the values and keys, in order; within them `#` is text. `stop` is where the parser
    gave up, if it did: what it had read by then may lack the last texts, so lines with open quotes are left alone.
    """
    starts = [start for start, _ in scalars]
    end = len(text)
    if stop is not None:
        end = max(0, stop.stopped)
    faults: list[YamlFault] = []
    line_end = 0
    while suspect := _SUSPECT.search(text, line_end, end):  # a line has one comment at most
        begin = text.rfind("\n", 0, suspect.end()) + 1
        line_end = text.find("\n", suspect.end())
        line_end = len(text) if line_end < 0 else line_end
        line = text[begin:line_end]
        comment = _comment_start(line, begin, starts, scalars)
        before, word = line[:comment].strip(), line[comment:]
        if comment < 0 or not before or not _TOUCHING.match(word):
            continue
        if stop is None or not (before.count('"') % 2 or before.count("'") % 2):
            faults.append(_make_fault(line, comment, text.count("\n", 0, begin) + 1))
    return faults


def _comment_start(line: str, begin: int, starts: list[int], scalars: list[tuple[int, int]]) -> int:
    """Where a line's comment begins, or -1: at its first `#` after white space that is no part of a value."""
    for match in _COMMENT.finditer(line):
        at = bisect_right(starts, begin + match.start()) - 1
        if at < 0 or begin + match.start() >= scalars[at][1]:
            return match.start()
    return -1


def _make_fault(line: str, comment: int, row: int) -> YamlFault:
    word = re.split(r"[\s,\]}]", line[comment : comment + 60], maxsplit=1)[0]
    example = show_quoted(line) or f': "{word}"'
    message = f"'{word}' is a comment to YAML, and lost. Put the text in quotes{example}, or begin a comment with '# '."
    return YamlFault(row, comment + 1, message)
