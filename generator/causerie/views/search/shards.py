"""The index in files of a bearable size: words by how they begin, split where there is too much for one file.

Where a shard begins depends on the words alone, never on what the index was before, and a word more or less moves only
the shards beside it: what begins alike is split by the next letter, again and again; small neighbours share a file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

LIMIT = 6_000  # bytes of a shard before compression, which leaves two thirds; a single word may exceed it
_BEYOND = "\U0010ffff"


def split_shards(entries: Mapping[str, bytes]) -> dict[str, bytes]:
    """The shards by how their first words begin: the words, a line each; an empty line; their entries in that order."""
    words = sorted(entries)
    ends = [0, *accumulate(len(word) + len(entries[word]) for word in words)]
    starts = list(_split(words, ends, "", 0, len(words)))
    shards = {}
    for (begin, prefix), end in zip(starts, [*(begin for begin, _ in starts[1:]), len(words)], strict=False):
        inside = words[begin:end]
        shards[prefix] = "\n".join([*inside, "", ""]).encode() + b"".join([entries[word] for word in inside])
    return shards


def _split(words: Sequence[str], ends: Sequence[int], prefix: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """Where shards begin among the words that begin alike, and how their words do."""
    if ends[end] - ends[begin] <= LIMIT or end - begin < 2:
        if begin < end:
            yield begin, prefix
        return
    size = 0  # of the shard that is being filled
    while begin < end:
        start = words[begin][: len(prefix) + 1]
        after = begin + 1 if start == prefix else bisect_left(words, start + _BEYOND, begin, end)
        more = ends[after] - ends[begin]
        if more > LIMIT:
            if start == prefix:  # one word alone, on very many pages
                yield begin, start
            else:
                yield from _split(words, ends, start, begin, after)
            size = 0
        elif size and size + more <= LIMIT:
            size += more
        else:
            yield begin, start
            size = more
        begin = after
