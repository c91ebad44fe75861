"""A file of the site is written where it is another one than before, and only there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from causerie.mkdocs_plugin.writing import Manifest, Writer
from tests.mkdocs_plugin.site_making import tree

FILES = {"index.html": b"one", "chats/a/index.html": b"two", "chats/a/a.ics": b"three"}


class Made:
    """Content, and how often somebody asked for it."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.count = 0

    def __call__(self) -> bytes:
        self.count += 1
        return self.content


def fill(folder: Path, former: Path, known: Manifest, files: dict[str, bytes] = FILES, **options: bool) -> Manifest:
    writer = Writer(folder, former, known, **options)
    for path, content in files.items():
        writer.put(path, b"key of " + content, Made(content))
    return writer.manifest


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def known(site: Path) -> Manifest:
    """What a first build has written."""
    return fill(site, site, {})


def test_a_first_build_writes_everything(site: Path, known: Manifest) -> None:
    assert tree(site) == FILES
    assert set(known) == set(FILES)


@pytest.mark.parametrize("key", [b"key of one", b""], ids=["with a key", "by its content"])
def test_what_is_the_same_is_not_written(key: bytes, site: Path) -> None:
    first = Writer(site, site, {})
    first.put("index.html", key, Made(b"one"))
    before = (site / "index.html").stat()
    made = Made(b"one")
    second = Writer(site, site, first.manifest)
    second.put("index.html", key, made)
    assert (site / "index.html").stat() == before
    assert made.count == (0 if key else 1)
    assert second.manifest == first.manifest


def test_in_another_folder_it_is_the_same_file(site: Path, known: Manifest, tmp_path: Path) -> None:
    manifest = fill(tmp_path / "new", site, known)
    assert tree(tmp_path / "new") == FILES
    assert manifest == known
    assert (tmp_path / "new" / "index.html").samefile(site / "index.html")


def test_where_others_write_too_it_is_a_copy(site: Path, known: Manifest, tmp_path: Path) -> None:
    fill(tmp_path / "new", site, known, may_link=False)
    with (tmp_path / "new" / "index.html").open("ab") as file:
        file.write(b" and more")
    assert tree(site) == FILES


def overwrite(path: Path) -> None:
    path.write_bytes(b"owe")


def overwrite_and_hide(path: Path) -> None:
    state = path.stat()
    path.unlink()
    path.write_bytes(b"owe")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    if path.stat().st_ino == state.st_ino:  # the disk gave the number again
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns + 1))


def move_away_and_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


@pytest.mark.parametrize("edit", [Path.unlink, overwrite, overwrite_and_hide, move_away_and_link])
@pytest.mark.parametrize("name", ["site", "new"])
def test_what_others_did_is_made_good(
    edit: Callable[[Path], object], name: str, site: Path, known: Manifest, tmp_path: Path
) -> None:
    edit(site / "index.html")
    fill(tmp_path / name, site, known)
    found = tree(tmp_path / name)
    assert {path: found[path] for path in FILES} == FILES
    assert not (tmp_path / name / "index.html").is_symlink()


def test_another_key_writes_another_file_and_leaves_the_old_one_to_whoever_reads_it(
    site: Path, known: Manifest
) -> None:
    with (site / "index.html").open("rb") as reading:
        fill(site, site, known, {**FILES, "index.html": b"other"})
        assert reading.read() == b"one"
    assert tree(site) == {**FILES, "index.html": b"other"}


def test_in_the_folder_to_come_the_published_file_stays(site: Path, known: Manifest, tmp_path: Path) -> None:
    fill(tmp_path / "new", site, known, {**FILES, "index.html": b"other"})
    assert tree(site) == FILES
    assert tree(tmp_path / "new")["index.html"] == b"other"


def test_what_the_manifest_says_of_another_place_is_not_believed(known: Manifest, tmp_path: Path) -> None:
    assert set(fill(tmp_path / "new", tmp_path / "nowhere", known)) == set(FILES)
    assert tree(tmp_path / "new") == FILES
