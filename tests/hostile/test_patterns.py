"""No pattern can be made to search for ever: each is given what makes a careless one try every way to split a text."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import regex

import causerie
from tests.hostile.limited import limited

REPEATED = 30  # times 2 for each way to split: a careless pattern would take minutes
SECONDS = 2.0  # of the processor, for hundreds of texts that take a careful one some microseconds each
UNITS = *"a1@#.-?!/<>\"'([*_:,&\\ \n", "@a", "a.", "a ", "a-", ". ", "' ", "> ", "#\n"


def patterns() -> dict[str, Any]:
    """All patterns of the package, by where they stand."""
    found: dict[str, Any] = {}
    for module in pkgutil.walk_packages(causerie.__path__, "causerie."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for at, pattern in enumerate(_patterns_in(value)):
                found.setdefault(f"{module.name}.{name}.{at}", pattern)
    return {name: pattern for name, pattern in found.items() if isinstance(pattern.pattern, str)}


def _patterns_in(value: Any) -> Iterator[Any]:
    if isinstance(value, re.Pattern | regex.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from (each for part in value.values() for each in _patterns_in(part))
    elif type(value) in (tuple, list):
        yield from (each for part in value for each in _patterns_in(part))


def texts(pattern: str) -> Iterator[str]:
    """What begins as a pattern may, goes on and on, and ends with what does not fit."""
    begins = "", "a", *(sign for sign in UNITS if len(sign) == 1 and sign in pattern)
    for begin, unit in product(begins, UNITS):
        yield begin + unit * REPEATED + "\x00a\x00"


def search(name: str, pattern: Any) -> None:
    with limited(name, SECONDS):
        for text in texts(pattern.pattern):
            pattern.search(text)


def test_no_pattern_searches_for_ever() -> None:
    found = patterns()
    assert len(found) > 300
    for name, pattern in found.items():
        search(name, pattern)


@pytest.mark.parametrize("careless", [r"[?](?:[^\w.]+\s*)*\Z", r"\s*(?:#[^\n]*\s*)*,", r"(?:[@#][\w.@-]+ ?)*x"])
def test_a_careless_pattern_would_be_noticed(careless: str) -> None:
    with pytest.raises(AssertionError, match="for ever"):
        search("this", re.compile(careless))
