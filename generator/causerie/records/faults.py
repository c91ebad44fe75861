"""What the YAML parser says when it gives up, in a host's words."""

from __future__ import annotations

from typing import Any


class YamlFault(Exception):  # noqa: N818 - a fault of the text, not of ours
    """A place of a YAML text that cannot be read, and why; line and column count from 1."""

    def __init__(self, line: int, column: int, message: str, index: int = -1, open_from: int = -1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message = message
        self.index = index  # where the parser stopped, or -1
        self.open_from = open_from  # where a quote begins that is never closed, or -1


class YamlFaults(Exception):  # noqa: N818 - as above
    """Why a YAML text cannot be read: one fault, or all of a kind that can be found at once."""

    def __init__(self, faults: list[YamlFault]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


_QUOTE = "Put the whole text in quotes."

# What libyaml says (its src/scanner.c and src/parser.c), and what a host should read instead.
_EXPLANATIONS = (
    ("mapping values are not allowed", f"a ': ' inside a text begins a field for YAML. {_QUOTE}"),
    (
        "block sequence entries are not allowed",
        "a list begins in the middle of a line. Begin each '- ' on a line of its own.",
    ),
    (
        "expected ',' or ']'",
        "the list that begins with '[' is not closed here. Write ] at its end, commas between its parts,"
        " and quotes around texts with commas, colons or brackets.",
    ),
    (
        "expected ',' or '}'",
        "the group that begins with '{' is not closed here. Write } at its end, commas between its parts,"
        " and quotes around texts with commas, colons or brackets.",
    ),
    (
        "could not find expected ':'",
        "a line without a ':'. Write 'name: value', or indent the line if it goes on with the text above.",
    ),
    (
        "did not find expected key",
        "this does not fit under the lines above. Begin fields of one group in the same column, and put a"
        " text that begins with a quote in quotes as a whole.",
    ),
    ("expected '-' indicator", "this does not fit into the list above. Begin each part with '- ' in the same column."),
    (
        "unknown escape character",
        "a \\ inside \"double quotes\" begins a code that YAML does not know. Write \\\\ or use 'single quotes'.",
    ),
    ("expected alphabetic or numeric character", f"a text that begins with * or & means something to YAML. {_QUOTE}"),
    ("tag", f"a text that begins with ! means something to YAML. {_QUOTE}"),
    ("directive", f"a line that begins with % means something to YAML. {_QUOTE}"),
    ("block scalar", "this is no way to begin a text of several lines. Write | alone and indent the lines below it."),
    ("<document start>", "this does not belong to the fields above. Indent it, or write it as 'name: value'."),
)  # fmt: skip - a table


def explain_syntax(error: Any, text: str) -> YamlFault:
    """A parser's error as a place and a sentence with advice."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if mark is None:  # the reader's own error knows only a position
        index = max(0, int(getattr(error, "position", 0) or 0))
        line, column = place_at(text, index)
        return YamlFault(
            line, column, f"this cannot be read as text ({problem}). Delete the character and write it again.", index
        )
    if "end of stream" in problem and "quoted" in str(error.context):
        begin = error.context_mark
        quote = text[begin.index : begin.index + 1]
        message = f"a quote {quote} that is never closed. Close it at the end of the text, or use the other quotes."
        return YamlFault(begin.line + 1, begin.column + 1, message, mark.index, begin.index)
    char = text[mark.index : mark.index + 1]
    if char == "\t" or "tab" in problem.split():
        message = "a tab, where YAML wants spaces. Replace it with spaces."
    elif "cannot start any token" in problem:
        message = f"a text that begins with {char} means something to YAML. {_QUOTE}"
    else:
        found = (said for sign, said in _EXPLANATIONS if sign in problem or sign in str(getattr(error, "context", "")))
        message = next(
            found, f"this is not YAML ({problem}). Check colons, quotes and indentation here and just above."
        )
    return YamlFault(mark.line + 1, mark.column + 1, message, mark.index)


def place_at(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in a text."""
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1
