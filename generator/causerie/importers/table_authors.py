"""Authors in the cells of tables, however a tool mixes up handles, names, addresses and whole accounts."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

from causerie.importers.addresses import Address
from causerie.importers.lenient import text_in
from causerie.model.platform import Platform, bare_handle, profile_url
from causerie.model.post import Author

_MAIL = re.compile(r"(?<![\w@.+-])[\w.+-]+@[\w-]+\.[\w.]+")
_NAMED = re.compile(r"(?:(?P<name>.*?)[\s(]+)?@(?P<handle>[\w.-]+(?:@[\w.-]+)?)\)?", re.DOTALL)
_ACCOUNT = re.compile(r"\s*(?:\{|User\()")
_USERNAME = re.compile(r"\busername['\"]?\s*[:=]\s*['\"](\w+)['\"]")
_LONGEST = 1_000  # characters of a cell that names one person
_LONGEST_ACCOUNT = 20_000  # characters


def read_author(handle: str, name: str, platform: str, known: Address | None) -> Author:
    """The author by the cells of a row, else by the post's address; never an e-mail address."""
    if _ACCOUNT.match(handle):
        account = _read_account(handle)
        handle = text_in(account, "username", "screen_name")
        name = text_in(account, "displayname", "displayName", "name") or ("" if _ACCOUNT.match(name) else name)
    if "://" in handle:
        handle = handle.rstrip("/").rpartition("/")[2]
    if named := _NAMED.fullmatch(handle.strip()[:_LONGEST]):
        handle, name = named["handle"], name or named["name"] or ""
    elif any(char.isspace() for char in handle):
        handle, name = "", name or handle
    handle = bare_handle(handle)
    if platform != Platform.MASTODON and _MAIL.fullmatch(handle):
        handle = ""
    if known and (not handle or (platform == Platform.MASTODON and "@" not in handle)):
        handle = known.author.handle or handle
    name = "" if _MAIL.search(name) else name
    return Author(handle=handle, name=name, id=known.author.id if known else "", url=profile_url(platform, handle))


def _read_account(cell: str) -> Mapping[str, Any]:
    """An account that a tool wrote into one cell, as Python shows it; of what cannot be read only its username."""
    try:
        account = ast.literal_eval(cell.strip()) if len(cell) <= _LONGEST_ACCOUNT else None
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        account = None
    if isinstance(account, Mapping):
        return account
    found = _USERNAME.search(cell[:_LONGEST_ACCOUNT])
    return {"username": found[1]} if found else {}
