"""A whole site without its theme: every page and file that a small folder of records makes, kept as expected files.

`--refresh-golden` writes them anew; look at the difference before you commit it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from causerie.build import build_files, build_pages, plan_site
from causerie.model.library import Library
from causerie.problems import Severity
from causerie.records import read_library
from causerie.settings import Settings
from causerie.views.artifact import Artifact, PageArtifact
from causerie.views.pages import BLOCKS, Block, render_block
from tests import make

GOLDEN = Path(__file__).parent / "golden_site"
SETTINGS: Settings = make.settings(
    root=GOLDEN, content=GOLDEN / "content", language="en-GB", contact="hello@chats.example", weeks_ahead=5
)


def made() -> dict[str, bytes]:
    """Every artifact of the golden records by its path, and those that are copies in a list of their own."""
    reading = read_library(SETTINGS)
    assert [problem for problem in reading.problems if problem.severity is not Severity.ADVICE] == []
    site = plan_site(reading.library, SETTINGS, make.NOW)
    pages = {f"{planned.address}index.html": show_page(planned.make()) for planned in build_pages(site)}
    files = list(build_files(site))
    code = {f"assets/causerie/{name}" for name in ("causerie.css", "causerie.js")}  # tests/views/test_stylesheet.py
    code |= {f"assets/causerie/{name}" for name in ("feed.xsl", "feed.css")}  # tests/views/test_feeds_readers.py
    written = {file.path: file.read() for file in files if file.source is None and file.path not in code}
    copies = "".join(sorted(show_copy(file) for file in files if file.source is not None))
    assert len({*pages, *(file.path for file in files)}) == len(pages) + len(files), "an address is made twice"
    blocks = "".join(f"[causerie {kind}]\n{show_block(kind, reading.library)}\n" for kind in BLOCKS)
    return {**pages, **written, "blocks.html": blocks.encode(), "copies.txt": copies.encode()}


def show_page(page: PageArtifact) -> bytes:
    """What the theme is told about a page, and the page."""
    outline = [f"  {'#' * heading.level} {heading.title} ({heading.id})" for heading in page.outline]
    told = [f"title: {page.title}", f"description: {page.description}", f"language: {page.language}"]
    told += [f"record: {page.record}", "outline:", *outline]
    lines = [line.rstrip() for line in [*told, "", page.head, page.body, ""]]
    return "\n".join(lines).encode()


def show_block(kind: str, library: Library) -> str:
    html = render_block(Block(kind=kind, title="Title"), library, SETTINGS, make.NOW, address="", language="en-GB")
    return "\n".join(line.rstrip() for line in html.splitlines())


def show_copy(file: Artifact) -> str:
    source = file.source
    assert source is not None
    assert source.is_file()
    shown = source.relative_to(GOLDEN).as_posix() if source.is_relative_to(GOLDEN) else f"causerie: {source.name}"
    return f"{file.path} <- {shown}\n"


def test_the_golden_records_make_the_expected_site(pytestconfig: pytest.Config) -> None:
    expected = GOLDEN / "expected"
    after = made()
    if pytestconfig.getoption("--refresh-golden"):
        shutil.rmtree(expected, ignore_errors=True)
        for name, content in after.items():
            (expected / name).parent.mkdir(parents=True, exist_ok=True)
            (expected / name).write_bytes(content)
    before = {p.relative_to(expected).as_posix(): p.read_bytes() for p in expected.rglob("*") if p.is_file()}
    assert sorted(after) == sorted(before)
    for name, content in after.items():
        assert content.decode().splitlines() == before[name].decode().splitlines(), name
        assert content == before[name], name


def test_what_is_not_for_readers_is_nowhere() -> None:
    texts = {name: content.decode() for name, content in made().items()}
    private = (
        "Not announced yet",
        "Only an idea",
        "gone.example",
        "The stopwatch.",
        "Nobody sees this.",
        "worst label",
    )
    assert [(name, word) for name, text in texts.items() for word in private if word in text] == []


def test_the_same_records_make_the_same_bytes() -> None:
    assert made() == made()
