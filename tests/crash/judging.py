"""What must be true after a command was killed, and after it was run again."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.crash.killing import Ended, Order, Runner
from tests.crash.kinds import Kind, make_records

Tree = dict[str, bytes]
# What the next run clears away: a file or folder that is not whole yet, what a new site or a build is made in.
_UNFINISHED = re.compile(r"(?:.*/)?(?:\.[^/]+\.\d+\.\w+\.tmp(?:/.*)?\Z|(?:\.causerie-new-|site\.new-)\d+/)")


@dataclass(frozen=True)
class Trial:
    """A command on its site, before it is run and after it was run undisturbed."""

    kind: Kind
    room: Path  # with the site as it was
    before: Tree
    after: Tree
    steps: list[str]
    seconds: float


@dataclass(frozen=True)
class Moment:
    """When a command is killed: before a step, or after a part of the time that it takes."""

    step: int = 0
    part: float = 0


def begin_trial(kind: Kind, runner: Runner, room: Path) -> Trial:
    """Make a command's site, and run it there once without disturbing it."""
    (room / "kept").mkdir(parents=True)
    make_records(room / "kept")
    if kind.earlier:
        _run(runner, room / "kept", kind.earlier)
    kind.prepare(room / "kept")
    before = read_tree(room / "kept")
    root = copy_site(room)
    first = _run(runner, root, kind.arguments, kind.codes)
    after = read_tree(root)
    assert after != before, f"{kind.name} changes nothing"
    second = _run(runner, copy_site(room), kind.arguments, kind.codes)
    trial = Trial(kind, room, before, after, first.steps, min(first.seconds, second.seconds))
    assert list(find_differences(trial, read_tree(root))) == [], f"{kind.name} is not repeatable"
    return trial


def choose_moments(trial: Trial, count: int, seed: int) -> Iterator[Moment]:
    """Half as many as are counted at steps that write, rather at a rename and just after it; then random times."""
    chance = random.Random(f"{trial.kind.name} {seed}")
    steps = range(1, len(trial.steps) + 1)
    renames = {at for at in steps if trial.steps[at - 1] in ("os.rename", "ctypes.dlsym")}
    turns = sorted({*renames, *(at + 1 for at in renames)} & {*steps})
    chosen = {*chance.sample(turns, min(len(turns), count // 3))}
    others = sorted({*steps} - chosen)
    chosen |= {*chance.sample(others, min(len(others), (count + 1) // 2 - len(chosen)))}
    for step in sorted(chosen):
        yield Moment(step=step)
    while True:
        yield Moment(part=chance.uniform(0.02, 1.05))


def try_moment(trial: Trial, runner: Runner, moment: Moment) -> tuple[Ended, list[str]]:
    """Kill the command at a moment and run it again: how it ended at first, and everything that is wrong then."""
    kind = trial.kind
    root = copy_site(trial.room)
    seconds = moment.part * trial.seconds
    (ended,) = runner.run(Order(str(root), kind.arguments, step=moment.step, seconds=seconds))
    now = read_tree(root)
    wrong = [f"killed: {each}" for each in find_torn(trial, now)]
    if not ended.is_killed and ended.code not in kind.codes:
        wrong.append(f"ended with {ended.code}: {ended.said[-600:]}")
    if now not in (trial.before, trial.after):  # some files are the old ones and some the new ones
        (checked,) = runner.run(Order(str(root), ("check", "--now", "2026-12-03T12:00")))
        if "No errors" not in checked.said:
            wrong.append(f"records with errors: {checked.said[-600:]}")
    (again,) = runner.run(Order(str(root), kind.arguments))
    if again.code not in kind.codes:
        wrong.append(f"again: ended with {again.code}: {again.said[-600:]}")
    wrong += [f"again: {each}" for each in find_differences(trial, read_tree(root))]
    return ended, wrong


def find_torn(trial: Trial, now: Tree) -> Iterator[str]:
    """Files that are neither as they were nor as they are to be, and a site that is neither."""
    for path in sorted(trial.before.keys() | trial.after.keys() | now.keys()):
        if _UNFINISHED.match(path) or path in (*trial.kind.salted, *trial.kind.between):
            continue
        if now.get(path) not in (trial.before.get(path), trial.after.get(path)):
            yield f"{path} is neither the old nor the new one"
    if _site_of(now) not in (_site_of(trial.before), _site_of(trial.after)):
        yield "site/ is neither the old nor the new one"


def _site_of(files: Tree) -> Tree:
    return {path: data for path, data in files.items() if path.startswith("site/")}


def find_differences(trial: Trial, now: Tree) -> Iterator[str]:
    """How a folder differs from the one in which the command was not disturbed."""
    for path in sorted(trial.after.keys() | now.keys()):
        if now.get(path) != trial.after.get(path) and not (path in trial.kind.salted and path in now):
            how = "differs" if path in now and path in trial.after else "is there" if path in now else "is missing"
            yield f"{path} {how}"


def copy_site(room: Path) -> Path:
    """The site as it was, in a folder to work in."""
    root = room / "site"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(room / "kept", root, symlinks=True)
    return root


def read_tree(root: Path) -> Tree:
    """Every file of a site with its content, but for what only the program keeps for itself."""
    return {
        name: path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not (name := path.relative_to(root).as_posix()).startswith(".cache/")
    }


def _run(runner: Runner, root: Path, arguments: tuple[str, ...], codes: tuple[int, ...] = (0,)) -> Ended:
    (ended,) = runner.run(Order(str(root), arguments))
    assert ended.code in codes, f"{' '.join(arguments)} ended with {ended.code}: {ended.said}"
    return ended
