"""What visitors operate: the calendar menu, copying, filters, light and dark; and pages on paper and without motion."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.site.browsing import PHONE, Visitor

SESSION = "chats/museum-hour/ai-captions/"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
WHAT_MOVES = """() => [...document.querySelectorAll("*")].flatMap(each => ["", "::before", "::after"].map(part => {
    const style = getComputedStyle(each, part || undefined);
    const lasts = (value) => value.split(",").some(time => parseFloat(time) > 0);
    const moves = (style.transitionProperty !== "none" && lasts(style.transitionDuration))
        || (style.animationName !== "none" && lasts(style.animationDuration)) || style.scrollBehavior === "smooth";
    return moves ? each.tagName + "." + each.className + part : "";
})).filter(Boolean)"""


# --- Into a calendar ------------------------------------------------------------------------------------------------


def test_the_calendar_menu_works_by_keyboard_and_lists_every_way(visitor: Visitor) -> None:
    page = visitor.visit(SESSION)
    menu = page.locator(".c-ticket .c-menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    links = menu.get_by_role("link")
    expect(links).to_have_text(
        ["Subscribe to #MuseumHourfollows changes", "This session (.ics)", "Google Calendar", "Outlook"]
    )
    page.keyboard.press("Tab")
    expect(links.first).to_be_focused()
    subscribe, file, google, outlook = (str(link.get_attribute("href")) for link in links.all())
    assert subscribe == "webcal://galleries-and-stacks.example/chats/museum-hour/calendar.ics"
    assert file.endswith("chats/museum-hour/ai-captions/ai-captions.ics")
    times = parse_qs(urlsplit(google).query)["dates"], parse_qs(urlsplit(outlook).query)["startdt"]
    assert times == (["20261125T200000Z/20261125T210000Z"], ["2026-11-25T20:00:00Z"])
    assert [urlsplit(link).hostname for link in (google, outlook)] == ["calendar.google.com", "outlook.live.com"]


def test_the_sessions_file_is_saved_as_a_calendar(visitor: Visitor) -> None:
    page = visitor.visit(SESSION)
    page.locator(".c-ticket .c-menu summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="This session (.ics)").click()
    assert download.value.suggested_filename == "ai-captions.ics"
    assert download.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    visitor.complaints.clear()  # a download is a navigation that fails


def test_the_calendars_address_is_copied_with_one_click(visitor: Visitor) -> None:
    page = visitor.visit("chats/museum-hour/", permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy")
    button.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://galleries-and-stacks.example/chats/museum-hour/calendar.ics"


# --- The directory --------------------------------------------------------------------------------------------------


def shown_chats(page: Page) -> list[str]:
    return page.locator(".c-chat:visible .c-chat__title").all_inner_texts()


@pytest.mark.parametrize(
    ("filter_", "choice", "expected"),
    [
        ("Weekday", "Tuesday", ["Bibli’Heure"]),
        ("Weekday", "Wednesday", ["Museum Hour"]),
        ("Language", re.compile("français"), ["Bibli’Heure"]),
        ("Topic", "museums", ["Museum Hour"]),
    ],
)
def test_the_directory_shows_the_chats_that_were_asked_for(
    visitor: Visitor, filter_: str, choice: str | re.Pattern[str], expected: list[str]
) -> None:
    page = visitor.visit("chats/")
    everything = shown_chats(page)
    assert sorted(everything) == ["Bibli’Heure", "Museum Hour"]
    select = page.get_by_label(filter_)
    option = select.locator("option", has_text=choice)
    select.select_option(str(option.get_attribute("value")))
    assert shown_chats(page) == expected
    expect(page.locator(".c-filters output")).to_have_text("1 shown")
    select.select_option("")
    assert shown_chats(page) == everything
    expect(page.locator(".c-filters output")).to_have_text("")


def test_filters_that_nothing_answers_to_leave_nothing(visitor: Visitor) -> None:
    page = visitor.visit("chats/")
    page.get_by_label("Weekday").select_option(label="Tuesday")
    page.get_by_label("Topic").select_option(label="museums")
    assert shown_chats(page) == []
    expect(page.locator(".c-filters output")).to_have_text("0 shown")


# --- Light and dark, motion, paper ----------------------------------------------------------------------------------


def test_light_turns_dark_and_stays_so_on_the_next_page(visitor: Visitor) -> None:
    page = visitor.visit("", color_scheme="light")
    light = page.evaluate(BACKGROUND)
    page.get_by_title("Dark").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = page.evaluate(BACKGROUND)
    page.goto(SESSION)
    assert (page.evaluate(BACKGROUND), light == dark) == (dark, False)


@pytest.mark.parametrize(("scheme", "expected"), [("light", "default"), ("dark", "slate")])
def test_pages_follow_what_the_visitors_system_prefers(visitor: Visitor, scheme: str, expected: str) -> None:
    page = visitor.visit("", color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", expected)


@pytest.mark.parametrize("address", ["", SESSION])
def test_nothing_moves_for_those_who_asked_for_less_motion(visitor: Visitor, address: str) -> None:
    assert visitor.visit(address, reduced_motion="reduce").evaluate(WHAT_MOVES) == []
    assert visitor.visit(address).evaluate(WHAT_MOVES) != []


@pytest.mark.parametrize("address", ["", SESSION, "chats/museum-hour/who-writes-the-label/", "chats/museum-hour/"])
def test_paper_has_the_text_and_no_buttons(visitor: Visitor, address: str) -> None:
    page = visitor.visit(address, screen=PHONE)
    heading = page.get_by_role("heading", level=1)
    page.emulate_media(media="print")
    for part in (".md-header", ".md-tabs", ".md-footer", ".c-joins", ".c-menu", ".c-button", "button", ".md-search"):
        assert page.locator(f"{part}:visible").all() == [], part
    expect(heading).to_be_visible()
    expect(page.locator("[data-md-component=content]")).to_be_visible()


def test_a_recap_on_paper_has_every_quote_and_where_it_was_written(visitor: Visitor) -> None:
    page = visitor.visit("chats/museum-hour/who-writes-the-label/")
    on_screen = page.locator(".c-quote:visible").count()
    page.emulate_media(media="print")
    assert page.locator(".c-quote:visible").count() == on_screen > 8
    link = page.locator(".c-quote__facts a").first
    printed = link.evaluate("each => getComputedStyle(each, '::after').content")
    assert str(link.get_attribute("href")) in printed
