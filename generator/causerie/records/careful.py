"""Highlights of people who may not want to be quoted: nobody knows, so it is an advice to ask them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from causerie.model.session import Session
from causerie.problems import Problem
from causerie.records.source import Source
from causerie.settings import Settings

# What people put into their names who have locked their account, or ask not to be quoted.
_PRIVATE = re.compile(
    r"[\U0001f512\U0001f510]"
    r"|\b(?:private|priv\u00e9e?|privad[oa]|privat|locked|protected) (?:account|compte|konto|cuenta|conta)\b"
    r"|\((?:private|locked|protected|priv\u00e9e?|privat|privad[oa])\)"
    r"|\b(?:do not|don['\u2019]t|no) (?:quot|archiv|screenshot|shar|repost|embed)\w*"
    r"|#?\bno(?:bots?|archive|index|quotes?|screenshots?)\b",
    re.IGNORECASE,
)


def looks_private(name: str) -> bool:
    """Whether a person's name says that they may not want to be quoted."""
    return _PRIVATE.search(name) is not None


def advise_private(session: Session, settings: Settings) -> Iterator[Problem]:
    """An advice at each highlight of an account that looks private; not where a chat shows nobody's name."""
    recap = session.recap
    if recap is None or session.chat.anonymise:
        return
    private = [each.post for each in recap.highlights if each.post and looks_private(each.post.author.name)]
    if not private:
        return
    source = Source(settings.root / recap.path, settings.root)
    written = (source.read_yaml() or {}).get("highlights")
    for post in private:
        place = next((at for at, each in enumerate(written or ()) if _is_of(each, {post.id, post.url} - {""})), 0)
        source.advise(
            ("highlights", place, "post"),
            f"the name of whoever wrote this post ('{post.author.name}') says that the account is private, or not to be"
            " quoted. Ask before you publish it, or take it out.",
        )
    yield from source.problems


def _is_of(highlight: Any, names: set[str]) -> bool:
    post = highlight.get("post") if isinstance(highlight, dict) else None
    return post in names if isinstance(post, str) else isinstance(post, dict) and bool(names & {*_texts(post)})


def _texts(post: dict[str, Any]) -> Iterator[str]:
    yield from (value for value in (post.get("id"), post.get("url")) if isinstance(value, str))
