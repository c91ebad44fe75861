"""Programs of others that read what we write; a test that needs one asks here, and is skipped where it is absent.

Where CAUSERIE_TESTS_COMPLETE=1 is set, tests/conftest.py turns such a skip into a failure. `python generator test`
installs all of them: npm packages under `.cache/npm`, the rest from Debian.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

CACHE = Path(__file__).parents[2] / ".cache"
_NPM = CACHE / "npm" / "node_modules"
_PROGRAMS = {
    "node": ("node",),
    "java": ("java",),
    "gcc": ("gcc", "cc"),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "newsboat": ("newsboat",),
}
_FILES = {
    "libical": Path("/usr/include/libical/ical.h"),
    "Noto fonts": Path("/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf"),
    "ical.js": _NPM / "ical.js" / "dist" / "ical.js",
    "vnu-jar": _NPM / "vnu-jar" / "build" / "dist" / "vnu.jar",
    "axe-core": _NPM / "axe-core" / "axe.min.js",
    "lighthouse": _NPM / "lighthouse" / "cli" / "index.js",
    "twitter-text": _NPM / "twitter-text" / "dist" / "index.js",
    "unicode-segmenter": _NPM / "unicode-segmenter" / "grapheme.js",
}


def find(tool: str) -> Path | None:
    """Where a program, a library's header or an npm package's main file is on this machine."""
    if tool in _FILES:
        return _FILES[tool] if _FILES[tool].exists() else None
    return next((Path(found) for name in _PROGRAMS[tool] if (found := shutil.which(name))), None)


def need(tool: str) -> Path:
    """Where a tool is; skips the test that asks when it is absent."""
    found = find(tool)
    if found is None:
        pytest.skip(f"needs {tool}, which is not here; `python generator test` installs it")
    return found
