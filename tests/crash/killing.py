"""Runs commands as processes that are killed: before their n-th step that writes, or after so many seconds.

A process that has all libraries loaded forks for each, so that what is run is the whole command and only the time that
Python takes to begin is saved. As a script, this is that process; tests use `Runner`.
"""

from __future__ import annotations

import builtins
import io
import json
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
SECONDS = "1796299200"  # what counts as now
_WRITES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "os.chmod", "sqlite3.connect")


@dataclass(frozen=True)
class Order:
    """A command to run in a folder."""

    root: str
    arguments: tuple[str, ...]
    step: int = 0  # before which it is killed; 0 is never
    seconds: float = 0  # after which it is killed; 0 is never
    largest: int = -1  # bytes that a file may have at most, as where the disk is full; -1 is no limit


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int  # less than 0 where it was killed
    steps: list[str]  # that it took, where it came to its end
    seconds: float
    said: str

    @property
    def is_killed(self) -> bool:
        """Whether it did not come to its end."""
        return self.code < 0


class Runner:
    """The process that forks, as long as it is needed."""

    def __init__(self, **environment: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=CHECKOUT,
            env={**os.environ, **environment},
        )

    def run(self, *orders: Order) -> list[Ended]:
        """Run commands, all at once."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([asdict(each) for each in orders]) + "\n")
        self._process.stdin.flush()
        return [Ended(**each) for each in json.loads(self._process.stdout.readline())]

    def close(self) -> None:
        self._process.communicate()


@contextmanager
def runner(**environment: str) -> Iterator[Runner]:
    """A Runner that ends with the block."""
    running = Runner(**environment)
    try:
        yield running
    finally:
        running.close()


def _run_all(orders: Sequence[dict[str, Any]]) -> Iterator[Ended]:
    began = time.monotonic()
    running = []
    for order in orders:
        room = Path(order["root"]).parent / "tmp"
        room.mkdir(exist_ok=True)
        log = tempfile.TemporaryFile()  # noqa: SIM115 - closed below
        end, held = os.pipe()  # what only the child holds tells when it is over
        child = os.fork()
        if not child:
            os.close(end)
            _run(order, log.fileno(), room)
        os.close(held)
        running.append((order, child, log, end))
    for order, child, log, end in running:
        if order["seconds"]:
            select.select([end], [], [], max(order["seconds"] - (time.monotonic() - began), 0))
            os.kill(child, signal.SIGKILL)
        os.close(end)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        seconds = time.monotonic() - began
        log.seek(0)
        said, _, steps = log.read().decode(errors="replace").partition("\0")
        log.close()
        yield Ended(code, steps.split(), seconds, said)


def _run(order: dict[str, Any], log: int, room: Path) -> None:
    """One command, in a process of its own."""
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.chdir(order["root"])
    os.environ.update(SOURCE_DATE_EPOCH=SECONDS, TMPDIR=str(room), NO_MKDOCS_2_WARNING="1")
    tempfile.tempdir = None
    if order["largest"] >= 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then a write fails with an OSError, as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest"], order["largest"]))
    steps = _count_steps(order["step"])
    code = 1
    try:
        call_command(Path(order["root"]), order["arguments"])
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.lseek(log, 0, os.SEEK_END)
        os.write(log, f"\0{' '.join(steps)}".encode())
        os._exit(code)


def _count_steps(last: int) -> list[str]:
    """Note the steps that write from now on, and kill this process before the last."""
    steps: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            is_step = isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        elif event == "ctypes.dlsym":
            is_step = str(arguments[1]).startswith("rename")
        else:
            is_step = event in _WRITES or event in ("crash.sync", "crash.opened")
        if is_step:
            steps.append(event)
            if len(steps) == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sync = os.fsync

    def watched_sync(handle: Any) -> None:
        sys.audit("crash.sync")
        sync(handle)
        sys.audit("crash.sync")

    def watched(opening: Callable[..., Any]) -> Callable[..., Any]:
        """A file that was just opened to be written has nothing in it yet."""

        def opened(*arguments: Any, **options: Any) -> Any:
            before = len(steps)
            found = opening(*arguments, **options)
            if len(steps) > before:
                sys.audit("crash.opened")
            return found

        return opened

    os.fsync = watched_sync  # type: ignore[assignment]
    os.open = watched(os.open)
    builtins.open = io.open = watched(io.open)
    sys.addaudithook(watch)
    return steps


def call_command(root: Path, arguments: Sequence[str]) -> None:
    """Call a command in this process; ends with SystemExit, as a command does."""
    from tests.crash.answering import answer_from_here

    answer_from_here(root)
    match arguments[0]:
        case "curate":
            from tests.curate.site_making import Page

            answer = Page(root).post("change", json.loads(arguments[1]))
            print(answer.status_code, ascii(answer.get_data(as_text=True)[:2000]))  # noqa: T201 - to the test
            sys.exit(0 if answer.status_code == 200 else 2)
        case "mkdocs":
            from mkdocs.__main__ import cli

            cli.main(list(arguments[1:]), prog_name="mkdocs")
        case _:
            from causerie.cli import main

            main.main(list(arguments), prog_name="causerie")


def _serve() -> None:
    import importlib

    names = (
        "mkdocs.__main__ mkdocs.commands.build material.plugins.search.plugin causerie.mkdocs_plugin causerie.build"
        " causerie.records causerie.cli.import_posts causerie.cli.draft causerie.cli.forget causerie.cli.kit"
        " causerie.cli.export causerie.cli.card causerie.cli.schema causerie.cli.new_site causerie.drafting.assign"
        " causerie.importers.importing causerie.importers.formats causerie.records.forgetting causerie.promoting.making"
        " causerie.views.card_images.drawing causerie.views.recap_export ics feedgen.feed nh3 pydantic yaml babel.dates"
        " sqlite3 tests.crash.answering tests.curate.site_making"
    )
    for name in names.split():
        importlib.import_module(name)
    for line in sys.stdin:
        answers = [asdict(each) for each in _run_all(json.loads(line))]
        sys.stdout.write(json.dumps(answers) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.path[0] = str(CHECKOUT)  # not this folder, whose modules belong to a package
    sys.dont_write_bytecode = True
    _serve()
