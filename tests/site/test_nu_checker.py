"""The Nu HTML checker finds nothing at all in the built demo, what Material writes included."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.readers import need


def find_faults(folder: Path) -> list[str]:
    """What the checker has to say of a folder's HTML files: errors, warnings and advice."""
    java, checker = str(need("java")), str(need("vnu-jar"))
    command = [java, "-jar", checker, "--format", "json", "--skip-non-html", str(folder)]
    run = subprocess.run(command, capture_output=True, check=False)
    return [
        f"{found['url']}:{found.get('lastLine')}: {found['message']} {found.get('extract')}"
        for found in json.loads(run.stderr)["messages"]
    ]


def test_the_checker_has_nothing_to_say_of_any_page(site: Path) -> None:
    assert find_faults(site) == []


def test_the_checker_does_read_the_pages(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!doctype html><html lang=en><title>x</title><p><div id=a id=a></div>")
    assert find_faults(tmp_path) != []
