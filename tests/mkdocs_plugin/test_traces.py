"""The scan of the finished site: every way of writing in which somebody who is only hashed is still found."""

from __future__ import annotations

import gzip

import pytest

from causerie.mkdocs_plugin.decoding import decode_text, read_parts
from causerie.mkdocs_plugin.traces import Tracer
from causerie.records.forget import Forgotten
from causerie.records.keyed import hash_name, name_person

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


BEA = Forgotten(hashes=frozenset({f"{SALT.hex()}:{hash_name(name_person('Bea Whitlock'), SALT).hex()}"}))


@pytest.mark.parametrize(
    "content",
    [
        '<img alt="Bea Whitlock">',
        "<a title='With Bea Whitlock'>",
        '<meta name=description content="A page about Bea Whitlock">',
        '{"name":"Bea Whitlock"}',
        "Bea Whitlock;2026",
        "ORGANIZER;CN=Bea Whitlock:mailto:bea@museum.example",
        "Sinéad, <b>Bea</b> Whitlock",
    ],
)
def test_a_page_of_the_host_says_a_name_wherever_it_stands(content: str) -> None:
    assert Tracer(BEA).is_in_page(content.encode())
    assert not Tracer(BEA).is_in_page(content.replace("Whit", "Wit").encode())


@pytest.mark.parametrize("path", ["media/lea_xyz-desk.png", "lea_xyz.tar.gz", "a/lea_xyz/b.html"])
def test_a_file_is_called_after_somebody(path: str) -> None:
    known = Forgotten(accounts=frozenset({"x:lea_xyz"}))
    assert Tracer(known).is_in_name(path)
    assert not Tracer(known).is_in_name(path.replace("lea_", "mia_"))


def test_an_id_of_bluesky_is_found() -> None:
    known = Forgotten(hashes=frozenset({f"{SALT.hex()}:{hash_name('bluesky:did:plc:lea77', SALT).hex()}"}))
    assert is_found("a.json", b'{"id": "did:plc:lea77"}', known)
    assert is_found("a.html", b"<p>at://did:plc:lea77/app.bsky.feed.post/3k", known)
    assert not is_found("a.html", b"<p>at://did:plc:lea777/app.bsky.feed.post/3k", known)


def test_a_link_that_only_begins_so_is_no_namesakes() -> None:
    assert Tracer.has_namesake(b'<a href="https://x.com/lea">', "lea")
    assert not Tracer.has_namesake(b'<a href="https://x.com/lea%e3%81%95">', "lea")
