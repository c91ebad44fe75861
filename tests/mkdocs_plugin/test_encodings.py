"""The scan of the finished site: whoever is only hashed is found in each way in which files of a site write them."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import quopri
from collections.abc import Callable
from urllib.parse import quote

import pytest
from PIL import Image, PngImagePlugin

from causerie.mkdocs_plugin.decoding import read_parts
from causerie.mkdocs_plugin.traces import Tracer
from causerie.records.forget import Forgotten
from causerie.records.keyed import read_keyed, write_keyed

NAMES = (
    "mastodon:lea@glammr.example", "handle:lea@glammr.example", "short:lea", "x:lea_v", "handle:lea_v",
    "bluesky:lea.example", "handle:lea.example", "mastodon:glammr.example/113580", "x:7712345678",
)  # fmt: skip
LEA = Forgotten(hashes=frozenset(read_keyed(write_keyed(NAMES, bytes(16)))))
SAID = {
    "a post": "https://glammr.example/@lea/113580",
    "a post without its writer": "https://x.com/i/web/status/7712345678",
    "a profile": "https://x.com/lea_v",
    "a profile on Bluesky": "https://bsky.app/profile/lea.example",
    "a whole handle": "@lea@glammr.example",
    "a handle": "@lea_v",
    "a site as a handle": "@lea.example",
}


def is_found(name: str, content: bytes, *, is_deep: bool) -> bool:
    tracer = Tracer(LEA, "https://chats.example/")
    parts = list(read_parts(name, content))
    return any(tracer.find(name, part, is_hidden=is_hidden) for part, is_hidden in parts) or (
        is_deep and any(tracer.is_in_page(part) for part, _ in parts)
    )


def escape(said: str, *signs: str) -> str:
    """JSON in which some signs, or all, are escaped."""
    return "".join(f"\\u{ord(char):04x}" if char in signs or not signs else char for char in said)


WAYS: dict[str, tuple[str, Callable[[str], str | bytes]]] = {
    "page": ("a.html", lambda s: f"<p>By {s}.</p>"),
    "link": ("a.html", lambda s: f"<a href='{s}'>her</a>"),
    "decimal entities": ("a.html", lambda s: "<p>" + "".join(f"&#{ord(c)};" for c in s)),
    "hexadecimal entities": ("a.html", lambda s: "<p>" + "".join(f"&#x{ord(c):X};" for c in s)),
    "entities of signs": ("a.html", lambda s: s.replace("@", "&#64;").replace("/", "&#x2F;")),
    "entities without an end": ("a.html", lambda s: s.replace("@", "&#64")),
    "named entities": ("a.html", lambda s: s.replace("@", "&commat;").replace("/", "&sol;").replace(".", "&period;")),
    "percents": ("a.html", lambda s: f'<a href="https://share.example/?text={quote(s, safe="")}">'),
    "percents of percents": ("a.html", lambda s: f'<a href="https://share.example/?u={quote(quote(s, safe=""))}">'),
    "percents of letters": ("a.html", lambda s: "/?u=" + "".join(f"%{ord(c):02X}" for c in s)),
    "a wide @": ("a.html", lambda s: s.replace("@", "＠")),
    "capitals": ("a.html", str.upper),
    "JSON": ("a.json", lambda s: json.dumps({"text": f"By {s}"})),
    "a line of JSON": ("feed.json", lambda s: json.dumps({"content_text": f"By\n{s}\tand\n"})),
    "escaped slashes": ("causerie.json", lambda s: json.dumps({"url": s}).replace("/", "\\/")),
    "slashes by number": ("oembed.json", lambda s: escape(json.dumps({"url": s}), "/")),
    "signs by number": ("oembed.json", lambda s: escape(json.dumps({"url": s}), *"@/:._-")),
    "JSON by number": ("a.json", lambda s: f'{{"a": "{escape(s)}"}}'),
    "HTML in JSON": ("oembed.json", lambda s: escape(json.dumps({"html": f'<a href="{s}">{s}</a>'}), *"<>&")),
    "HTML in JSON, slashes": ("oembed.json", lambda s: json.dumps({"html": f"<a href='{s}'>"}).replace("/", "\\/")),
    "JSON in a page": ("a.html", lambda s: f"<script>{json.dumps({'url': s})}</script>".replace("/", "\\/")),
    "HTML in a feed": ("feed.xml", lambda s: f"<summary>{html.escape(f'<a href={s}>{s}</a>')}</summary>"),
    "HTML in HTML in a feed": ("feed.xml", lambda s: f"<c>{html.escape(html.escape(s.replace('@', '&#64;')))}</c>"),
    "CDATA": ("feed.atom", lambda s: f"<c><![CDATA[<p>{s}</p>]]></c>"),
    "a calendar": ("a.ics", lambda s: f"DESCRIPTION:Talk\\, with {s}\\nand others"),
    "a new line of a calendar": ("a.ics", lambda s: f"DESCRIPTION:Talk\\n{s}\\nand others"),
    "folded lines": ("a.ics", lambda s: "DESCRIPTION:" + "\r\n ".join(s)),
    "folded with tabs": ("a.ics", lambda s: "DESCRIPTION:" + "\r\n\t".join([s[:4], s[4:]])),
    "folded at 75": ("a.ics", lambda s: f"DESCRIPTION:{'x' * 57} {s[:5]}\r\n {s[5:]}\r\n"),
    "folded without CR": ("a.ics", lambda s: "DESCRIPTION:" + "\n ".join([s[:4], s[4:]])),
    "quoted-printable": (
        "a.ics",
        lambda s: b"NOTE;ENCODING=QUOTED-PRINTABLE:" + quopri.encodestring(s.encode()).replace(b"@", b"=40"),
    ),
    "search index": ("search_index.js", lambda s: f"var docs={json.dumps([f'by {s}'])}"),
    "JavaScript by number": ("a.js", lambda s: "'" + "".join(f"\\x{ord(c):02x}" for c in s) + "'"),
    "JavaScript by code point": ("a.js", lambda s: "'" + "".join(f"\\u{{{ord(c):x}}}" for c in s) + "'"),
    "a drawing": ("card.svg", lambda s: f"<svg><text>{s}</text></svg>"),
    "a link of a drawing": ("card.svg", lambda s: f"<svg><a href='{s.replace('@', '%40')}'/></svg>"),
    "a drawing in base64": (
        "a.html",
        lambda s: b"<img src='data:image/svg+xml;base64," + base64.b64encode(f"<svg>{s}</svg>".encode()) + b"'>",
    ),
    "a drawing in percents": ("a.html", lambda s: f"<img src='data:image/svg+xml,{quote(f'<svg>{s}</svg>')}'>"),
    "compressed": ("sitemap.xml.gz", lambda s: gzip.compress(f"<loc>{s}</loc>".encode())),
    "UTF-16": ("a.txt", lambda s: s.encode("utf-16")),
    "a table": ("a.csv", lambda s: f'1,"{s}",2'),
    "Markdown": ("recap.md", lambda s: f"[her]({s})"),
    "a style sheet": ("a.css", lambda s: f'a::before {{ content: "{s}" }}'),
}
IN_PAGES: dict[str, Callable[[str], str]] = {
    "a place to break": lambda s: s.replace("@", "@<wbr>").replace(".", "<wbr>."),
    "a tag within": lambda s: f"{s[:3]}<b>{s[3:]}</b>",
    "soft hyphens": lambda s: s.replace("a", "a&shy;"),
    "signs without width": lambda s: s.replace("a", "a\u200b"),
}


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("way", WAYS)
def test_somebody_is_found_in_each_way_of_writing(way: str, said: str) -> None:
    name, write = WAYS[way]
    content = write(SAID[said])
    assert is_found(name, content if isinstance(content, bytes) else content.encode(), is_deep=False)


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("way", IN_PAGES)
def test_somebody_is_found_in_the_words_of_a_page(way: str, said: str) -> None:
    assert is_found("about/index.html", f"<p>By {IN_PAGES[way](SAID[said])}.</p>".encode(), is_deep=True)


@pytest.mark.parametrize("way", WAYS)
def test_nobody_else_is_found(way: str) -> None:
    name, write = WAYS[way]
    for said in ("https://glammr.example/@otto/1", "@otto@glammr.example", "@lea_vx", "https://x.com/lea"):
        content = write(said)
        assert not is_found(name, content if isinstance(content, bytes) else content.encode(), is_deep=False)


def picture(kind: str, **written: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind, **written)
    return file.getvalue()


def exif(tag: int, value: str | bytes) -> bytes:
    written = Image.Exif()
    written[tag] = value
    return written.tobytes()


def png(said: str, *, is_packed: bool, is_international: bool) -> bytes:
    written = PngImagePlugin.PngInfo()
    (written.add_itxt if is_international else written.add_text)("Author", said, zip=is_packed)
    return picture("PNG", pnginfo=written)


AUTHOR, COMMENT_OF_WINDOWS = 0x013B, 0x9C9C
PICTURES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "PNG": ("a.png", lambda s: png(s, is_packed=False, is_international=False)),
    "PNG, packed": ("a.png", lambda s: png(s, is_packed=True, is_international=False)),
    "PNG, in Unicode": ("a.png", lambda s: png(s, is_packed=False, is_international=True)),
    "PNG, in Unicode and packed": ("a.png", lambda s: png(s, is_packed=True, is_international=True)),
    "PNG with EXIF": ("a.png", lambda s: picture("PNG", exif=exif(AUTHOR, s))),
    "JPEG with EXIF": ("a.jpg", lambda s: picture("JPEG", exif=exif(AUTHOR, s))),
    "JPEG of Windows": (
        "a.JPG",
        lambda s: picture("JPEG", exif=exif(COMMENT_OF_WINDOWS, f"{s}\0".encode("utf-16-le"))),
    ),
    "JPEG with a comment": ("a.jpeg", lambda s: picture("JPEG", comment=s.encode())),
    "JPEG with XMP": ("a.jpg", lambda s: picture("JPEG", xmp=f"<dc:creator>{s}</dc:creator>".encode())),
    "WebP with XMP": ("a.webp", lambda s: picture("WEBP", xmp=f"<dc:creator>{s}</dc:creator>".encode())),
    "GIF with a comment": ("a.gif", lambda s: picture("GIF", comment=s.encode())),
    "AVIF with EXIF": ("a.avif", lambda s: picture("AVIF", exif=exif(AUTHOR, s))),
    "AVIF with XMP": ("a.avif", lambda s: picture("AVIF", xmp=f"<dc:creator>{s}</dc:creator>".encode())),
}


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("way", PICTURES)
def test_somebody_is_found_in_what_is_written_in_a_picture(way: str, said: str) -> None:
    name, write = PICTURES[way]
    assert is_found(name, write(SAID[said]), is_deep=False)
