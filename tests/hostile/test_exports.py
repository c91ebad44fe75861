"""What a host takes elsewhere, and what only a host sees, of hostile records: no markup, no script, no formula."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from html import unescape

import lxml.html
import pytest
from markdown import markdown
from markdown_it import MarkdownIt

from causerie.following.regulars import find_regulars
from causerie.following.report import make_report
from causerie.following.sheet import season_csv
from causerie.following.written import report_lines, report_markdown
from causerie.i18n import speak
from causerie.planning.lines import print_plan
from causerie.planning.shown import show_plan
from causerie.views.pages.prose import _TAGS
from causerie.views.recap_export import export_html, export_json
from causerie.views.recap_markdown import recap_markdown
from tests.hostile.records import Records
from tests.site.building import NOW

SCHEMES = {"http", "https", "mailto"}
MADE = {"section", "h2", "figure", "figcaption", "cite", "time", "span", "bdi", "div", "p"}  # by templates
BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "hr", "table", "thead",
          "tbody", "tr", "th", "td", "dl", "dt", "dd", "div", "sup"}  # fmt: skip
INLINE = {"a", "em", "strong", "code", "br", "img", "s"}


def _all_links(url: str) -> bool:
    """Also those that this reader refuses, and others do not."""
    return True


def _reader(name: str) -> Callable[[str], str]:
    if name == "Python":
        return lambda text: markdown(text)
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.validateLink = _all_links  # type: ignore[method-assign]
    return lambda text: str(reader.render(text))


def faults_of(html: str, tags: set[str]) -> list[str]:
    """What HTML has besides these elements, with harmless attributes and addresses."""
    wrong = []
    for element in lxml.html.fragment_fromstring(html, create_parent=True).iter():
        if element.tag not in tags:
            wrong.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", unescape(value)).lower())
            is_script = name in ("href", "src", "cite") and scheme is not None and scheme[1] not in SCHEMES
            is_style = name == "style" and not value.startswith("text-align:")  # that of a table
            if is_script or is_style or name.startswith("on") or name in ("srcdoc", "action"):
                wrong.append(f"{name}={value}")
    return wrong


@pytest.mark.parametrize("reader", ["CommonMark", "Python"])
def test_a_recap_as_markdown_has_no_html_and_no_address_that_is_a_script(records: Records, reader: str) -> None:
    read, recapped = _reader(reader), records.recapped
    assert len(recapped) > 600
    texts = [recap_markdown(each, records.settings, NOW) for each in recapped]
    wrong = {each.id: faults_of(read(text), BLOCKS | INLINE) for each, text in zip(recapped, texts, strict=True)}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_recap_as_html_has_what_prose_has(records: Records) -> None:
    wrong = {each.id: faults_of(export_html(each, records.settings, NOW), _TAGS | MADE) for each in records.recapped}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_recap_as_json_has_the_texts_as_they_are(records: Records) -> None:
    for each in records.recapped:
        found = json.loads(export_json(each, records.settings, NOW))
        assert found["session"]["title"] == each.title
        assert each.recap is not None
        assert found["recap"]["takeaways"] == [one.text for one in each.recap.takeaways]


def obeyed(lines: Iterable[str]) -> list[str]:
    """Lines in which a terminal would find something to obey, or that turn what follows them around."""
    return [
        line
        for line in lines
        if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in line.replace("\t", " "))
        or sum(map(line.count, "\u202a\u202b\u202d\u202e")) != line.count("\u202c")
        or sum(map(line.count, "\u2066\u2067\u2068")) != line.count("\u2069")
    ]


def test_a_report_is_text_and_tables(records: Records) -> None:
    read, wrong = _reader("CommonMark"), []
    library, root = records.reading.library, records.settings.root
    for season in records.seasons:
        report = make_report(season, find_regulars(season.held, library, root, records.reading.forgotten))
        wrong += faults_of(read(report_markdown(report)), BLOCKS | INLINE)
        wrong += obeyed(report_lines(report))
    assert wrong == []


def test_a_plan_on_the_screen_is_text(records: Records) -> None:
    lines = [*print_plan(show_plan(records.plan, speak("en")))]
    assert len(lines) > 5_000
    assert obeyed(lines) == []


def test_no_cell_of_a_seasons_table_is_a_formula(records: Records) -> None:
    cells = [
        cell
        for season in records.seasons
        for row in csv.reader(season_csv(season.held).splitlines(keepends=True))
        for cell in row
    ]
    assert len(cells) > 10_000
    assert [cell for cell in cells if cell.lstrip(" ").startswith(tuple("=+-@\t\r")) and not is_number(cell)] == []


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9.]+", cell) is not None
