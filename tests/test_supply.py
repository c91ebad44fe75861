"""What comes from others: locked with hashes, under licences that allow it, and run with the least permissions."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from causerie.cli import main

ROOT = Path(__file__).resolve().parents[1]
LOCKED = ROOT / "tests" / "locked"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FREE = re.compile(
    r"MIT|BSD|ISC|HPND|Apache|Mozilla Public License 2\.0|MPL-2\.0|Python Software Foundation|PSF|LGPL|Lesser General",
    re.IGNORECASE,
)
_LOCKED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<rest>(?:[^\n\\]|\\\n)*)", re.MULTILINE)


def read_lock(name: str) -> list[tuple[str, str, str]]:
    """The name, version and rest (marker and hashes) of each package that a lock has."""
    text = (LOCKED / name).read_text(encoding="utf-8")
    return [(canonicalize_name(each["name"]), each["version"], each["rest"]) for each in _LOCKED.finditer(text)]


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        (
            "requirements.txt",
            [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["test"]],
        ),
        ("build.txt", PROJECT["dependency-groups"]["build"]),
        ("lowest.txt", PROJECT["project"]["dependencies"]),
    ],
)
def test_a_lock_has_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    locked = {name: version for name, version, _ in read_lock(lock)}
    for requirement in map(Requirement, wanted):
        version = locked.get(canonicalize_name(requirement.name), "")
        assert version and requirement.specifier.contains(version), f"{requirement}: run generator/lock.py"


@pytest.mark.parametrize("lock", ["requirements.txt", "build.txt"])
def test_every_locked_package_has_hashes_and_no_address(lock: str) -> None:
    packages = read_lock(lock)
    assert packages
    assert [name for name, _, rest in packages if "--hash=sha256:" not in rest] == []
    assert "://" not in (LOCKED / lock).read_text(encoding="utf-8")


def test_every_npm_package_is_locked_with_its_hash() -> None:
    wanted = json.loads((LOCKED / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = json.loads((LOCKED / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert packages.pop("")["dependencies"] == wanted
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []


def walk_dependencies(names: list[str]) -> Iterator[str]:
    """The names of all packages that are needed by these, and they themselves."""
    seen: set[str] = set()
    while names:
        name = canonicalize_name(names.pop())
        if name in seen:
            continue
        seen.add(name)
        yield name
        required = map(Requirement, distribution(name).requires or ())
        names += [each.name for each in required if each.marker is None or each.marker.evaluate({"extra": ""})]


def test_all_that_is_installed_with_it_has_a_licence_that_allows_it() -> None:
    required = map(Requirement, PROJECT["project"]["dependencies"])
    names = list(walk_dependencies([each.name for each in required if each.marker is None or each.marker.evaluate()]))
    assert len(names) > 40
    licences = {}
    for name in names:
        known = distribution(name).metadata
        classifiers = [each for each in known.get_all("Classifier") or () if each.startswith("License")]
        licences[name] = " ".join(
            [*(known.get_all("License-Expression") or known.get_all("License") or ()), *classifiers]
        )
    assert {name: licence for name, licence in licences.items() if not FREE.search(licence)} == {}


def assert_careful(path: Path) -> None:
    """No permission but a job's own, no action that could change behind its name, no token left for what runs later."""
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in text
    for job in workflow["jobs"].values():
        assert job["permissions"] and job["timeout-minutes"]
        for step in job["steps"]:
            action = step.get("uses", "")
            assert not action or re.search(r"@[0-9a-f]{40}\Z", action)
            if action.startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", ""), "a value could be a command: pass it by env:"
    used = [line for line in text.splitlines() if re.search(r"\buses:", line)]
    assert [line for line in used if not re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+\Z", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_of_ours_may_do_little_and_runs_what_it_names(path: Path) -> None:
    assert_careful(path)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_so_does_the_one_that_publishes_a_hosts_site(tmp_path: Path, language: str) -> None:
    made = CliRunner().invoke(main, ["new", "site", str(tmp_path / "site"), "--language", language])
    assert made.exit_code == 0, made.output
    assert_careful(tmp_path / "site/.github/workflows/publish.yml")


def test_only_the_release_may_publish() -> None:
    rights = {
        (path.stem, name, right)
        for path in (ROOT / ".github/workflows").glob("*.yml")
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items()
        for right, value in job["permissions"].items()
        if value == "write"
    }
    assert rights == {("release", "index", "id-token"), ("release", "page", "contents")}
