"""What a draft proposes for a recap.yml, as it is written there: an entry of a list, and the comment above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from causerie.frozen import frozen
from causerie.model.recap import Highlight, Resource, Takeaway, Unanswered
from causerie.records.names import split_address
from causerie.records.write import quote_value
from causerie.text import clean_line

# Signs that Python does not call printable and that YAML takes as they are: no-break and thin spaces, joiners of emoji.
_HARMLESS = dict.fromkeys(map(ord, "\u00a0\u00ad\u2007\u2009\u200c\u200d\u202f"))
FIELDS = ("takeaways", "highlights", "resources", "unanswered")  # in the order of a new file


@frozen(kw_only=True)
class Proposal:
    """An entry that a person may choose, and what helps to choose."""

    value: Takeaway | Highlight | Resource | Unanswered
    post: str = ""  # the id of the post that it comes from
    comment: tuple[str, ...] = ()  # lines, without their '#'

    @property
    def field(self) -> str:
        """The list of recap.yml that it belongs to."""
        match self.value:
            case Takeaway():
                return "takeaways"
            case Highlight():
                return "highlights"
            case Resource():
                return "resources"
            case Unanswered():
                return "unanswered"

    @property
    def key(self) -> str:
        """What it is recognised by when it is proposed again: a short hash, which names nobody."""
        name = "//".join(split_address(self.value.url)) if isinstance(self.value, Resource) else self.post
        return sha256(f"{self.field} {name}".encode()).hexdigest()[:8]

    def is_in(self, entries: Any) -> bool:
        """Whether a list of recap.yml says it already, whoever wrote it."""
        return isinstance(entries, list) and any(self._is_said_by(entry) for entry in entries)

    def entry_lines(self) -> Iterator[str]:
        """The entry as YAML, from its dash on."""
        match self.value:
            case Takeaway(text=text):
                yield f"- text: {quote_readably(text)}"
                yield "  proposed: true"
            case Highlight(question=question):
                yield f"- post: {quote_value(self.post)}"
                if question:
                    yield f"  question: {question}"
            case Resource(title=title, url=url, shared_by=shared_by):
                yield _flow_entry(title=title, url=url, shared_by=shared_by)
            case Unanswered(text=text, by=by, status=status):
                yield _flow_entry(text=text, by=by, status=status.value)

    def _is_said_by(self, entry: Any) -> bool:
        fields: Mapping[str, Any] = entry if isinstance(entry, dict) else {"text": entry}
        match self.value:
            case Highlight(post=post):
                named = fields.get("post")
                if isinstance(named, dict):
                    urls = {post.url} - {""} if post else set()
                    return named.get("id") == self.post or named.get("url") in urls
                return isinstance(named, str) and named.strip() == self.post
            case Resource(url=url):
                return split_address(str(fields.get("url", ""))) == split_address(url)
            case Takeaway(text=text) | Unanswered(text=text):
                return _words(str(fields.get("text", ""))) == _words(text)


def comment_lines(proposal: Proposal) -> Iterator[str]:
    """The comment above an entry, each line with its '#'."""
    for line in proposal.comment:
        yield f"# {clean_line(line)}" if line == line.lstrip() else f"#   {clean_line(line)}"


def _flow_entry(**fields: str) -> str:
    return f"- {{{', '.join(f'{name}: {quote_readably(value)}' for name, value in fields.items() if value)}}}"


def quote_readably(text: str) -> str:
    """A text as YAML on one line, without escapes where it needs none: a host reads it."""
    written = quote_value(text)
    if "\\" not in written or not is_readable(text):
        return written
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def is_readable(text: str) -> bool:
    """Whether every sign of a line may stand in YAML as it is."""
    return text.translate(_HARMLESS).isprintable()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
