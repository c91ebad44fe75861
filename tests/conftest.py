"""Rules for every test: where CAUSERIE_TESTS_COMPLETE=1 is set, a test that would be skipped fails instead."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest

_IS_COMPLETE = os.environ.get("CAUSERIE_TESTS_COMPLETE") == "1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _refuse_skip((yield))


def _refuse_skip(report: Any) -> Any:
    """A skip as a failure that says its reason, where nothing may be skipped; expected failures stay what they are."""
    if _IS_COMPLETE and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped here: {report.longrepr}"
    return report
