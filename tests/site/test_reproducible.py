"""Same records and same clock: same bytes, wherever and in whatever order a machine builds."""

from __future__ import annotations

from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

import pytest

from tests.site.building import build_site, copy_demo

EAST = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
WEST = {
    "TZ": "America/Los_Angeles",
    "PYTHONHASHSEED": "2",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "fr_FR.UTF-8",
    "PYTHONUTF8": "0",  # where a machine has no such locale, what says no encoding is ASCII
    "PYTHONCOERCECLOCALE": "0",
}

OUTPUTS = {  # one of each kind: all must be on where builds are compared
    "pages": "index.html",
    "pages in a second language": "fr/*/index.html",
    "sitemap": "sitemap.xml.gz",
    "search": "assets/causerie/search/index.json",
    "search, in parts": "assets/causerie/search/*/*",
    "calendars": "calendar.ics",
    "feeds": "*/feed.xml",
    "data": "causerie.json",
    "cards": "*.png",
    "embeds": "*/embed/*",
    "transcripts": "*/transcript/index.html",
}


def hash_files(site: Path) -> dict[str, str]:
    """Every file of a site, dotfiles too, with the hash of its bytes."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_builds_in_two_zones_with_two_hash_seeds_are_the_same_bytes(
    content: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = copy_demo(tmp_path_factory.mktemp("elsewhere") / "a folder of another name")
    east = hash_files(build_site(content.parent, "east", **EAST))
    west = hash_files(build_site(elsewhere, "west", **WEST))
    assert {path for path in east.keys() | west.keys() if east.get(path) != west.get(path)} == set()
    assert {name for name, pattern in OUTPUTS.items() if not any(fnmatch(path, pattern) for path in east)} == set()
