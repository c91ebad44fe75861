"""Files of exports as JSON values, rows of a table or text: one at a time; what is broken is passed over and said."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO

from causerie.frozen import frozen
from causerie.importers.export import DAMAGED, ExportFile
from causerie.problems import CauserieError, Problem, Severity

MAX_ELEMENT = 64_000_000  # characters of one JSON value: a page of an API has some thousand posts at most
MAX_TEXT = 64_000_000  # bytes of a text that is read in one piece
DELIMITERS = ",;\t"  # of tables
_CHUNK = 1 << 18
_EMPTY = ("", "NA", "NULL", "None", "nan")  # what tools write into an empty cell
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SPACE = re.compile(r"[\s,;\x00\x1e]*")
_SCRIPT = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w$.\[\]'\"]+\s*=\s*")
_NEXT_ELEMENT = re.compile(r"\}\s*,?\s*(?=\{)")


def fault(file: ExportFile, line: int, message: str) -> Problem:
    """Something in an export that is passed over; a warning, as the rest is read."""
    return Problem(file.path, line, 1, message, Severity.WARNING)


def read_json(file: ExportFile, *within: str) -> Iterator[tuple[int, Any] | Problem]:
    """The JSON values of a file with the lines where they begin; what is no JSON is a Problem, and passed over.

    A file may hold one value, one a line, several behind each other, an array, whose elements come, or a script that
    sets a variable to one of these. Of an object that has one of the keys `within`, the elements of that array come,
    and the object is never whole in memory.
    """
    with open_file(file) as stream:
        yield from _Values(file, stream, within).read()


@frozen
class Row:
    """A row of a table: cells by the name of their column, whatever its case; a name may stand there twice."""

    line: int
    cells: Mapping[str, tuple[str, ...]]

    def get(self, *names: str) -> str:
        """The first cell with one of these names that is not empty."""
        for name in names:
            for cell in self.cells.get(name.lower(), ()):
                if cell not in _EMPTY:
                    return cell
        return ""

    def number(self, *names: str) -> int | None:
        """The same as a count; None where there is none."""
        try:
            return int(float(self.get(*names).replace(",", "").replace(" ", "")))
        except (ValueError, OverflowError):
            return None


def read_rows(file: ExportFile, *required: str) -> Iterator[Row | Problem]:
    """The rows of a CSV under the first line that names these columns (in small letters), whatever stands before it."""
    with open_file(file) as stream:
        text = io.TextIOWrapper(
            io.BufferedReader(_Cleaned(stream)), encoding=_encoding(file), errors="replace", newline=""
        )
        yield from _read_table(file, text, required)


def read_text(file: ExportFile) -> str:
    """A whole file as text. Raises CauserieError where it is too large to be what it says it is."""
    with open_file(file) as stream:
        content = stream.read(MAX_TEXT + 1)
    if len(content) > MAX_TEXT:
        raise CauserieError(f"{file.path} has more than {MAX_TEXT // 1_000_000} MB, and is no page or log of a chat.")
    return decode(content)


def decode(content: bytes, *, is_cut: bool = False) -> str:
    """Bytes as text: UTF-8, UTF-16 where it says so, else what Windows writes; never an error.

    `is_cut` says that they may end within a character.
    """
    return content.decode(_encoding_of(content, is_cut=is_cut), "ignore" if is_cut else "replace")


@contextmanager
def open_file(file: ExportFile) -> Iterator[BinaryIO]:
    """A file for reading; what is wrong with it or its archive becomes a CauserieError."""
    try:
        with file.open() as stream:
            yield stream
    except (OSError, *DAMAGED) as error:
        raise _damaged(file, error) from error


def _damaged(file: ExportFile, error: BaseException) -> CauserieError:
    return CauserieError(f"{file.path} cannot be read to its end: {error}. Download the export again.")


def _encoding(file: ExportFile) -> str:
    """The encoding of a file, by its first bytes."""
    with open_file(file) as stream:
        return _encoding_of(stream.read(_CHUNK), is_cut=True)


def _encoding_of(content: bytes, *, is_cut: bool) -> str:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if not (is_cut and error.start > len(content) - 4 and error.reason == "unexpected end of data"):
            return "cp1252"
    return "utf-8"


class _Cleaned(io.RawIOBase):
    """A stream without NUL bytes where they are no part of the encoding; csv stops at them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._is_wide: bool | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._stream.read(len(buffer))
        if self._is_wide is None:
            self._is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        if not self._is_wide and b"\0" in content:
            content = content.replace(b"\0", b" ")
        buffer[: len(content)] = content
        return len(content)


