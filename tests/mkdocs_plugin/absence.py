"""Whether strings are absent from every byte of a site, in whatever way they are written there.

It shares nothing with the program's own scan: bytes are decoded in all ways, one after the other and one in the other,
until nothing new comes of it, and everything that came of it is searched in small letters.
"""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import quopri
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, unquote_plus

from PIL import Image


def find_traces(site: Path, needles: Iterable[str]) -> list[str]:
    """The files that hold one of the needles, each with the needle."""
    wanted = [needle.casefold() for needle in needles]
    found = []
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        texts = [unquote(name)]
        if file.is_file():
            texts += _texts_of(file)
        for text in texts:
            folded = text.casefold()
            found += [f"{name}: {needle}" for needle in wanted if needle in folded]
    return sorted(set(found))


def _texts_of(file: Path) -> Iterator[str]:
    content = file.read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join([name.encode() + archive.read(name) for name in archive.namelist()])
    if file.suffix in (".png", ".jpg", ".gif", ".webp", ".avif"):
        yield from _picture_texts(content)
        return
    text = content.decode("utf-8", "replace")
    if file.suffix == ".json":
        text += "\n" + "\n".join(_strings(json.loads(text)))
    yield from _decoded(text)
    yield from _decoded(re.sub(r"\r?\n[ \t]", "", text))  # folded lines
    yield from _decoded(quopri.decodestring(content).decode("utf-8", "replace"))
    for part in re.findall(r"base64,([A-Za-z0-9+/=\s%]+)", text):
        plain = re.sub(r"\s", "", unquote(part)).rstrip("=")
        yield base64.b64decode(plain + "=" * (-len(plain) % 4) if len(plain) % 4 != 1 else "").decode("latin-1")


def _picture_texts(content: bytes) -> Iterator[str]:
    with Image.open(io.BytesIO(content)) as picture:
        yield repr(picture.info)
        yield repr(dict(picture.getexif()))
        yield repr({tag: dict(picture.getexif().get_ifd(tag)) for tag in (0x8769, 0x8825)})
    yield content.decode("latin-1")
    yield content.decode("utf-16-le", "replace")
    for found in re.finditer(rb"[\x18\x38\x48\x58\x68\x78]", content):  # anything compressed that begins anywhere
        try:
            yield zlib.decompressobj().decompress(content[found.start() :], 100_000).decode("latin-1")
        except zlib.error:
            continue


def _decoded(text: str) -> Iterator[str]:
    """A text in each way of undoing escapes, and each undone again."""
    seen = {text}
    waiting = [text]
    while waiting:
        now = waiting.pop()
        yield now
        for undo in (html.unescape, unquote, unquote_plus, _undo_escapes, _undo_markdown):
            new = undo(now)
            if new not in seen and len(seen) < 12:
                seen.add(new)
                waiting.append(new)


def _undo_escapes(text: str) -> str:
    return re.sub(r"\\(?:u|x)([0-9a-fA-F]{4}|[0-9a-fA-F]{2})", lambda found: chr(int(found[1], 16)), text)


def _undo_markdown(text: str) -> str:
    return re.sub(r"\\([^\w\s])", r"\1", text)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
