"""ProperDocs, MkDocs' fork, builds the same mkdocs.yml; what differs is its own mark and nothing of ours."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from tests.mkdocs_plugin.site_making import SESSION, Site, tree

_MARKS = (version("mkdocs"), f"ProperDocs {version('properdocs')}")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).built()


def test_properdocs_makes_the_same_site_but_for_its_mark_in_the_head(site: Site) -> None:
    made = tree(site.folder)
    done = site.run("properdocs", "build", "--strict")
    assert (done.code, done.warnings) == (0, []), done.said
    ours, theirs = (f'name="generator" content="mkdocs-{mark},'.encode() for mark in _MARKS)
    assert made["index.html"].count(ours) == 1
    expected = {name: content.replace(ours, theirs) for name, content in made.items()}
    after = tree(site.folder)
    assert set(after) == set(expected)
    assert {name for name in expected if after[name] != expected[name]} == set()


def test_properdocs_refuses_what_mkdocs_refuses_and_keeps_the_last_site(site: Site) -> None:
    before = tree(site.folder)
    site.change("mkdocs.yml", "site_url: https://chats.example/\n", "")
    refused = site.run("properdocs", "build", "--strict")
    assert (refused.code, len(refused.warnings)) == (1, 1)
    assert tree(site.folder) == before
    site.change(SESSION, "status: confirmed", "status: confirmd")
    wrong = site.run("properdocs", "build")
    in_records = [line for line in site.check("--quiet").lines if not line.startswith("mkdocs.yml:")]
    assert (wrong.code, wrong.problems) == (1, in_records)
    assert (tree(site.folder), site.left_over) == (before, [])
