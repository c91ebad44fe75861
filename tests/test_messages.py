"""The message catalogues: every text of the code in every language, none that nobody uses, each with its values."""

from __future__ import annotations

import re
import runpy
from gettext import c2py
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages.catalog import Message

_TOOL: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[1] / "generator" / "messages.py"))
CATALOGUES: list[Path] = list(_TOOL["catalogue_paths"]())
WRITTEN = {message.id: message for message in _TOOL["extract_catalogue"]() if message.id}
_VALUE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_ORDINARY_SPACE = re.compile(r" [;:?!»]|« ")  # French sets a no-break space there


def messages_of(path: Path) -> list[Message]:
    return [message for message in _TOOL["read_catalogue"](path) if message.id]


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """A text's one form, or its forms for numbers."""
    return [text] if isinstance(text, str) else list(text or ())


def values_in(text: str) -> list[str]:
    return sorted(_VALUE.findall(text))


each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)


def test_there_is_a_catalogue_and_the_code_has_texts() -> None:
    assert "fr" in [path.stem for path in CATALOGUES]
    assert {"Next chat", "Cancelled", "Live now", ("%(number)s recap", "%(number)s recaps")} <= WRITTEN.keys()
    assert len(WRITTEN) > 100


@each_catalogue
def test_every_text_is_in_the_catalogue_and_no_other(path: Path) -> None:
    """When this fails: `python generator/messages.py`, then translate what is empty."""
    found = {message.id for message in messages_of(path)}
    assert (sorted(map(str, WRITTEN.keys() - found)), sorted(map(str, found - WRITTEN.keys()))) == ([], [])


@each_catalogue
def test_every_text_is_translated_in_all_its_forms_and_none_is_a_guess(path: Path) -> None:
    catalogue = _TOOL["read_catalogue"](path)
    wanted = {message.id: 1 if isinstance(message.id, str) else catalogue.num_plurals for message in messages_of(path)}
    found = {message.id: sum(bool(form.strip()) for form in forms(message.string)) for message in messages_of(path)}
    assert {text: found[text] for text in found if found[text] != wanted[text]} == {}
    assert [message.id for message in messages_of(path) if message.fuzzy] == []


@each_catalogue
def test_a_translation_takes_the_values_that_its_text_takes(path: Path) -> None:
    """Of a text that depends on a number, a form may name the number or not, where English may, too."""
    wrong = []
    for message in messages_of(path):
        one, many = values_in(forms(message.id)[0]), values_in(forms(message.id)[-1])
        for form in forms(message.string):
            if not set(one) <= set(values_in(form)) <= set(many) or len(values_in(form)) > len(many):
                wrong.append((message.id, form))
    assert wrong == []


@each_catalogue
def test_a_catalogue_counts_as_its_language_does(path: Path) -> None:
    catalogue = _TOOL["read_catalogue"](path)
    rule = Locale.parse(path.stem).plural_form
    picked = [c2py(catalogue.plural_expr)(number) for number in range(120)]
    pairs = {(rule(number), form) for number, form in enumerate(picked)}
    assert len(pairs) == len(set(picked)) == catalogue.num_plurals  # one form of ours for each of the language's


@pytest.mark.parametrize("path", [path for path in CATALOGUES if path.stem == "fr"], ids=["fr"])
def test_french_is_set_as_french(path: Path) -> None:
    texts = [form for message in messages_of(path) for form in forms(message.string)]
    assert [text for text in texts if _ORDINARY_SPACE.search(text)] == []
    assert [text for text in texts if "'" in text or '"' in text] == []
    assert [text for text in texts if re.search(r"(?<!%\()hashtag", text, re.IGNORECASE)] == []
    assert any("mot-dièse" in text for text in texts)
