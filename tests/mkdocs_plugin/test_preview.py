"""The folder that a preview serves gets what changed and loses what is gone; a failed build leaves it alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from causerie.mkdocs_plugin.preview import Preview
from tests.mkdocs_plugin.site_making import tree


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    (tmp_path / "served").mkdir()
    preview = Preview(tmp_path / "served")
    yield preview
    preview.abandon()
    assert not preview.folder.parent.exists()


def build(preview: Preview, ours: dict[str, bytes], others: dict[str, bytes]) -> dict[str, bytes]:
    """A build with our files and those that MkDocs writes; what is served afterwards."""
    begin(preview, ours, others)
    preview.finish()
    return tree(preview.site_dir)


def begin(preview: Preview, ours: dict[str, bytes], others: dict[str, bytes]) -> None:
    preview.begin()
    for path, content in ours.items():
        preview.put(path, b"", lambda content=content: content)  # type: ignore[misc]  # mypy knows no default here
    for path, content in others.items():
        (preview.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (preview.folder / path).write_bytes(content)


def test_each_build_serves_its_own_files_and_no_older_ones(preview: Preview) -> None:
    first = build(preview, {"chats/a/index.html": b"a", "feed.xml": b"feed"}, {"index.html": b"home", "x/y/z": b"z"})
    assert first == {"chats/a/index.html": b"a", "feed.xml": b"feed", "index.html": b"home", "x/y/z": b"z"}
    second = build(preview, {"chats/b/index.html": b"b", "feed.xml": b"feed"}, {"index.html": b"house"})
    assert second == {"chats/b/index.html": b"b", "feed.xml": b"feed", "index.html": b"house"}
    assert sorted(path.name for path in preview.site_dir.iterdir()) == ["chats", "feed.xml", "index.html"]


def test_what_did_not_change_is_not_touched(preview: Preview) -> None:
    build(preview, {"a": b"a", "b": b"b"}, {"index.html": b"home", "c": b"c"})
    before = {path.name: path.stat() for path in preview.site_dir.iterdir()}
    build(preview, {"a": b"a", "b": b"other"}, {"index.html": b"home", "c": b"other"})
    after = {path.name: path.stat() for path in preview.site_dir.iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"b", "c"}


def test_a_file_may_become_ours_and_the_hosts_again(preview: Preview) -> None:
    assert build(preview, {"a": b"ours"}, {}) == {"a": b"ours"}
    assert build(preview, {}, {"a": b"theirs"}) == {"a": b"theirs"}
    assert build(preview, {"a": b"ours"}, {}) == {"a": b"ours"}


def test_a_file_may_become_a_folder_and_a_file_again(preview: Preview) -> None:
    assert build(preview, {"a": b"file"}, {"b": b"file"}) == {"a": b"file", "b": b"file"}
    assert build(preview, {"a/c": b"below"}, {"b/c": b"below"}) == {"a/c": b"below", "b/c": b"below"}
    assert build(preview, {"a": b"file"}, {"b": b"file"}) == {"a": b"file", "b": b"file"}


def test_a_failed_build_changes_nothing_and_the_next_one_everything(preview: Preview) -> None:
    build(preview, {"a": b"a"}, {"index.html": b"home"})
    begin(preview, {"a": b"half"}, {"index.html": b"half"})
    preview.abandon()
    assert tree(preview.site_dir) == {"a": b"a", "index.html": b"home"}
    assert build(preview, {"b": b"b"}, {"index.html": b"house"}) == {"b": b"b", "index.html": b"house"}


def test_a_picture_that_is_gone_stays_as_it_was_served(preview: Preview, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"picture")
    preview.begin()
    preview.put("picture.png", b"", picture.read_bytes)
    preview.finish()
    picture.unlink()
    for _ in range(2):
        preview.begin()
        preview.put("a", b"", lambda: b"a")
        preview.put("picture.png", b"", picture.read_bytes)
        preview.put("never.png", b"", picture.read_bytes)
        preview.finish()
        assert tree(preview.site_dir) == {"a": b"a", "picture.png": b"picture"}
    assert build(preview, {"a": b"a"}, {}) == {"a": b"a"}
