"""Every input that is kept does what it should: the corpus, and what was found wrong once."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from tests.fuzz.cases import CORPUS, FINDINGS, read_cases
from tests.fuzz.target import MOST, SECONDS, Target
from tests.fuzz.targets import TARGETS


def folders_of(target: Target) -> tuple[Path, Path]:
    return CORPUS / target.name, FINDINGS / target.name


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_nothing_that_was_found_is_found_again(target: Target) -> None:
    count = 0
    for path, content in read_cases(*folders_of(target)):
        began = process_time()
        try:
            target.check(content)
        except Exception as error:
            raise AssertionError(f"{path} is wrong again") from error
        assert process_time() - began < SECONDS, path
        count += 1
    assert count >= 5


def test_the_cases_are_those_of_targets_and_small() -> None:
    folders = {path.name for folder in (CORPUS, FINDINGS) for path in folder.iterdir()}
    assert folders <= {target.name for target in TARGETS}
    sizes = [len(content) for target in TARGETS for _, content in read_cases(*folders_of(target))]
    assert max(sizes) <= MOST
    assert sum(sizes) < 300_000
