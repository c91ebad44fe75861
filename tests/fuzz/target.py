"""What is fuzzed: a check that takes any bytes, and raises where the program does what it must not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_HEAD = re.compile(rb"^-- (.{1,200}) --\n", re.MULTILINE)
MOST = 1 << 16  # bytes of an input
SECONDS = 5  # of the processor that a check of so many may take; more is a hang
MEMORY = 1 << 30  # bytes


@dataclass(frozen=True, kw_only=True)
class Target:
    """A part of the program and what must hold of it, whatever it is given.

    `check` raises for what is wrong: an error that is none of the documented ones, or an assertion that fails.
    """

    name: str  # and of the folders of its corpus and findings
    check: Callable[[bytes], object]
    share: int = 1  # of the time, as the others have one
    words: tuple[str, ...] = ()  # what means something there, to be put anywhere


def read_text(content: bytes) -> str:
    """Bytes as text: UTF-8, in which halves of signs may stand; other bytes are what Latin-1 writes so."""
    try:
        return content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def split_files(content: bytes) -> tuple[str, dict[str, bytes]]:
    """What stands before the first `-- path --`, and the files below such lines by their path."""
    before, *rest = _HEAD.split(content)
    return read_text(before).strip(), dict(zip(map(read_text, rest[::2]), rest[1::2], strict=True))


def put_files(folder: Path, files: dict[str, bytes]) -> None:
    """Write files below a folder, but those whose path leads out of it or is no path."""
    for name, content in files.items():
        steps = name.split("/")
        if all(re.fullmatch(r"[\w .-]{1,60}", step, re.ASCII) and set(step) != {"."} for step in steps):
            path = folder.joinpath(*steps)
            if not any(each.is_file() for each in path.parents) and not path.is_dir():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
