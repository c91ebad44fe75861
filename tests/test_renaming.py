"""Renames at once, and what is done where the system knows no such call."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from causerie import renaming
from causerie.renaming import exchange, rename_to_free


@pytest.fixture(params=["its own call", "no such call"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no such call":
        monkeypatch.setattr(renaming, "_find_call", lambda: None)


@pytest.mark.usefixtures("system")
def test_a_name_is_taken_only_while_it_is_free(tmp_path: Path) -> None:
    new, name = tmp_path / "new", tmp_path / "name"
    new.write_text("new")
    name.write_text("old")
    with pytest.raises(FileExistsError):
        rename_to_free(new, name)
    assert (new.read_text(), name.read_text()) == ("new", "old")
    rename_to_free(new, tmp_path / "free")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["free", "name"]


@pytest.mark.usefixtures("system")
def test_a_folder_never_takes_the_place_of_one_with_files(tmp_path: Path) -> None:
    for name in ("new", "name"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "session.md").write_text(name)
    with pytest.raises(OSError, match=r"exists|not empty"):
        rename_to_free(tmp_path / "new", tmp_path / "name")
    assert (tmp_path / "name/session.md").read_text() == "name"
    rename_to_free(tmp_path / "new", tmp_path / "free")
    assert (tmp_path / "free/session.md").read_text() == "new"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it may not be there")
def test_two_folders_change_names(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    exchange(tmp_path / "one", tmp_path / "other")
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["other"]
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "nowhere")
