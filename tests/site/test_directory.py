"""The directory with other sites' chats, as `mkdocs build` makes it of the demo: true, safe, and for everybody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser

from causerie.records.circle_data import parse_data
from causerie.records.circle_kept import write_kept
from tests import make
from tests.records.circle_making import chat, content, document, session
from tests.site.browsing import SMALL_PHONE, Visitor, serve
from tests.site.building import NOW, build_site, copy_demo
from tests.site.html_page import read_pages
from tests.site.test_accessibility import judge
from tests.site.test_nu_checker import find_faults

HOSTILE = '"><script>alert(1)</script>\u202e'


def weekly(**changes: Any) -> dict[str, Any]:
    return {"every": "week", "interval": 1, "weekday": "wednesday", "at": "20:00", "duration": 60, **changes}


def other_sites() -> list[bytes]:
    """A site with three chats, one of them in Arabic and one that is over; and one that means harm."""
    url = "https://stacks.example/chats"
    chats = [
        chat(schedule=[weekly(), weekly(weekday="friday")], topics=["paper"], platforms=[{"platform": "x"}]),
        chat(id="maktaba", title="ساعة المكتبة", language="ar", timezone="Africa/Cairo", url=f"{url}/maktaba/"),
        chat(id="former", title="Over", status="ended", url=f"{url}/former/"),
    ]
    sessions = [
        session(slot="2026-12-02"),
        session(id="ink", title="Ink", status="cancelled", start="2026-12-04T20:00:00Z", end="2026-12-04T21:00:00Z")
        | {"url": f"{url}/stacks/ink/"},
    ]
    evil = "https://evil.example/chats/museum-hour/"
    return [
        content(chats=chats, sessions=sessions),
        content(
            site={
                **document()["site"],
                "url": "https://evil.example/",
                "title": HOSTILE,
                "uid_domain": "stacks.example",
            },
            chats=[chat(id="museum-hour", title=HOSTILE, tagline=HOSTILE, topics=[HOSTILE], url=evil)],
            sessions=[session(chat="museum-hour", title=HOSTILE, url=f"{evil}dust/")],
        ),
    ]


def keep_sites(folder: Path) -> None:
    settings = make.settings(root=folder, content=folder / "content")
    for each in other_sites():
        write_kept(settings, parse_data(each, NOW), address="", now=NOW - timedelta(days=2))


@pytest.fixture(scope="module")
def directory_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_demo(tmp_path_factory.mktemp("directory"))
    keep_sites(folder)
    return build_site(folder)


@pytest.fixture
def reader(browser: Browser, directory_site: Path) -> Iterator[Visitor]:
    with serve(directory_site) as address:
        someone = Visitor(browser, address)
        yield someone
        someone.leave()
        assert someone.complaints == []


def events(file: Path) -> dict[str, Any]:
    return {str(event["UID"]): event for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}


def test_one_calendar_has_all_sessions_by_the_names_of_their_sites(directory_site: Path) -> None:
    ours = events(directory_site / "calendar.ics")
    merged = events(directory_site / "directory" / "calendar.ics")
    assert {name: event.to_ical() for name, event in merged.items() if name in ours} == {
        name: event.to_ical() for name, event in ours.items()
    }
    theirs = {name: str(event["SUMMARY"]) for name, event in merged.items() if name not in ours}
    assert theirs["stacks-2026-12-02@stacks.example"] == "#Stacks: Dust"
    assert theirs["stacks-ink@stacks.example"] == "Cancelled: #Stacks: Ink"
    assert theirs["stacks-2026-12-09@stacks.example"] == "#Stacks: Topic to be announced"
    assert "stacks-2026-12-04@stacks.example" not in theirs
    assert {name.partition("@")[2] for name in theirs} == {"stacks.example"}
    assert merged["stacks-2026-12-02@stacks.example"]["URL"] == "https://stacks.example/chats/stacks/dust/"


def test_chats_stand_under_their_days_and_lead_to_their_sites(directory_site: Path, reader: Visitor) -> None:
    page = reader.visit("directory/", now=NOW)
    assert page.locator("section h2").all_inner_texts()[:4] == ["Tuesday", "Wednesday", "Friday", "No fixed day"]
    wednesday = page.locator("section", has=page.locator("#day-3"))
    links = wednesday.locator("h3 a").evaluate_all("links => links.map(link => link.href)")
    assert "https://stacks.example/chats/stacks/" in links
    assert any(link.endswith("/chats/museum-hour/") and "evil" not in link for link in links)
    assert "Over" not in page.locator("main h3").all_inner_texts()
    assert page.locator("[lang=ar]", has_text="ساعة المكتبة").first.get_attribute("dir") == "rtl"
    assert page.locator("#sites + ul li").all_inner_texts()[1] == "Stacks as of Fri, 20 Nov 2026"
    card = page.locator("[id='stacks.example.stacks'] .c-chat__next").inner_text()
    assert "Wed, 25 Nov 2026, 20:00–21:00 Greenwich Mean Time (UTC+0)" in card


def test_what_strangers_wrote_is_text(directory_site: Path) -> None:
    html = (directory_site / "directory" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
    calendar = (directory_site / "directory" / "calendar.ics").read_text(encoding="utf-8")
    assert "evil" not in calendar


def test_every_way_below_leads_to_a_chat_without_script(directory_site: Path) -> None:
    pages = {page.address: page for page in read_pages(directory_site)}
    for page in (pages["directory/"], pages["fr/directory/"]):
        fragments = {link[1:] for _, link, _ in page.links if link.startswith("#")}
        assert fragments - set(page.ids) == set()
        assert {"stacks.example.stacks", "chat-museum-hour"} <= fragments
        assert len(page.ids) == len(set(page.ids))


def test_the_filters_show_what_is_asked_for(reader: Visitor) -> None:
    page = reader.visit("directory/", now=NOW)
    page.select_option("select[name=language]", "fr")
    shown = page.locator("[data-causerie-directory] > li:visible h3").all_inner_texts()
    assert shown == ["Bibli’Heure"]


def test_the_sites_own_chats_lead_there(reader: Visitor) -> None:
    page = reader.visit("chats/", now=NOW)
    page.locator("a[href$='directory/']").click()
    assert page.locator("h1").inner_text() == "Directory of chats"


@pytest.mark.parametrize("address", ["directory/", "fr/directory/"])
def test_axe_finds_nothing_wrong(reader: Visitor, address: str) -> None:
    page = reader.visit(address, now=NOW, reduced_motion="reduce", bypass_csp=True)
    assert judge(page) == {}
    page.set_viewport_size(SMALL_PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"]


def test_the_checker_has_nothing_to_say(directory_site: Path, tmp_path: Path) -> None:
    for name in ("", "fr"):
        shutil.copytree(directory_site / name / "directory", tmp_path / name / "directory")
    assert find_faults(tmp_path) == []


def test_a_site_alone_has_no_directory_of_others(site: Path) -> None:
    assert not (site / "directory").exists()
    assert "directory/" not in (site / "chats" / "index.html").read_text(encoding="utf-8")
