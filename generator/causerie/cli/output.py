"""Writes files that a person asked a command for, wherever they want them."""

from __future__ import annotations

from pathlib import Path


def write_output(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all, over what is there; into it where that is a device or a pipe.

    Raises CauserieError where the disk refuses.
    """
    from causerie.records.write import write_atomically

    data = content.encode(errors="replace") if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(data)
    else:
        write_atomically(path, [data])
