"""Exports: what any importer makes of any bytes is a transcript that reads back, whatever the order and the number."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from causerie.importers.export import Export, open_export
from causerie.importers.formats import IMPORTERS, Recognised, recognise_files
from causerie.importers.html_text import html_to_text, read_post_html
from causerie.importers.importing import import_files
from causerie.importers.selection import select_all
from causerie.problems import CauserieError
from causerie.records import read_transcript, write_post
from causerie.records.forget import Forgotten
from causerie.text import clean_line
from tests.fuzz.target import Target, read_text, split_files
from tests.importers.files import export_of

_BY_NAME = {importer.name: importer for importer in IMPORTERS}


def check_export(content: bytes) -> None:
    """Files, perhaps below the name of the format that somebody says they are in."""
    name, files = split_files(content)
    export = export_of(files or {"export": content})
    with suppress(CauserieError):
        if name in _BY_NAME:
            _check_import([Recognised(file, _BY_NAME[name], export) for file in export.files])
        else:
            _check_import(recognise_files(export))


def check_archive(content: bytes) -> None:
    """A file on disk, which may be a zip or a tar."""
    with TemporaryDirectory() as room, ExitStack() as stack, suppress(CauserieError):
        path = Path(room, "export")
        path.write_bytes(content)
        export = open_export(str(path), stack)
        _check_import(recognise_files(Export(export.files, export.near)))


def _check_import(files: Sequence[Recognised]) -> None:
    with TemporaryDirectory() as room:
        path, other = Path(room, "transcript.jsonl"), Path(room, "other.jsonl")
        imported = import_files(files, path, select_all(), Forgotten())
        assert all(fault.line >= 1 and fault.message for fault in imported.faults)
        read = read_transcript(path)
        assert read.problems == ()
        assert imported.tally.kept == len(read.posts) == len({post.id for post in read.posts})
        assert (path.read_text(encoding="utf-8") if path.exists() else "") == "".join(map(write_post, read.posts))
        assert not import_files(files, path, select_all(), Forgotten()).is_changed
        if len(files) > 1:
            import_files(files[::-1], other, select_all(), Forgotten())
            assert read_transcript(other).posts == read.posts


def check_html(content: bytes) -> None:
    """A post in HTML, and the same characters as text in HTML."""
    text = read_text(content)
    for found in (html_to_text(text), read_post_html(text, ("a",)).text):
        assert found == found.strip()
        assert "\n\n\n" not in found
    line = re.sub(r"\s+", " ", clean_line(text))
    assert html_to_text(f"<p>{html.escape(line)}</p>") == line


_VALUES = (
    '"', "\\u0000", "\\ud83d", "-1", "1e999", "0", "2026-12-02T20:00:00Z", "9999-12-31T23:59:59-14:00", "https://",
    "@", "#", "null", "[]", "{}", "[[", "&amp;", "<a href=", "\n-- a --\n", *_BY_NAME,
)  # fmt: skip
_MARKUP = (
    "<p>", "</p>", "<a href='https://a.example/b'>", "</a>", "<blockquote>", "<ol start=1>", "<li>", "<pre>",
    "<span class=invisible>", "<span class=ellipsis>", "<![", "<!--", "<script>", "</script>", "<br>", "&lt;", "&#0;",
    "<img alt=':a:'>", "<textarea>", "<plaintext>", "</table>",
)  # fmt: skip
TARGETS = (
    Target(
        name="exports",
        check=check_export,
        share=5,
        words=_VALUES,
    ),
    Target(name="archives", check=check_archive, words=("PK\x03\x04", "PK\x01\x02", "ustar", "../", "data/tweets.js")),
    Target(
        name="html",
        check=check_html,
        words=_MARKUP,
    ),
)
