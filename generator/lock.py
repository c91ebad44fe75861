"""Renews what the tests are installed from: `python generator/lock.py`, with `uv` and `npm` at hand.

In `tests/locked`, for every system and Python: `build.txt` names what builds packages, `requirements.txt` the packages,
each with the hashes of its files; `lowest.txt` the oldest releases that pyproject.toml allows; `package-lock.json` is
npm's.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import CHECKOUT, LOCKED

_COMPILE = [
    "uv",
    "pip",
    "compile",
    "--universal",
    "--python-version",
    "3.11",
    "--quiet",
    "--no-header",
    "--no-annotate",
]
_INDEX = ["--no-config", "--default-index", "https://pypi.org/simple"]  # no address of anybody's own
_HEADER = "# Written by `python generator/lock.py`, never by hand.\n"


def lock_packages(name: str, *options: str) -> None:
    """Write what pip installs, the newest of it."""
    with tempfile.TemporaryDirectory() as room:  # with an old file before it, uv keeps what stands there
        file = Path(room) / name
        command = [*_COMPILE, *_INDEX, *options, "--output-file", str(file)]
        subprocess.run(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL, check=True)
        (LOCKED / name).write_text(_HEADER + file.read_text(encoding="utf-8"), encoding="utf-8")


def main() -> int:
    """Renew all of them."""
    lock_packages("build.txt", "--group", "build", "--generate-hashes")
    lock_packages("requirements.txt", "pyproject.toml", "--extra", "test", "--generate-hashes")
    lock_packages("lowest.txt", "pyproject.toml", "--resolution", "lowest-direct")
    registry = {**os.environ, "npm_config_registry": "https://registry.npmjs.org/"}
    command = ["npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]
    return subprocess.run(command, cwd=LOCKED, env=registry, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
