"""How addresses of pages, hosts and files in records are read: what may be linked to, and what may be published.

A reader raises ValueError with what stands after "'field' is", as those of `schema_fields` do.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import SplitResult, urlsplit

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # what turns the order of signs around
_MEDIA_ENDINGS = ("png", "jpg", "jpeg", "gif", "webp", "avif", "mp4", "webm")
_MAIL = re.compile(r"[^@\s/:<>\"?&]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?\Z")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?(?::\d{1,5})?\Z")
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:/[A-Za-z0-9/@._~%+=&?#,;!$()*:-]*)?\Z")


def read_address(text: str) -> str:
    """An http, https or mailto address."""
    if _PLAIN_ADDRESS.match(text):  # as most are: nothing below would find fault with it
        return text
    text = text.strip()
    try:
        parts = urlsplit(text)
        good = (parts.scheme in ("http", "https") and bool(parts.hostname)) or (
            parts.scheme == "mailto" and "@" in parts.path
        )
    except ValueError:
        good = False
    if good and (fault := _address_fault(text, parts)):
        shown = _BIDI.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
        raise ValueError(f"'{shown}', {fault}")
    if not good or re.search(r"[\s<>\"\\]", text):
        near = f"https://{text}" if _HOST.match(re.split(r"[/?#]", text, maxsplit=1)[0]) else "https://…"
        kind = (
            "an address with a space or a sign that addresses do not have"
            if good
            else "no http, https or mailto address"
        )
        raise ValueError(f"'{text}', {kind}. Write {near if not good else 'it as your browser shows it'}.")
    return text


def _address_fault(text: str, parts: SplitResult) -> str:
    """What is wrong with an address that is written as one; an empty string where nothing is."""
    if not text.isascii() and _BIDI.search(text):
        return "an address with an invisible sign that turns the order of others around. Write it anew by hand."
    if parts.scheme == "mailto" or ("@" not in parts.netloc and ":" not in parts.netloc):
        return ""
    if "@" in parts.netloc:
        return f"an address with a name or a password in it. Write {parts._replace(netloc=_bare_host(parts)).geturl()}."
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        return "an address whose port is no number from 1 to 65535. Correct it, or take it and its ':' away."
    return ""


def _bare_host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]


def read_web_address(text: str) -> str:
    """An http or https address."""
    if _PLAIN_ADDRESS.match(text):
        return text
    address = read_address(text)
    if address.startswith("mailto:"):
        raise ValueError(f"'{text}', an e-mail address where a page or a file is wanted. Write https://….")
    return address


def read_contact(text: str) -> str:
    """Where people ask to be taken out: a web address, or a mail address with or without `mailto:`."""
    if _MAIL.match(text.strip()):
        return text.strip()
    try:
        return read_address(text)
    except ValueError as error:
        raise ValueError(f"{error} Or write an e-mail address.") from None


def read_host(text: str) -> str:
    """A host name, such as calendars put behind an `@`."""
    if not _HOST.match(text.strip()) or ":" in text:
        raise ValueError(f"'{text}', no host name. Write one like chats.example.")
    return text.strip()


def read_instance(text: str) -> str:
    """The host name of a Mastodon instance."""
    bare = re.sub(r"^https?://|^@", "", text.strip()).rstrip("/").lower()
    if not _HOST.match(bare):
        raise ValueError(
            f"'{text}', no instance. Write the name of the server where the chat takes place, like glammr.example."
        )
    return bare


def read_media_file(text: str) -> str:
    """The path of a picture or a film below the session's folder; nothing else there may be published."""
    path = text.strip()
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path) or path.startswith("/") or "\\" in path or ".." in path.split("/"):
        raise ValueError(
            f"'{text}', outside the session's folder. Copy the file into media/ there: media/{_file_name(path)}."
        )
    ending = PurePosixPath(path).suffix.removeprefix(".").lower()
    if ending == "svg":
        raise ValueError(f"'{text}', a picture that can carry script. Save it as PNG: {path[:-4]}.png.")
    if ending not in _MEDIA_ENDINGS:
        raise ValueError(f"'{text}', neither picture nor film. Name a file that ends with {', '.join(_MEDIA_ENDINGS)}.")
    return path.removeprefix("./")


def _file_name(path: str) -> str:
    return re.split(r"[/\\:]", path)[-1] or "picture.jpg"
