"""Copies the demo and builds it as a host does: `mkdocs build --strict` in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # the Sunday before Museum Hour's next session


def copy_demo(folder: Path) -> Path:
    """The demo's records and settings in a folder of their own, to build there or to change first."""
    shutil.copytree(CHECKOUT / "content", folder / "content")
    shutil.copy2(CHECKOUT / "mkdocs.yml", folder)
    return folder


def build_site(source: Path, name: str = "site", **environment: str) -> Path:
    """The site that `mkdocs build --strict` makes of a folder, as of NOW; fails with what MkDocs said."""
    site = source.parent / f"{source.name}-{name}"
    clock = {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=source,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **clock, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return site
