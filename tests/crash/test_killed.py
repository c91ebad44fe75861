"""Each command that writes, killed at some moments: `python tests/crash --moments 200` tries many more."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import islice

import pytest

from tests.crash.judging import Trial, choose_moments, copy_site, try_moment
from tests.crash.killing import Order, Runner
from tests.crash.kinds import KINDS
from tests.curate.site_making import FOLDER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, and processes that fork")
NAMES = [kind.name for kind in KINDS]
MOMENTS = 12


@pytest.mark.parametrize("name", NAMES)
def test_killed_at_any_moment_every_file_is_whole_and_the_next_run_does_the_rest(
    name: str, running: Runner, trial_of: Callable[[str], Trial]
) -> None:
    trial = trial_of(name)
    killed = 0
    for moment in islice(choose_moments(trial, MOMENTS, seed=2), MOMENTS):
        ended, wrong = try_moment(trial, running, moment)
        assert wrong == [], moment
        assert ended.is_killed or not moment.step, moment  # a time may come when a quicker run is over
        killed += ended.is_killed
    assert killed > 0


def test_what_a_killed_run_put_into_a_kit_is_not_taken_for_a_persons(
    running: Runner, trial_of: Callable[[str], Trial]
) -> None:
    trial = trial_of("kit, again")
    root = copy_site(trial.room)
    (killed,) = running.run(Order(str(root), trial.kind.arguments, step=len(trial.steps) // 2))
    assert killed.is_killed
    path = root / FOLDER / "session.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Who signs", "Who reads"), encoding="utf-8")
    (again,) = running.run(Order(str(root), trial.kind.arguments))
    assert (again.code, "You have changed" in again.said) == (0, False), again.said
    assert [path.name for path in (root / "kit").rglob("*.new.*")] == []
