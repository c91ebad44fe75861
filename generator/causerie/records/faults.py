"""What the YAML parser says when it gives up, in a host's words."""

from __future__ import annotations

import re
from typing import Any


class YamlFault(Exception):  # noqa: N818 - a fault of the text, not of ours
    """A place of a YAML text that cannot be read, and why; line and column count from 1."""

    def __init__(self, line: int, column: int, message: str, stopped: int = -1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message = message
        self.stopped = stopped  # the position up to which the parser understood the text, or -1


class YamlFaults(Exception):  # noqa: N818 - as above
    """Why a YAML text cannot be read: one fault, or all of a kind that can be found at once."""

    def __init__(self, faults: list[YamlFault]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


_CLOSE = " at its end, commas between its parts, and quotes around texts with commas, colons or brackets."
_CODE = "a \\ inside \"…\" begins a code that YAML does not know. Write \\\\, or use '…' as quotes."
_FIELD = re.compile(r"\s*(?:- )*(?:[\w-]+:\s+)?")

# What libyaml says (its src/scanner.c and src/parser.c), what a host should read instead, and whether it went wrong
# where the parser gave up or where what it was reading began. A {quoted} shows the text in quotes.
_EXPLANATIONS = (
    ("block sequence entries are not", "a list begins within a line. Begin each '- ' on a new line.", False),
    ("expected ',' or ']'", f"the list that begins here is never closed. Write ]{_CLOSE}", True),
    ("expected ',' or '}'", f"the group that begins here is never closed. Write }}{_CLOSE}", True),
    ("could not find expected ':'", "a line without a ':'. Write 'name: value', or indent a text that goes on.", True),
    (
        "expected '-' indicator",
        "this does not fit into the list above. Begin each '- ' in one column.",
        False,
    ),
    (
        "unknown escape",
        "a \\ inside \"…\" begins a code that YAML does not know. Write \\\\, or use '…' as quotes.",
        False,
    ),
    (
        "invalid Unicode",
        "a \\ inside \"…\" begins a code that YAML does not know. Write \\\\, or use '…' as quotes.",
        False,
    ),
    (
        "alphabetic or numeric",
        "a text that begins with * or & means something to YAML. Put it in quotes{quoted}.",
        True,
    ),
    (
        "block scalar",
        "this is no way to begin a text of several lines. Write | alone, and indent the lines below.",
        True,
    ),
    ("<document start>", "this does not belong to the fields above. Indent it, or write it as 'name: value'.", False),
    ("unexpected ':'", "a ':' without a space after it. Write the space, or put the text in quotes.", False),
    ("incompatible YAML", "a line that begins with %YAML asks for another YAML. Take it away.", False),
    ("directive", "a line that begins with % means something to YAML. Put the text in quotes{quoted}.", False),
    ("tag", "a text that begins with ! means something to YAML. Put it in quotes{quoted}.", True),
)  # fmt: skip - a table


def explain_syntax(error: Any, text: str) -> YamlFault:
    """A parser's error as a place and a sentence with advice."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if mark is None:  # the reader's own error knows only a position
        index = max(0, int(getattr(error, "position", 0) or 0))
        message = f"this cannot be read as text ({problem}). Delete the character and write it again."
        return YamlFault(*place_at(text, index), message, index)
    context, begin = str(getattr(error, "context", "")), getattr(error, "context_mark", None) or mark
    if "end of stream" in problem and "quoted" in context:
        quote = text[begin.index : begin.index + 1]
        message = f"a quote {quote} that is never closed. Close it at the end of the text, or use the other quotes."
        return _fault_at(text, begin.index, message, begin.index)
    char = text[mark.index : mark.index + 1]
    if char == "\t" or "tab" in problem.split():
        return _fault_at(text, mark.index, "a tab, where YAML wants spaces. Replace it with spaces.", mark.index)
    if "mapping values are not allowed" in problem:
        return _fault_at(text, mark.index, _explain_colon(text, mark.index), mark.index)
    if "cannot start any token" in problem:
        quoted = show_quoted(line_at(text, mark.index))
        message = f"a text that begins with {char} means something to YAML. Put it in quotes{quoted}."
        return _fault_at(text, mark.index, message, mark.index)
    if "did not find expected key" in problem:
        return _fault_at(text, mark.index, _explain_key(text, mark.index), mark.index)
    for sign, message, is_at_begin in _EXPLANATIONS:
        if sign in problem or sign in context:
            place = begin if is_at_begin else mark
            return _fault_at(
                text, place.index, message.replace("{quoted}", show_quoted(line_at(text, place.index))), mark.index
            )
    message = f"this is not YAML ({problem}). Check colons, quotes and indentation here and just above."
    return _fault_at(text, mark.index, message, mark.index)


def show_quoted(line: str) -> str:
    """A line's value in quotes, as an example with a leading colon; '' where it is too entangled to be shown."""
    value = line[_FIELD.match(line).end() :].strip()  # type: ignore[union-attr]  # it matches everything
    if not value or set('"\\[]{}') & set(value) or value[0] in "'|>#":
        return ""
    return f': "{value}"' if len(value) <= 80 else f': "{value[:40].rstrip()} … {value[-30:].lstrip()}"'


def line_at(text: str, index: int) -> str:
    """The line that holds a position."""
    end = text.find("\n", index)
    return text[text.rfind("\n", 0, index) + 1 : len(text) if end < 0 else end]


def place_at(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in a text."""
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _fault_at(text: str, index: int, message: str, stopped: int) -> YamlFault:
    return YamlFault(*place_at(text, index), message, stopped)


def _explain_colon(text: str, index: int) -> str:
    """Why a colon is too much: it stands in a text, or its line is taken for the end of the text above."""
    line = line_at(text, index)
    before = text[text.rfind("\n", 0, index) + 1 : index]
    if ": " in before or before.lstrip().startswith("- "):
        return f"a ': ' inside a text begins a field for YAML. Put the whole text in quotes{show_quoted(line)}."
    if before[:1] == " ":
        return "this line is indented as if the text above went on. Begin it in the same column as the other fields."
    return "the line above has no ':', so the text seems to go on here. Write 'name: value' there."


def _explain_key(text: str, index: int) -> str:
    """Why a group of fields cannot go on: mostly a text that goes on after its closing quote."""
    before = text[text.rfind("\n", 0, index) + 1 : index].rstrip()
    if before[-1:] in ('"', "'"):
        other = "'" if before[-1] == '"' else '"'
        return (
            f"the text goes on after its closing {before[-1]}. Put the whole text in {other}, or in quotes of one kind."
        )
    if before[-1:] in ("]", "}"):
        opening = "[" if before[-1] == "]" else "{"
        return (
            f"the text goes on after {before[-1]}, and {opening} means something to YAML. Put the whole text in quotes."
        )
    return "this does not fit under the lines above. Begin all fields of a group in the same column."
