"""The process that runs commands, once for all tests of a worker, and the sites that they are run on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.crash.judging import Trial, begin_trial
from tests.crash.killing import Runner, runner
from tests.crash.kinds import KINDS


@pytest.fixture(scope="session")
def running() -> Iterator[Runner]:
    """The process that runs commands."""
    with runner() as found:
        yield found


@pytest.fixture(scope="session")
def trial_of(running: Runner, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Trial]:
    """A command's site by the command's name, made once."""
    made: dict[str, Trial] = {}

    def find(name: str) -> Trial:
        if name not in made:
            (kind,) = (each for each in KINDS if each.name == name)
            made[name] = begin_trial(kind, running, tmp_path_factory.mktemp("crash") / "room")
        return made[name]

    return find
