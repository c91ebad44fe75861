"""The YAML that most records are written in, read line by line: several times as fast as a parser's events.

It reads a part of YAML in which every line stands for itself, and says UNSURE to all else: `yaml.load_yaml` then reads
the text, finds what is wrong with it, and is the judge of what both must agree on.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, Final

from causerie.text import clean_text

UNSURE: Final = object()  # the text, or a part of it, may mean something that is not read here
MAX_VALUES = 60_000  # what aliases point to counts again: small files may not grow into large values
_MAX_LEVELS = 16  # records need seven
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

# Signs that Python does not call printable and that mean nothing to YAML: no-break and thin spaces, the joiners of
# emoji, soft hyphens.
_HARMLESS = dict.fromkeys(map(ord, "\u00a0\u00ad\u2007\u2009\u200c\u200d\u202f"))
_COMMON = bytes([*range(0x20, 0x7F), 0x0A])

_MARKS = frozenset("\"'[{0123456789")  # a value that begins so is no text as it stands
_KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,63}"
_FIRST = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`]"""  # no text begins with another sign, unless it is in quotes
_QUOTED = r""" "[^"\\\n]*+(?:\\["\\nt][^"\\\n]*+)*+" | '[^'\n]*+(?:''[^'\n]*+)*+' """
_PLAIN = rf"{_FIRST}[^:\#\n]*+(?:(?::(?![ \n])|(?<!\ )\#)[^:\#\n]*+)*+"
_GROUP = r"\[[^\n]*\] | \{[^\n]*\}"
_FLAT_GROUP = r"\[[^\[\]{}]*\] | \{[^\[\]{}]*\}"
_FLOW_PLAIN = rf"{_FIRST}[^,\[\]{{}}:\#]*+(?::(?=[\w/])[^,\[\]{{}}:\#]*+)*+"

# One line, and the lines of a | below it. A comment's '#' touches no word, or begins its line: others may be hashtags
# that the host meant as text.
_LINE = re.compile(
    rf"""(\ *+)                                            # 1: indentation
    (-\ ++)?+                                              # 2: a list's part begins
    (?:({_KEY}):(?:\ ++|(?=\n)))?                          # 3: a field's name
    (?:({_PLAIN}|{_QUOTED}|{_GROUP})?                      # 4: a value
       \ *+(?:(?<=\ )\#(?:\ [^\n]*)?)?\n
      |(\|-?\n(?:\1(?(2)(?(3)\ \ ))\ [^\n]*\n|\ *\n)*))   # 5: a text of several lines
    | \#[^\n]*\n
    | ([^\n]+\n?)                                          # 6: all else""",
    re.VERBOSE,
)
_FLOW_PART = re.compile(rf"\ *({_FLOW_PLAIN}|{_QUOTED}|{_FLAT_GROUP})\ *(?:,|\Z)|(.+)", re.VERBOSE)
_FLOW_FIELD = re.compile(rf"\ *({_KEY}):\ +({_FLOW_PLAIN}|{_QUOTED}|{_FLAT_GROUP})\ *(?:,|\Z)|(.+)", re.VERBOSE)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}


