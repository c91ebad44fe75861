"""Before a site is published: the checks, the commands, and `mkdocs gh-deploy` when a host asks for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from causerie.i18n import Speech
from causerie.problems import CauserieError

DEPLOY = "mkdocs gh-deploy --strict"
_PATIENCE = 30  # seconds that another machine may take to answer
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -oBatchMode=yes", "LC_ALL": "C.UTF-8"}
_OPTION = re.compile(r"^(remote_name|remote_branch):[ \t]*[\"']?([\w./-]+)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PublishStep:
    """Something that must be so before a site goes out."""

    text: str
    is_good: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """All steps, and what a host would type."""

    steps: tuple[PublishStep, ...]
    commands: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing stands against it."""
        return all(step.is_good for step in self.steps)

    def explain(self) -> str:
        """What stands against it."""
        return " ".join(f"{step.text} {step.hint}".strip() for step in self.steps if not step.is_good)

    def describe(self) -> dict[str, Any]:
        """As JSON."""
        steps = [{"text": each.text, "is_good": each.is_good, "hint": each.hint} for each in self.steps]
        return {"steps": steps, "commands": list(self.commands), "is_good": self.is_good}


@dataclass(frozen=True, slots=True)
class _Said:
    status: int
    out: str


class Publisher:
    """Publishes the site of one mkdocs.yml by `mkdocs gh-deploy`, one at a time."""

    def __init__(self, config: Path) -> None:
        self._config = config.resolve()
        self._root = self._config.parent
        self._running: subprocess.Popen[str] | None = None

    def check(self, folder: Path, speech: Speech) -> Checked:
        """Whether the tree is clean, the remote can be reached, and the published branch has nothing unknown."""
        if (inside := self._git("rev-parse", "--is-inside-work-tree")).status:
            text = speech.text("The site is in no Git repository.")
            hint = speech.text("Publish it in your usual way, with what mkdocs build --strict makes.")
            step = PublishStep(text, False, _last_line(inside.out) if inside.status > 123 else hint)
            return Checked((step,), ("mkdocs build --strict",))
        remote, branch = self._names()
        tree = self._check_tree(speech)
        heads = self._git("ls-remote", "--heads", remote, f"refs/heads/{branch}")
        if heads.status:
            text = speech.text("%(remote)s cannot be reached.", remote=remote)
            steps = [tree, PublishStep(text, False, _last_line(heads.out))]
        else:
            reached = PublishStep(speech.text("%(remote)s can be reached.", remote=remote), True)
            steps = [tree, reached, self._check_branch(remote, branch, heads.out.split("\t")[0].strip(), speech)]
        shown = _quoted(os.path.relpath(folder, self._root))
        commit = (f"git add {shown}", 'git commit -m "A recap"', "git push")
        return Checked(tuple(steps), (*(() if tree.is_good else commit), DEPLOY))

    def _check_tree(self, speech: Speech) -> PublishStep:
        """Whether what is published can be made again from what is committed."""
        status = self._git("status", "--porcelain", "--untracked-files=normal", "--", ".")
        changed = [line[3:] for line in status.out.splitlines() if line.strip()]
        if not status.status and not changed:
            return PublishStep(speech.text("Everything is committed."), True)
        text = speech.text("Not committed yet: %(files)s.", files=_some(changed))
        return PublishStep(text, False, speech.text("Commit it first, so that the site can be made again."))

    def deploy(self) -> Iterator[str]:
        """Run `mkdocs gh-deploy`, its lines as they come. Raises CauserieError where it runs already."""
        if self._running is not None and self._running.poll() is None:
            raise CauserieError("It is being published already.")
        command = [sys.executable, "-m", "mkdocs", "gh-deploy", "--strict", "--config-file", str(self._config)]
        self._running = subprocess.Popen(
            command,
            cwd=self._root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, **_QUIET},
        )
        return self._follow(self._running)

    def _follow(self, process: subprocess.Popen[str]) -> Iterator[str]:
        yield f"$ {DEPLOY}"
        assert process.stdout is not None, "its output is a pipe"
        with process:
            yield from process.stdout
        yield "Published." if process.returncode == 0 else f"It ended with {process.returncode}. Nothing was published."

    def _check_branch(self, remote: str, branch: str, theirs: str, speech: Speech) -> PublishStep:
        """Whether all that the published branch holds is known here: else somebody published from elsewhere."""
        if not theirs:
            return PublishStep(speech.text("%(branch)s is new: this is the first time.", branch=branch), True)
        if self._git("cat-file", "-e", f"{theirs}^{{commit}}").status:
            text = speech.text("%(branch)s has something that is not here.", branch=branch)
            told = speech.text("Somebody has published from elsewhere. Fetch it first:")
            return PublishStep(text, False, f"{told} git fetch {remote} {branch}")
        return PublishStep(speech.text("%(branch)s has nothing that is not here.", branch=branch), True)

    def _names(self) -> tuple[str, str]:
        """The remote and the branch, as mkdocs.yml has them."""
        try:
            said = dict(_OPTION.findall(self._config.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError):
            said = {}
        return said.get("remote_name", "origin").lstrip("-"), said.get("remote_branch", "gh-pages").lstrip("-")

    def _git(self, *arguments: str) -> _Said:
        try:
            done = subprocess.run(
                ["git", *arguments],
                cwd=self._root,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=_PATIENCE,
                env={**os.environ, **_QUIET},
                check=False,
            )
        except FileNotFoundError:
            return _Said(127, "Git is not installed.")
        except subprocess.TimeoutExpired:
            return _Said(124, f"No answer for {_PATIENCE} seconds.")
        return _Said(done.returncode, done.stdout if not done.returncode else done.stderr)


def _some(names: list[str]) -> str:
    more = len(names) - 3
    return ", ".join(names[:3]) + (f" and {more} more" if more > 0 else "")


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _quoted(path: str) -> str:
    return path if re.fullmatch(r"[\w./-]+", path) else f"'{path}'"
