"""`mkdocs gh-deploy` against a bare repository: what is published is the whole site, and only a site without errors."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.mkdocs_plugin.site_making import SESSION, Run, Site, environment_of, tree

GIT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "Amara",
    "GIT_AUTHOR_EMAIL": "amara@chats.example",
    "GIT_COMMITTER_NAME": "Amara",
    "GIT_COMMITTER_EMAIL": "amara@chats.example",
}


class Repository:
    """A host's checkout and the bare repository that it is pushed to."""

    def __init__(self, folder: Path) -> None:
        self.bare = folder / "remote.git"
        self.site = Site(folder / "checkout")
        self.git("init", "--bare", "--initial-branch=main", str(self.bare))
        self.git("init", "--initial-branch=main")
        self.git("remote", "add", "origin", str(self.bare))
        self.site.write(".gitignore", "/site/\n/tmp/\n")
        self.git("add", ".")
        self.git("commit", "-m", "The site")

    def git(self, *arguments: str) -> bytes:
        environment = environment_of(self.site.root, **GIT)
        return subprocess.run(
            ["git", *arguments], cwd=self.site.root, env=environment, check=True, capture_output=True
        ).stdout

    def deploy(self) -> Run:
        return self.site.run("mkdocs", "gh-deploy", "--strict", **GIT)

    def published(self) -> dict[str, bytes]:
        """Every file on the branch that GitHub publishes."""
        names = self.git("--git-dir", str(self.bare), "ls-tree", "-rz", "--name-only", "gh-pages").decode().split("\0")
        return {name: self.git("--git-dir", str(self.bare), "show", f"gh-pages:{name}") for name in names if name}

    def deployments(self) -> int:
        counted = self.git("--git-dir", str(self.bare), "rev-list", "--count", "--all", "--", ".")
        return int(counted)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_deployment_publishes_the_whole_site_and_the_next_one_its_changes(repository: Repository) -> None:
    first = repository.deploy()
    assert first.code == 0, first.said
    published = repository.published()
    assert published == {**tree(repository.site.folder), ".nojekyll": b""}
    assert {"index.html", "calendar.ics", "feed.xml", "chats/museum-hour/labels/index.html"} <= set(published)

    repository.site.change(SESSION, "Who writes the label?", "Who reads the label?")
    assert repository.deploy().code == 0
    after = repository.published()
    assert b"Who reads the label?" in after["chats/museum-hour/labels/index.html"]
    assert after == {**tree(repository.site.folder), ".nojekyll": b""}
    assert (repository.deployments(), repository.site.left_over) == (2, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: confirmed", "status: confirmd"),
        ("[What is the worst label?, And the best?]", "[{text: A, image: m.png}]"),
    ],
    ids=["error", "warning"],
)
def test_what_strict_refuses_is_not_deployed(repository: Repository, old: str, new: str) -> None:
    repository.site.write("content/chats/museum-hour/2026-12-02-labels/m.png", b"\x89PNG")
    repository.deploy()
    before = repository.published()
    repository.site.change(SESSION, old, new)
    refused = repository.deploy()
    assert refused.code == 1
    assert "Traceback" not in refused.said
    assert (repository.published(), repository.deployments()) == (before, 1)
