"""Platforms in records: their names, the accounts of people there, and where a chat takes place on each."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from causerie.records.schema_addresses import read_address, read_instance
from causerie.records.schema_fields import as_text, read_handle, shorten

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_USUAL = ("mastodon", "bluesky", "x")
_OLD_NAMES = {"twitter": "x", "bsky": "bluesky", "fediverse": "mastodon"}


def read_platform(value: Any) -> str:
    """A platform's name as records spell it."""
    if value in _USUAL:  # much faster
        return str(value)
    name = as_text(value)
    plain = name.strip().casefold()
    if plain in _OLD_NAMES:
        raise ValueError(f"'{name}', which is called {_OLD_NAMES[plain]} here. Write {_OLD_NAMES[plain]}.")
    if not _NAME.match(name):
        raise ValueError(f"'{name}', no platform. Write its name in small letters, like mastodon, bluesky or x.")
    return name


def _pair_with_names(value: Any) -> Any:
    """Each value with its platform's name: how a value is read depends on it."""
    return {name: (name, part) for name, part in value.items()} if isinstance(value, dict) else value


def _read_account(pair: tuple[str, Any]) -> str:
    platform, value = pair
    handle = read_handle(as_text(value))
    if not handle or re.search(r"[\s/]", handle):
        raise ValueError(f"'{shorten(value)}', no handle. Write the handle alone, like amara.example.")
    if platform == "mastodon" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", handle):
        user = handle.partition("@")[0]
        raise ValueError(f"'{shorten(value)}', a handle without its instance. Write \"@{user}@glammr.example\".")
    return handle


def _read_place(pair: tuple[str, Any]) -> str | None:
    """Where on a platform a chat takes place: an instance, an address, '' for `true`, None for `false`."""
    platform, place = pair
    if place is False or place in ("no", "off"):
        return None
    if platform == "mastodon":
        if place is None or place is True:
            raise ValueError("given without its instance. Write mastodon: glammr.example, the server of the chat.")
        return read_instance(as_text(place))
    if place is None or place is True or place in ("yes", "on"):
        return ""
    try:
        return read_address(as_text(place))
    except ValueError as error:
        raise ValueError(f"{error} Or write true.") from None


_SWITCH_OR_ADDRESS = {"type": ["boolean", "string"]}
PlatformName = Annotated[str, PlainValidator(read_platform), WithJsonSchema({"type": "string"})]
Accounts = Annotated[
    dict[PlatformName, Annotated[str, PlainValidator(_read_account)]],
    BeforeValidator(_pair_with_names),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
]
Platforms = Annotated[
    dict[PlatformName, Annotated[str | None, PlainValidator(_read_place)]],
    BeforeValidator(_pair_with_names),
    WithJsonSchema(
        {
            "type": "object",
            "properties": {
                "mastodon": {"type": "string", "description": "The instance.", "examples": ["glammr.example"]},
                "bluesky": _SWITCH_OR_ADDRESS,
                "x": _SWITCH_OR_ADDRESS,
                "threads": _SWITCH_OR_ADDRESS,
                "linkedin": _SWITCH_OR_ADDRESS,
            },
            "additionalProperties": _SWITCH_OR_ADDRESS,
        }
    ),
]
