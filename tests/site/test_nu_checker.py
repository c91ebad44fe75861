"""The Nu HTML checker finds nothing in the built demo that it does not find in a plain Material page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.readers import need
from tests.site.building import build_site

_PLAIN_SETTINGS = """\
site_name: Plain
site_url: https://plain.example/
site_description: Nothing but the theme.
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.top, toc.follow]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
plugins: [search]
nav: [index.md, columns.md]
not_in_nav: loose.md
"""
_PLAIN_PAGES = {  # as ours: with and without the theme's side columns, inside and outside the navigation
    "index.md": "# Plain\n\n## One\n\nText.\n\n## Two\n\nText.\n",
    "columns.md": "---\nhide: [navigation, toc]\n---\n# Without columns\n\nText.\n",
    "loose.md": "---\nhide: [navigation]\n---\n# Outside the navigation\n\n## One\n\nText.\n",
}


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Material alone, with the options that our pages use."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "mkdocs.yml").write_text(_PLAIN_SETTINGS, encoding="utf-8")
    (folder / "docs").mkdir()
    for name, text in _PLAIN_PAGES.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    return build_site(folder)


def find_errors(folder: Path) -> list[dict[str, Any]]:
    """What the checker calls an error in a folder's HTML files."""
    java, checker = str(need("java")), str(need("vnu-jar"))
    command = [java, "-jar", checker, "--format", "json", "--errors-only", "--skip-non-html", str(folder)]
    run = subprocess.run(command, capture_output=True, check=False)
    found: list[dict[str, Any]] = json.loads(run.stderr)["messages"]
    return found


def test_nothing_is_invalid_but_what_material_itself_writes(site: Path, plain_site: Path) -> None:
    known = {error["message"] for error in find_errors(plain_site)}
    ours = [
        f"{error['url']}:{error.get('lastLine')}: {error['message']} {error.get('extract')}"
        for error in find_errors(site)
        if error["message"] not in known
    ]
    assert ours == []
    assert len(known) <= 2, "Material has changed: look whether its faults could hide ours"


def test_the_checker_does_read_the_pages(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!doctype html><html lang=en><title>x</title><p><div id=a id=a></div>")
    assert find_errors(tmp_path) != []
