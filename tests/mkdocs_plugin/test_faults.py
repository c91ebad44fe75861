"""Whatever happens to the cache, to the site or to a build: the next build succeeds, and its site is the right one."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.mkdocs_plugin.builder import Builder
from tests.mkdocs_plugin.site_making import CHAT, HELD, RECAP, tree
from tests.mkdocs_plugin.warm_site import AMPHORA, Twins, differences

CACHE = Path(".cache", "causerie", "cache.db")
Fault = Callable[[Path], object]


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    builder = Builder()
    yield builder
    builder.close()


@pytest.fixture
def twins(tmp_path: Path, builder: Builder) -> Twins:
    twins = Twins(tmp_path, builder)
    assert twins.build_both() == []
    return twins


def cut_in_half(cache: Path) -> None:
    os.truncate(cache, cache.stat().st_size // 2)


def cut_below_its_head(cache: Path) -> None:
    os.truncate(cache, 50)


def fill_with_noise(cache: Path) -> None:
    cache.write_bytes(random.Random(1).randbytes(100_000))


def scatter_noise(cache: Path) -> None:
    """Every thousandth byte is another one: some pages of the file are none, some contents are not whole."""
    content = bytearray(cache.read_bytes())
    content[5000::1000] = bytes(255 - each for each in content[5000::1000])
    cache.write_bytes(content)


def make_folder_of_it(cache: Path) -> None:
    cache.unlink()
    cache.mkdir()


def put_file_for_its_folder(cache: Path) -> None:
    shutil.rmtree(cache.parent)
    cache.parent.write_text("mine")


def change_tables(cache: Path) -> None:
    _ask(cache, "DROP TABLE long", "CREATE TABLE long (key TEXT)")


def change_version(cache: Path) -> None:
    _ask(cache, "PRAGMA user_version = 7")


def flip_contents(cache: Path) -> None:
    """One bit of each content, in a file that is whole."""
    for table in ("short", "long"):
        for name, content in _ask(cache, f"SELECT name, content FROM {table}"):
            _put(cache, table, name, content[:9] + bytes([content[9] ^ 1]) + content[10:])


def keep_other_values(cache: Path) -> None:
    """What is whole and well signed, and none of what this program keeps."""
    alone = "SELECT name, content FROM long WHERE name NOT IN (SELECT name FROM short)"
    for table, query in (("long", alone), ("short", "SELECT name, content FROM short")):
        for at, (name, _) in enumerate(_ask(cache, query)):
            content = pickle.dumps([("other",), {"other": 1}, (1, 2, 3, 4), None, ((), (), None, None)][at % 5])
            _put(cache, table, name, content + zlib.crc32(content).to_bytes(4, "little"))


def lose_long_parts(cache: Path) -> None:
    _ask(cache, "DELETE FROM long")


def _ask(cache: Path, *queries: str) -> list[Any]:
    with sqlite3.connect(cache) as connection:
        return [row for query in queries for row in connection.execute(query)]


def _put(cache: Path, table: str, name: str, content: bytes) -> None:
    with sqlite3.connect(cache) as connection:
        connection.execute(f"UPDATE {table} SET content = ? WHERE name = ?", (content, name))


@pytest.mark.parametrize(
    "fault",
    [
        cut_in_half,
        cut_below_its_head,
        fill_with_noise,
        scatter_noise,
        make_folder_of_it,
        put_file_for_its_folder,
        change_tables,
        change_version,
        flip_contents,
        keep_other_values,
        lose_long_parts,
        Path.unlink,
    ],
)
def test_a_broken_cache_does_no_harm(fault: Fault, twins: Twins) -> None:
    twins.warm.change(f"{AMPHORA}/recap.yml", "Say first what it is.", "First say what it is.")
    fault(twins.warm.root / CACHE)
    assert twins.build_both() == []
    twins.warm.change(f"{AMPHORA}/recap.yml", "First say what it is.", "Say what it is.")
    assert twins.build_both() == []


def test_a_damaged_cache_is_whole_after_two_builds(twins: Twins) -> None:
    fill_with_noise(twins.warm.root / CACHE)
    twins.build(twins.warm)
    twins.build(twins.warm)
    assert _ask(twins.warm.root / CACHE, "PRAGMA integrity_check") == [("ok",)]
    assert len(_ask(twins.warm.root / CACHE, "SELECT name, content FROM short")) == 11


@pytest.mark.parametrize("fault", ["edited", "replaced", "deleted", "emptied", "a link elsewhere", "no site"])
def test_what_others_did_to_the_site_vanishes(fault: str, twins: Twins) -> None:
    site = twins.warm.folder
    page, calendar, redirect = site / "chats/museum-hour/amphora/index.html", site / "calendar.ics", site / "feed.xml"
    match fault:
        case "edited":
            for path in (page, calendar, redirect):
                path.write_bytes(path.read_bytes()[:-9] + b"my edit!\n")  # as long as before
        case "replaced":
            shutil.copy2(redirect, calendar)
            page.replace(redirect)
        case "deleted":
            page.unlink()
            calendar.unlink()
        case "emptied":
            shutil.rmtree(page.parent)
            page.parent.write_text("mine")
        case "a link elsewhere":
            elsewhere = twins.warm.root.parent / "elsewhere"
            page.rename(elsewhere)
            page.symlink_to(elsewhere)
        case _:
            shutil.rmtree(site)
    assert twins.build_both() == []
    assert not page.is_symlink()


def test_a_build_that_is_killed_at_any_time_leaves_nothing_wrong(twins: Twins) -> None:
    """Killed after so many seconds of its own work; a build of this site takes less than half a second."""
    before = tree(twins.warm.folder)
    killed = 0
    for at in range(1, 14):
        twins.warm.write("content/people.yml", f"amara: {{name: A{at}}}\njonas: {{name: J}}\nlea: {{name: L}}\n")
        (run,) = twins.build(twins.warm, patience=at * 0.03)
        killed += run.code < 0
        after = tree(twins.warm.folder)
        if after != before:  # killed, or not, when the new site was whole already
            assert twins.build_both() == []
            assert list(differences(after, tree(twins.warm.folder))) == [], "a site that is half the old one"
        else:
            assert run.code < 0
        if at % 4 == 0:
            assert twins.build_both() == []
        before = tree(twins.warm.folder)
    assert killed > 2
    assert twins.build_both() == []


@pytest.mark.parametrize("room", [0, 4_096, 40_000])
def test_a_full_disk_takes_the_cache_and_nothing_else(room: int, twins: Twins) -> None:
    """No file may be larger than the largest of the site: the cache has only as much more room as is given."""
    cold = tree(twins.copy().root)
    assert cold
    largest = max(len(content) for content in tree(twins.warm.folder).values()) + room
    shutil.rmtree(twins.warm.root / ".cache")
    twins.warm.change(f"{AMPHORA}/recap.yml", "Say first what it is.", "First say what it is.")
    for _ in range(2):
        (run,) = twins.build(twins.warm, largest=largest)
        assert run.code == 0, run.said
        files = tree(twins.warm.folder)
        assert twins.build_both() == []
        assert list(differences(files, tree(twins.warm.folder))) == []
        twins.warm.change("content/people.yml", "Jonas Lindqvist", "Jonas Lindqvist ")


def test_two_builds_at_once_both_succeed(twins: Twins) -> None:
    for name in ("Jonas L.", "J. Lindqvist"):
        twins.warm.write("content/people.yml", f"amara: {{name: Amara}}\njonas: {{name: {name}}}\nlea: {{name: Léa}}\n")
        runs = twins.build(twins.warm, twins.warm, twins.warm)
        assert [run.code for run in runs] == [0, 0, 0], [run.said for run in runs]
        files = tree(twins.warm.folder)
        assert twins.build_both() == []
        assert list(differences(files, tree(twins.warm.folder))) == []
    assert _ask(twins.warm.root / CACHE, "PRAGMA integrity_check") == [("ok",)]


def add_many(twins: Twins, count: int = 90) -> None:
    """A chat with so many sessions that worker processes are worth it."""
    chat = "content/chats/many"
    twins.warm.write(f"{chat}/chat.yml", CHAT.replace("MuseumHour", "Many").replace("amara", "lea"))
    for at in range(count):
        year, month, day = 2016 + at // 48, at // 4 % 12 + 1, at % 4 * 7 + 1
        date = f"{year}-{month:02}-{day:02}"
        record = HELD.replace("2026-10-07", date).replace("announced: 2026-09-25\n", "")
        recap = RECAP.replace("2026-10-09", date).replace("3k2a", f"3k{at}")
        twins.warm.write(f"{chat}/{date}-session-{at}/session.md", record)
        twins.warm.write(f"{chat}/{date}-session-{at}/recap.yml", recap)


def test_one_processor_makes_what_two_make(tmp_path: Path, builder: Builder) -> None:
    twins = Twins(tmp_path, builder)
    add_many(twins, 240)
    processors = sorted(os.sched_getaffinity(0))
    if len(processors) < 2:
        pytest.skip("this machine has one processor")
    one, two = twins.copy(), twins.copy()
    (first,) = twins.build(one, processors=tuple(processors[:1]))
    (second,) = twins.build(two, processors=tuple(processors[:2]))
    assert (first.code, second.code) == (0, 0), first.said + second.said
    assert list(differences(tree(one.folder), tree(two.folder))) == []


def test_errors_are_the_same_and_in_the_same_order_from_any_number_of_processes(
    tmp_path: Path, builder: Builder
) -> None:
    twins = Twins(tmp_path, builder)
    add_many(twins)
    chat = twins.warm.root / "content/chats/many"
    for at, folder in enumerate(sorted(chat.glob("*-session-*"))):
        if at % 7 == 3:
            twins.warm.write(f"{folder}/session.md", HELD.replace("status: confirmed", f"status: c{at}"))
    processors = sorted(os.sched_getaffinity(0))
    (one,) = twins.build(twins.warm, processors=tuple(processors[:1]))
    (warm,) = twins.build(twins.warm)
    shutil.rmtree(twins.warm.root / ".cache")
    (two,) = twins.build(twins.warm)
    assert len(one.problems) >= 13
    assert one.problems == two.problems == warm.problems
    assert (one.code, two.code, warm.code) == (1, 1, 1)
