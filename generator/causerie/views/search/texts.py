"""What one page gives to search: its words by weight, and a short text of it from which results are shown."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from causerie.views.search.words import split_words

# How much a word says about its page: what stands around, what was said, names and questions, the title.
AROUND, SAID, NAMED, TITLE = range(4)
_ADDRESS = re.compile(r"https?://(?:www\.)?([^\s<>\"“”«»]{1,42})[^\s<>\"“”«»]*")


class SearchText(NamedTuple):
    """A page's part in the index: plain values, the same in every process."""

    words: tuple[str, str, str, str]  # by weight, spaces between; a word stands where it weighs most
    fragment: bytes  # JSON: what a result shows of the page

    @property
    def key(self) -> bytes:
        """Names the text, where nothing else does."""
        return blake2b("\n".join(self.words).encode() + self.fragment, digest_size=16).digest()


@dataclass(slots=True)
class TextMaker:
    """Gathers a page's items, in the order in which the page shows them."""

    address: str
    title: str
    language: str
    about: tuple[str, ...] = ()  # shown beside the title: hashtag, day
    _texts: tuple[list[str], list[str], list[str], list[str]] = field(default_factory=lambda: ([], [], [], []))
    _items: list[list[str]] = field(default_factory=list)

    def mention(self, weight: int, *texts: str) -> None:
        """Words by which the page is found, and which its results do not show."""
        self._texts[weight].extend(texts)

    def add(
        self, weight: int, text: str, *, anchor: str = "", label: str = "", language: str = "", instead: str = ""
    ) -> None:
        """Something that a result can show and lead to; `instead` is shown where the text is not for every eye."""
        if not text:
            return
        if "://" in text:
            text = _ADDRESS.sub(r"\1", text)
        self._texts[weight].append(text)
        item = [anchor, label, text, "" if language == self.language else language, instead]
        while not item[-1]:
            item.pop()
        self._items.append(item)

    def finish(self) -> SearchText:
        """What was gathered."""
        self._texts[TITLE].append(self.title)
        seen: set[str] = set()
        words = []
        for texts in reversed(self._texts):
            new = [word for word in dict.fromkeys(split_words("\n".join(texts))) if word not in seen]
            seen.update(new)
            words.append(" ".join(new))
        around, said, named, title = reversed(words)
        content: dict[str, Any] = {
            "address": self.address,
            "title": self.title,
            "about": [each for each in self.about if each],
            "language": self.language,
            "items": self._items,
        }
        fragment = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        return SearchText((around, said, named, title), fragment)
