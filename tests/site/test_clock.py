"""The same built page at other times and in other places: local times, live now, what is past without a new build."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.site.browsing import Visitor
from tests.site.building import NOW
from tests.site.demo_records import DemoSession, read_sessions

MINUTE = timedelta(minutes=1)
OVER = "This session is over. Its recap will stand here."


def by_id(content: Path, name: str) -> DemoSession:
    return next(session for session in read_sessions(content) if session.id == name)


def expect_local_words(page: Page, session: DemoSession, zone: str) -> None:
    """The ticket has a session's hour as British English says it somewhere, and the chat’s own."""
    start, end = (each.astimezone(ZoneInfo(zone)) for each in (session.start, session.end))
    ticket = page.locator(".c-ticket:visible").first
    expect(ticket.locator(".c-ticket__day")).to_have_text(f"{start:%A}, {start.day} {start:%B %Y}")
    expect(ticket.locator(".c-ticket__hours")).to_have_text(f"{start:%H:%M}–{end:%H:%M}")
    expect(ticket.locator(".c-local")).to_have_text(
        re.compile(f"^Your time: {zone.split('/')[-1].replace('_', ' ')} · ")
    )
    expect(ticket.locator(".c-ticket__zone")).to_have_text(re.compile(r"^The chat’s own time: .*, 20:00–21:00\s· "))


def shown_sessions(page: Page) -> list[str]:
    """The titles under "Coming up"."""
    return page.locator("[data-causerie-upcoming] > li:visible .c-item__title").all_inner_texts()


# --- Where the visitor is ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["", "chats/museum-hour/", "chats/museum-hour/ai-captions/"])
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Australia/Adelaide"])
def test_a_visitor_elsewhere_reads_the_same_instant_in_their_own_time(
    visitor: Visitor, ahead: list[DemoSession], address: str, zone: str
) -> None:
    page = visitor.visit(address, zone=zone)
    assert ahead[0].id == "ai-captions"
    expect_local_words(page, ahead[0], zone)


@pytest.mark.parametrize("zone", ["Europe/London", "Europe/Lisbon"])
@pytest.mark.parametrize("session", ["ai-captions", "plus-or-minus-two"])
def test_a_visitor_whose_clock_is_the_chats_is_told_so(visitor: Visitor, session: str, zone: str) -> None:
    """On the day of the session, that is: on the day of the visit their clocks may differ, or agree by chance."""
    page = visitor.visit(f"chats/museum-hour/{session}/", zone=zone)
    expect(page.locator(".c-ticket__hours")).to_have_text("20:00–21:00")
    expect(page.locator(".c-ticket__zone")).to_have_text(re.compile("^It is the chat’s own time, too: "))


def test_a_visitor_whose_clock_is_the_chats_only_today_reads_another_time(visitor: Visitor, content: Path) -> None:
    session = by_id(content, "plus-or-minus-two")
    page = visitor.visit(session.address, zone="Africa/Abidjan")  # Greenwich's time all year
    expect_local_words(page, session, "Africa/Abidjan")


def test_a_page_in_french_tells_local_time_in_french(visitor: Visitor, content: Path) -> None:
    page = visitor.visit("chats/bibli-heure/dimanche/", zone="America/New_York", language="fr-CA")
    there = by_id(content, "dimanche").start.astimezone(ZoneInfo("America/New_York"))
    assert (there.weekday(), there.day, there.month, there.hour, there.minute) == (1, 1, 12, 12, 30)
    expect(page.locator(".c-ticket__day")).to_have_text(re.compile(r"^mardi 1(er)? décembre 2026$"))
    expect(page.locator(".c-ticket__hours")).to_have_text(re.compile(r"^12.{1,3}30\b.*13.{1,3}30\b"))
    expect(page.locator(".c-local")).to_have_text(re.compile(r"^Votre heure\s: New York · HNE"))


@pytest.mark.parametrize("now", [NOW, datetime(2027, 3, 30, 12, tzinfo=ZoneInfo("Europe/London"))])
@pytest.mark.parametrize(("zone", "hour"), [("Europe/Paris", 21), ("America/New_York", 15), ("Asia/Tokyo", 4)])
def test_times_are_right_across_the_clocks_change(
    visitor: Visitor, content: Path, now: datetime, zone: str, hour: int
) -> None:
    """The clocks of London go forward on 28 March 2027; read before and after, 20:00 on the 31st stays 20:00."""
    session = by_id(content, "plus-or-minus-two")
    assert session.start.astimezone(ZoneInfo(zone)).hour == hour
    page = visitor.visit(session.address, zone=zone, now=now)
    expect_local_words(page, session, zone)
    expect(page.locator(".c-ticket__zone")).to_have_text(re.compile(r"British Summer Time \(UTC\+1\)\s· 60 minutes$"))


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(days=3), "in 3 days"),
        (timedelta(days=1), "tomorrow 20:00"),
        (timedelta(hours=3), "tonight 20:00 · in 3 hours"),
        (timedelta(minutes=7), "tonight 20:00 · in 7 minutes"),
    ],
)
def test_the_time_left_is_counted(visitor: Visitor, ahead: list[DemoSession], before: timedelta, words: str) -> None:
    page = visitor.visit("", now=ahead[0].start - before)
    expect(page.locator(".c-hero [data-causerie-left]")).to_have_text(words)


