"""The built demo, a demo with secrets in it, and a visitor's browser; each made at most once by a test process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.browsing import Visitor, serve
from tests.site.building import NOW, build_site, copy_demo
from tests.site.demo_records import DemoSession, sessions_ahead
from tests.site.html_page import HtmlPage, read_pages
from tests.site.secrets import add_secrets


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of which the demo's site is built."""
    return copy_demo(tmp_path_factory.mktemp("demo")) / "content"


@pytest.fixture
def ahead(content: Path) -> list[DemoSession]:
    """The written sessions after the build that will take place; the first is the landing page's hero."""
    return sessions_ahead(content, NOW)


@pytest.fixture(scope="session")
def site(content: Path) -> Path:
    """The demo, built."""
    return build_site(content.parent)


@pytest.fixture(scope="session")
def pages(site: Path) -> list[HtmlPage]:
    """Every page of the built demo."""
    return read_pages(site)


@pytest.fixture(scope="session")
def site_with_secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with more records in it that must not show yet, or ever; see `secrets.py`."""
    folder = copy_demo(tmp_path_factory.mktemp("secrets"))
    add_secrets(folder / "content")
    return build_site(folder)


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """Where the built demo is served."""
    with serve(site) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, served: str) -> Iterator[Visitor]:
    """Somebody who opens pages of the demo; whatever their browser complains of fails the test."""
    someone = Visitor(browser, served)
    yield someone
    someone.leave()
    assert someone.complaints == []
