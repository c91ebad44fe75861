"""The visitor's time: in their own zone or one that they chose, as today or tonight, and never another instant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from causerie.i18n import speak
from tests.site.browsing import DESKTOP, PHONE, Visitor, serve
from tests.site.building import build_site, copy_demo
from tests.site.demo_records import DemoSession, read_sessions

IN_SUMMER = "chats/museum-hour/plus-or-minus-two/"  # on 31 March 2027, when Europe's clocks and New York's have changed
SESSION = "chats/museum-hour/ai-captions/"
LAYOUT_SHIFTS = """() => new Promise((resolve) => {
    const inContent = ({ node }) => node?.parentElement?.closest("[data-md-component=content]");
    new PerformanceObserver((list) => resolve(list.getEntries()
        .filter(({ sources }) => sources.some(inContent)).map(({ value }) => value)))
        .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
})"""


def chooser(page: Page) -> Locator:
    return page.locator("[data-causerie-local]:visible select")


def choose(page: Page, zone: str) -> None:
    chooser(page).focus()
    chooser(page).select_option(zone)


def zone_shown(page: Page) -> str:
    return str(chooser(page).evaluate("select => select.selectedOptions[0].text"))


def time_shown(page: Page) -> str:
    """The day and the hours in the ticket: large, and the first that one reads."""
    return " ".join(page.locator(".c-ticket:visible").locator(".c-ticket__day, .c-ticket__hours").all_inner_texts())


def chats_time_shown(page: Page) -> str:
    return page.locator(".c-ticket__zone:visible").inner_text()


def left_shown(page: Page) -> str:
    return page.locator("[data-causerie-left]:visible").inner_text()


def in_words(moment: datetime, zone: str) -> str:
    there = moment.astimezone(ZoneInfo(zone))
    return f"{there:%A}, {there.day} {there:%B %Y} {there:%H:%M}–{there + timedelta(hours=1):%H:%M}"


def by_address(content: Path, address: str) -> DemoSession:
    return next(session for session in read_sessions(content) if session.address == address)


# --- Today, tonight, tomorrow -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "zone", "words"),
    [
        (timedelta(hours=3), "Europe/London", "tonight 20:00 · in 3 hours"),
        (timedelta(hours=19), "Europe/London", "tonight 20:00"),
        (timedelta(minutes=7), "Europe/London", "tonight 20:00 · in 7 minutes"),
        (timedelta(hours=21), "Europe/London", "tomorrow 20:00"),
        (timedelta(hours=3), "America/New_York", "today 15:00 · in 3 hours"),
        (timedelta(hours=16), "America/New_York", "tomorrow 15:00"),
        (timedelta(hours=12, minutes=30), "Australia/Sydney", "tomorrow 07:00"),
        (timedelta(hours=3), "Australia/Sydney", "today 07:00 · in 3 hours"),
        (timedelta(hours=30), "Asia/Tokyo", "in 2 days"),
    ],
)
def test_the_day_is_named_as_it_is_where_the_visitors_time_is(
    visitor: Visitor, ahead: list[DemoSession], before: timedelta, zone: str, words: str
) -> None:
    page = visitor.visit("", now=ahead[0].start - before, zone=zone)
    assert left_shown(page) == words


def test_another_zone_makes_it_another_day(visitor: Visitor, ahead: list[DemoSession]) -> None:
    page = visitor.visit("", now=ahead[0].start - timedelta(hours=12, minutes=30))
    assert left_shown(page) == "tonight 20:00"
    choose(page, "Australia/Sydney")
    assert (time_shown(page), left_shown(page)) == ("Thursday, 26 November 2026 07:00–08:00", "tomorrow 07:00")


def test_in_french_it_is_said_in_french(visitor: Visitor, content: Path) -> None:
    session = next(each for each in read_sessions(content) if each.id == "dimanche")
    page = visitor.visit(session.address, now=session.start - timedelta(hours=3), zone="Asia/Tokyo", language="fr")
    assert re.match(r"demain.*02:30 · dans 3 heures", left_shown(page))
    assert zone_shown(page) == "Tokyo · UTC+9"


# --- The same instant -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [SESSION, IN_SUMMER])
def test_in_every_zone_that_is_chosen_it_is_the_same_instant(visitor: Visitor, content: Path, address: str) -> None:
    """And what programs read does not move: the page's <time>, its JSON-LD, its calendar."""
    start = by_address(content, address).start
    page = visitor.visit(address)
    same, other = (
        "It is the chat’s own time, too: ",
        f"The chat’s own time: {start:%a}, {start.day} {start:%b %Y}, 20:00–21:00\u00a0· ",
    )
    assert chats_time_shown(page).startswith(same)
    for zone in ("America/New_York", "Asia/Calcutta", "Pacific/Apia", "Asia/Tokyo", "Australia/Sydney", "UTC"):
        choose(page, zone)
        differs = start.astimezone(ZoneInfo(zone)).utcoffset() != start.utcoffset()
        assert time_shown(page) == in_words(start, zone)
        assert chats_time_shown(page).startswith(other if differs else same)
        assert page.locator(".c-ticket time").get_attribute("datetime") == start.isoformat()
        event = json.loads(page.locator("script[type='application/ld+json']").inner_text())
        starts = {each["startDate"] for each in event.get("@graph", [event]) if "startDate" in each}
        assert {datetime.fromisoformat(each) for each in starts} == {start}
    google = page.locator(".c-ticket a[href*='calendar.google.com']").get_attribute("href")
    assert f"dates={start.astimezone(UTC):%Y%m%dT%H%M%SZ}" in str(google)


