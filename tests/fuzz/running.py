"""Fuzzes targets in processes of their own, each for its part of the time, and keeps what is found and repeats."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.cases import FINDINGS, keep_case, read_cases
from tests.fuzz.target import SECONDS, Target
from tests.fuzz.watching import read_watched

ENGINES = {"atheris": 2, "hypothesis": 1}  # with their shares of a target's time
_ROUND = 20 * 60  # seconds in which each target has its turn
_PATIENCE = 60  # seconds that a process may take beyond its time
_MEMORY = Path("/dev/shm")  # a folder in memory: checks write many small files


@dataclass(frozen=True, slots=True)
class Job:
    """A target's turn with an engine."""

    target: Target
    engine: str
    seconds: int


def plan_jobs(targets: Sequence[Target], seconds: int, workers: int) -> list[Job]:
    """The turns that fill the time, round by round."""
    rounds = max(1, seconds // _ROUND)
    each = seconds * workers / rounds / sum(target.share for target in targets) / sum(ENGINES.values())
    turns = [
        Job(target, engine, int(each * target.share * share)) for engine, share in ENGINES.items() for target in targets
    ]
    return turns * rounds


def run_jobs(
    jobs: Sequence[Job], workers: int, room: Path, say: Callable[[str], None], findings: Path = FINDINGS
) -> list[Path]:
    """Do all jobs; the new findings, each as the file that it is kept in."""
    found: dict[Path, None] = {}

    def run(job: Job) -> None:
        folder = room / job.target.name / job.engine
        began = time.monotonic()
        checks = 0
        kept = []
        for count, content in _run_job(job, folder):
            checks += count
            kept += [_keep(job.target, each, findings, folder / "unrepeated") for each in content]
        found.update(dict.fromkeys(kept))
        took = time.monotonic() - began
        say(
            f"{time.strftime('%H:%M:%S')} {job.target.name:12}{job.engine:12}{took:7.0f} s{checks:10,} checks"
            f"{len(kept):4} found {' '.join(map(str, kept))}"
        )

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(run, jobs))
    return list(found)


def _run_job(job: Job, folder: Path) -> Iterator[tuple[int, list[bytes]]]:
    """Run processes until the time of a job is over: how many checks each made, and what it found or ended with."""
    end = time.monotonic() + job.seconds
    while (left := int(end - time.monotonic())) > 0:
        code = _run_worker(job.target, job.engine, left, folder)
        count, last = read_watched(folder)
        if code and not count:
            raise RuntimeError(f"'{job.target.name}' does not begin with {job.engine}: {folder / 'said'} says why.")
        found = [content for _, content in read_cases(folder / "found")]
        shutil.rmtree(folder / "found", ignore_errors=True)
        yield count, [*found, last] if code else found


def _run_worker(target: Target, engine: str, seconds: int, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "now").write_bytes(bytes(16))
    name = f"{target.check.__module__}:{target.name}"
    command = [sys.executable, "-m", "tests.fuzz.worker", name, engine, str(seconds), str(folder)]
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as scratch, (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, "TMPDIR": scratch})
        try:
            return process.wait(seconds + _PATIENCE)
        except subprocess.TimeoutExpired:
            return 1
        finally:
            process.kill()
            process.wait()


def _keep(target: Target, content: bytes, findings: Path, unrepeated: Path) -> Path:
    """Keep a finding among the cases, if a new process finds it, too; else where somebody may look at it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        keep_case(folder / "given", content)
        code = _run_worker(target, "check", 4 * SECONDS, folder)
        is_found_again = code or any(read_cases(folder / "found"))
    return keep_case(findings / target.name if is_found_again else unrepeated, content)
