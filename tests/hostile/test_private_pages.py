"""Pages that a host alone sees, of hostile records: the plan, and a kit's three, which have scripts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser

from causerie.hour.console import render_console
from causerie.hour.projector import render_projector
from causerie.i18n import speak
from causerie.planning.page import render_page
from causerie.planning.shown import show_plan
from causerie.promoting.page import render_kit_page
from tests.hostile.records import Records
from tests.hostile.trap import trapped, trapping
from tests.site.browsing import serve
from tests.site.building import NOW

SHOWN_EVERY = 10  # of the kits, to the browser


def render(records: Records) -> Iterator[tuple[str, str]]:
    """All pages, by their names."""
    speech = speak(records.settings.language)
    yield "plan.html", render_page(show_plan(records.plan, speech), records.settings.site_name, NOW, speech)
    for number, kit in enumerate(records.kits):
        yield f"index-{number}.html", render_kit_page(kit)
        yield f"console-{number}.html", render_console(kit)
        yield f"projector-{number}.html", render_projector(kit)


@pytest.fixture(scope="module")
def pages(records: Records) -> dict[str, str]:
    return dict(render(records))


def test_elements_and_attributes_are_those_that_plain_words_make(
    pages: dict[str, str], harmless_records: Records
) -> None:
    def shapes(texts: dict[str, str]) -> set[tuple[str, str, str]]:
        return {
            (page.partition("-")[0], element.tag, name)
            for page, text in texts.items()
            for element in lxml.html.fromstring(text).iter()
            if isinstance(element.tag, str)
            for name in ("", *element.attrib)
        }

    made = shapes(pages)
    assert len(pages) > 300
    assert made - shapes(dict(render(harmless_records))) <= {("index", "em", "")}  # "shortened to fit"
    assert [shape for shape in made if shape[2].startswith("on") or shape[2] in ("style", "srcdoc")] == []


def test_their_scripts_and_policies_are_the_same_whatever_the_words(
    pages: dict[str, str], harmless_records: Records
) -> None:
    def scripts(texts: dict[str, str]) -> set[tuple[str, str]]:
        return {
            (page.partition("-")[0], element.text or element.get("content", ""))
            for page, text in texts.items()
            for element in lxml.html.fromstring(text).iter("script", "meta")
            if element.tag == "script" or element.get("http-equiv")
        }

    found = scripts(pages)
    assert found == scripts(dict(render(harmless_records)))
    assert {page for page, _ in found} == {"index", "console", "projector"}


def test_nothing_runs_in_the_hour(
    pages: dict[str, str], records: Records, browser: Browser, tmp_path: Path, asked: list[str]
) -> None:
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    wrong = {}
    with serve(tmp_path) as address, trapping(browser, address, asked) as page:
        page.clock.install(time=NOW)
        for number, kit in [*enumerate(records.kits)][::SHOWN_EVERY]:
            page.clock.set_fixed_time(kit.session.start + timedelta(minutes=12))
            for name in (f"index-{number}.html", f"console-{number}.html", f"projector-{number}.html"):
                page.goto(name, wait_until="domcontentloaded")
                page.keyboard.press("ArrowRight")
                if found := trapped(page):
                    wrong[name] = found
        page.goto("plan.html")
        assert page.get_by_text("trap()").count() > 20
        wrong["plan.html"] = trapped(page)
    assert (wrong, asked) == ({"plan.html": []}, [])