def _read_table(file: ExportFile, text: Iterable[str], required: tuple[str, ...]) -> Iterator[Row | Problem]:
    csv.field_size_limit(10_000_000)
    lines = iter(text)
    head = [line for _, line in zip(range(20), lines, strict=False)]
    delimiter = _find_delimiter(head, required)

    def every() -> Iterator[str]:
        yield from head
        yield from lines

    reader = csv.reader(every(), delimiter=delimiter)
    columns: list[str] = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield fault(file, line, f"the row cannot be read: {error}.")
            continue
        if not columns:
            names = [cell.strip().lower() for cell in cells]
            if set(required) <= set(names):
                columns = names
            continue
        if not any(cells):
            continue
        if len(cells) < len(columns) / 2 and len(cells) < len(columns):
            yield fault(file, line, f"the row has {len(cells)} cells where the table has {len(columns)} columns.")
            continue
        found: dict[str, tuple[str, ...]] = {}
        for name, cell in zip(columns, cells, strict=False):
            found[name] = (*found.get(name, ()), cell.strip())
        yield Row(line, found)


def _find_delimiter(head: list[str], required: tuple[str, ...]) -> str:
    """What stands between the cells: what gives the required columns, else the most frequent of those that may."""
    for sign in DELIMITERS if required else ():
        with suppress(csv.Error):
            for cells in csv.reader(head, delimiter=sign):
                if set(required) <= {cell.strip().lower() for cell in cells}:
                    return sign
    return max(DELIMITERS, key=lambda sign: sum(line.count(sign) for line in head))


class _Values:
    """JSON values behind each other in a stream of which a piece at a time is in memory."""

    def __init__(self, file: ExportFile, stream: BinaryIO, within: tuple[str, ...]) -> None:
        self._file = file
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(_encoding(file))("replace")
        self._json = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._line, self._counted = 1, 0  # the line of a place in the text, up to which line ends are counted
        self._is_at_end = False
        self._is_list = False
        self._within = re.compile("|".join(rf'"{re.escape(key)}"\s*:\s*\[' for key in within)) if within else None

    def read(self) -> Iterator[tuple[int, Any] | Problem]:
        self._begin()
        while True:
            self._skip_space()
            if self._at >= len(self._text):
                if self._is_list:
                    yield fault(self._file, self._line_here(), "the file ends before its list does: it may be cut off.")
                return
            if self._text[self._at] in "]}" and not self._goes_on():
                return
            line = self._line_here()
            try:
                value, self._at = self._next_value()
            except json.JSONDecodeError as error:
                yield fault(self._file, line, f"what begins here is no JSON ({error.msg}), and was passed over.")
                is_found = self._find_next(error.pos)
            except RecursionError:
                yield fault(self._file, line, "what begins here is nested deeper than any post, and was passed over.")
                is_found = self._find_next(len(self._text))
            except ValueError as error:  # a number of more digits than anybody has
                yield fault(self._file, line, f"what begins here was passed over: {error}.")
                is_found = self._find_next(self._at)
            else:
                is_found = True
                yield line, value
            if not is_found:
                return

    def _begin(self) -> None:
        """Go to the first value: behind what makes a script of it, and into an array."""
        self._fill()
        if script := _SCRIPT.match(self._text):
            self._at = script.end()
        self._skip_space()
        if self._text.startswith("[", self._at):
            self._at += 1
            self._is_list = True
        elif self._within and self._text.startswith("{", self._at):
            found = self._within.search(self._text, self._at)
            self._at = found.end() if found else self._at

    def _goes_on(self) -> bool:
        """Whether another value follows where a list ends, as where each line is a list; goes there."""
        if self._within or not self._is_list:
            return False
        self._at += 1
        self._skip_space()
        self._is_list = self._text.startswith("[", self._at)
        self._at += self._is_list
        self._skip_space()
        return self._is_list or self._text.startswith("{", self._at)

    def _next_value(self) -> tuple[Any, int]:
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
                if end < len(self._text) or self._is_at_end:
                    return value, end
            except json.JSONDecodeError as error:
                is_open = error.pos >= len(self._text) - 12 or error.msg.startswith("Unterminated string")
                if self._is_at_end or not is_open:
                    raise
                if len(self._text) - self._at > MAX_ELEMENT:
                    raise CauserieError(
                        f"{self._file.path}: what begins in line {self._line_here()} has more than"
                        f" {MAX_ELEMENT // 1_000_000} MB, and is no page of posts. Export it in parts."
                    ) from error
            self._fill()

    def _fill(self) -> bool:
        """Have more text, as much again as there is, and forget what was read; False at the end."""
        if self._is_at_end:
            return False
        self._line_here()
        self._text = self._text[self._at :]
        self._at = self._counted = 0
        content = self._stream.read(max(_CHUNK, len(self._text)))
        self._is_at_end = not content
        self._text += self._decoder.decode(content, final=self._is_at_end).removeprefix("\ufeff")
        return True

    def _skip_space(self) -> None:
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text) or not self._fill():
                return

    def _find_next(self, place: int) -> bool:
        """Go on with the next line that begins a value, or the next element behind a place; False if there is none."""
        behind = place - self._at
        self._at += 1
        while True:
            line = self._text.find("\n{", self._at)
            element = _NEXT_ELEMENT.search(self._text, self._at + max(0, behind - 1))
            places = [line + 1] if line >= 0 else []
            places += [element.end()] if element else []
            if places:
                self._at = min(places)
                return True
            passed = max(0, len(self._text) - self._at - 64)
            self._at, behind = self._at + passed, behind - passed
            if not self._fill():
                return False

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = max(self._counted, self._at)
        return self._line
