"""Lighthouse, as a phone on a slow line: the landing page and the longest recap, served compressed as web hosts do."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.readers import need
from tests.site.browsing import BROWSER_FLAGS, serve
from tests.site.page_kinds import LONGEST_RECAP

TRIES = 3  # a busy machine makes a page look slow, and never quick
PAGES = {"landing": "", "longest recap": LONGEST_RECAP}


@pytest.fixture(scope="module")
def compressed(site: Path) -> Iterator[str]:
    """Where the built demo is served compressed."""
    with serve(site, compressed=True) as address:
        yield address


def judge(address: str, answer: Path) -> dict[str, Any]:
    """What Lighthouse says of a page, with its own rules for phones and simulated throttling."""
    flags = " ".join([*BROWSER_FLAGS, "--headless=new"])
    command = [str(need("node")), str(need("lighthouse")), address, "--quiet", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": str(need("chromium")), "TZ": "Europe/London"}
    run = subprocess.run(
        [*command, "--output=json", f"--output-path={answer}"], env=environment, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr.decode()
    found: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_lighthouse_gives_a_page_full_marks(compressed: str, tmp_path: Path, page: str) -> None:
    best = 0.0
    for _ in range(TRIES):
        found = judge(compressed + PAGES[page], tmp_path / "answer.json")
        scores = {name: category["score"] for name, category in found["categories"].items()}
        best = max(best, scores.pop("performance"))
        lost = [name for name, audit in found["audits"].items() if audit["score"] == 0]
        assert scores == {"accessibility": 1, "best-practices": 1, "seo": 1}, lost
        assert found["audits"]["cumulative-layout-shift"]["numericValue"] == 0
        if best >= 0.95:
            break
    assert best >= 0.95
