"""Hostile records and the site that is built of them, and a small site of the same kinds of pages: each made once."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.hostile.records import Records, read_records
from tests.hostile.site_making import write_site
from tests.hostile.strings import all_strings
from tests.site.building import build_site


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every hostile string in every field, built with `--strict`."""
    root = tmp_path_factory.mktemp("hostile")
    return build_site(write_site(root, all_strings(), picture()))


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """Every hostile string in every field, read and not built."""
    return read_records(write_site(tmp_path_factory.mktemp("records"), all_strings(), picture()))


@pytest.fixture(scope="session")
def harmless_records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """The same with plain words."""
    root = tmp_path_factory.mktemp("harmless-records")
    return read_records(write_site(root, all_strings()[:16], picture(), is_harmless=True))


@pytest.fixture
def asked() -> list[str]:
    """What a browser asked of others."""
    return []


@pytest.fixture(scope="session")
def harmless_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same records with plain words in them, as many as there are kinds of pages."""
    root = tmp_path_factory.mktemp("harmless")
    return build_site(write_site(root, all_strings()[:16], picture(), is_harmless=True))
