"""Writing records: YAML values that read back as they were, and files that are whole or not there."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from causerie.alone import is_over
from causerie.problems import CauserieError
from causerie.records.yaml_lines import read_plain
from causerie.renaming import rename_to_free

# What may stand unquoted: begins with a letter or digit, and no sign means anything to YAML, in [] and {} neither.
_PLAIN = re.compile(r"[^\W_](?:[\w .;!()'/+@-]|:(?=\S)|&(?= ))*\Z")
_SPECIAL_WORDS = {"yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"}  # in other YAML readers
_OTHER_NUMBERS = re.compile(r"[-+.\d][\d_.,:eExXoOa-fA-F+-]*\Z")  # 1e3, 0x1f, 20:00: numbers in other YAML readers
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def quote_value(value: str | int | float | bool | None) -> str:
    """A plain value as YAML on one line; a text is quoted where it would otherwise be read as something else."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            text = repr(value)
            return text if read_plain(text) == value else _write_decimal(value)
        case _:
            return value if _is_plain(value) else quote_text(value)


def quote_text(text: str) -> str:
    """A text in double quotes, on one line."""
    return '"' + "".join(_ESCAPES.get(char) or (char if _is_shown(char) else _escape(char)) for char in text) + '"'


def dump_yaml(value: Any, indent: int = 0) -> str:
    """A value as block YAML, ending with a line end; what `load_yaml` reads back equal when its texts are clean."""
    pad = " " * indent
    if isinstance(value, dict) and value:
        return "".join(f"{pad}{quote_key(key)}:{_dump_under(part, indent)}" for key, part in value.items())
    if isinstance(value, list | tuple) and value:
        return "".join(f"{pad}-{_dump_part(part, indent)}" for part in value)
    return f"{pad}{_dump_scalar(value)}\n"


def quote_key(key: str) -> str:
    """A field's name; quoted where it is no plain text. Names are always texts, so numbers may stay bare."""
    return key if _is_plain(key) or re.fullmatch(r"[0-9]+(?:-[0-9]+)*", key) else quote_text(key)


def write_atomically(
    path: Path,
    text: str | Iterable[str] | Iterable[bytes],
    *,
    new: bool = False,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Write a whole file or nothing, beside it first and then in its place; `new` refuses to replace an existing one.

    Where a link stands, what it leads to is written.
    A text, or its bytes, may come in pieces, of which one at a time is in memory. `check` is called at the last moment
    and may raise: where somebody else has written the file meanwhile.

    Raises CauserieError where the file exists or the disk refuses.
    """
    temporary = ""
    try:
        path = path.resolve() if path.is_symlink() and not new else path
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent, re.escape(path.name))
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.{os.getpid()}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            pieces = [text] if isinstance(text, str) else text
            file.writelines(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode_of(path))
        check()
        if new:
            rename_to_free(Path(temporary), path)
        else:
            Path(temporary).replace(path)
        temporary = ""
        _keep_names(path.parent)
    except FileExistsError:
        raise CauserieError(
            f"{path} exists already, and is left as it is. Choose another name, or edit that file."
        ) from None
    except OSError as error:
        raise CauserieError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def write_in_new_folder(path: Path, text: str) -> None:
    """Write a record that begins a folder of its own, and the folder: both or neither, as a folder without it is wrong.

    Raises CauserieError as `write_atomically` does for a new file.
    """
    folder = path.parent
    if folder.exists():
        write_atomically(path, text, new=True)
        return
    room = folder.with_name(f".{folder.name}.{os.getpid()}.new.tmp")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder.parent, r"[\w-]+")
        write_atomically(room / path.name, text)
        rename_to_free(room, folder)
        _keep_names(folder.parent)
    except OSError as error:
        raise CauserieError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _sweep(folder: Path, name: str) -> None:
    """Take away what programs that were killed have left half-written of a file or folder; its name is a pattern."""
    ours = re.compile(rf"\.{name}\.(\d+)\.\w+\.tmp")
    with os.scandir(folder) as entries:
        left = [(Path(entry.path), match) for entry in entries if (match := ours.fullmatch(entry.name))]
    for each, match in left:
        with suppress(OSError):  # somebody else was quicker
            if is_over(int(match[1]), each):
                shutil.rmtree(each) if each.is_dir() else each.unlink()


def _keep_names(folder: Path) -> None:
    """Bring a rename to the disk, too: what was said to be written is there after a power cut."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some network disks cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mode_of(path: Path) -> int:
    """The permissions that the file has, or that a new one gets."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _dump_under(value: Any, indent: int) -> str:
    if isinstance(value, dict | list | tuple) and value:
        return "\n" + dump_yaml(value, indent + 2)
    return f" {_dump_scalar(value)}\n"


def _dump_part(value: Any, indent: int) -> str:
    if isinstance(value, dict | list | tuple) and value:
        return " " + dump_yaml(value, indent + 2).removeprefix(" " * (indent + 2))
    return f" {_dump_scalar(value)}\n"


def _dump_scalar(value: Any) -> str:
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list | tuple):
        return "[]"
    return quote_value(value)


def _is_plain(text: str) -> bool:
    return (
        _PLAIN.match(text) is not None
        and text[-1] not in " :"
        and text.isprintable()
        and text.casefold() not in _SPECIAL_WORDS
        and not _OTHER_NUMBERS.match(text)
        and read_plain(text) == text
    )


def _is_shown(char: str) -> bool:
    return char.isprintable()


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _write_decimal(value: float) -> str:
    """A number without an exponent; what a record holds never needs one."""
    return format(value, ".15f").rstrip("0").rstrip(".")
