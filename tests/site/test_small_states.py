"""Sites and pages with nothing, little or too much on them: the words fit, and nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.mkdocs_plugin.site_making import CHAT, HELD, MKDOCS, RECAP, SESSION, SMALL, Elements, Site
from tests.site.browsing import DESKTOP, PHONE, SMALL_PHONE, Visitor, serve

FOLDER = "content/chats/museum-hour"
BARE = {name: text for name, text in SMALL.items() if "/2026-" not in name}
UNSCHEDULED = CHAT.replace("schedule:", "#schedule:")
LONG = (
    "What do we owe to the people who wrote the labels before us, " + "whose names nobody kept, " * 5 + "never so long?"
)
LAYLA = "ليلى الحداد"
PEOPLE = f"""\
amara:
  name: Amara Diallo
layla:
  name: {LAYLA}
  bio: أمينة متحف في عمّان.
  accounts: {{mastodon: "@layla@glammr.example"}}
"""
POST = """
  - question: {n}
    post:
      platform: bluesky
      url: https://bsky.app/profile/jonas.example/post/3k{n}
      author: {{name: Jonas, handle: jonas.example}}
      text: "A{n} Yes. #MuseumHour"
      posted: 2026-10-21T19:{n:02}:10Z"""

TRANSCRIPT = f"""\
{{"id": "bluesky:did:plc:layla/3kz", "platform": "bluesky", "url": "https://bsky.app/profile/layla.example/post/3kz", \
"author": {{"handle": "layla.example", "name": "{LAYLA}"}}, "posted": "2026-10-07T19:20:00Z", \
"text": "A1 حصانان. #MuseumHour", "lang": "ar", "hashtags": ["MuseumHour"]}}
"""


def held(day: int, title: str, questions: int = 1) -> str:
    listed = "".join(f"  - Question {n} of a long evening?\n" for n in range(1, questions + 1))
    date = f"2026-10-{day:02}"
    return f"---\ntitle: {title}\nstart: {date} 20:00\nslot: {date}\nstatus: confirmed\nquestions:\n{listed}---\n"


ENDED = {
    **BARE,
    "content/people.yml": PEOPLE,
    f"{FOLDER}/chat.yml": CHAT + "status: ended\n",
    f"{FOLDER}/2026-10-07-amphora/session.md": HELD.replace("announced", "guests: [layla]\nannounced"),
    f"{FOLDER}/2026-10-07-amphora/recap.yml": RECAP + '      media: [{url: "https://p.example/1.jpg", alt: A vase}]\n',
    f"{FOLDER}/2026-10-07-amphora/transcript.jsonl": TRANSCRIPT,
    "content/pages/about.md": "# About us\n\n## Who we are\n",
    f"{FOLDER}/2026-10-14-bare/session.md": held(14, "Nothing was chosen"),
    f"{FOLDER}/2026-10-14-bare/recap.yml": "published: 2026-10-16\nsummary: Short.\n",
    f"{FOLDER}/2026-10-21-forty/session.md": held(21, "Forty questions", 40),
    f"{FOLDER}/2026-10-21-forty/recap.yml": "published: 2026-10-23\nsummary: Long.\nhighlights:"
    + "".join(POST.format(n=n) for n in range(1, 41))
    + "\n",
}
SITES = {
    "nothing planned": {**BARE, f"{FOLDER}/chat.yml": UNSCHEDULED},
    "first session": {
        **BARE,
        f"{FOLDER}/chat.yml": UNSCHEDULED,
        SESSION: SMALL[SESSION].replace("Who writes the label?", LONG),
    },
    "ended": ENDED,
}
PAGES = [
    ("nothing planned", ""),
    ("nothing planned", "chats/museum-hour/"),
    ("nothing planned", "archive/"),
    ("first session", ""),
    ("first session", "chats/museum-hour/labels/"),
    ("ended", ""),
    ("ended", "chats/museum-hour/"),
    ("ended", "chats/museum-hour/amphora/"),
    ("ended", "chats/museum-hour/bare/"),
    ("ended", "chats/museum-hour/forty/"),
    ("ended", "chats/museum-hour/amphora/transcript/"),
    ("ended", "people/layla/"),
    ("ended", "about/"),
    ("ended", "404.html"),
]
# Where the first letters of two texts stand, from the left.
PLACES = """(element, [one, other]) => [one, other].map(text => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(text);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + text.length);
        return range.getBoundingClientRect().x;
    }
})"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    return {name: Site(tmp_path_factory.mktemp("state"), files).built() for name, files in SITES.items()}


