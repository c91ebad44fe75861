"""A look at a folder tells any change of its files, without reading one."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from causerie.glance import glance_at, is_settled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "session"
    (folder / "media").mkdir(parents=True)
    (folder / "session.md").write_text("one")
    (folder / "media" / "picture.png").write_text("one")
    return folder


def keep_times(path: Path, text: str) -> None:
    """Write a text so that neither the size nor the time of the last change tells."""
    state = path.stat()
    path.write_text(text)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def test_every_file_is_named_by_its_path(folder: Path) -> None:
    assert [name for name, *_ in glance_at(folder)] == ["media/picture.png", "session.md"]
    assert glance_at(folder) == glance_at(str(folder))


@pytest.mark.parametrize(
    "edit",
    [
        lambda folder: (folder / "session.md").write_text("two, longer"),
        lambda folder: (folder / "session.md").unlink(),
        lambda folder: (folder / "recap.yml").touch(),
        lambda folder: (folder / "media" / "picture.png").rename(folder / "media" / "other.png"),
        lambda folder: (folder / "media" / "picture.png").write_text("another"),
        lambda folder: shutil.rmtree(folder / "media"),
        lambda folder: keep_times(folder / "session.md", "two"),
        lambda folder: shutil.copy2(folder / "session.md", folder / "x").replace(folder / "session.md"),
    ],
)  # fmt: skip
def test_a_change_shows(edit: Callable[[Path], object], folder: Path) -> None:
    wait_until_settled(folder)
    before = glance_at(folder)
    edit(folder)
    assert glance_at(folder) != before


def test_what_is_not_touched_looks_the_same(folder: Path) -> None:
    assert glance_at(folder) == glance_at(folder)


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert glance_at(tmp_path / "nowhere") == ()
    assert is_settled(())


def test_links_to_nowhere_and_round_about_are_seen_and_not_followed(folder: Path) -> None:
    (folder / "nowhere").symlink_to(folder / "gone")
    (folder / "media" / "up").symlink_to(folder)
    (folder / "media" / "self").symlink_to(folder / "media" / "self")
    assert [name for name, *_ in glance_at(folder)] == [
        "media/picture.png",
        "media/self",
        "media/up",
        "nowhere",
        "session.md",
    ]
    assert {name: size for name, size, *_ in glance_at(folder)}["nowhere"] == -1


def test_what_was_saved_just_now_is_not_settled(folder: Path) -> None:
    (folder / "session.md").write_text("now")
    assert not is_settled(glance_at(folder))
    wait_until_settled(folder)


def test_a_file_with_an_old_time_is_not_settled_when_it_came_just_now(folder: Path) -> None:
    wait_until_settled(folder)
    os.utime(folder / "session.md", (0, 0))
    assert not is_settled(glance_at(folder))


def test_times_in_whole_seconds_take_longer_to_settle() -> None:
    now = time.time_ns()
    whole = (now // 10**9 - 1) * 10**9
    assert not is_settled((("session.md", 3, whole, whole, 1),))
    fine = whole + 1
    assert is_settled((("session.md", 3, fine, fine, 1),))
    long_ago = whole - 10**10
    assert is_settled((("session.md", 3, long_ago, long_ago, 1),))


def wait_until_settled(folder: Path) -> None:
    while not is_settled(glance_at(folder)):
        time.sleep(0.01)
