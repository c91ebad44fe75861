"""Hashtags that YAML swallowed: an unquoted ` #word` after a value is a comment, and the text ends before it.

A line of its own that begins with `#word` is one, too, where it would otherwise go on with the text above.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from causerie.records.faults import YamlFault, show_quoted

_SUSPECT = re.compile(r"\S[ \t]+#+\w")
_SUSPECT_LINE = re.compile(r"^[ \t]+#+\w", re.MULTILINE)
_TOUCHING = re.compile(r"#+\w")
_COMMENT = re.compile(r"(?<!\S)#")
_NEXT_LINE = re.compile(r"[ \t]*\n([ \t]+)(#+\w[^\n]*)")
_FIELD = re.compile(r"#[a-z_]+:(?:\s|\Z)")  # switched off by its '#', not lost


# A value or a key of a YAML text: where it begins and ends, and the column of a plain value's key or dash, else -1.
Scalar = tuple[int, int, int]


def suspects_hashtag(text: str) -> bool:
    """Whether a text may hold such a comment: cheap, and wrong only about quoted texts."""
    return _SUSPECT.search(text) is not None or _SUSPECT_LINE.search(text) is not None


def find_swallowed_hashtags(text: str, scalars: list[Scalar], stop: YamlFault | None = None) -> list[YamlFault]:
    """Every comment after a text whose `#` touches a word, as a fault that says to quote the text.

    `scalars` are the values and keys, in order; within them `#` is text. `stop` is where the parser gave up, if it did:
    what it had read by then may lack the last texts, so lines with open quotes are left alone.
    """
    faults = [*_find_in_lines(text, scalars, stop), *_find_below(text, scalars)]
    return sorted(faults, key=lambda fault: (fault.line, fault.column))


def _find_in_lines(text: str, scalars: list[Scalar], stop: YamlFault | None) -> list[YamlFault]:
    """Such comments behind something on their line."""
    starts = [start for start, _, _ in scalars]
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
            faults.append(_make_fault(line, word, text.count("\n", 0, begin) + 1, comment + 1))
    return faults


def _find_below(text: str, scalars: list[Scalar]) -> list[YamlFault]:
    """Such comments on the line below a plain value, indented as if they went on with it."""
    starts = [start for start, _, _ in scalars]
    faults = []
    for suspect in _SUSPECT_LINE.finditer(text):
        start, end, indent = scalars[at] if (at := bisect_right(starts, suspect.start()) - 1) >= 0 else (0, 0, -1)
        found = _NEXT_LINE.match(text, end) if indent >= 0 else None
        if found is None or found.start(1) != suspect.start() or len(found[1]) <= indent or _FIELD.match(found[2]):
            continue
        whole = " ".join(text[start:end].split()) + f" {found[2].rstrip()}"
        faults.append(_make_fault(f"x: {whole}", found[2], text.count("\n", 0, found.start(2)) + 1, len(found[1]) + 1))
    return faults


def _comment_start(line: str, begin: int, starts: list[int], scalars: list[Scalar]) -> int:
    """Where a line's comment begins, or -1: at its first `#` after white space that is no part of a value."""
    for match in _COMMENT.finditer(line):
        at = bisect_right(starts, begin + match.start()) - 1
        if at < 0 or begin + match.start() >= scalars[at][1]:
            return match.start()
    return -1


def _make_fault(line: str, comment: str, row: int, column: int) -> YamlFault:
    word = re.split(r"[\s,\]}]", comment[:60], maxsplit=1)[0]
    example = show_quoted(line) or f': "{word}"'
    message = f"'{word}' is a comment to YAML, and lost. Put the text in quotes{example}, or begin a comment with '# '."
    return YamlFault(row, column, message)
