"""Pictures without what cameras and programs wrote into them: place, time, names; no pixel is touched.

Colour profiles and the orientation stay, so that a picture looks and stands as it did. What is not understood is left
as it is.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from struct import pack, unpack_from

from causerie.views.pictures_avif import split_avif

Split = tuple[bytes, list[bytes]]  # a picture without what was written into it, and that

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST pHYs acTL fcTL fdAT".split()
)
_TIFF = {b"II": "<", b"MM": ">"}
_ORIENTATION = 0x0112
_EXIF = b"Exif\0\0"
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
_METADATA_FLAGS = 0b1100  # of a WebP: it has EXIF, it has XMP


def strip_picture(content: bytes) -> bytes:
    """A picture without its metadata; the same bytes where it has none, or is no picture that is known here."""
    return _split(content)[0]


def metadata_of(content: bytes) -> Iterator[bytes]:
    """What is written in a picture beside its pixels, uncompressed."""
    for part in _split(content)[1]:
        yield part
        for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", part):  # how compressed text begins
            try:
                yield zlib.decompressobj().decompress(part[found.start() :], 1_000_000)
            except zlib.error:
                continue


def _split(content: bytes) -> Split:
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return _split_jpeg(content)
        if content.startswith(_PNG):
            return _split_png(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _split_webp(content)
        if content[:6] in (b"GIF87a", b"GIF89a"):
            return _split_gif(content)
        if content[4:8] == b"ftyp":
            return split_avif(content)
    except (struct.error, IndexError, ValueError):  # it ends too early, or is another thing
        return content, [content]
    return content, []


def _split_jpeg(content: bytes) -> Split:
    kept, gone, at = [content[:2]], list[bytes](), 2
    while True:
        while content[at + 1] == 0xFF:  # fill bytes
            at += 1
        if content[at] != 0xFF:
            raise ValueError("no marker")
        marker = content[at + 1]
        if marker == 0xD9:  # the end: what follows is no part of the picture
            kept.append(content[at : at + 2])
            if content[at + 2 :].strip(b"\0"):
                gone.append(content[at + 2 :])
            break
        (length,) = unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        if len(segment) < 2 + length:
            raise ValueError("cut off")
        at += 2 + length
        is_bare = segment[4:10] == _EXIF and _is_bare(segment[10:])
        if _is_jpeg_metadata(marker, segment) and not is_bare:
            gone.append(segment)
            if segment[4:10] == _EXIF and (orientation := _orientation(segment[10:])) > 1:
                tiff = _EXIF + _write_orientation(orientation)
                kept.append(b"\xff\xe1" + pack(">H", len(tiff) + 2) + tiff)
            continue
        kept.append(segment)
        if marker == 0xDA:  # pixels, up to the next marker
            found = _NEXT_MARKER.search(content, at)
            if found is None:  # the end is missing, as some programs leave it
                kept.append(content[at:])
                break
            kept.append(content[at : found.start()])
            at = found.start()
    return (b"".join(kept), gone) if gone else (content, [])


def _is_jpeg_metadata(marker: int, segment: bytes) -> bool:
    """Whether a segment is no part of how the picture looks: profiles and Adobe's note on colours are."""
    body = segment[4:]
    if marker == 0xE0:
        return not body.startswith(b"JFIF\0")
    if marker == 0xE2:
        return not body.startswith(b"ICC_PROFILE\0")
    if marker == 0xEE:
        return not body.startswith(b"Adobe")
    return 0xE1 <= marker <= 0xEF or marker == 0xFE


def _split_png(content: bytes) -> Split:
    kept, gone, at = [_PNG], list[bytes](), len(_PNG)
    while at < len(content):
        length, kind = unpack_from(">I4s", content, at)
        chunk = content[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise ValueError("cut off")
        at += 12 + length
        if kind in _PNG_KEPT or (kind == b"eXIf" and _is_bare(chunk[8:-4])):
            kept.append(chunk)
        else:
            gone.append(chunk[:-4])  # the checksum may look like more of a name
            if kind == b"eXIf" and (orientation := _orientation(chunk[8:-4])) > 1:
                body = b"eXIf" + _write_orientation(orientation)
                kept.append(pack(">I", len(body) - 4) + body + pack(">I", zlib.crc32(body)))
        if kind == b"IEND":
            break
    if content[at:]:
        gone.append(content[at:])
    return b"".join(kept), gone


def _split_webp(content: bytes) -> Split:
    kept, gone, at = list[bytes](), list[bytes](), 12
    (size,) = unpack_from("<I", content, 4)
    end = min(len(content), 8 + size)
    has_exif = False
    while at + 8 <= end:
        kind, length = unpack_from("<4sI", content, at)
        chunk = content[at : at + 8 + length + length % 2]
        if len(chunk) < 8 + length:
            raise ValueError("cut off")
        at += 8 + length + length % 2
        if kind == b"EXIF":
            body = chunk[8 : 8 + length]
            body = body.removeprefix(_EXIF)
            if _is_bare(body):
                kept.append(chunk)
                has_exif = True
                continue
            gone.append(chunk)
            if (orientation := _orientation(body)) > 1:
                tiff = _write_orientation(orientation)
                kept.append(b"EXIF" + pack("<I", len(tiff)) + tiff)
                has_exif = True
        elif kind in (b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"):
            kept.append(chunk)
        else:
            gone.append(chunk)
    if content[end:] and kept:
        gone.append(content[end:])
    if not gone:
        return content, []
    for number, chunk in enumerate(kept):
        if chunk.startswith(b"VP8X"):
            flags = chunk[8] & ~_METADATA_FLAGS | (0b1000 if has_exif else 0)
            kept[number] = chunk[:8] + bytes((flags,)) + chunk[9:]
    body = b"".join(kept)
    return b"RIFF" + pack("<I", len(body) + 4) + b"WEBP" + body, gone


def _split_gif(content: bytes) -> Split:
    flags = content[10]
    at = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    kept, gone = [content[:at]], list[bytes]()
    while content[at] != 0x3B:
        begin = at
        if content[at] == 0x2C:  # a picture
            flags = content[at + 9]
            at = _end_of_blocks(content, at + 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0))
            kept.append(content[begin:at])
        elif content[at] == 0x21:
            at = _end_of_blocks(content, at + 2)
            is_comment = content[begin + 1] == 0xFE
            is_foreign = content[begin + 1] == 0xFF and content[begin + 3 : begin + 14] not in _GIF_KEPT
            (gone if is_comment or is_foreign else kept).append(content[begin:at])
        else:
            raise ValueError("no block")
    kept.append(b";")
    if content[at + 1 :]:
        gone.append(content[at + 1 :])
    return (b"".join(kept), gone) if gone else (content, [])


def _end_of_blocks(content: bytes, at: int) -> int:
    while length := content[at]:
        at += length + 1
    return at + 1


def _orientation(tiff: bytes) -> int:
    """How a picture is to be turned, as EXIF says it; 1 is upright."""
    order = _TIFF.get(tiff[:2])
    if order is None:
        return 1
    try:
        (at,) = unpack_from(f"{order}I", tiff, 4)
        (count,) = unpack_from(f"{order}H", tiff, at)
        for number in range(count):
            tag, _, _, value = unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _write_orientation(orientation: int) -> bytes:
    """EXIF that says nothing else."""
    return b"MM\0*" + pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)


def _is_bare(tiff: bytes) -> bool:
    """Whether EXIF says nothing but the orientation, as this module writes it."""
    return tiff == _write_orientation(_orientation(tiff))