# --- Live ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["", "chats/museum-hour/", "chats/museum-hour/ai-captions/"])
def test_live_now_is_said_during_the_session_and_at_no_other_time(
    visitor: Visitor, ahead: list[DemoSession], address: str
) -> None:
    """One page, left open from before the hour until long after it; it looks at the clock by itself."""
    page = visitor.visit(address, now=ahead[0].start - 5 * MINUTE)
    said = {}
    for minutes in (-2, 1, 30, 59, 61, 120):
        page.clock.pause_at(ahead[0].start + minutes * MINUTE)
        said[minutes] = set(page.locator("[data-causerie-live]:visible").all_inner_texts())
        if said[minutes]:
            assert not page.locator("[data-causerie-left]:visible, [data-causerie-next]:visible").all()
    live = {"Live now"}
    assert said == {-2: set(), 1: live, 30: live, 59: live, 61: set(), 120: set()}


@pytest.mark.parametrize(("minutes", "is_live"), [(0, True), (60, False)])
def test_a_session_is_live_from_its_first_minute_until_its_last(
    visitor: Visitor, ahead: list[DemoSession], minutes: int, is_live: bool
) -> None:
    page = visitor.visit(ahead[0].address, now=ahead[0].start + minutes * MINUTE)
    assert bool(page.locator("[data-causerie-live]:visible").all()) is is_live


def test_an_open_page_goes_live_by_itself(visitor: Visitor, ahead: list[DemoSession]) -> None:
    page = visitor.visit("", now=ahead[0].start - 2 * MINUTE)
    badge = page.locator(".c-hero [data-causerie-live]")
    expect(badge).to_be_hidden()
    page.clock.fast_forward("03:00")
    expect(badge).to_be_visible()


@pytest.mark.parametrize("name", ["object-of-the-year", "budget"])
@pytest.mark.parametrize("where", ["landing", "chat", "session"])
def test_a_session_that_is_off_is_never_live(visitor: Visitor, content: Path, name: str, where: str) -> None:
    session = by_id(content, name)
    assert session.status in ("cancelled", "postponed")
    address = {"landing": "", "chat": f"chats/{session.chat}/", "session": session.address}[where]
    page = visitor.visit(address, now=session.start + 30 * MINUTE)
    assert page.locator("[data-causerie-live]:visible").all() == []
    assert page.locator("[data-causerie-over]:visible").all() == []


# --- After, on a page that nobody rebuilt ----------------------------------------------------------------------------


def test_the_hero_turns_to_the_next_session_again_and_again(visitor: Visitor, ahead: list[DemoSession]) -> None:
    for over, following in pairwise(ahead[:3]):
        page = visitor.visit("", now=over.end + MINUTE)
        expect(page.locator(".c-hero:visible .c-hero__title")).to_have_text([following.title])
        expect(page.locator(".c-hero time")).to_have_attribute("datetime", following.start.isoformat())


def test_an_open_page_turns_by_itself_and_keeps_its_heading(visitor: Visitor, ahead: list[DemoSession]) -> None:
    page = visitor.visit("", now=ahead[0].end - MINUTE, zone="Asia/Tokyo")
    expect(page.locator(".c-hero__title")).to_have_text(ahead[0].title)
    page.clock.fast_forward("02:00")
    expect(page.locator(".c-hero__title")).to_have_text(ahead[1].title)
    expect(page.get_by_role("heading", level=1)).to_have_text(ahead[1].title)
    expect(page.locator(".c-hero [data-causerie-local]")).to_be_visible()


def test_a_session_that_is_over_is_not_coming_up_any_more(visitor: Visitor, ahead: list[DemoSession]) -> None:
    before = shown_sessions(visitor.visit("", now=ahead[0].end - MINUTE))
    after = shown_sessions(visitor.visit("", now=ahead[0].end + MINUTE))
    assert (before[0], after) == (ahead[0].title, before[1:])


def test_on_its_chats_page_it_joins_the_archive_and_stays_there(visitor: Visitor, ahead: list[DemoSession]) -> None:
    over = ahead[0]
    page = visitor.visit(f"chats/{over.chat}/", now=over.end + MINUTE)
    first = page.locator("[data-causerie-past] > li:visible").first
    for _ in range(3):
        expect(first.locator(".c-item__title")).to_have_text(over.title)
        expect(first.get_by_role("link", name=over.title)).to_be_visible()
        assert over.title not in shown_sessions(page)
        page.clock.fast_forward("01:00")


def test_its_own_page_says_that_it_is_over_and_invites_nobody(visitor: Visitor, ahead: list[DemoSession]) -> None:
    page = visitor.visit(ahead[0].address, now=ahead[0].end - MINUTE)
    expect(page.get_by_text(OVER)).to_be_hidden()
    expect(page.locator("#join")).to_be_visible()
    page.clock.fast_forward("02:00")
    expect(page.get_by_text(OVER)).to_be_visible()
    expect(page.locator("#join")).to_be_hidden()
    expect(page.locator(".c-ticket .c-menu")).to_be_hidden()
    expect(page.locator("[data-causerie-left]")).to_be_hidden()


@pytest.mark.parametrize("address", ["", "chats/museum-hour/", "chats/bibli-heure/", "chats/"])
@pytest.mark.parametrize("months", [1, 7])
def test_months_later_nothing_that_is_past_is_said_to_come(visitor: Visitor, address: str, months: int) -> None:
    now = NOW + timedelta(days=30 * months)
    page = visitor.visit(address, now=now)
    waiting = "[data-causerie-upcoming] > li:visible, [data-causerie-hero]:visible, .c-chat__next:visible"
    for each in page.locator(waiting).all():
        if each.get_attribute("data-state") != "postponed":  # waits for a new date, and says so
            end = each.get_attribute("data-end")
            assert end is not None and datetime.fromisoformat(end) > now, each.inner_text()


def test_a_recap_is_the_same_at_any_time(visitor: Visitor, content: Path) -> None:
    address = by_id(content, "who-writes-the-label").address
    texts = {
        visitor.visit(address, now=NOW + each).inner_text("article") for each in (timedelta(), timedelta(days=900))
    }
    assert len(texts) == 1
