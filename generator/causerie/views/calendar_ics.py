"""The `ics` library without its parser, which it makes when it is imported, and which we never use.

The parser's own library takes 100 ms to import, several times what all the rest takes; here it waits until it is asked.
"""

from __future__ import annotations

import importlib
import sys
from functools import lru_cache
from types import ModuleType
from typing import Any

_GRAMMAR, _PARSING = "ics.grammar.contentline", "tatsu"


@lru_cache(maxsize=1)
def load_ics() -> ModuleType:
    """The package, whose parser works, too, for whoever else in this process wants it."""
    if "ics" not in sys.modules and _PARSING not in sys.modules:
        sys.modules[_GRAMMAR] = _Grammar(_GRAMMAR)
        sys.modules[_PARSING] = _Later(_PARSING)
        try:
            importlib.import_module("ics")
        finally:
            del sys.modules[_GRAMMAR], sys.modules[_PARSING]
    return importlib.import_module("ics")


class _Later(ModuleType):
    """Stands for a module until something of it is wanted."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what importing itself asks for
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


class _Grammar(ModuleType):
    """Stands for the module of ics that makes the parser."""

    class contentlineParser:  # noqa: N801 - the name that ics wants
        def parse(self, line: str) -> Any:
            """Parse with the real one, made now."""
            return importlib.import_module(_GRAMMAR).contentlineParser().parse(line)