@pytest.fixture
def visit(browser: Browser, sites: dict[str, Site]) -> Iterator[Callable[..., Page]]:
    """Opens a page of one of the sites on a phone; whatever the browser complains of fails the test."""
    visitors: list[Visitor] = []
    with ExitStack() as stack:

        def open_page(site: str, address: str, **options: Any) -> Page:
            visitor = Visitor(browser, stack.enter_context(serve(sites[site].folder)))
            stack.callback(visitor.leave)
            visitors.append(visitor)
            return visitor.visit(address, **{"screen": PHONE, **options})

        yield open_page
    assert [each.complaints for each in visitors] == [[]] * len(visitors)


def words(page: Page) -> str:
    """What the page says that can be seen."""
    return page.locator("[data-md-component=content]").inner_text()


@pytest.mark.parametrize(("site", "address"), PAGES)
def test_nothing_scrolls_sideways(visit: Callable[..., Page], site: str, address: str) -> None:
    page = visit(site, address, screen=SMALL_PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"]


def test_where_nothing_is_planned_a_phone_says_how_to_hear_of_it(visit: Callable[..., Page]) -> None:
    said = words(visit("nothing planned", ""))
    assert "No session is planned at the moment\n" in said
    assert "Subscribe to the calendar, and the next one appears there by itself." in said


def test_an_archive_of_nothing_counts_nothing(visit: Callable[..., Page]) -> None:
    said = words(visit("nothing planned", "archive/"))
    assert "No recap has been published yet." in said
    assert "0 recaps" not in said


def test_a_title_of_two_hundred_characters_is_shown_whole(visit: Callable[..., Page]) -> None:
    assert len(LONG) >= 200
    page = visit("first session", "chats/museum-hour/labels/")
    assert page.locator("h1").inner_text() == LONG
    title, ticket = (page.locator(each).bounding_box() for each in ("h1", ".c-ticket"))
    assert title is not None
    assert ticket is not None
    assert title["y"] + title["height"] <= ticket["y"]


def test_a_chat_that_ended_asks_nobody_to_take_part(visit: Callable[..., Page]) -> None:
    said = words(visit("ended", "chats/museum-hour/"))
    assert "This chat has ended" in said
    assert [each for each in ("How to take part", "Coming up", "Never miss one") if each in said] == []


def test_where_every_chat_ended_nobody_is_told_to_wait(visit: Callable[..., Page]) -> None:
    hero = visit("ended", "").locator(".c-hero")
    assert hero.inner_text().strip() == "No session is planned at the moment"


def test_a_recap_without_posts_does_not_count_them(visit: Callable[..., Page]) -> None:
    card = visit("ended", "chats/museum-hour/").locator(".c-recap", has_text="Nothing was chosen")
    assert card.inner_text().split("\n")[-1] == "Short."
    assert "No answer was chosen for this question." in words(visit("ended", "chats/museum-hour/bare/"))


def test_forty_questions_have_forty_headings_and_lines_in_the_table_of_contents(visit: Callable[..., Page]) -> None:
    page = visit("ended", "chats/museum-hour/forty/", screen=DESKTOP)
    assert page.locator("h2.c-question").count() == 40
    contents = page.locator("[data-md-component=toc] a", has_text="Question ").all_inner_texts()
    assert contents[-1] == "Q40 Question 40 of a long evening?"


def test_a_picture_that_is_not_kept_is_said_in_words(visit: Callable[..., Page]) -> None:
    page = visit("ended", "chats/museum-hour/amphora/")
    assert "Picture in the original: A vase" in words(page)
    assert page.locator("article img").count() == 0


def test_a_picture_that_is_missing_stops_the_build_and_is_named(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(f"{FOLDER}/2026-10-07-amphora/recap.yml", RECAP + "      media: [{file: media/vase.jpg, alt: A vase}]\n")
    run = site.build()
    assert (run.code, site.folder.exists()) == (1, False)
    assert run.problems == [
        f"{FOLDER}/2026-10-07-amphora/recap.yml:12:22: 'file' is 'media/vase.jpg', a file that the session's folder "
        "does not have. Put it there, or correct the name."
    ]


def test_what_follows_a_name_in_arabic_stays_behind_it(visit: Callable[..., Page]) -> None:
    facts = visit("ended", "chats/museum-hour/").locator(".c-recap__facts", has_text=LAYLA)
    name, number = facts.evaluate(PLACES, [LAYLA, "1 post"])
    assert name < number


def test_a_sentence_in_arabic_ends_at_its_left(visit: Callable[..., Page]) -> None:
    about = visit("ended", "people/layla/").locator(".c-lede")
    first, stop = about.evaluate(PLACES, ["أمينة", "."])
    assert stop < first
    edge, margin = (each.bounding_box() for each in (about, about.page.locator("h1")))
    assert edge is not None
    assert margin is not None
    assert stop < edge["x"] + 2  # it begins where the page's lines begin


def test_a_post_in_arabic_runs_from_the_right_although_it_begins_with_its_number(visit: Callable[..., Page]) -> None:
    post = visit("ended", "chats/museum-hour/amphora/transcript/").locator(".c-said li div")
    number, answer = post.evaluate(PLACES, ["A1", "حصانان"])
    assert answer < number


def test_a_page_with_a_tab_of_its_own_has_no_column_for_its_name(visit: Callable[..., Page]) -> None:
    page = visit("ended", "about/", screen=DESKTOP)
    assert not page.locator("[data-md-type=navigation]").is_visible()
    own, made = (each.locator("h1").bounding_box() for each in (page, visit("ended", "archive/", screen=DESKTOP)))
    assert own is not None
    assert made is not None
    assert own["x"] == made["x"]


@pytest.mark.parametrize(
    ("site_url", "names_files", "links"),
    [
        ("https://chats.example/", False, ["/", "/chats/", "/archive/"]),
        ("https://a.example/deep/site/", False, ["/deep/site/", "/deep/site/chats/", "/deep/site/archive/"]),
        ("https://chats.example/", True, ["/index.html", "/chats/index.html", "/archive/index.html"]),
    ],
)
def test_a_page_that_is_not_there_leads_on(tmp_path: Path, site_url: str, names_files: bool, links: list[str]) -> None:
    config = MKDOCS.replace("https://chats.example/", site_url) + "use_directory_urls: false\n" * names_files
    page = Elements(Site(tmp_path, {**SMALL, "mkdocs.yml": config}).built().body("404.html"))
    assert page.text_of("h1") == ["This page is not here"]
    assert [link["href"] for link in page.all("a")] == links


def test_a_hosts_own_page_for_what_is_not_there_stays(tmp_path: Path) -> None:
    own = '{% extends "main.html" %}{% block content %}<h1>Lost?</h1>{% endblock %}'
    config = MKDOCS.replace("{name: material}", "{name: material, custom_dir: own}")
    site = Site(tmp_path, {**SMALL, "mkdocs.yml": config, "own/404.html": own}).built()
    assert Elements(site.body("404.html")).text_of("h1") == ["Lost?"]


@pytest.mark.parametrize(("more", "name"), [("", "Accueil"), ("nav: [Début: index.md]\n", "Début")])
def test_a_landing_page_is_named_in_the_sites_language_or_as_its_host_says(
    tmp_path: Path, more: str, name: str
) -> None:
    config = MKDOCS.replace("material}", "material, language: fr}").replace("causerie]", "{causerie: {language: fr}}]")
    site = Site(tmp_path, {**SMALL, "mkdocs.yml": config + more}).built()
    tabs = site.page("").split('class="md-tabs__link">')[1:]
    assert tabs[0].split("<")[0].strip() == name
