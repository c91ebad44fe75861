"""`site/` is never half a site: what fails, is refused or is killed in the middle leaves the last good one whole."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from causerie import renaming
from causerie.mkdocs_plugin.staging import Staging
from tests.mkdocs_plugin.site_making import SESSION, Site, environment_of, tree

MKDOCS = [sys.executable, "-m", "mkdocs", "build"]
FAILING_HOOK = """\
def on_{event}(*values, **more):
    raise RuntimeError("another plugin broke")
"""
WARNING_HOOK = """\
import logging

def on_{event}(*values, **more):
    logging.getLogger("mkdocs.hooks").warning("another plugin is not content")
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).built()


def change(site: Site) -> None:
    """An edit that shows on the landing page."""
    site.change(SESSION, "Who writes the label?", "Who reads the label?")


def says_new_title(site: Site) -> bool:
    return "Who reads the label?" in site.page("")


@pytest.mark.parametrize("event", ["files", "page_content", "env", "post_page", "post_build"])
def test_another_plugin_that_breaks_leaves_the_last_good_site(site: Site, event: str) -> None:
    before = tree(site.folder)
    site.write("hook.py", FAILING_HOOK.format(event=event))
    config = (site.root / "mkdocs.yml").read_text(encoding="utf-8")
    site.write("mkdocs.yml", config + "hooks: [hook.py]\n")
    change(site)
    assert site.build().code == 1
    assert (tree(site.folder), site.left_over) == (before, [])

    site.write("mkdocs.yml", config)
    assert says_new_title(site.built())
    assert site.left_over == []


