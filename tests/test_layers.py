"""The layers of docs/architecture.md, as pyproject.toml writes them down: kept, and missed when they are not."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


def lint(checkout: Path) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
    path = f"import sys; sys.path.insert(0, {str(checkout / 'generator')!r}); "
    return subprocess.run(
        [sys.executable, "-c", path + code], cwd=checkout, capture_output=True, text=True, check=False
    )


def test_every_layer_is_kept() -> None:
    result = lint(CHECKOUT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("records/yaml.py", "import causerie.views.paths", "Layers"),
        ("views/paths.py", "import causerie.mkdocs_plugin.config", "Layers"),
        ("cli/check.py", "import causerie.mkdocs_plugin.config", "Layers"),
        ("views/paths.py", "import mkdocs.utils", "Only the plugin and cli/config know MkDocs"),
        ("views/paths.py", "import ics", "Only views/calendar knows ics"),
        ("views/paths.py", "import feedgen.feed", "Only views/feeds knows feedgen"),
        ("cli/check.py", "import jinja2", "Only views/pages knows jinja2, and the adapter the theme's own"),
        ("cli/check.py", "import yaml", "Only records knows yaml and pydantic"),
        ("views/paths.py", "import click", "Only the command knows click"),
        ("views/paths.py", "import requests", "Only four modules know the network"),
        ("cli/plan.py", "import flask", "Only curate and loopback know Flask"),
        ("cli/check.py", "import holidays", "Only planning/days_off knows holidays"),
        ("model/chat.py", "import babel", "The model needs the standard library alone"),
    ],
)
def test_an_import_against_the_rules_is_found(tmp_path: Path, module: str, line: str, contract: str) -> None:
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    package = tmp_path / "generator" / "causerie"
    shutil.copytree(CHECKOUT / "generator/causerie", package, ignore=shutil.ignore_patterns("__pycache__", "starter"))
    (package / "__init__.py").touch()  # else Python would join this package and the installed one
    with (package / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = lint(tmp_path)
    broken = re.findall(r"^(.+?) BROKEN", result.stdout, re.MULTILINE)
    assert result.returncode == 1, result.stdout
    assert [name.split(":")[0] for name in broken] == [contract]
