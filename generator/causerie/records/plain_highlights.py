"""Highlights as most recaps have them, read without their schema: the same, several times as fast, or nothing at all.

The readers are the schema's own. A highlight with fewer usual fields, or one that a reader refuses, is left to
`schema_recap`, which is the judge, and says what is wrong.
"""

from __future__ import annotations

from typing import Any

from causerie.model.post import Author, Post
from causerie.model.recap import Highlight
from causerie.records.moments import read_instant
from causerie.records.schema_addresses import read_web_address
from causerie.records.schema_fields import read_count, read_handle
from causerie.records.schema_platforms import read_platform
from causerie.text import clean_line

_COUNTS = frozenset({"likes", "reposts", "replies"})
_POST = frozenset({"platform", "url", "author", "text", "posted"})
_AUTHOR = frozenset({"name", "handle"})


def read_plain_highlight(fields: Any) -> Highlight | None:
    """A quoted post with the question that it answers; None for whatever is not written so."""
    if type(fields) is not dict or not fields.keys() <= {"question", "post"}:
        return None
    try:
        post = _read_post(fields.get("post"))
        return Highlight(post=post, question=read_count(fields.get("question", 0))) if post else None
    except ValueError:
        return None


def _read_post(fields: Any) -> Post | None:
    if type(fields) is not dict or not fields.keys() >= _POST or not fields.keys() - _POST <= _COUNTS:
        return None
    url, author, text, posted = fields["url"], fields["author"], fields["text"], fields["posted"]
    if not (type(url) is type(text) is type(posted) is str) or not text or type(author) is not dict:
        return None
    name, handle = author.get("name"), author.get("handle")
    when = read_instant(posted)
    if author.keys() != _AUTHOR or not (type(name) is type(handle) is str) or when is None:
        return None
    return Post(
        platform=read_platform(fields["platform"]),
        url=read_web_address(url),
        author=Author(name=clean_line(name), handle=read_handle(handle)),
        text=text,
        posted=when,
        likes=_read_count(fields, "likes"),
        reposts=_read_count(fields, "reposts"),
        replies=_read_count(fields, "replies"),
    )


def _read_count(fields: dict[str, Any], name: str) -> int | None:
    return read_count(fields[name]) if name in fields else None
