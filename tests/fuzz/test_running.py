"""The harness itself: what is wrong, hangs, eats memory or kills its process is found, once, and kept if it repeats."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random

import pytest

from causerie.text import clean_text
from tests.fuzz.changing import change
from tests.fuzz.keeping import choose_inputs
from tests.fuzz.running import Job, plan_jobs, run_jobs
from tests.fuzz.target import MOST, Target, put_files, split_files
from tests.fuzz.targets import TARGETS as REAL

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and signals")


def hang(content: bytes) -> None:
    while b"!" in content:
        pass


def eat(content: bytes) -> None:
    if b"!" in content:
        bytearray(2 << 30)


def die(content: bytes) -> None:
    if b"!" in content:
        os._exit(3)


def fail(content: bytes) -> None:
    assert b"!" not in content


def say_nothing(content: bytes) -> None:
    pass


TARGETS = tuple(Target(name=check.__name__, check=check, words=("!",)) for check in (hang, eat, die, fail, say_nothing))


def found_by(name: str, tmp_path: Path) -> tuple[list[bytes], list[str]]:
    said: list[str] = []
    target = next(each for each in TARGETS if each.name == name)
    found = run_jobs([Job(target, "hypothesis", 2)], 1, tmp_path / "room", said.append, tmp_path / "findings")
    return [path.read_bytes() for path in found], said


@pytest.mark.parametrize("name", ["hang", "eat", "die", "fail"])
def test_what_is_wrong_is_found_and_kept(name: str, tmp_path: Path) -> None:
    found, _ = found_by(name, tmp_path)
    assert found
    assert all(b"!" in content for content in found)


def test_nothing_is_found_where_nothing_is_wrong(tmp_path: Path) -> None:
    found, (said,) = found_by("say_nothing", tmp_path)
    assert found == []
    assert int(said.partition(" checks")[0].split()[-1].replace(",", "")) > 100


def test_the_turns_fill_the_time() -> None:
    jobs = plan_jobs(REAL, 3600, 2)
    assert {job.target.name for job in jobs} == {target.name for target in REAL}
    assert 0.95 * 7200 < sum(job.seconds for job in jobs) <= 7200


@pytest.mark.parametrize("content", [b"", b"a", b'{"a": [1, "b"]}\n<p>c</p>' * 3000])
def test_an_input_changes_into_another_of_the_allowed_size(content: bytes) -> None:
    changed = {change(content, Random(seed), [b"[2]"], ["!"]) for seed in range(50)}
    assert len(changed) > (40 if len(content) > 1 else 2)
    assert max(map(len, changed)) <= MOST


def test_a_corpus_has_what_reaches_new_lines_and_no_more_than_its_size() -> None:
    def check(content: bytes) -> None:
        clean_text("\u202e" if content == b"b" else "plain")

    assert choose_inputs(check, [b"a", b"b", b"c"], 100) == [b"a", b"b"]
    assert choose_inputs(check, [b"a", b"b", b"c"], 1) == [b"a"]


def test_files_are_told_apart_and_none_leaves_its_folder(tmp_path: Path) -> None:
    before, files = split_files(b"x\n-- a/b --\none\n-- ../c --\ntwo\n-- a --\n-- d/../e --\n")
    assert (before, files) == ("x", {"a/b": b"one\n", "../c": b"two\n", "a": b"", "d/../e": b""})
    put_files(tmp_path / "room", files)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == ["room/a/b"]