@pytest.mark.parametrize("event", ["page_content", "post_build"])
def test_strict_mode_that_refuses_a_build_leaves_the_last_good_site(site: Site, event: str) -> None:
    before = tree(site.folder)
    site.write("hook.py", WARNING_HOOK.format(event=event))
    site.change("mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
    change(site)
    refused = site.build("--strict")
    assert refused.code == 1
    assert "in strict mode!" in refused.lines[-1]
    assert (tree(site.folder), site.left_over) == (before, [])

    assert site.build().code == 0
    assert says_new_title(site)


def test_a_disk_that_fills_up_leaves_the_last_good_site(site: Site) -> None:
    before = tree(site.folder)
    change(site)
    full = subprocess.run(
        MKDOCS,
        cwd=site.root,
        env=environment_of(site.root),
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )
    assert full.returncode != 0
    assert b"File too large" in full.stderr
    assert (tree(site.folder), site.left_over) == (before, [])
    assert says_new_title(site.built())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there may be a moment between two moves")
def test_there_is_no_moment_without_a_site(site: Site) -> None:
    is_over = threading.Event()
    missed = []

    def watch() -> None:
        while not is_over.is_set():
            try:
                (site.folder / "index.html").stat()
            except OSError as error:
                missed.append(error)

    visitor = threading.Thread(target=watch)
    visitor.start()
    for _ in range(50):
        staging = Staging(site.folder)
        staging.begin()
        (staging.folder / "index.html").write_text("new")
        staging.finish()
    is_over.set()
    visitor.join()
    assert missed == []
    assert tree(site.folder) == {"index.html": b"new"}
    assert site.left_over == []


def test_a_site_that_cannot_be_put_in_place_leaves_the_last_good_one(site: Site) -> None:
    before = tree(site.folder)
    site.write(
        "hook.py",
        "import os\nfrom pathlib import Path\nfrom causerie import renaming\n\n"
        "def on_post_build(config):\n"
        "    renaming._find_call = lambda: None\n"
        "    Path(config.site_dir).with_name('former').joinpath('in the way').mkdir(parents=True)\n"
        "    os.mkfifo(Path(config.site_dir, 'what nobody can copy'))\n",
    )
    site.change("mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
    change(site)
    assert site.build().code == 1
    assert (tree(site.folder), site.left_over) == (before, [])


def test_builds_killed_at_any_moment_leave_a_whole_site_and_the_next_clears_up(site: Site) -> None:
    old = tree(site.folder)
    change(site)
    elsewhere = Site(site.root / "copy", {})
    shutil.copytree(site.root / "content", elsewhere.root / "content")
    shutil.copy(site.root / "mkdocs.yml", elsewhere.root)
    begun = time.monotonic()
    new = tree(elsewhere.built().folder)
    usual = time.monotonic() - begun
    shutil.rmtree(elsewhere.root)
    moments = random.Random(2)
    for _ in range(10):
        building = subprocess.Popen(
            MKDOCS,
            cwd=site.root,
            env=environment_of(site.root),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(usual * moments.uniform(0.4, 1.1))
        building.send_signal(signal.SIGKILL)
        building.wait()
        assert tree(site.folder) in (old, new)
    site.built()
    assert (tree(site.folder), site.left_over) == (new, [])


def test_an_interrupted_build_clears_up_itself(site: Site) -> None:
    before = tree(site.folder)
    site.write("hook.py", "import os, signal\ndef on_env(*v, **m):\n    os.kill(os.getpid(), signal.SIGINT)\n")
    site.change("mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
    change(site)
    assert site.build().code != 0
    assert (tree(site.folder), site.left_over) == (before, [])


def test_what_others_have_beside_the_site_is_left_alone(site: Site) -> None:
    living = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    over = subprocess.Popen([sys.executable, "-c", ""])
    over.wait()
    for name in (f"site.new-{living.pid}", f"site.new-{over.pid}", "site.old-design", "site.new-"):
        site.write(f"{name}/site/index.html", "<p>somebody's</p>")
    try:
        site.built()
        assert site.left_over == ["site.new-", f"site.new-{living.pid}", "site.old-design"]
        assert (site.root / f"site.new-{living.pid}/site/index.html").exists()
    finally:
        living.communicate(b"\n")


def test_a_swap_that_was_killed_between_its_two_moves_is_undone(site: Site) -> None:
    before = tree(site.folder)
    over = subprocess.Popen([sys.executable, "-c", ""])
    over.wait()
    room = site.root / f"site.new-{over.pid}"
    room.mkdir()
    site.folder.rename(room / "former")
    staging = Staging(site.folder)
    staging.begin()
    assert tree(site.folder) == before
    staging.abandon()
    assert site.left_over == []


SWAPS = """\
import sys
from pathlib import Path
from causerie.mkdocs_plugin.staging import Staging

input()
for _ in range(300):
    staging = Staging(Path("site"))
    staging.begin()
    for name in ("index.html", "feed.xml"):
        (staging.folder / name).write_text(sys.argv[1])
    staging.finish()
"""


def test_builds_that_end_at_the_same_moment_leave_one_whole_site(tmp_path: Path) -> None:
    site = Site(tmp_path, {"site/.gitignore": "*\n"})
    swaps = [
        subprocess.Popen([sys.executable, "-c", SWAPS, name], cwd=tmp_path, stdin=subprocess.PIPE) for name in "abc"
    ]
    for each in swaps:
        assert each.stdin is not None
        each.stdin.write(b"\n")
        each.stdin.flush()
    assert [each.wait() for each in swaps] == [0, 0, 0]
    after = tree(site.folder)
    assert after[".gitignore"] == b"*\n"
    assert (sorted(after), after["index.html"]) == ([".gitignore", "feed.xml", "index.html"], after["feed.xml"])
    assert site.left_over == []


def test_dotfiles_of_the_site_stay_and_what_is_no_longer_made_goes(site: Site) -> None:
    site.write("site/.gitignore", "*\n!.gitignore\n")
    site.write("site/.well-known/funding.txt", "me")
    site.write("site/former/index.html", "gone")
    site.write("content/pages/.nojekyll", "")
    before = tree(site.folder)
    site.built()
    after = tree(site.folder)
    assert set(before) - set(after) == {"former/index.html"}
    assert after[".gitignore"] == b"*\n!.gitignore\n"
    assert after[".well-known/funding.txt"] == b"me"


@pytest.mark.parametrize("stands", [True, False], ids=["there", "missing"])
@pytest.mark.parametrize("way", ["relative", "absolute", "nested"])
def test_a_site_goes_where_it_is_asked_to(site: Site, way: str, stands: bool) -> None:
    target = site.root / {"relative": "out", "absolute": "elsewhere", "nested": "a/b/out"}[way]
    if stands:
        target.mkdir(parents=True)
        (target / "old.html").write_text("old")
    before = tree(site.folder)
    site.built("-d", str(target) if way == "absolute" else str(target.relative_to(site.root)))
    assert tree(target) == before
    assert tree(site.folder) == before
    assert [path.name for path in target.parent.iterdir() if ".new-" in path.name] == []


def test_a_site_that_is_a_link_stays_a_link(site: Site) -> None:
    target = site.root / "public" / "www"
    target.parent.mkdir()
    site.folder.rename(target)
    site.folder.symlink_to(target)
    change(site)
    site.built()
    assert site.folder.is_symlink()
    assert says_new_title(site)
    assert [path.name for path in target.parent.iterdir()] == ["www"]
    assert site.left_over == []


@pytest.fixture
def staging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Staging:
    """A site that cannot be moved away, like a mount point: where it should go, something stands."""
    monkeypatch.setattr(renaming, "_find_call", lambda: None)  # a system that cannot let two folders change names
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old.html").write_text("old")
    (tmp_path / "site/assets").mkdir()
    (tmp_path / "site/assets/old.css").write_text("old")
    (tmp_path / "site/.keep").write_text("kept")
    staging = Staging(tmp_path / "site")
    staging.begin()
    (staging.folder / "assets").mkdir()
    (staging.folder / "assets/new.css").write_text("new")
    (staging.folder / "old.html").mkdir()
    (staging.folder / "old.html/index.html").write_text("new")
    (staging.folder.parent / "former" / "in the way").mkdir(parents=True)
    return staging


def test_a_site_folder_that_cannot_be_moved_is_filled_in_place(staging: Staging) -> None:
    staging.finish()
    assert tree(staging.site_dir) == {".keep": b"kept", "assets/new.css": b"new", "old.html/index.html": b"new"}
    assert [path.name for path in staging.site_dir.parent.iterdir()] == ["site"]


def test_a_site_that_cannot_be_copied_in_place_stays(staging: Staging) -> None:
    before = tree(staging.site_dir)
    os.mkfifo(staging.folder / "pipe")
    with pytest.raises(OSError, match="pipe"):
        staging.finish()
    assert tree(staging.site_dir) == before
    staging.abandon()


def test_what_a_killed_copy_left_in_the_site_is_cleared_away(staging: Staging) -> None:
    over = subprocess.Popen([sys.executable, "-c", ""])
    over.wait()
    staging.abandon()
    left = staging.site_dir / f".site.new-{over.pid}"
    left.mkdir()
    staging.begin()
    assert not left.exists()
