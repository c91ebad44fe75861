"""The benchmark of the page runs, and has a line for each thing that one does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.readers import need

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "curating.py"


def test_a_small_run_prints_a_table() -> None:
    need("chromium")
    command = [sys.executable, str(SCRIPT), "--posts", "40", "--rounds", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "40 posts, medians of 1." in done.stdout
    rows = re.findall(r"^\| ([a-z ]+) \| (\d+) \|$", done.stdout, re.MULTILINE)
    assert [what for what, _ in rows] == [
        "choose a post",
        "show one question",
        "show all",
        "sort by score",
        "sort by time",
        "search",
        "end the search",
    ]
