"""The index of all pages: built whole, or mended where a few pages changed; the same bytes either way."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from causerie.frozen import frozen
from causerie.views.search.postings import WEIGHTS, read_entry, write_entry
from causerie.views.search.shards import split_shards
from causerie.views.search.texts import SearchText

_FEW = 100  # changed pages that are cheaper mended than everything built anew


@frozen(kw_only=True)
class IndexedPage:
    """A page that can be found; its texts are loaded when they are needed."""

    address: str
    place: str = ""  # where it stands among all, `session_place`; pages without a time of their own come first
    key: bytes  # names its texts: what has the same key is the same
    load: Callable[[], SearchText]


class KnownPage(NamedTuple):
    """What the index remembers of a page, to take its words out again."""

    address: str
    key: bytes
    words: tuple[str, str, str, str]


@frozen
class Index:
    """Which words are on which pages; a plain value that a cache can keep. Pages are numbered in their order."""

    pages: tuple[KnownPage, ...]
    entries: dict[str, bytes]  # by word, as `postings` writes them
    shards: dict[str, bytes]  # what is published, by how their words begin


def update_index(pages: Iterable[IndexedPage], former: Index | None = None) -> Index:
    """The index of these pages; a former one, whatever was in it, makes it cheaper and changes nothing."""
    ordered = order_pages(pages)
    if former is None:
        return _build([_load(page) for page in ordered])
    known = {page.address: page for page in former.pages}
    new = tuple(
        found if (found := known.get(page.address)) and found.key == page.key else _load(page) for page in ordered
    )
    old = former.pages
    differing = (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a.address != b.address)
    first = next(differing, min(len(old), len(new)))  # from here on, pages have other numbers than before
    changed = [i for i in range(first) if old[i] is not new[i]]
    if len(changed) + max(len(old), len(new)) - first > _FEW:
        return _build(new)
    gone = [(i, old[i]) for i in (*changed, *range(first, len(old)))]
    come = [(i, new[i]) for i in (*changed, *range(first, len(new)))]
    return _mend(new, former, gone, come) if gone or come else former


def order_pages(pages: Iterable[IndexedPage]) -> list[IndexedPage]:
    """The pages in the order of their numbers."""
    return sorted(pages, key=lambda page: (page.place, page.address))


def _load(page: IndexedPage) -> KnownPage:
    return KnownPage(page.address, page.key, page.load().words)


def _build(pages: Sequence[KnownPage]) -> Index:
    lists: tuple[defaultdict[str, list[int]], ...] = tuple(defaultdict(list) for _ in WEIGHTS)
    for number, page in enumerate(pages):
        for words, numbers in zip(page.words, lists, strict=True):
            for word in words.split():
                numbers[word].append(number)
    every = dict.fromkeys(word for numbers in lists for word in numbers)
    entries = {word: write_entry([numbers.get(word, ()) for numbers in lists]) for word in every}
    return Index(tuple(pages), entries, split_shards(entries))


def _mend(
    pages: tuple[KnownPage, ...],
    former: Index,
    gone: Iterable[tuple[int, KnownPage]],
    come: Iterable[tuple[int, KnownPage]],
) -> Index:
    """The former index with some pages' words taken out and others put in."""
    before, after = _places(gone), _places(come)
    entries = dict(former.entries)
    for word in before.keys() | after.keys():
        out, into = before.get(word, set()), after.get(word, set())
        if out == into:
            continue
        numbers = read_entry(entries[word]) if word in entries else [[] for _ in WEIGHTS]
        for number, weight in out - into:
            del numbers[weight][bisect_left(numbers[weight], number)]
        for number, weight in into - out:
            insort(numbers[weight], number)
        if any(numbers):
            entries[word] = write_entry(numbers)
        else:
            del entries[word]
    return Index(pages, entries, split_shards(entries))


def _places(pages: Iterable[tuple[int, KnownPage]]) -> defaultdict[str, set[tuple[int, int]]]:
    """The numbers of pages, and the weight that a word has there, by word."""
    found: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for number, page in pages:
        for weight, words in enumerate(page.words):
            for word in words.split():
                found[word].add((number, weight))
    return found
