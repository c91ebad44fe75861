"""Each command that writes, on a disk that is full, on one that may only be read, and twice at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from causerie.mkdocs_plugin.writing import Writer
from tests.crash.judging import Trial, copy_site, find_differences, find_torn, read_tree
from tests.crash.killing import Order, Runner
from tests.crash.kinds import EXPORT, NAME, NOW
from tests.crash.test_killed import NAMES
from tests.curate.site_making import FOLDER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits, mounts, and processes that fork")


@contextmanager
def disk(room: Path, size: int) -> Iterator[Path]:
    """A small disk of its own; skips where this person may not mount one."""
    place = room / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk, and not in every container")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def fill(place: Path, left: int) -> Path:
    """Fill a disk up to some bytes; the file that does it."""
    filler = place / "filler"
    state = os.statvfs(place)
    filler.write_bytes(b"\0" * max(state.f_bavail * state.f_frsize - left, 0))
    return filler


def explain(trial: Trial, root: Path, said: str) -> list[str]:
    """What is wrong after a command was hindered."""
    wrong = list(find_torn(trial, read_tree(root)))
    return [*wrong, said[-1500:]] if wrong or "Traceback" in said else []


@pytest.mark.parametrize("name", NAMES)
def test_no_file_may_grow(name: str, running: Runner, trial_of: Callable[[str], Trial]) -> None:
    """As where a limit is set; what others may try who cannot mount a disk."""
    trial = trial_of(name)
    root = copy_site(trial.room)
    (hindered,) = running.run(Order(str(root), trial.kind.arguments, largest=700))
    assert explain(trial, root, hindered.said) == []
    (again,) = running.run(Order(str(root), trial.kind.arguments))
    assert again.code in trial.kind.codes, again.said
    assert list(find_differences(trial, read_tree(root))) == [], hindered.said


@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk(name: str, running: Runner, trial_of: Callable[[str], Trial], tmp_path: Path) -> None:
    trial = trial_of(name)
    with disk(tmp_path, 24_000_000) as place:
        needed = sum(
            len(data) // 4096 * 4096 + 4096 for path, data in trial.after.items() if trial.before.get(path) != data
        )
        for part in (0, 0.93):
            left = int(needed * part)
            root = place / "site"
            shutil.copytree(trial.room / "kept", root)
            (place / "tmp").mkdir(exist_ok=True)
            filler = fill(place, left)
            (hindered,) = running.run(Order(str(root), trial.kind.arguments))
            assert explain(trial, root, hindered.said) == [], left
            filler.unlink()
            (again,) = running.run(Order(str(root), trial.kind.arguments))
            assert again.code in trial.kind.codes, again.said
            assert list(find_differences(trial, read_tree(root))) == [], (left, hindered.said)
            shutil.rmtree(root)


def test_a_page_for_which_there_is_not_room_enough_is_no_page(tmp_path: Path) -> None:
    with disk(tmp_path, 1_000_000) as place:
        writer = Writer(place / "new", place / "old", {})
        writer.put("index.html", b"", lambda: b"whole")
        fill(place, 40_960)
        with pytest.raises(OSError, match="space"):
            writer.put("recap.html", b"", lambda: b"x" * 100_000)
        assert list(writer.manifest) == ["index.html"]


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_that_may_only_be_read(
    name: str, running: Runner, trial_of: Callable[[str], Trial], tmp_path: Path
) -> None:
    trial = trial_of(name)
    with disk(tmp_path, 24_000_000) as place:
        root = place / "site"
        shutil.copytree(trial.room / "kept", root)
        (place / "tmp").mkdir()
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        (hindered,) = running.run(Order(str(root), trial.kind.arguments))
        assert hindered.code != 0
        assert "Traceback" not in hindered.said
        assert read_tree(root) == trial.before
        subprocess.run(["mount", "-o", "remount,rw", place], check=True)
        (again,) = running.run(Order(str(root), trial.kind.arguments))
        assert again.code in trial.kind.codes, again.said
        assert list(find_differences(trial, read_tree(root))) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_same_command_twice_at_once(name: str, running: Runner, trial_of: Callable[[str], Trial]) -> None:
    trial = trial_of(name)
    root = copy_site(trial.room)
    order = Order(str(root), trial.kind.arguments)
    ended = running.run(order, order)
    assert {each.code for each in ended} <= {*trial.kind.codes, 2}, [each.said for each in ended]
    assert [each.said for each in ended if "Traceback" in each.said] == []
    assert any(each.code in trial.kind.codes for each in ended)
    assert list(find_torn(trial, read_tree(root))) == []
    (again,) = running.run(order)
    assert again.code in trial.kind.codes, again.said
    assert list(find_differences(trial, read_tree(root))) == []


_IS_THERE = "is in the recap already"  # as the other has chosen it, too
IMPORT = ("import", EXPORT, "--session", NAME, "--now", NOW)
FORGET = ("forget", "x:kim", "--yes", "--now", NOW)
DRAFT = ("draft", NAME, "--now", NOW)
CHOOSE = ("curate", '{"do": "choose", "post": "x:103", "question": 1, "before": null}')


@pytest.mark.parametrize(
    ("one", "other"), [(IMPORT, FORGET), (DRAFT, CHOOSE), (IMPORT, DRAFT), (DRAFT, FORGET), (CHOOSE, FORGET)]
)
def test_two_commands_at_once(
    one: tuple[str, ...], other: tuple[str, ...], running: Runner, trial_of: Callable[[str], Trial]
) -> None:
    """Each does its work whole, or says that something was changed meanwhile and does it when it is run again."""
    trial = trial_of("import")
    for turn in range(4):
        root = copy_site(trial.room)
        ended = running.run(*(Order(str(root), each) for each in ((one, other) if turn % 2 else (other, one))))
        said = [each.said for each in ended if each.code not in (0, 1)]
        assert [each for each in said if "meanwhile" not in each and _IS_THERE not in each] == []
        (checked,) = running.run(Order(str(root), ("check", "--now", NOW)))
        assert "No errors" in checked.said
        if FORGET in (one, other):
            names = b"@kim", b'"kim"'
            assert [name for name in names if name in (root / FOLDER / "transcript.jsonl").read_bytes()] == [] or said
        for each in (other, one):
            (again,) = running.run(Order(str(root), each))
            assert again.code in (0, 1) or _IS_THERE in again.said, again.said
        assert [path for path in read_tree(root) if path.endswith(".tmp")] == []
