"""Commands that a host has asked for, run one after the other, their lines as they come."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.problems import CauserieError

# Nothing asks a question that nobody could answer: it fails instead.
QUIET: Mapping[str, str] = {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -oBatchMode=yes", "LC_ALL": "C.UTF-8"}


@frozen
class Command:
    """What runs, and how it is shown."""

    words: Sequence[str]
    shown: str


class Runner:
    """Runs commands in a folder, one thing at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: subprocess.Popen[str] | None = None

    def run(self, commands: Sequence[Command], speech: Speech, good: str, bad: str) -> Iterator[str]:
        """Run commands until one fails, and say at the end what came of it.

        Raises CauserieError where something runs already.
        """
        if self._running is not None and self._running.poll() is None:
            raise CauserieError(speech.text("Something is running already. Wait until it has ended."))
        self._running = self._start(commands[0])
        return self._follow(self._running, commands, good, bad)

    def _start(self, command: Command) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command.words,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, **QUIET},
        )

    def _follow(
        self, process: subprocess.Popen[str], commands: Sequence[Command], good: str, bad: str
    ) -> Iterator[str]:
        for at, command in enumerate(commands):
            if at:
                self._running = process = self._start(command)
            yield f"$ {command.shown}"
            assert process.stdout is not None, "its output is a pipe"
            with process:
                yield from process.stdout
            if process.returncode:
                yield bad
                return
        yield good
