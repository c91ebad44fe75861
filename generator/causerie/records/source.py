"""One file of the records while it is read: its text, its value, the places in it, and what is wrong with it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from causerie.problems import Problem, Severity
from causerie.records.faults import YamlFaults, place_at
from causerie.records.yaml import Path as ValuePath
from causerie.records.yaml import Place, load_yaml

MAX_BYTES = 2_000_000  # a record of this size is a mistake, or an attack
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PRINTABLE = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F), *range(0x80, 0x100)])  # any part of an encoded sign, too
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Source:
    """A record's file; every problem that is found in it ends here, with its place.

    `content` is what it holds, where somebody has read it already.
    """

    def __init__(self, file: Path, root: Path, content: bytes | None = None) -> None:
        self.file = file
        self._content = content
        self.path = _path_below(file, root)
        self.problems: list[Problem] = []
        self._places: dict[ValuePath, tuple[Place, Place]] | None = None
        self._lines_above_prose = 0

    @property
    def has_errors(self) -> bool:
        """Whether the record must stay out of the library."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def read_yaml(self) -> dict[str, Any] | None:
        """The record's fields; None when the file cannot be read, and then it is said why."""
        text = self._read_text()
        return None if text is None else self._as_fields(self._load(text))

    def read_list(self) -> list[Any] | None:
        """The parts of a record that is a list; None when the file cannot be read, and then it is said why."""
        text = self._read_text()
        value = None if text is None else self._load(text)
        if self.has_errors or value is None:
            return None if self.has_errors else []
        if not isinstance(value, list):
            self.error((), "this record is a list. Begin each entry with '- '.")
            return None
        return value

    def read_front_matter(self) -> tuple[dict[str, Any] | None, str]:
        """The fields between the two `---` lines, and the Markdown below them."""
        text = self._read_text()
        if text is None:
            return None, ""
        match = _FRONT_MATTER.match(text)
        if match is None:
            self._say_no_front_matter(text)
            return None, ""
        self._lines_above_prose = match[0].count("\n")
        return self._as_fields(self._load(match[1], lines_above=1)), text[match.end() :]

    def error(self, path: ValuePath, message: str, *, at_key: bool = False) -> None:
        """Note an error at a value, or at its field's name."""
        self._note(path, message, Severity.ERROR, at_key)

    def warn(self, path: ValuePath, message: str, *, at_key: bool = False) -> None:
        """Note a warning at a value, or at its field's name."""
        self._note(path, message, Severity.WARNING, at_key)

    def advise(self, path: ValuePath, message: str, *, at_key: bool = False) -> None:
        """Note an advice at a value, or at its field's name."""
        self._note(path, message, Severity.ADVICE, at_key)

    def error_below(self, prose: str, index: int, message: str) -> None:
        """Note an error at a position of the Markdown below the fields."""
        line, column = place_at(prose, index)
        self._fail(self._lines_above_prose + line, column, message)

    def blame(self, message: str) -> None:
        """Note an error of the file itself: of its name, or of its being there."""
        self._fail(1, 1, message)

    def is_written(self, path: ValuePath) -> bool:
        """Whether a field stands in the file, be it empty."""
        return path in self._find_places()

    def _note(self, path: ValuePath, message: str, severity: Severity, at_key: bool) -> None:
        line, column = self._locate(path, at_key)
        self.problems.append(Problem(self.path, line, column, message, severity))

    def _fail(self, line: int, column: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, column, message))

    def _locate(self, path: ValuePath, at_key: bool) -> Place:
        """The place of a value, or of what holds it: steps that the file does not have are skipped.

        Validation may name an item of a list where the host wrote a single one, or a part of a text.
        """
        places = self._find_places()
        found: ValuePath = ()
        for step in path:
            if (*found, step) in places:
                found = (*found, step)
        return places.get(found, ((1, 1), (1, 1)))[0 if at_key else 1]

    def _find_places(self) -> dict[ValuePath, tuple[Place, Place]]:
        """The places of all values, found only when something is wrong: good records pay nothing for them."""
        if self._places is None:
            self._places = {}
            text = self._decode() or ""
            above = 0
            if self.file.suffix == ".md":
                match = _FRONT_MATTER.match(text)
                text, above = (match[1], 1) if match else ("", 0)
            found: dict[ValuePath, tuple[Place, Place]] = {}
            try:
                load_yaml(text, found)
            except YamlFaults:
                found = {}
            self._places = {
                path: ((key[0] + above, key[1]), (value[0] + above, value[1])) for path, (key, value) in found.items()
            }
        return self._places

    def _load(self, text: str, lines_above: int = 0) -> Any:
        try:
            return load_yaml(text)
        except YamlFaults as error:
            for fault in error.faults:
                self._fail(fault.line + lines_above, fault.column, fault.message)
            return None

    def _as_fields(self, value: Any) -> dict[str, Any] | None:
        if self.has_errors:
            return None
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.error((), "this record has no fields. Write 'name: value' lines.")
            return None
        return value

    def _say_no_front_matter(self, text: str) -> None:
        if re.match(r"---[ \t]*\n", text):
            self._fail(
                1, 1, "the '---' of the first line is never closed. Write '---' alone on a line after the last field."
            )
        else:
            self._fail(
                1, 1, "the fields are missing. Begin the file with a line '---', then title and start, then '---'."
            )

    def _advise_missing(self) -> str:
        made_by = {"chat.yml": "chat", "session.md": "session"}.get(self.file.name)
        return f", for example with 'causerie new {made_by}'" if made_by else ""

    def _decode(self) -> str | None:
        try:
            text = self.file.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _read_text(self) -> str | None:
        """The file's text with `\\n` line ends, or None, and then it is said why."""
        try:
            content = self._content
            size = 0 if content is None else len(content)
            if content is None:
                with self.file.open("rb") as file:
                    size = os.fstat(file.fileno()).st_size
                    content = file.read() if size <= MAX_BYTES else b""
        except FileNotFoundError:
            self._fail(1, 1, f"the file is missing. Write it{self._advise_missing()}, or take its folder away.")
            return None
        except OSError as error:
            self._fail(
                1, 1, f"the file cannot be read: {error.strerror or error}. Check that it is a file that you may read."
            )
            return None
        if size > MAX_BYTES:
            self._fail(
                1, 1, f"the file has {size:,} bytes, more than {MAX_BYTES:,}. Leave out what does not belong here."
            )
            return None
        try:
            text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            line, column = place_at(content[: error.start].decode("utf-8", "replace"), error.start)
            self._fail(
                line,
                min(column, error.start + 1),
                f"the text is not UTF-8 (byte {content[error.start]:#04x}). {_ENCODING}",
            )
            return None
        if content.translate(None, _PRINTABLE) and (match := _CONTROL.search(text)):
            line, column = place_at(text, match.start())
            hint = _ENCODING if match[0] == "\0" else "Delete it."
            self._fail(line, column, f"an invisible control character (U+{ord(match[0]):04X}) stands here. {hint}")
            return None
        return text


def _path_below(file: Path, root: Path) -> str:
    """A file's path relative to a folder, with `/`; where it lies below, the paths themselves say it."""
    inside, folder = str(file), f"{root}{os.sep}"
    if inside.startswith(folder) and ".." not in inside:
        return inside[len(folder) :].replace(os.sep, "/")
    return os.path.relpath(file, root).replace(os.sep, "/")


_ENCODING = "Save the file as UTF-8 in your editor."


def list_folders(folder: Path) -> list[Path]:
    """The folders of records in a folder, by name; those that begin with `.` or `_` are not looked at."""
    try:
        return sorted(each for each in folder.iterdir() if each.is_dir() and not each.name.startswith((".", "_")))
    except OSError:
        return []