@pytest.mark.parametrize(
    ("address", "zone", "name"),
    [
        (SESSION, "America/New_York", "New York · GMT-5"),
        (IN_SUMMER, "America/New_York", "New York · GMT-4"),
        (SESSION, "Europe/London", "London · GMT"),
        (IN_SUMMER, "Europe/London", "London · BST"),
        (IN_SUMMER, "America/Phoenix", "Phoenix · GMT-7"),
    ],
)
def test_a_zone_has_the_name_that_it_has_on_the_sessions_day(
    visitor: Visitor, address: str, zone: str, name: str
) -> None:
    assert zone_shown(visitor.visit(address, zone=zone)) == name
    page = visitor.visit(address, zone="Asia/Tokyo")
    choose(page, zone)
    assert zone_shown(page) == name


@pytest.mark.parametrize(
    ("zone", "language", "words"),
    [
        ("America/New_York", "en-US", "Wednesday, November 25, 2026 3:00 – 4:00 PM"),
        ("Asia/Dubai", "en-GB", "Thursday, 26 November 2026 00:00–01:00"),
        ("Europe/Istanbul", "en-GB", "Wednesday, 25 November 2026 23:00 – 00:00"),
        ("Asia/Tehran", "en-US", "Wednesday, November 25, 2026 11:30 PM – 12:30 AM"),
    ],
)
def test_hours_are_said_without_days_even_across_midnight(
    visitor: Visitor, zone: str, language: str, words: str
) -> None:
    page = visitor.visit(SESSION, zone=zone, language=language, screen=PHONE)
    assert time_shown(page).replace("\u202f", " ").replace("\u2009", " ") == words


@pytest.mark.parametrize("language", ["en-US", "en-GB"])
def test_on_a_phone_all_ways_to_join_stand_on_the_first_screen(visitor: Visitor, language: str) -> None:
    page = visitor.visit("", zone="America/New_York", language=language, screen=PHONE)
    box = page.locator(".c-joins").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 780


# --- The chooser ----------------------------------------------------------------------------------------------------


def test_ones_own_zone_comes_first_then_the_chats_then_all(visitor: Visitor) -> None:
    page = visitor.visit(SESSION, zone="Asia/Tokyo")
    select = chooser(page)
    expect(select).to_have_accessible_name("Time zone")
    assert select.evaluate("select => select.length") == 1  # no more are named before somebody asks
    select.focus()
    groups = select.evaluate("select => [...select.children].map(group => [group.label, group.children.length])")
    assert groups[:2] == [["Your own zone", 1], ["The chat’s zone", 1]]
    assert groups[2][0] == "All zones"
    values = select.evaluate("select => [...select.options].map(option => option.value)")
    assert values[:2] == ["Asia/Tokyo", "Europe/London"]
    assert {"America/New_York", "Asia/Tokyo", "UTC"} <= set(values[2:])
    assert len(values[2:]) == len(set(values[2:])) == groups[2][1] > 400
    assert zone_shown(page) == "Tokyo · GMT+9"


def test_the_choice_is_remembered_until_ones_own_is_chosen_again(visitor: Visitor) -> None:
    page = visitor.visit("", zone="America/New_York")
    choose(page, "Asia/Tokyo")
    page.goto(SESSION)
    assert (time_shown(page), zone_shown(page)) == ("Thursday, 26 November 2026 05:00–06:00", "Tokyo · GMT+9")
    chooser(page).focus()
    chooser(page).select_option(index=0)
    assert time_shown(page) == "Wednesday, 25 November 2026 15:00–16:00"
    page.goto("")
    assert zone_shown(page) == "New York · GMT-5"
    assert not page.evaluate("localStorage['causerie-zone']")  # so it is the device's, wherever that travels


