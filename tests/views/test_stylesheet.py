"""What visitors get of our style sheet and scripts."""

from __future__ import annotations

import gzip

from causerie.views.search import render_reader
from causerie.views.stylesheet import SHEETS, STATIC, read_code, render_assets
from tests import make


def test_our_code_is_small() -> None:
    files = {each.path: each.read() for each in (*render_assets(make.library()), render_reader())}
    assert len(files) == 4
    assert sum(len(gzip.compress(content, 6)) for content in files.values()) <= 15_000


def test_comments_stay_at_home_and_nothing_else_does() -> None:
    for name in (*SHEETS, "causerie.js", "causerie-search.js", "causerie-search-index.js"):
        published = read_code(name).decode()
        assert "/*" not in published
        assert not [line for line in published.splitlines() if line.startswith("//")]
        written = (STATIC / name).read_text(encoding="utf-8")
        for sign in "{}`" if name.endswith(".css") else "{};`":  # before a "}", CSS needs no ";"
            in_comments = sum(part.partition("*/")[0].count(sign) for part in written.split("/*")[1:])
            in_comments += sum(line.partition("  // ")[2].count(sign) for line in written.splitlines())
            in_comments += sum(line.count(sign) for line in written.splitlines() if line.strip().startswith("//"))
            assert published.count(sign) == written.count(sign) - in_comments, (name, sign)


def test_every_sheet_of_the_site_is_in_the_one_that_visitors_get() -> None:
    assert sorted(SHEETS) == sorted(f"site/{each.name}" for each in (STATIC / "site").iterdir())
    assert read_code(*SHEETS).count(b"{") == sum(read_code(each).count(b"{") for each in SHEETS)
