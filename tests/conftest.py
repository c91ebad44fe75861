"""Rules for every test: where CAUSERIE_TESTS_COMPLETE=1 is set, a test that would be skipped fails instead.

But for tests with real exports: these are other people's posts, which no machine has to have.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import settings

from tests.importers.real import NO_EXPORTS
from tests.readers import need

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

settings.register_profile("causerie", deadline=None)  # a busy machine is no failure
settings.load_profile("causerie")

_IS_COMPLETE = os.environ.get("CAUSERIE_TESTS_COMPLETE") == "1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _refuse_skip((yield))


def _refuse_skip(report: Report) -> Report:
    """A skip as a failure that says its reason, where nothing may be skipped; expected failures stay what they are."""
    if _IS_COMPLETE and report.skipped and not hasattr(report, "wasxfail") and NO_EXPORTS not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped here: {report.longrepr}"
    return report


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write today's output as the expected files")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, without a window; one for all tests, as Playwright runs once in a process."""
    from playwright.sync_api import expect, sync_playwright

    from tests.site.browsing import BROWSER_FLAGS

    expect.set_options(timeout=30_000)  # a busy machine is no failure
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=need("chromium"), args=BROWSER_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes | str], None]:
    """Compares whole outputs with files in `golden/` beside the test; `--refresh-golden` writes them anew."""
    folder = request.path.parent / "golden"

    def compare(name: str, content: bytes | str) -> None:
        path = folder / name
        if request.config.getoption("--refresh-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        expected = path.read_bytes()
        assert content == (expected if isinstance(content, bytes) else expected.decode())

    return compare
