"""Compiled templates: made once, thrown away when a template changes, and never needed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from causerie.mkdocs_plugin import compiled
from causerie.mkdocs_plugin.compiled import CompiledTemplates


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where compiled templates stand in this test; Python is told to keep what it compiles."""
    (tmp_path / "package").mkdir()
    place = tmp_path / "package" / "__pycache__"
    monkeypatch.setattr(compiled, "_PLACE", place)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return place


def environment(folder: Path, kept: CompiledTemplates) -> Environment:
    return Environment(loader=FileSystemLoader(folder), bytecode_cache=kept, autoescape=True)


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "main.html").write_text('{% include "part.html" %}', encoding="utf-8")
    (folder / "part.html").write_text("one", encoding="utf-8")
    return folder


def test_what_is_prepared_is_not_compiled_again(place: Path, theme: Path, tmp_path: Path) -> None:
    CompiledTemplates(tmp_path / "otherwise").prepare(environment(theme, CompiledTemplates(tmp_path)), "main.html")
    kept = sorted(place.iterdir())
    assert len(kept) == 2
    before = [file.stat().st_mtime_ns for file in kept]
    assert environment(theme, CompiledTemplates(tmp_path)).get_template("main.html").render() == "one"
    assert [file.stat().st_mtime_ns for file in kept] == before
    assert not (tmp_path / "otherwise").exists()


def test_a_changed_template_is_compiled_anew(place: Path, theme: Path, tmp_path: Path) -> None:
    for text in ("one", "two"):
        (theme / "part.html").write_text(text, encoding="utf-8")
        assert environment(theme, CompiledTemplates(tmp_path)).get_template("main.html").render() == text


@pytest.mark.parametrize("damage", [b"", b"j2", b"\x00" * 400])
def test_a_damaged_one_does_no_harm(place: Path, theme: Path, tmp_path: Path, damage: bytes) -> None:
    for _ in range(2):
        assert environment(theme, CompiledTemplates(tmp_path)).get_template("main.html").render() == "one"
        for file in place.iterdir():
            file.write_bytes(damage + file.read_bytes()[len(damage) : 60])


def test_where_python_keeps_nothing_it_stands_in_the_cache_of_the_site(
    place: Path, theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    otherwise = tmp_path / ".cache" / "templates"
    assert environment(theme, CompiledTemplates(otherwise)).get_template("main.html").render() == "one"
    assert list(otherwise.iterdir())
    assert not place.exists()


def test_where_nothing_may_be_written_nothing_is_kept(place: Path, theme: Path, tmp_path: Path) -> None:
    place.write_text("a file where the folder should be", encoding="utf-8")
    assert environment(theme, CompiledTemplates(tmp_path)).get_template("main.html").render() == "one"
