"""Real exports: other people's posts, and no part of the project. Tests with them skip where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

NO_EXPORTS = "no real exports here"
_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"


def real_data(*parts: str) -> Path:
    """A file or folder of real exports: beside the project, or where CAUSERIE_TESTS_EXPORTS says."""
    path = Path(os.environ.get("CAUSERIE_TESTS_EXPORTS") or _BESIDE, *parts)
    if not path.exists():
        pytest.skip(NO_EXPORTS)
    return path
