"""No command is forgotten here: each one is killed, or it is run and writes nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import click
import pytest

from causerie.cli import main
from tests.crash.judging import Trial, copy_site, read_tree
from tests.crash.killing import Order, Runner
from tests.crash.kinds import EXPORT, KINDS, NAME, NOW

READING = (
    ("plan",),
    ("check",),
    ("check", "--strict"),
    ("import", EXPORT, "--session", NAME, "--dry-run"),
    ("draft", NAME, "--dry-run"),
    ("export", NAME),
    ("report",),
    ("directory", "list"),
    ("forget", "x:kim", "--dry-run"),
    ("schema", "recap"),
)


def commands_of(group: click.Group, *names: str) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands_of(command, *names, name)
        else:
            yield (*names, name)


def test_every_command_is_killed_or_is_known_to_write_nothing() -> None:
    known = [*(kind.arguments for kind in KINDS), *READING]
    every = list(commands_of(main))
    assert len(every) > 15
    assert [each for each in every if not any(given[: len(each)] == each for given in known)] == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes that fork")
@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_a_command_that_only_reads_changes_nothing(
    arguments: tuple[str, ...], running: Runner, trial_of: Callable[[str], Trial]
) -> None:
    trial = trial_of("import")
    root = copy_site(trial.room)
    (ended,) = running.run(Order(str(root), (*arguments, "--now", NOW)))
    assert (ended.code in (0, 1), "Traceback" in ended.said) == (True, False), ended.said
    assert read_tree(root) == trial.before
