"""The entries of a recap's lists, each known by a key made of its content, so that an edit finds what it means."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from causerie.frozen import frozen
from causerie.records.editing.edited import Edited
from causerie.records.editing.refusals import EditConflict

LISTS = ("highlights", "takeaways", "resources", "unanswered")


@frozen
class Entry:
    """An entry of a list: its key, its place from 0, and its value as YAML has it."""

    key: str
    at: int
    value: Any


def read_entries(text: str) -> Mapping[str, tuple[Entry, ...]]:
    """The entries of a recap.yml by list; none where something else than a list stands. Raises EditError."""
    value = Edited(text, "recap.yml").value
    lists = value if isinstance(value, dict) else {}
    return {name: name_entries(name, lists.get(name)) for name in LISTS}


def name_entries(name: str, values: Any) -> tuple[Entry, ...]:
    """The entries of a list with their keys; equal ones are numbered."""
    seen: Counter[str] = Counter()
    entries = []
    for at, value in enumerate(values if isinstance(values, list) else ()):
        content = json.dumps([name, value], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        key = blake2b(content.encode("utf-8", "replace"), digest_size=6).hexdigest()
        seen[key] += 1
        entries.append(Entry(key if seen[key] == 1 else f"{key}-{seen[key]}", at, value))
    return tuple(entries)


def find_entry(entries: Iterable[Entry], key: Any) -> Entry:
    """The entry with a key; raises EditConflict where it is gone."""
    for entry in entries:
        if entry.key == key:
            return entry
    raise EditConflict("This entry was changed or taken out in the file meanwhile.")
