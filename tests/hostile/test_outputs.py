"""What comes of hostile records is whole for those who parse it: text is text, and nothing that a text says is made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import icalendar
import lxml.etree
import lxml.html
import pytest

from causerie.views.pages.prose import _ATTRIBUTES, _TAGS
from tests.hostile.strings import LISTS, all_strings, read_list
from tests.readers.calendars import read_with_ical_js

ADDRESSES = {"href", "src", "action", "cite", "data", "poster", "formaction", "srcset", "content", "xlink:href"}
SCHEMES = {"", "http", "https", "mailto", "webcal"}
PROSE = {(tag, name) for tag in _TAGS for name in ("", "rel", "loading", *_ATTRIBUTES.get(tag, ()))}
CALENDARS_EVERY = 16  # of thousands, whose events stand in the two whole ones, too
TEXTS = {"uid", "summary", "description", "status", "url"}  # of an event
LINKS_IN_TEXTS = {("a", "rel"), ("a", "href"), ("a", "class"), ("span", "dir")}


def elements_of(path: Path) -> Iterator[Any]:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    for element in lxml.html.fromstring(path.read_bytes(), parser=parser).iter():
        if isinstance(element.tag, str):
            yield element


def shapes_of(site: Path) -> dict[tuple[str, str], str]:
    """Each element with each of its attributes' names, and a page on which it stands."""
    found: dict[tuple[str, str], str] = {}
    for path in site.rglob("*.html"):
        for element in elements_of(path):
            for name in ("", *element.attrib):
                found.setdefault((element.tag, name), path.relative_to(site).as_posix())
    return found


def scripts_of(site: Path) -> set[str]:
    """Everything that a browser would run in a page; data beside it is not."""
    return {
        Path(element.get("src", "")).name or element.text or ""
        for path in site.rglob("*.html")
        for element in elements_of(path)
        if element.tag == "script" and "json" not in element.get("type", "")
    }


def test_there_are_many_strings_and_each_list_says_where_it_is_from() -> None:
    assert len(all_strings()) >= 500
    for path in LISTS.glob("*.json"):
        taken = read_list(path.stem)
        assert taken["source"] and taken["licence"] and len(taken["strings"]) > 10


def test_no_element_and_no_attribute_is_there_that_harmless_records_do_not_make(
    hostile_site: Path, harmless_site: Path
) -> None:
    made = shapes_of(hostile_site)
    known = shapes_of(harmless_site).keys() | PROSE | LINKS_IN_TEXTS
    assert {shape: page for shape, page in made.items() if shape not in known} == {}
    assert [shape for shape in made if shape[1].startswith("on") or shape[1] in ("style", "srcdoc", "formaction")] == []


def test_only_the_scripts_of_the_theme_and_ours_are_there(hostile_site: Path, harmless_site: Path) -> None:
    scope = re.compile(r'(?<=__md_scope=new URL\(")[^"]*')
    hostile, harmless = ({scope.sub("", each) for each in scripts_of(site)} for site in (hostile_site, harmless_site))
    assert hostile == harmless


def test_no_address_leads_into_a_script_or_a_file(hostile_site: Path) -> None:
    wrong = []
    for path in hostile_site.rglob("*.html"):
        for element in elements_of(path):
            for name, value in element.attrib.items():
                if name not in ADDRESSES or element.tag in ("meta", "script"):
                    continue
                plain = re.sub(r"[\t\n\r]", "", value).lstrip("".join(map(chr, range(33))))  # as browsers do
                scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain)
                if (scheme[1].lower() if scheme else "") not in SCHEMES:
                    wrong.append((path.name, element.tag, name, value))
                if name in ("src", "data", "poster", "srcset") and urlsplit(plain).netloc:
                    wrong.append((path.name, element.tag, name, value))
    assert wrong == []


def test_data_beside_a_page_is_json_and_stays_in_its_element(hostile_site: Path) -> None:
    count = 0
    for path in hostile_site.rglob("*.html"):
        for element in elements_of(path):
            if element.tag == "script" and "json" in element.get("type", ""):
                json.loads(element.text or "")
                count += 1
    assert count > 500


