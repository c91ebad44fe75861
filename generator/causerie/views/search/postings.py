"""Which pages a word is on, as few bytes: for each weight the numbers of the pages, as gaps or as a bitmap.

    entry: length · mask · for each weight in the mask: length · gaps, or length · bitmap
    mask:  bits 0-3: the weights that are there; bits 4-7: which of them are bitmaps

Lengths and gaps are varints: seven bits a byte, the lowest first, the eighth says that more follow. A gap is the
distance from the page before, counted from -1. What is on more than every eighth page is smaller as a bitmap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import sub

WEIGHTS = range(4)
_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


_KNOWN = [_varint(number) for number in range(1024)]  # so that most gaps need no arithmetic


def write_entry(pages: Iterable[Sequence[int]]) -> bytes:
    """The entry of a word from the sorted numbers of its pages, by weight."""
    mask = 0
    body = b""
    for weight, numbers in enumerate(pages):
        if numbers:
            is_dense = len(numbers) * 8 > numbers[-1] + 1
            mask |= (17 if is_dense else 1) << weight
            packed = _write_bitmap(numbers) if is_dense else _write_gaps(numbers)
            body += _length(len(packed)) + packed
    return _length(len(body) + 1) + bytes((mask,)) + body


def read_entry(entry: bytes) -> list[list[int]]:
    """The sorted numbers of a word's pages, by weight."""
    _, at = _read_varint(entry, 0)
    mask = entry[at]
    at += 1
    pages: list[list[int]] = []
    for weight in WEIGHTS:
        if not mask >> weight & 1:
            pages.append([])
            continue
        length, at = _read_varint(entry, at)
        packed = entry[at : at + length]
        at += length
        pages.append(_read_bitmap(packed) if mask >> weight & 16 else _read_gaps(packed))
    return pages


def _length(number: int) -> bytes:
    return _KNOWN[number] if number < len(_KNOWN) else _varint(number)


def _write_gaps(numbers: Sequence[int]) -> bytes:
    gaps = map(sub, numbers, chain((-1,), numbers))
    return b"".join([_KNOWN[gap] if gap < 1024 else _varint(gap) for gap in gaps])


def _write_bitmap(numbers: Sequence[int]) -> bytes:
    bits = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return bytes(bits)


def _read_gaps(packed: bytes) -> list[int]:
    numbers = []
    number, gap, shift = -1, 0, 0
    for byte in packed:
        if byte > 127:
            gap |= (byte & 127) << shift
            shift += 7
        else:
            number += gap | byte << shift
            numbers.append(number)
            gap = shift = 0
    return numbers


def _read_bitmap(packed: bytes) -> list[int]:
    return [at * 8 + bit for at, byte in enumerate(packed) if byte for bit in _BITS[byte]]


def _read_varint(packed: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while packed[at] > 127:
        number |= (packed[at] & 127) << shift
        shift += 7
        at += 1
    return number | packed[at] << shift, at + 1
