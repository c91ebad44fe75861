"""The built demo, and a demo with secrets in it; each is built at most once by each test process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import build_site, copy_demo
from tests.site.html_page import HtmlPage, read_pages
from tests.site.secrets import add_secrets


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of which the demo's site is built."""
    return copy_demo(tmp_path_factory.mktemp("demo")) / "content"


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
