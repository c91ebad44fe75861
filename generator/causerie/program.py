"""Names this program and what it runs on: what another one made is made anew."""

from __future__ import annotations

import os
import sys
import zoneinfo
from functools import lru_cache
from importlib import metadata
from pathlib import Path

_LIBRARIES = (
    "arabic-reshaper",
    "babel",
    "ics",
    "jinja2",
    "markdown",
    "markupsafe",
    "nh3",
    "pillow",
    "pydantic",
    "python-bidi",
    "pyyaml",
    "tzdata",
)  # of our bytes
_ZONES = ("tzdata.zi", "+VERSION")  # what changes with the system's time zones


@lru_cache(maxsize=1)
def name_program() -> str:
    """Changes with this program's files, Python, the libraries that make pages, and the time zones."""
    versions = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    here = [f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in _files(Path(__file__).parent)]
    zones = [str(Path(each, name)) for each in zoneinfo.TZPATH for name in _ZONES]
    system = [f"{name} {os.stat(name).st_mtime_ns}" for name in zones if os.path.exists(name)]
    return "\n".join([sys.version, *versions, *here, *system])


def _files(folder: Path) -> list[tuple[str, os.stat_result]]:
    """All files of the package but what Python compiles, by path."""
    found = []
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        within = os.path.relpath(path, folder)
        found += [(os.path.join(within, name), os.stat(os.path.join(path, name))) for name in names]
    return sorted(found)
