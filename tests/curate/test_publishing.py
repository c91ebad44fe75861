"""Before a site goes out: a clean tree, a remote that answers, and nothing there that is unknown here."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.curate.site_making import FOLDER, Page, make_site

_WHO = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],
        cwd=folder,
        env={**os.environ, **_WHO},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """A site that is committed and pushed."""
    root = tmp_path / "site"
    make_site(root)
    git(tmp_path, "init", "--bare", "remote.git")
    git(root, "init")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(root, "add", ".")
    git(root, "commit", "-m", "All")
    git(root, "push", "origin", "main")
    return Page(root)


def steps(page: Page) -> list[tuple[str, bool]]:
    return [(each["text"], each["is_good"]) for each in page.post("publish-check").get_json()["steps"]]


def test_a_committed_site_with_its_remote_is_ready(page: Page) -> None:
    answer = page.post("publish-check").get_json()
    assert steps(page) == [
        ("Everything is committed.", True),
        ("origin can be reached.", True),
        ("gh-pages is new: this is the first time.", True),
    ]
    assert answer["commands"] == ["mkdocs gh-deploy --strict"]


def test_what_is_not_committed_stands_in_the_way_and_the_commands_are_shown(page: Page) -> None:
    (page.folder / "recap.yml").write_text("summary: New.\n", encoding="utf-8")
    answer = page.post("publish-check").get_json()
    assert answer["steps"][0]["text"] == f"Not committed yet: {FOLDER}/recap.yml."
    assert answer["commands"][0] == f"git add {FOLDER}"
    assert answer["commands"][-1] == "mkdocs gh-deploy --strict"
    refused = page.post("deploy")
    assert (refused.status_code, "Not committed" in refused.get_json()["error"]) == (422, True)


def test_a_remote_that_does_not_answer_is_said(page: Page) -> None:
    git(page.folder, "remote", "set-url", "origin", "/nowhere/remote.git")
    assert steps(page)[1] == ("origin cannot be reached.", False)
    assert page.post("deploy").status_code == 422


def test_what_somebody_published_from_elsewhere_is_not_overwritten(page: Page, tmp_path: Path) -> None:
    git(tmp_path, "clone", str(tmp_path / "remote.git"), "other")
    other = tmp_path / "other"
    git(other, "checkout", "-b", "gh-pages")
    (other / "index.html").write_text("<p>Newer", encoding="utf-8")
    git(other, "add", ".")
    git(other, "commit", "-m", "Published")
    git(other, "push", "origin", "gh-pages")
    assert steps(page)[2] == ("gh-pages has something that is not here.", False)
    git(page.folder, "fetch", "origin", "gh-pages")
    assert steps(page)[2] == ("gh-pages has nothing that is not here.", True)


def test_a_folder_without_git_is_no_mistake(tmp_path: Path) -> None:
    make_site(tmp_path)
    answer = Page(tmp_path).post("publish-check").get_json()
    assert answer["steps"][0]["text"] == "The site is in no Git repository."
    assert answer["commands"] == ["mkdocs build --strict"]


def test_publishing_says_what_it_does_line_by_line(page: Page) -> None:
    root = page.folder.parents[3]
    (root / ".gitignore").write_text("site/\n.cache/\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text(encoding="utf-8") + "theme: {name: material}\n", encoding="utf-8"
    )
    git(root, "add", ".")
    git(root, "commit", "-m", "Theme")
    answer = page.post("deploy")
    lines = answer.get_data(as_text=True).splitlines()
    assert lines[0] == "$ mkdocs gh-deploy --strict"
    assert lines[-1] == "Published.", lines
    assert "gh-pages" in git(root, "ls-remote", "--heads", "origin")
