"""The scan of the finished site: every way of writing in which somebody who is only hashed is still found."""

from __future__ import annotations

import gzip

import pytest

from causerie.mkdocs_plugin.decoding import decode_text, read_parts
from causerie.mkdocs_plugin.traces import Tracer
from causerie.records.forget import Forgotten
from causerie.records.keyed import hash_name

SALT = bytes(16)
LEA = Forgotten(
    hashes=frozenset(f"{SALT.hex()}:{hash_name(name, SALT).hex()}" for name in ("x:leaxyz", "handle:leaxyz"))
)
OLD = Forgotten(hashes=frozenset(["0" * 64]))
SAID = "By @leaxyz."


def is_found(name: str, content: bytes, forgotten: Forgotten = LEA) -> bool:
    tracer = Tracer(forgotten, "https://chats.example/")
    return any(tracer.find(name, part, is_hidden=is_hidden) for part, is_hidden in read_parts(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b'<a href="//x.com/leaxyz">'),
        ("a.html", b'<a href="https://x.com/leaxyz">'),
        ("a.html", b"<a href=//chats.example//x.com/leaxyz><a href=//x.com/leaxyz>"),
        ("a.txt", SAID.encode("utf-16")),
        ("a.txt", "\ufeff".encode("utf-16-be") + SAID.encode("utf-16-be")),
        ("a.gz", gzip.compress(b"nobody") + gzip.compress(SAID.encode())),
        ("a.gz", gzip.compress(SAID.encode()) + b"no member"),
    ],
)
def test_somebody_is_found(name: str, content: bytes) -> None:
    assert is_found(name, content)


@pytest.mark.parametrize(
    "content",
    [b'<a href="//x.com/otto">', b'<link href="//chats.example/leaxyz/">', b"a = 1 // leaxyz\n//[leaxyz", b"//#"],
)
def test_nobody_is_found(content: bytes) -> None:
    assert not is_found("a.html", content)


@pytest.mark.parametrize("forgotten", [LEA, OLD])
def test_halves_of_a_sign_end_no_scan(forgotten: Forgotten) -> None:
    content = rb'{"a": "\u0061\ud83d\ude00 @\ud83d\ude00 https://x.example/\ud83d?u=%41"}'
    assert not is_found("a.json", content, forgotten)
    assert decode_text(rb"\ud83d\ude00 \ud83d") == "\U0001f600 \ufffd"
    assert not OLD.has_handle("\ud83d")
    assert not OLD.has_address("https://x.com/\ud83d")
