"""How an input becomes another: a piece of it that means something (a value, a tag, a line) becomes another one.

An engine that changes single bytes breaks most formats at once; this finds what is behind the first bracket.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from tests.fuzz.target import MOST

_PIECE = re.compile(
    rb'"(?:[^"\\\n]|\\.)*"|<[^<>]*>|-?\d[\d.:TZ+-]*|[\[{][^\[\]{}]*[\]}]|https?://[^\s"<>]+|\w+|[^\n]*\n|[^\w\s]'
)
_MOST_PIECES = 5000


def change(content: bytes, random: Random, others: Sequence[bytes], words: Sequence[str]) -> bytes:
    """An input with one to four of its pieces taken out, doubled, exchanged, or become a word or a piece of another."""
    for _ in range(random.choice((1, 1, 2, 4))):
        content = _change_once(content, random, others, words)
    return content[:MOST]


def _change_once(content: bytes, random: Random, others: Sequence[bytes], words: Sequence[str]) -> bytes:
    pieces = _pieces(content, random)
    if not pieces:
        return _word(random, words)
    begin, end = random.choice(pieces)
    piece = content[begin:end]
    match random.randrange(8):
        case 0:
            piece = b""
        case 1:
            piece *= random.choice((2, 2, 3, 50))
        case 2 | 3:
            piece = _word(random, words)
        case 4 if others:
            other = random.choice(others)
            if found := _pieces(other, random):
                begin_there, end_there = random.choice(found)
                piece = other[begin_there:end_there]
        case 5:
            begin_there, end_there = random.choice(pieces)
            piece = content[begin_there:end_there]
        case 6:
            at = random.randint(0, len(piece))
            piece = piece[:at] + _word(random, words) + piece[at:]
        case _:
            piece = bytes([random.randrange(256)]) if random.random() < 0.3 else piece[: random.randint(0, len(piece))]
    return content[:begin] + piece + content[end:]


def _pieces(content: bytes, random: Random) -> list[tuple[int, int]]:
    """Where pieces stand; small ones within larger ones, too, as each search begins elsewhere."""
    first = random.randrange(len(content)) if content and random.random() < 0.7 else 0
    found = [match.span() for match, _ in zip(_PIECE.finditer(content, first), range(_MOST_PIECES), strict=False)]
    return found[:20] if first else found


def _word(random: Random, words: Sequence[str]) -> bytes:
    return random.choice(words).encode("utf-8", "surrogatepass") if words else b""
