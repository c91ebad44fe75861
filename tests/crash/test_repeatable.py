"""What a command writes depends on its records, its options and its clock, and on nothing of the machine."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.crash.judging import Trial, find_differences, read_tree
from tests.crash.killing import Order, Runner, runner
from tests.crash.test_killed import NAMES
from tests.site.test_reproducible import WEST

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes that fork")


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Runner]:
    """A process in another time zone and locale, with another hash seed."""
    with runner(**WEST) as found:
        yield found


@pytest.mark.parametrize("name", NAMES)
def test_elsewhere_a_command_writes_the_same(
    name: str, elsewhere: Runner, trial_of: Callable[[str], Trial], tmp_path_factory: pytest.TempPathFactory
) -> None:
    trial = trial_of(name)
    root = tmp_path_factory.mktemp("elsewhere") / "a folder of another name"
    shutil.copytree(trial.room / "kept", root)
    (ended,) = elsewhere.run(Order(str(root), trial.kind.arguments))
    assert ended.code in trial.kind.codes, ended.said
    assert list(find_differences(trial, read_tree(root))) == []
