"""In a browser, the page of a small site's session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.curate.driving import Curator, curate, serve_page
from tests.curate.site_making import make_site


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the page, and the session's folder."""
    folder = make_site(tmp_path)
    with serve_page(tmp_path, next_slot=lambda: {"start": "2026-12-09 20:00"}) as address:
        yield address, folder


@pytest.fixture
def curator(browser: Browser, served: tuple[str, Path]) -> Iterator[Curator]:
    """Somebody at a desk; whatever their browser complains of fails the test."""
    with curate(browser, *served) as someone:
        yield someone
        assert someone.complaints == []