def test_feeds_are_xml_and_json_and_their_html_has_only_what_prose_has(hostile_site: Path) -> None:
    paths = [path for path in hostile_site.rglob("*") if path.suffix in (".xml", ".atom")]
    assert len(paths) > 300
    for path in paths:
        lxml.etree.fromstring(path.read_bytes(), lxml.etree.XMLParser(resolve_entities=False, huge_tree=True))
    for path in (hostile_site / "feed.xml", hostile_site / "feed.atom", *hostile_site.glob("chats/c1*/recaps.xml")):
        feed = feedparser.parse(path.read_bytes(), sanitize_html=False)
        assert not feed.bozo, path
        for entry in feed.entries:
            parts = [entry.get("summary_detail"), *entry.get("content", ())]
            texts = [part["value"] for part in parts if part and part["type"] != "text/plain"]
            for text in filter(str.strip, texts):
                tags = {each.tag for each in lxml.html.fragment_fromstring(text, create_parent=True).iter()}
                assert tags <= _TAGS | {
                    "div",
                    "section",
                    "h2",
                    "figure",
                    "figcaption",
                    "cite",
                    "time",
                    "span",
                    "bdi",
                }, path


def test_json_is_json(hostile_site: Path) -> None:
    paths = [*hostile_site.rglob("*.json")]
    assert len(paths) > 500
    for path in paths:
        json.loads(path.read_text(encoding="utf-8"))


def test_calendars_hold_their_own_events_and_no_other_property(hostile_site: Path, harmless_site: Path) -> None:
    def read(site: Path) -> tuple[set[str], int]:
        properties, count = set(), 0
        for path in site.rglob("*.ics"):
            calendar = icalendar.Calendar.from_ical(path.read_bytes())
            for component in calendar.walk():
                assert not component.errors, path
                properties |= {f"{component.name} {name}" for name in component}
                count += component.name == "VEVENT"
        return properties, count

    hostile, events = read(hostile_site)
    assert hostile == read(harmless_site)[0]
    assert events > 1_000


def test_ical_js_reads_the_same_events_and_the_titles_that_the_records_have(hostile_site: Path) -> None:
    whole = hostile_site / "directory" / "calendar.ics"  # the other sites' events are in it, too
    chosen = [path.read_bytes() for path in (whole, *sorted(hostile_site.rglob("*.ics"))[::CALENDARS_EVERY])]
    titles: dict[str, str] = {}
    for content, (name, _, components) in zip(chosen, read_with_ical_js(chosen), strict=True):
        assert (name, {kind for kind, _, _ in components}) == ("vcalendar", {"vevent"})
        known = icalendar.Calendar.from_ical(content).walk("VEVENT")
        for (_, properties, parts), event in zip(components, known, strict=True):
            read = {name: value for name, _, _, value, *_ in properties}
            assert (set(read), parts) == ({name.lower() for name in event}, [])
            assert {name: read[name] for name in TEXTS & set(read)} == {name: event[name] for name in TEXTS & set(read)}
            titles[read["url"]] = read["summary"]
    written = json.loads((hostile_site / "causerie.json").read_text(encoding="utf-8"))["sessions"]
    told = [each for each in written if each["url"] in titles]
    assert [each["title"] for each in told if not titles[each["url"]].endswith(each["title"])] == []
    assert len(told) > 1_000


def test_drawings_are_xml_without_script(hostile_site: Path) -> None:
    paths = [path for path in hostile_site.rglob("*.svg") if "assets" not in path.parts]
    assert len(paths) > 100
    for path in paths:
        tags = {each.tag.rpartition("}")[2] for each in lxml.etree.fromstring(path.read_bytes()).iter()}
        assert tags <= {"svg", "title", "clipPath", "rect", "g", "text"}, path


@pytest.mark.parametrize("text", ["trap()", "spy.example"])
def test_the_hostile_texts_are_there_as_text(hostile_site: Path, text: str) -> None:
    shown = [path for path in hostile_site.rglob("*.html") if text in path.read_text(encoding="utf-8")]
    assert len(shown) > 100


def test_no_file_stands_where_a_text_wanted_it(hostile_site: Path) -> None:
    names = [path.relative_to(hostile_site).as_posix() for path in hostile_site.rglob("*")]
    assert [name for name in names if re.search(r"\.\.|[\x00-\x1f<>\"'\\:|?*]", name)] == []
    assert not (hostile_site.parent / "secret.png").exists()
