"""The bytes of a site's file as texts that can be searched: every way in which formats write or hide a sign undone."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import quopri
import re
import zlib
from collections.abc import Iterator
from urllib.parse import unquote, unquote_to_bytes

from causerie.views.pictures import metadata_of

_MOST = 64_000_000  # bytes that a compressed file may come to
_ROUNDS = 3  # an escape in an escape, as HTML in a feed in JSON
_FOLDS = (b"=\n", b"\n ", b"\n\t")  # calendars fold long lines, quoted-printable too
_BASE64 = re.compile(rb";base64,([A-Za-z0-9+/=%_-]{16,})")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([_./@~*:-]))")
_BINARY = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".avif",
    ".woff",
    ".woff2",
    ".ttf",
    ".otf",
    ".ico",
    ".mp4",
    ".webm",
)
# Letters, digits and what stands in addresses, written as something else, which few do without a reason.
_HIDDEN = {
    b"&": re.compile(rb"&(?:amp;)*(?:#(?!3[49];|x2[27];)|(?:commat|sol|colon|period|lowbar);)"),
    b"%": re.compile(rb"%(?:[46][0-9a-fA-F]|[57][0-9aA]|3[0-9]|25[2-7][0-9a-fA-F])"),
    b"\\": re.compile(rb"\\(?:(?:u00|x)(?:[46][0-9a-fA-F]|[57][0-9aAfF]|3[0-9aA]|2[dDeEfF])|u\{|/\\/)"),
    b"\xef": re.compile(rb"\xef\xbc\xa0"),  # a wide @
}


def read_parts(name: str, content: bytes) -> Iterator[tuple[bytes, bool]]:
    """The parts of a file that say something, and whether each must be decoded whole before it is looked at."""
    suffix = name[name.rfind(".") :].lower()
    if suffix in (".gz", ".tgz", ".svgz"):
        content = _decompress(content)
        suffix = ".tar" if suffix == ".tgz" else ""
    if suffix in _BINARY:
        for part in metadata_of(content):
            yield part, True
        return
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    if suffix in (".ics", ".eml", ".mht", ".vcf"):
        if b"quoted-printable" in content.lower():
            yield quopri.decodestring(content), False
        content = content.replace(b"\r\n", b"\n")
        for fold in _FOLDS:
            content = content.replace(fold, b"")
    yield content, any(sign in content and hidden.search(content) for sign, hidden in _HIDDEN.items())
    if b";base64," in content:
        for found in _BASE64.finditer(content):
            inner = decode_base64(found[1])
            for part in metadata_of(inner):
                yield part, True
            yield inner, True


def _decompress(content: bytes) -> bytes:
    """What a compressed file holds, in all its members, as far as it can be read."""
    found = b""
    while content and len(found) < _MOST:
        member = zlib.decompressobj(wbits=31)
        try:
            found += member.decompress(content, _MOST - len(found))
        except zlib.error:
            break
        content = member.unused_data
    return found


def decode_base64(written: bytes) -> bytes:
    """What base64 says, also where it stands in an address; empty where it says nothing."""
    plain = unquote(written.decode("ascii")).replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return b""


def decode_text(content: bytes) -> str:
    """A text with entities, percents and escapes undone, as often as they stand in each other."""
    text = content.decode("utf-8", "replace")
    for _ in range(_ROUNDS):
        before = text
        if "&" in text:
            text = html.unescape(text)
        if "%" in text:
            text = unquote_to_bytes(text).decode("utf-8", "replace")
        text = text.replace("＠", "@")
        if "\\" in text:
            text = _ESCAPE.sub(_unescape, text)
            # JSON escapes a picture as two halves, of which none can be encoded alone.
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if text == before:
            break
    return text


def decode_metadata(content: bytes) -> Iterator[str]:
    """The texts that bytes of a picture may be: cameras write in several ways."""
    yield decode_text(content)
    for encoding in ("utf-16-le", "utf-16-be"):
        for begin in (0, 1):
            yield content[begin:].decode(encoding, "replace")


def _unescape(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code is None:
        return str(found[4])
    number = int(code, 16)
    return chr(number) if number < 0x110000 else "\ufffd"
