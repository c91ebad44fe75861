"""What is written into an AVIF or HEIC picture, overwritten in its place: whatever else it holds keeps its place."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

_EMPTY_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"  # no entries; the orientation is a property of its own
_WRITTEN = (b"Exif", b"mime", b"uri ")


def split_avif(content: bytes) -> tuple[bytes, list[bytes]]:
    """The picture without EXIF and XMP, and these. Raises ValueError where it is not what it says."""
    gone: list[bytes] = []
    left = bytearray(content)
    for kind, begin, end in _boxes(content, 0, len(content)):
        if kind == b"meta":
            _clean_items(content, begin + 4, end, left, gone)
        elif kind in (b"uuid", b"free", b"skip") and content[begin:end].strip(b"\0"):
            gone.append(content[begin:end])
            keep = 16 if kind == b"uuid" else 0
            left[begin + keep : end] = bytes(end - begin - keep)
    return (bytes(left), gone) if gone else (content, [])


def _clean_items(content: bytes, begin: int, end: int, left: bytearray, gone: list[bytes]) -> None:
    boxes = {kind: (at, stop) for kind, at, stop in _boxes(content, begin, end)}
    if b"iinf" not in boxes or b"iloc" not in boxes:
        return
    written = dict(_items(content, *boxes[b"iinf"]))
    inside = boxes.get(b"idat", (0, 0))[0]
    for item, at, length in _places(content, *boxes[b"iloc"], inside):
        kind = written.get(item)
        if kind not in _WRITTEN:
            continue
        part = content[at : at + length]
        if len(part) < length:
            raise ValueError("cut off")
        empty = _EMPTY_EXIF if kind == b"Exif" and length >= len(_EMPTY_EXIF) else b""
        empty = empty.ljust(length, b"\0" if kind == b"Exif" else b" ")
        if part != empty:
            gone.append(part)
            left[at : at + length] = empty


def _items(content: bytes, begin: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Each item's number and kind."""
    at = begin + (6 if content[begin] == 0 else 8)
    for kind, inside, _ in _boxes(content, at, end):
        if kind == b"infe" and content[inside] >= 2:
            is_short = content[inside] == 2
            (number,) = unpack_from(">H" if is_short else ">I", content, inside + 4)
            place = inside + (8 if is_short else 10)
            yield number, content[place : place + 4]


def _places(content: bytes, begin: int, end: int, inside: int) -> Iterator[tuple[int, int, int]]:
    """Where each item stands: its number, place and length, once for each of its pieces."""
    version = content[begin]
    sizes = content[begin + 4], content[begin + 5]
    offset_size, length_size, base_size, index_size = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4, sizes[1] & 15
    at = begin + 6
    wide = 4 if version == 2 else 2

    def read(size: int) -> int:
        nonlocal at
        value = int.from_bytes(content[at : at + size], "big")
        at += size
        if at > end:
            raise ValueError("cut off")
        return value

    for _ in range(read(wide)):
        item = read(wide)
        method = read(2) & 15 if version else 0
        read(2)
        base = read(base_size)
        for _ in range(read(2)):
            if version:
                read(index_size)
            place, length = base + read(offset_size), read(length_size)
            if method < 2 and length:
                yield item, place + (inside if method == 1 else 0), length


def _boxes(content: bytes, begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Each box's kind, and where what it holds begins and ends."""
    at = begin
    while at + 8 <= end:
        size, kind = unpack_from(">I4s", content, at)
        head = 8
        if size == 1:
            (size,) = unpack_from(">Q", content, at + 8)
            head = 16
        stop = end if size == 0 else at + size
        if stop > end or stop < at + head:
            raise ValueError("no box")
        yield kind, at + head, stop
        at = stop
