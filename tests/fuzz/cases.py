"""The inputs that are kept: a small corpus that reaches most of the code, and whatever was found wrong once."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
CORPUS, FINDINGS = HERE / "corpus", HERE / "findings"


def read_cases(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    """The files of these folders, in the order of their names; none of a folder that is not there."""
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            yield path, path.read_bytes()


def keep_case(folder: Path, content: bytes) -> Path:
    """Write an input below its name, which is made of what it says."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sha256(content).hexdigest()[:12]
    path.write_bytes(content)
    return path
