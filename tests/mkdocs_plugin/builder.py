"""Runs `mkdocs build` again and again, each time in a new process that needs to import nothing: a fork of this one.

What a build does is the same as from a shell; only that Python and the libraries are there already. As a script, this
is the process that forks; tests use `Builder`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

_LIBRARIES = (
    "ics",
    "feedgen.feed",
    "material.plugins.search.plugin",
    "nh3",
    "pydantic",
    "yaml",
    "babel.dates",
    "sqlite3",
)


@dataclass(frozen=True)
class Order:
    """A build to run."""

    folder: str
    log: str  # where to put what it says
    environment: dict[str, str]
    arguments: tuple[str, ...] = ("build",)
    processors: tuple[int, ...] = ()  # on which it may run; all when empty
    largest: int = 0  # bytes that a file may have, as where the disk is full
    patience: float = 0  # seconds of its work after which it is killed


@dataclass
class Builder:
    """The process that forks, as long as it is needed."""

    _process: subprocess.Popen[str] | None = field(default=None)

    def run(self, orders: Sequence[Order]) -> list[int]:
        """Run all at once; the exit code of each, and less than 0 for one that was killed."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, __file__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
                text=True,
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([asdict(order) for order in orders]) + "\n")
        self._process.stdin.flush()
        answer: list[int] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        if self._process is not None:
            self._process.communicate()


def _run(order: dict[str, Any]) -> None:
    """One build, in a process of its own."""
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    if order["processors"]:
        os.sched_setaffinity(0, order["processors"])
    if order["largest"]:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then a write fails with an OSError, as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest"], order["largest"]))
    if order["patience"]:
        import signal

        signal.setitimer(signal.ITIMER_PROF, order["patience"])  # nobody handles what it sends, so it kills
    from mkdocs.__main__ import cli

    code = 1
    try:
        if order["arguments"][0] == "preview":
            code = int(list(_preview(order["arguments"][1], [order["environment"]["SOURCE_DATE_EPOCH"]])) != ["built"])
            sys.exit(code)
        cli.main(list(order["arguments"]), prog_name="mkdocs", standalone_mode=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else bool(end.code)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _preview(site_dir: str, moments: Iterable[str]) -> Iterator[str]:
    """What `mkdocs serve` does each time when something was saved, as of these seconds, but for its server."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    address = "http://127.0.0.1:8000/"
    is_first = True
    for moment in moments:
        os.environ["SOURCE_DATE_EPOCH"] = moment.strip()
        config = load_config(config_file="mkdocs.yml", site_dir=site_dir)
        if is_first:
            config.plugins.on_startup(command="serve", dirty=False)
            is_first = False
        config.site_url = address
        try:
            build(config, serve_url=address)
        except Exception:
            traceback.print_exc()
            yield "failed"
        else:
            yield "built"


def _serve() -> None:
    import importlib

    for name in ("mkdocs.__main__", "mkdocs.commands.build", "causerie.mkdocs_plugin", *_LIBRARIES):
        importlib.import_module(name)
    for line in sys.stdin:
        children = []
        for order in json.loads(line):
            child = os.fork()
            if not child:
                _run(order)
            children.append(child)
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        sys.stdout.write(json.dumps(codes) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.path.pop(0)  # this folder, whose modules are not to be found by their bare names
    sys.dont_write_bytecode = True  # Python knows a hook by its size and second: one that is edited twice would stay
    if sys.argv[1:]:
        for done in _preview(sys.argv[1], sys.stdin):
            print(done, flush=True)  # noqa: T201 - to the test
    else:
        _serve()
