"""The room and the machine: a folder in memory to work in, and what a table must say to be read later."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

_TMPFS = Path("/dev/shm")
_ROOM_A_RECAP = 250_000  # bytes: record, page, its copy in the staging folder


@contextlib.contextmanager
def working_room(recaps: int, given: Path | None) -> Iterator[tuple[Path, str]]:
    """A folder that goes when the block is left, and what it is on; recaps are counted over all that are built at once.

    Creating a small file costs 0.02 ms in tmpfs, and on a disk 0.06 to 1.3 ms from one minute to the next.
    """
    parent, kind = given, "the folder that was given"
    if given is None:
        has_room = _TMPFS.is_dir() and os.access(_TMPFS, os.W_OK)
        if has_room and shutil.disk_usage(_TMPFS).free > recaps * _ROOM_A_RECAP:
            parent, kind = _TMPFS, "tmpfs"
        else:
            parent, kind = Path(tempfile.gettempdir()), "a disk, since there is no tmpfs that is large enough"
    with tempfile.TemporaryDirectory(prefix="causerie-benchmark-", dir=parent, ignore_cleanup_errors=True) as folder:
        yield Path(folder), kind


def describe_machine() -> str:
    """Processor, memory, system and Python."""
    system = f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}, Python {platform.python_version()}"
    return f"{os.cpu_count()} × {_processor()}, {_memory()}{system}"


def describe_load() -> str:
    """What else the machine is doing, as far as it says so."""
    if not hasattr(os, "getloadavg"):
        return "unknown load before the start"
    return f"load {os.getloadavg()[0]:.1f} before the start"


def describe_libraries() -> str:
    """The versions that a build of ours stands on."""
    names = ("causerie", "mkdocs", "mkdocs-material", "pyyaml", "jinja2", "markdown", "pydantic")
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)


def _processor() -> str:
    with contextlib.suppress(OSError):
        if found := re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE):
            return found[1].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    with contextlib.suppress(OSError):
        if found := re.search(r"^MemTotal:\s+(\d+) kB", Path("/proc/meminfo").read_text(), re.MULTILINE):
            return f"{int(found[1]) / 2**20:.0f} GiB, "
    return ""
