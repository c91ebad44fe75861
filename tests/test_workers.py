"""Work that is spread over processes gives what it gives in one, in order, whatever becomes of a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from causerie.workers import spread

MANY = range(200)


@pytest.fixture(autouse=True)
def can_spread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Threads of whoever runs the tests, which only wait, do not count; nothing of a test may be left after it."""
    if len(os.sched_getaffinity(0)) < 2:
        pytest.skip("no processes here: one processor")
    others, count = threading.active_count() - 1, threading.active_count
    monkeypatch.setattr(threading, "active_count", lambda: count() - others)
    yield
    assert multiprocessing.active_children() == []


def square_and_name(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def test_many_tasks_go_to_other_processes_and_come_back_in_order() -> None:
    results = list(spread(square_and_name, MANY))
    assert [square for square, _ in results] == [number * number for number in MANY]
    assert os.getpid() not in {process for _, process in results}


def test_few_tasks_stay_here() -> None:
    assert {process for _, process in spread(square_and_name, range(39))} == {os.getpid()}
    assert list(spread(square_and_name, [])) == []


def test_work_need_not_be_picklable() -> None:
    found = {number: str(number) for number in MANY}
    assert list(spread(lambda number: found[number], MANY)) == list(found.values())


def test_on_one_processor_nothing_is_spread() -> None:
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        assert {process for _, process in spread(square_and_name, MANY)} == {os.getpid()}
    finally:
        os.sched_setaffinity(0, allowed)


def test_beside_another_thread_nothing_is_spread() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert {process for _, process in spread(square_and_name, MANY)} == {os.getpid()}
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("at", [0, 15, 16, 120, 199])
def test_where_a_process_is_killed_the_rest_is_done_here(at: int, tmp_path: Path) -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if number == at and os.getpid() != here:
            (tmp_path / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number * number

    assert list(spread(work, MANY)) == [number * number for number in MANY]
    assert (tmp_path / "killed").exists()


def test_an_error_in_a_process_is_an_error_here() -> None:
    def work(number: int) -> int:
        if number == 130:
            raise ValueError("no")
        return number

    results: list[int] = []
    with pytest.raises(ValueError, match="no"):
        results.extend(spread(work, MANY))


def test_whoever_takes_only_the_first_results_leaves_no_process_behind() -> None:
    results = spread(square_and_name, MANY)
    assert next(results)[0] == 0
    del results
    assert multiprocessing.active_children() == []


def test_two_rounds_have_their_own_work() -> None:
    works: list[Callable[[int], int]] = [lambda number: number + 1, lambda number: number + 2]
    assert [list(spread(work, MANY))[:2] for work in works] == [[1, 2], [2, 3]]
