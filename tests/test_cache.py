"""The cache keeps bytes by name from one build to the next, and is an empty one whenever something is wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from causerie.cache import Cache, load_plain

NAMES = st.sampled_from(["a", "b", "c", "content/chats/é/session.md"])
ROWS = st.dictionaries(NAMES, st.tuples(st.binary(max_size=40), st.binary(max_size=40)), max_size=4)
WRITES: SearchStrategy[list[tuple[dict[str, tuple[bytes, bytes]], set[str], bool]]] = st.lists(
    st.tuples(ROWS, st.sets(NAMES), st.booleans()), max_size=6
)


def contents(cache: Cache) -> tuple[dict[str, bytes], dict[str, bytes]]:
    every = {name: cache.read_long(name) for name in ("a", "b", "c", "content/chats/é/session.md")}
    return cache.read(), {name: content for name, content in every.items() if content is not None}


@given(writes=WRITES)
def test_it_holds_what_was_written_last(writes: list[tuple[dict[str, tuple[bytes, bytes]], set[str], bool]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        short: dict[str, bytes] = {}
        long: dict[str, bytes] = {}
        cache = Cache(Path(folder, "c"), "this")
        for rows, given_up, is_next_build in writes:
            gone = given_up - rows.keys()
            cache.write(rows, gone)
            for part, kept in enumerate((short, long)):
                kept.update({name: both[part] for name, both in rows.items() if both[part]})
                for name in gone:
                    kept.pop(name, None)
            if is_next_build:
                cache.close()
                cache = Cache(Path(folder, "c"), "this")
            assert contents(cache) == (short, long)
        cache.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / ".cache" / "causerie"
    keep(folder, {"a": (b"short", b"a long one")})
    return folder


def keep(folder: Path, rows: Mapping[str, tuple[bytes, bytes]], program: str = "this") -> None:
    cache = Cache(folder, program)
    cache.write(rows)
    cache.close()


def raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_another_program_made_is_thrown_away_and_nowhere_in_the_file(folder: Path) -> None:
    assert Cache(folder, "that").read() == {}
    assert b"a long one" not in raw(folder)
    assert Cache(folder, "this").read() == {}


def test_what_goes_or_changes_is_nowhere_in_the_file(folder: Path) -> None:
    keep(folder, {f"n{at}": (b"x" * at, b"secret %d" % at * 300) for at in range(200)})
    assert b"secret 7" in raw(folder)
    cache = Cache(folder, "this")
    rows = {f"n{at}": (b"y", b"open" * (at + 1)) for at in range(0, 200, 2)}
    cache.write(rows, {f"n{at}" for at in range(1, 200, 2)})
    cache.close()
    assert b"secret" not in raw(folder)


def test_without_a_folder_it_lasts_as_long_as_the_build() -> None:
    cache = Cache(None)
    cache.write({"a": (b"short", b"long"), "b": (b"short", b"other")}, {"a"})
    assert (cache.read(), cache.read_long("b"), cache.read_long("c")) == ({}, b"other", None)


def test_git_leaves_it_alone(folder: Path) -> None:
    assert (folder / ".gitignore").read_text() == "*\n"


def test_another_build_at_it_costs_a_wait_and_its_content(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("causerie.cache._PATIENCE", 0.05)
    other = sqlite3.connect(folder / "cache.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    cache = Cache(folder, "this")
    cache.write({"a": (b"new", b"a new one")})
    assert (cache.read(), cache.read_long("a")) == ({}, b"a new one")
    other.execute("ROLLBACK")
    other.close()
    cache.close()
    assert Cache(folder, "this").read() == {"a": b"short"}


def test_a_file_that_is_none_of_ours_is_replaced_by_the_build_after(folder: Path) -> None:
    (folder / "cache.db").write_bytes(b"Dear diary" * 1000)
    cache = Cache(folder, "this")
    assert (cache.read(), cache.read_long("a")) == ({}, None)
    cache.close()
    keep(folder, {"b": (b"short", b"long")})
    assert Cache(folder, "this").read() == {"b": b"short"}


def test_a_content_that_is_not_whole_is_not_there(folder: Path) -> None:
    keep(folder, {"b": (b"short", b"another")})
    with sqlite3.connect(folder / "cache.db") as connection:
        connection.execute("UPDATE short SET content = substr(content, 2) WHERE name = 'a'")
        connection.execute("UPDATE long SET content = x'00' WHERE name = 'a'")
        connection.execute("UPDATE long SET content = 'text' WHERE name = 'b'")
    cache = Cache(folder, "this")
    assert (cache.read(), cache.read_long("a"), cache.read_long("b")) == ({"b": b"short"}, None, None)


def test_a_fork_does_no_harm_to_the_connection(folder: Path) -> None:
    cache = Cache(folder, "this")
    assert cache.read() == {"a": b"short"}
    child = os.fork()
    if not child:
        found = cache.read()
        cache.close()
        os._exit(int(found not in ({}, {"a": b"short"})))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert cache.read_long("a") == b"a long one"
    cache.write({"a": (b"new", b"a new one")})
    cache.close()
    assert Cache(folder, "this").read() == {"a": b"new"}


@pytest.mark.parametrize("content", [b"", b"\x80", b"cos\nsystem\n(S'true'\ntR.", b"cbuiltins\nlist\n."])
def test_only_plain_values_come_of_bytes(content: bytes) -> None:
    with pytest.raises(Exception, match=r"plain value|Ran out of input|truncated"):
        load_plain(content)