@pytest.mark.parametrize("kept", ["Mars/Olympus_Mons", "", "<b>", "__proto__"])
def test_a_zone_that_nobody_knows_is_forgotten(visitor: Visitor, kept: str) -> None:
    memory = [{"name": "causerie-zone", "value": kept}]
    origins = {"origins": [{"origin": visitor.base.rstrip("/"), "localStorage": memory}]}
    page = visitor.visit(SESSION, zone="Asia/Tokyo", storage_state=origins)
    assert page.evaluate("localStorage['causerie-zone']") == kept
    assert zone_shown(page) == "Tokyo · GMT+9"


def test_a_browser_that_must_not_remember_lets_choose_all_the_same(visitor: Visitor) -> None:
    page = visitor.visit(SESSION)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('remember nothing'); } })"
    )
    page.wait_for_load_state("networkidle")
    page.reload()
    choose(page, "Asia/Tokyo")
    assert time_shown(page) == "Thursday, 26 November 2026 05:00–06:00"
    page.close()
    assert [each for each in visitor.complaints if "remember nothing" not in each or "causerie" in each] == []
    visitor.complaints.clear()  # the theme's own


def test_it_is_operated_by_keyboard_and_large_enough_to_tap(visitor: Visitor) -> None:
    page = visitor.visit(SESSION, screen=PHONE)
    chooser(page).focus()
    page.keyboard.type("Tok")
    expect(chooser(page)).to_have_value("Asia/Tokyo")
    assert time_shown(page) == "Thursday, 26 November 2026 05:00–06:00"
    page.clock.fast_forward("01:00")  # the page looks at the clock, and the list stays as it is
    expect(chooser(page)).to_be_focused()
    box = chooser(page).bounding_box()
    assert box is not None
    assert box["height"] >= 24


def test_the_next_hero_has_the_chosen_zone_as_well(visitor: Visitor, ahead: list[DemoSession]) -> None:
    page = visitor.visit("", now=ahead[0].end - timedelta(minutes=1))
    choose(page, "Asia/Tokyo")
    page.clock.fast_forward("02:00")
    expect(page.locator(".c-hero__title")).to_have_text(ahead[1].title)
    assert time_shown(page) == in_words(ahead[1].start, "Asia/Tokyo")


@pytest.mark.parametrize("address", ["", SESSION])
@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Adelaide"])
def test_nothing_moves_when_it_appears(visitor: Visitor, address: str, zone: str) -> None:
    for screen in (PHONE, DESKTOP):
        page = visitor.visit(address, zone=zone, language="en-US", screen=screen)
        assert page.evaluate(LAYOUT_SHIFTS) == []


# --- Other scripts --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["ar", "ja"])
def foreign(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A language, and the demo's site in it."""
    language = str(request.param)
    folder = copy_demo(tmp_path_factory.mktemp(language))
    settings = folder / "mkdocs.yml"
    settings.write_text(re.sub(r"languages?: .*", f"language: {language}", settings.read_text("utf-8")), "utf-8")
    return language, build_site(folder)


@pytest.fixture
def foreigner(browser: Browser, foreign: tuple[str, Path]) -> Iterator[Visitor]:
    """Somebody who opens pages of that site."""
    with serve(foreign[1]) as address:
        someone = Visitor(browser, address)
        yield someone
        someone.leave()
    assert someone.complaints == []


def test_it_is_said_and_chosen_in_the_pages_language(
    foreigner: Visitor, foreign: tuple[str, Path], ahead: list[DemoSession]
) -> None:
    language, _ = foreign
    speech = speak(language)
    now = ahead[0].start - timedelta(hours=2)
    page = foreigner.visit("", now=now, screen=PHONE, zone="Europe/London", language=language)
    expect(chooser(page)).to_have_accessible_name(speech.text("Time zone"))
    assert left_shown(page).startswith(speech.text("tonight"))
    choose(page, "America/New_York")
    assert (
        zone_shown(page)
        == {
            "ar": "New York · غرينتش-5",
            "ja": "New York · GMT-5",
        }[language]
    )
    assert left_shown(page).startswith({"ar": "اليوم", "ja": "今日"}[language])
    ticket, select = page.locator(".c-ticket").bounding_box(), chooser(page).bounding_box()
    assert ticket is not None
    assert select is not None
    assert ticket["x"] <= select["x"]
    assert select["x"] + select["width"] <= ticket["x"] + ticket["width"]