def read_lines(text: str) -> Any:
    """The value of a YAML text, as `load_yaml` gives it, or UNSURE."""
    if not _is_simple(text):
        return UNSURE
    top: Any = None
    holder: Any = None  # the list or the fields that the last line stands in, and its column
    column = -1
    levels: list[tuple[Any, int]] = []  # what holds it
    waiting = ""  # the name whose value may stand on the lines below
    value: Any
    for indent, dash, name, written, block, rest in _LINE.findall(text):
        if rest:
            return UNSURE
        if not (dash or name):
            if written or block:
                return UNSURE
            continue  # nothing, or a comment
        at = len(indent)
        if waiting and (at > column or (dash and at == column)):
            if len(levels) >= _MAX_LEVELS:
                return UNSURE
            levels.append((holder, column))
            holder[waiting] = value = [] if dash else {}
            holder, column = value, at
        elif at != column or (type(holder) is list) is not (dash != ""):
            while levels and (at < column or (at == column and type(holder) is list and not dash)):
                holder, column = levels.pop()
            if holder is None and not at:  # the first line
                holder = top = [] if dash else {}
                column = 0
            if at != column or (type(holder) is list) is not (dash != ""):
                return UNSURE
        waiting = ""

        if written:
            value = written
            if written[0] in _MARKS or len(written) < 6 or written[-1] == " ":  # else it is text, as it stands
                value = _read_value(written)
                if value is UNSURE:
                    return UNSURE
        elif block:
            value = _read_block(block, at + len(dash) if name else at)
            if value is UNSURE:
                return UNSURE
        elif name:
            value = None
            waiting = name
        else:
            return UNSURE

        if dash:
            if name:
                levels.append((holder, column))
                fields = {name: value}
                holder.append(fields)
                holder, column = fields, at + len(dash)
            else:
                holder.append(value)
        elif name in holder:
            return UNSURE
        else:
            holder[name] = value
    return UNSURE if top is None else top


def read_plain(text: str) -> Any:
    """What an unquoted text means: itself, unless it is `true`, `false`, null or a number that loses nothing."""
    if len(text) < 6 and text in _WORDS:
        return _WORDS[text]
    if text[0] in "-0123456789" and text[-1] in "0123456789":
        if _INTEGER.match(text) and text != "-0":
            return int(text)
        if _DECIMAL.match(text) and repr(float(text)) == text:
            return float(text)
    return text


_read_short = lru_cache(maxsize=4096)(read_plain)  # mostly small numbers, and the same again and again


def _is_simple(text: str) -> bool:
    """Whether every sign is one that stays as it is, in lines that end with `\\n`, and the values are not too many."""
    if text[-1:] != "\n" or (len(text) > MAX_VALUES and 4 * text.count("\n") + text.count(",") > MAX_VALUES):
        return False
    try:
        others = text.encode().translate(None, _COMMON).decode()  # most are common, and this way is the fastest
    except UnicodeEncodeError:
        return False
    if not others:
        return True
    return others.translate(_HARMLESS).isprintable() and unicodedata.is_normalized("NFC", text)


def _read_value(written: str) -> Any:
    """A value on one line, or UNSURE."""
    first = written[0]
    if first == '"':
        return _unescape(written[1:-1]) if "\\" in written else written[1:-1]
    if first == "'":
        return written[1:-1].replace("''", "'")
    if first == "{":
        return _read_flow_fields(written[1:-1])
    if first == "[":
        return _read_flow_list(written[1:-1])
    if written[-1] == " ":
        written = written.rstrip(" ")
    if len(written) < 6:
        return _read_short(written)
    return read_plain(written) if first in "0123456789" else written


def _unescape(text: str) -> str:
    return clean_text(_ESCAPE.sub(lambda code: _ESCAPED[code[1]], text))


def _read_flow_list(inner: str) -> Any:
    values = []
    for written, rest in _FLOW_PART.findall(inner):
        if rest:
            return UNSURE
        value = _read_value(written)
        if value is UNSURE:
            return UNSURE
        values.append(value)
    return values


def _read_flow_fields(inner: str) -> Any:
    fields: dict[str, Any] = {}
    for name, written, rest in _FLOW_FIELD.findall(inner):
        if rest or name in fields:
            return UNSURE
        value = _read_value(written) if written[0] in _MARKS or len(written) < 6 or written[-1] == " " else written
        if value is UNSURE:
            return UNSURE
        fields[name] = value
    return fields


def _read_block(block: str, column: int) -> Any:
    """The text of the lines below a `|`, whose field or dash stands in a column, or UNSURE."""
    header, _, lines = block.partition("\n")
    first = lines.lstrip("\n")
    width = len(first) - len(first.lstrip(" "))
    if width <= column:
        return UNSURE
    pad = " " * width
    texts = []
    for line in lines.split("\n"):
        if line and (line[:width] != pad or line.isspace()):
            return UNSURE
        texts.append(line[width:])
    text = "\n".join(texts).rstrip("\n")
    return clean_text(text if header == "|-" else text + "\n")
