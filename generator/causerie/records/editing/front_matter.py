"""The parts of a session.md: the line that opens its fields, the fields, the line that closes them, and the prose."""

from __future__ import annotations

import re
from dataclasses import replace

from causerie.frozen import frozen

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_RULE = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")


@frozen
class FrontMatter:
    """A session.md in its parts, which together are its text."""

    opening: str
    fields: str
    closing: str
    prose: str

    def with_fields(self, fields: str) -> str:
        """The text with other fields."""
        return f"{self.opening}{fields}{self.closing}{self.prose}"

    def with_prose(self, prose: str) -> str:
        """The text with other prose; the blank lines around it stay."""
        end = "\r\n" if "\r\n" in self.opening else "\r" if "\r" in self.opening else "\n"
        bare = self.prose.strip()
        before = self.prose[: len(self.prose) - len(self.prose.lstrip())] if bare else self.prose
        behind = self.prose[len(before) + len(bare) :]
        closing = self.closing if self.closing.endswith(("\n", "\r")) or not prose else self.closing + end
        text = prose.replace("\n", end)
        if text and not behind.startswith(("\n", "\r")):
            behind = end + behind.lstrip(" \t")
        parts = replace(self, closing=closing, prose=before + text + behind if text else "")
        return parts.with_fields(self.fields)


def split_front_matter(text: str) -> FrontMatter | None:
    """The parts of a session.md; None where the two `---` lines are missing. A byte order mark stays in the first."""
    lines: list[str] = _LINE.findall(text)
    if not lines or not _RULE.fullmatch(lines[0].removeprefix("\ufeff")):
        return None
    closing = next((at for at, line in enumerate(lines) if at and _RULE.fullmatch(line)), 0)
    if not closing:
        return None
    return FrontMatter(lines[0], "".join(lines[1:closing]), lines[closing], "".join(lines[closing + 1 :]))
