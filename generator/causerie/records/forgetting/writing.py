"""forget.yml with one more entry, in which nobody is named; and what of it is about somebody."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from causerie.records.editing import edit_forget
from causerie.records.forget import Forgotten
from causerie.records.forgetting.known import Known
from causerie.records.keyed import hash_name, name_key, name_person, read_keyed, write_keyed
from causerie.records.source import Source

_SALT = 16  # bytes


def forget_known(text: str, known: Known, today: date, reason: str = "") -> str:
    """A forget.yml that knows somebody by every name; the same text where it does already. Raises EditError."""
    salt, digests = _first_salt(text), {each for entry in _keyed_entries(text) for each in entry}
    names = sorted(known.all_names())
    if salt:
        names = [name for name in names if f"{salt.hex()}:{hash_name(name, salt).hex()}" not in digests]
    if not names:
        return text
    entry = {"hashed": write_keyed(names, salt or secrets.token_bytes(_SALT)), "on": f"{today:%Y-%m-%d}"}
    return edit_forget(text, {**entry, "reason": reason} if reason else entry)


def name_forgotten(text: str, known: Known) -> Forgotten:
    """What is to be swept out: somebody by their names, and by the hashes of entries that are about them."""
    hashes: set[str] = set()
    own = {name_person(name) for name in known.names} | set(map(name_key, known.keys))
    own |= known.accounts | known.posts | known.texts  # a later entry may hold one of these alone
    for entry in _keyed_entries(text):
        one = Forgotten(hashes=frozenset(entry))
        if any(map(one.knows, own)):
            hashes |= entry
    return Forgotten(frozenset(known.accounts), frozenset(known.posts), frozenset(hashes))


def _first_salt(text: str) -> bytes:
    """A file has one salt, so that each name is hashed once."""
    for entry in _keyed_entries(text):
        return bytes.fromhex(next(iter(entry)).partition(":")[0])
    return b""


def _keyed_entries(text: str) -> Iterator[set[str]]:
    for entry in _entries(text):
        if isinstance(entry, dict) and isinstance(entry.get("hashed"), str):
            try:
                yield set(read_keyed(entry["hashed"].strip()))
            except ValueError:
                continue


def _entries(text: str) -> list[Any]:
    return Source(Path(), Path(), text.encode()).read_list() or []
