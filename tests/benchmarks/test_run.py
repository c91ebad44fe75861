"""The command itself, run small: it works, and its tables have the right rows. Never an absolute time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.peers import HUGO, Places

CHECKOUT = Path(__file__).parents[2]
EVERYTHING = ("--with-search", "--warm", "--serve", "--growth", "--growth-sizes", "5", "10")
SMALLER = ("--small", "--recaps", "10", "--edits", "1")


def run(script: str, *options: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(CHECKOUT / "benchmarks" / script), *options],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def chapters(output: str) -> dict[str, list[list[str]]]:
    """The rows of each chapter's table."""
    parts = re.split(r"^## (.+)$", output, flags=re.MULTILINE)
    return {
        heading: [[cell.strip() for cell in row.split("|")[1:-1]] for row in re.findall(r"^\|.+\|$", text, re.M)[2:]]
        for heading, text in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    work = tmp_path_factory.mktemp("benchmark")
    done = run("run.py", *SMALLER, *EVERYTHING, "--peers", "mkdocs_plain", "--work", str(work), folder=work)
    assert done.returncode == 0, done.stderr
    assert list(work.iterdir()) == []  # nothing stays
    return chapters(done.stdout)


def test_every_mode_has_its_row(tables: dict[str, list[list[str]]]) -> None:
    plain = "MkDocs + Material, pages as Markdown"
    assert {heading: [row[0] for row in rows] for heading, rows in tables.items()} == {
        "10 recaps, built": [
            plain,
            "causerie",
            "causerie, with search",
            "causerie, one record edited",
            "causerie, with search, one record edited",
        ],
        "10 recaps, from a saved record to the page": [plain, "causerie", "causerie, with search"],
        "Growth": ["causerie", "causerie"],
    }


def test_every_row_has_its_numbers_and_no_ratio_without_hugo(tables: dict[str, list[list[str]]]) -> None:
    for row in tables["10 recaps, built"]:
        assert re.fullmatch(r"\d+\.\d\d", row[1])
        assert (row[2], row[4], row[6]) == ("–", "–", "–")
    for row in tables["10 recaps, from a saved record to the page"]:
        assert row[2] == "1"
        assert row[4] == "–"
        assert all(re.fullmatch(r"\d+\.\d\d", row[column]) for column in (1, 3, 5, 6, 7))
    assert [row[1] for row in tables["Growth"]] == ["5", "10"]


def test_a_peer_that_is_not_installed_is_named_with_what_makes_it_found(tmp_path: Path) -> None:
    options = ("--peers", "eleventy", "--recaps", "3", "--rounds", "1", "--work", str(tmp_path))
    done = run("run.py", *options, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Not found: Eleventy. To compare with it, give --node-modules FOLDER" in done.stdout
    assert [row[0] for row in chapters(done.stdout)["3 recaps, built"]] == ["causerie"]


@pytest.mark.skipif(sys.platform == "win32", reason="the pip package's places are other ones there")
def test_hugo_itself_is_found_behind_the_command_of_its_pip_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "bin" / "hugo"
    binary = tmp_path / "lib" / "python3.11" / "site-packages" / "hugo" / "binaries" / "hugo"
    for program in (script, binary):
        program.parent.mkdir(parents=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    assert HUGO.find(Places(hugo=script)) == (str(script),)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "elsewhere"))
    assert HUGO.find(Places()) == (str(binary),)
    assert HUGO.find(Places(venvs=(tmp_path,))) == (str(binary),)


@pytest.mark.skipif(sys.platform == "win32", reason="the profile needs Unix signals")
def test_a_profile_shares_all_of_the_time_out_among_the_parts(tmp_path: Path) -> None:
    output = tmp_path / "profile.txt"
    done = run("profile.py", "--recaps", "20", "--output", str(output), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    text = output.read_text(encoding="utf-8")
    assert text.startswith("A build of 20 recaps without cache.\n")
    shares = {part: float(share) for part, share in re.findall(r"^(\S.+?)  +(\d+\.\d)%", text, re.MULTILINE)}
    assert {"imports", "reading YAML", "theme shell", "our templates", "MkDocs' own loop"} <= set(shares)
    assert sum(shares.values()) == pytest.approx(100, abs=1)
    assert shares.get("the rest", 0) < 5
    assert str(CHECKOUT) not in text
