"""The folder of texts that a host sends: hostile records make no formula, no script and no file of their own there."""

from __future__ import annotations

import csv
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner

from causerie.cli import main
from tests.hostile.conftest import picture
from tests.hostile.site_making import OF_A_CHAT, write_site
from tests.hostile.strings import ADDRESSES, FORMATS, MARKUP

STRINGS = [*FORMATS[:12], *MARKUP[:8], *MARKUP[12:18], *ADDRESSES[:4], "=1+1", "@spy"]
TAKING_PLACE = [number for number in range(len(STRINGS)) if number % OF_A_CHAT in (0, 3)]  # the others are called off


def make_kit(records: Path, number: int, room: Path) -> Path:
    session, target = f"c{number // OF_A_CHAT}/comes{number}", room / f"kit{number}"
    given = ["kit", session, "--to", str(target), "--now", "2026-11-22T12:00", "--config", str(records / "mkdocs.yml")]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 0, result.output
    return target


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    room = tmp_path_factory.mktemp("kits")
    records = write_site(room / "records", STRINGS, picture())
    return [make_kit(records, number, room) for number in TAKING_PLACE]


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    room = tmp_path_factory.mktemp("harmless-kits")
    records = write_site(room / "records", STRINGS[:8], picture(), is_harmless=True)
    return [make_kit(records, number, room) for number in (0, 3)]


def test_no_cell_of_a_table_is_a_formula(kits: list[Path]) -> None:
    cells = [
        cell
        for kit in kits
        for path in kit.glob("*.csv")
        for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True))
        for cell in row
    ]
    assert len(cells) > 100
    assert [cell for cell in cells if cell.lstrip(" ").startswith(tuple("=+-@\t\r"))] == []


def test_pages_have_only_elements_and_attributes_that_plain_words_make(kits: list[Path], harmless: list[Path]) -> None:
    def shapes(folders: list[Path]) -> set[tuple[str, str]]:
        return {
            (element.tag, name)
            for folder in folders
            for path in folder.glob("*.html")
            for element in lxml.html.fromstring(path.read_bytes()).iter()
            if isinstance(element.tag, str)
            for name in ("", *element.attrib)
        }

    made = shapes(kits)
    assert made - shapes(harmless) <= {("em", "")}  # "shortened to fit"
    assert len(made) > 20


def test_files_are_named_as_ever(kits: list[Path]) -> None:
    names = {path.name for kit in kits for path in kit.rglob("*")}
    assert [name for name in names if not name.replace(".", "").replace("-", "").isalnum()] == []
