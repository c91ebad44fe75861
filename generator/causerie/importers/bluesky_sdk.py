"""Answers of Bluesky's API as its Python SDK saves them, with other names of fields; given those of the API again."""

from __future__ import annotations

import re
from typing import Any

_TYPE = "py_type"
_STORED = ("record", "value")
_NEXT_WORD = re.compile(r"(?<=[a-z0-9])_([a-z0-9])")


def as_api(value: Any) -> Any:
    """A value with the names of the API, wherever in it the SDK's begin; others as they are."""
    try:
        return _find(value)
    except RecursionError:  # no answer is as deep as that
        return value


def _find(value: Any) -> Any:
    if isinstance(value, list):
        return [_find(each) for each in value]
    if not isinstance(value, dict):
        return value
    if _TYPE in value or any(isinstance(inner := value.get(key), dict) and "created_at" in inner for key in _STORED):
        return _rename(value)
    return {key: _find(each) for key, each in value.items()}


def _rename(value: Any) -> Any:
    if isinstance(value, list):
        return [_rename(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"link"}:  # the name of a stored file
        return {"$link": value["link"]}
    return {_name(key): _rename(each) for key, each in value.items() if each is not None}


def _name(key: str) -> str:
    return "$type" if key == _TYPE else _NEXT_WORD.sub(lambda found: found[1].upper(), key)
