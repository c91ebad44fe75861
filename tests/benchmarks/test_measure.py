"""What a run took: the memory of a whole tree of processes, and failures that are not taken for quick builds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks.measure import MEMORY, Job, RunError, time_run, watch_run

HOLD = "held = bytearray(60_000_000); import time; time.sleep(1)"
TWO_PROCESSES = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {HOLD!r}]); {HOLD}"


def job(program: str, folder: Path) -> Job:
    return Job([sys.executable, "-c", program], folder, dict(os.environ))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no memory")
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    least = 120 if MEMORY.startswith("summed") else 60
    peak = watch_run(job(TWO_PROCESSES, tmp_path))
    assert peak is not None
    assert least < peak < least + 100


def test_a_run_that_fails_says_what_it_wrote(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"ended with code 3\. It said:\nno such page"):
        time_run(job("import sys; print('no such page'); sys.exit(3)", tmp_path))
    with pytest.raises(RunError, match=r"ended with code 3\. It said:\nno such page"):
        watch_run(job("import sys; print('no such page'); sys.exit(3)", tmp_path))


def test_wall_time_holds_what_the_processor_did_not_do(tmp_path: Path) -> None:
    cost = time_run(job("import time; time.sleep(0.5)", tmp_path))
    assert cost.wall >= 0.5
    assert cost.cpu is None or cost.cpu < cost.wall
