"""The Nu HTML checker finds nothing at all in the built demo, what Material writes included."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from tests.readers import need
from tests.site.browsing import serve

_DATA = re.compile(r'(?s)Inline script violates Content Security Policy.*<script[^>]* type="application/(?:ld\+)?json"')


def find_faults(folder: Path) -> list[str]:
    """What the checker has to say of a folder's HTML files: errors, warnings and advice.

    It reads them from a server: a file has no origin of its own, which a page's policy speaks of. What it says of a
    policy and `<script type="application/…">` is its own mistake, as that is data and never runs; a browser judges
    policies.
    """
    java, checker = str(need("java")), str(need("vnu-jar"))
    with serve(folder) as address:
        pages = [address + path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
        allowed = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # it asks no server of this machine otherwise
        command = [java, allowed, "-jar", checker, "--format", "json", *pages]
        run = subprocess.run(command, capture_output=True, check=False)
    return [
        f"{found['url']}:{found.get('lastLine')}: {found['message']} {found.get('extract')}"
        for found in json.loads(run.stderr)["messages"]
        if not _DATA.match(f"{found['message']} {found.get('extract')}")
    ]


def test_the_checker_has_nothing_to_say_of_any_page(site: Path) -> None:
    assert find_faults(site) == []


def test_the_checker_does_read_the_pages(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!doctype html><html lang=en><title>x</title><p><div id=a id=a></div>")
    assert find_faults(tmp_path) != []
