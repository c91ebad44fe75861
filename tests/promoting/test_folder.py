"""The folder of a kit: private, whole, and careful with what a person has changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from causerie.problems import CauserieError
from causerie.promoting.folder import Written, check_place, write_folder
from tests import make

FILES: dict[str, str | bytes] = {"index.html": "one", "card.png": b"\x89PNG", "brief-lea.md": "two"}


def shown(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(errors="replace") for path in sorted(folder.iterdir()) if path.name[0] != "."}


def test_it_is_kept_out_of_repositories(tmp_path: Path) -> None:
    folder = tmp_path / "kit/museum-hour/ai-labels"
    assert write_folder(folder, FILES) == Written(new=tuple(FILES))
    assert (folder / ".gitignore").read_text().splitlines()[-1] == "*"
    assert not [path for path in folder.iterdir() if path.suffix == ".tmp"]


def test_what_nobody_touched_is_replaced_and_what_is_no_longer_made_goes(tmp_path: Path) -> None:
    write_folder(tmp_path, FILES)
    assert write_folder(tmp_path, {"index.html": "new"}) == Written(
        new=("index.html",), gone=("brief-lea.md", "card.png")
    )
    assert shown(tmp_path) == {"index.html": "new"}


def test_what_a_person_changed_is_kept_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    write_folder(tmp_path, FILES)
    (tmp_path / "brief-lea.md").write_text("two, by hand")
    for _ in range(2):
        written = write_folder(tmp_path, {**FILES, "brief-lea.md": "three"})
        assert written.kept == (("brief-lea.md", "brief-lea.new.md"),)
        assert shown(tmp_path)["brief-lea.md"] == "two, by hand"
        assert shown(tmp_path)["brief-lea.new.md"] == "three"
    (tmp_path / "brief-lea.md").write_text("three")  # the person took the new one over
    assert write_folder(tmp_path, {**FILES, "brief-lea.md": "three"}).kept == ()
    assert "brief-lea.new.md" not in shown(tmp_path)


def test_a_new_one_that_a_person_changed_too_is_kept(tmp_path: Path) -> None:
    write_folder(tmp_path, FILES)
    (tmp_path / "brief-lea.md").write_text("two, by hand")
    write_folder(tmp_path, {**FILES, "brief-lea.md": "three"})
    (tmp_path / "brief-lea.new.md").write_text("three, by hand")
    for text in ("four", "five"):
        assert write_folder(tmp_path, {**FILES, "brief-lea.md": text}).kept == (("brief-lea.md", "brief-lea.new-2.md"),)
        assert shown(tmp_path)["brief-lea.new.md"] == "three, by hand"
        assert shown(tmp_path)["brief-lea.new-2.md"] == text


def test_a_changed_file_that_is_no_longer_made_stays(tmp_path: Path) -> None:
    write_folder(tmp_path, FILES)
    (tmp_path / "brief-lea.md").write_text("by hand")
    assert write_folder(tmp_path, {"index.html": "one"}).gone == ("card.png",)
    assert shown(tmp_path) == {"index.html": "one", "brief-lea.md": "by hand"}


@pytest.mark.parametrize("manifest", ["", "[]", '"x"', '{"../outside": "1"}'])
def test_without_its_list_nothing_is_overwritten(tmp_path: Path, manifest: str) -> None:
    folder = tmp_path / "kit"
    write_folder(folder, FILES)
    (tmp_path / "outside").write_text("mine")
    (folder / "index.html").write_text("by hand")
    (folder / ".kit.json").write_text(manifest)
    assert write_folder(folder, FILES).kept == (("index.html", "index.new.html"),)
    assert (tmp_path / "outside").read_text() == "mine"
    assert "outside" not in json.loads((folder / ".kit.json").read_text())


@pytest.mark.parametrize(
    "place", ["content", "content/kit/x", "docs", "docs/kit", "site", "site/kit", ".", "docs/../site/a"]
)
def test_nothing_private_is_written_where_it_could_be_published(tmp_path: Path, place: str) -> None:
    settings = make.settings(root=tmp_path, content=tmp_path / "content")
    with pytest.raises(CauserieError, match="A kit is private"):
        check_place(tmp_path / place, settings, (tmp_path / "docs", tmp_path / "site"))


def test_a_link_into_the_site_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "elsewhere").symlink_to(tmp_path / "site", target_is_directory=True)
    settings = make.settings(root=tmp_path, content=tmp_path / "content")
    with pytest.raises(CauserieError, match="A kit is private"):
        check_place(tmp_path / "elsewhere/kit", settings, (tmp_path / "site",))
    check_place(tmp_path / "kit/a/b", settings, (tmp_path / "site",))


def test_a_folder_with_a_gitignore_of_its_own_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    settings = make.settings(root=tmp_path, content=tmp_path / "content")
    (folder / ".gitignore").write_text("*.log\n")
    with pytest.raises(CauserieError, match=r"mine has a \.gitignore of its own"):
        check_place(folder, settings, ())
    (folder / ".gitignore").unlink()
    write_folder(folder, FILES)
    check_place(folder, settings, ())
    (folder / ".kit.json").unlink()
    check_place(folder, settings, ())  # a kit's own .gitignore is no other's
