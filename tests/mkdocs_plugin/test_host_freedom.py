"""What a host may decide in mkdocs.yml, and what a site with little or odd content looks like: whole, in every case."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.mkdocs_plugin.site_making import CHAT, HELD, MKDOCS, NEXT, RECAP, SESSION, SMALL, Elements, Site, tree

AMPHORA = "content/chats/museum-hour/2026-10-07-amphora"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def configure(site: Site, lines: str, *, without: str = "") -> None:
    """Put lines into mkdocs.yml, in the place of one that begins with `without`."""
    kept = [line for line in MKDOCS.splitlines() if not (without and line.startswith(without))]
    site.write("mkdocs.yml", "\n".join([*kept, lines, ""]))


def links_of(site: Site) -> Iterator[tuple[str, str]]:
    """Every link of every page: the page's file, and the address that a browser makes of it."""
    for path in sorted(site.folder.rglob("*.html")):
        name = path.relative_to(site.folder).as_posix()
        html = path.read_text(encoding="utf-8")
        for tag, attributes, _ in Elements(html).found:
            link = attributes.get("href") or attributes.get("src") or ""
            if "refresh" in attributes.get("http-equiv", ""):
                link = attributes["content"].partition("url=")[2]
            if link and not urlsplit(link).scheme and name != "404.html" and tag != "base":
                yield name, link


def lost_links(site: Site, *, folders: bool) -> list[tuple[str, str]]:
    """Links to files and anchors that are not there; a folder counts only where a server may add index.html."""
    lost = []
    for name, link in links_of(site):
        parts = urlsplit(link)
        target = site.folder / posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        if not parts.path:
            target = site.folder / name
        elif folders and target.is_dir():
            target /= "index.html"
        is_there = target.is_file()
        if is_there and parts.fragment and target.suffix == ".html" and parts.fragment != "__skip":
            ids = {attributes.get("id") for _, attributes, _ in Elements(target.read_text(encoding="utf-8")).found}
            is_there = unquote(parts.fragment) in ids
        if not is_there:
            lost.append((name, link))
    return lost


def test_links_of_a_usual_site_lead_somewhere(site: Site) -> None:
    assert lost_links(site.built(), folders=True) == []
    assert sum(1 for _ in links_of(site)) > 50


def test_a_link_that_leads_nowhere_would_be_found(site: Site) -> None:
    site.built()
    (site.folder / "chats/museum-hour/labels/labels.ics").unlink()
    assert ("chats/museum-hour/labels/index.html", "../../../chats/museum-hour/labels/labels.ics") in lost_links(
        site, folders=True
    )


def test_links_name_files_where_the_host_wants_no_folders(site: Site) -> None:
    site.change("content/chats/museum-hour/chat.yml", "hosts:", "aliases: [old-hour]\nhosts:")
    site.write("content/pages/join.md", "# Join\n\n[Home](index.md)\n\n[causerie recaps]\n\n[causerie subscribe]\n")
    configure(site, "use_directory_urls: false")
    site.built()
    assert "join.html" in tree(site.folder)
    assert lost_links(site, folders=False) == []
    # the addresses that others know stay what they are
    assert "https://chats.example/chats/museum-hour/labels/" in site.page("feed.xml")


def test_a_site_below_a_path_works_and_its_feeds_know_it(site: Site) -> None:
    configure(site, "site_url: https://amara.example/our/chats", without="site_url")
    site.built()
    assert lost_links(site, folders=True) == []
    assert "https://amara.example/our/chats/chats/museum-hour/labels/" in site.page("feed.xml")
    assert '<link rel="canonical" href="https://amara.example/our/chats/chats/">' in site.page("chats/")
    assert "museum-hour-2026-12-02@amara.example" in site.page("calendar.ics")


def test_without_a_published_address_there_are_no_feeds_no_calendars_and_no_links_to_them(site: Site) -> None:
    configure(site, "", without="site_url")
    built = site.build()
    assert built.code == 0
    assert built.warnings == [
        "WARNING -  mkdocs.yml has no 'site_url': no calendars and no feeds are written. Write the published address."
    ]
    made = [name for name in tree(site.folder) if name.startswith(("feed", "recaps", "ann")) or name.endswith(".ics")]
    assert made == []
    assert lost_links(site, folders=True) == []
    said = [
        name for name, link in links_of(site) if re.search(r"(feed\.|\.ics|announcements|recaps\.xml|webcal)", link)
    ]
    assert said == []
    assert "rel=alternate" not in site.page("") and "webcal:" not in site.page("")


def test_the_host_orders_and_names_the_navigation(site: Site) -> None:
    site.write("content/pages/join.md", "# Join\n")
    configure(
        site,
        "nav:\n  - Start: index.md\n  - join.md\n  - Our hours: chats/index.md\n"
        "  - What was said: [{All of it: archive/index.md}, {The amphora: chats/museum-hour/amphora/index.md}]",
    )
    site.built()
    titles = [" ".join(text.split()) for text in Elements(site.page("join/")).text_of("span")]
    shown = [title for title in ("Start", "Join", "Our hours", "All of it", "The amphora") if title in titles]
    assert shown == ["Start", "Join", "Our hours", "All of it", "The amphora"]
    assert lost_links(site, folders=True) == []


def test_the_landing_page_has_its_blocks_wherever_the_host_put_it_in_the_navigation(site: Site) -> None:
    configure(site, "nav: [{Home: [index.md, chats/index.md]}]")
    assert "c-hero" in site.built().body("")


def test_without_a_navigation_the_section_pages_follow_the_landing(site: Site) -> None:
    site.write("content/pages/join.md", "# Join\n")
    html = site.built().page("")
    menu = html.split('data-md-component="sidebar"', 1)[1].split("</nav>", 1)[0]
    assert re.findall(r'<a href="([^"#]*)" class="md-nav__link', menu) == [".", "chats/", "archive/", "join/"]


def test_a_page_of_the_host_at_an_address_of_ours_stands(site: Site) -> None:
    site.write("content/pages/archive.md", "# My own archive\n\n[causerie recaps]\n")
    site.write("content/pages/chats/museum-hour/labels/index.md", "# My own session\n")
    site.write("content/pages/causerie.json", "{}")
    site.built()
    assert "My own archive" in site.page("archive/")
    assert "My own session" in site.page("chats/museum-hour/labels/")
    assert site.page("causerie.json") == "{}"
    assert lost_links(site, folders=True) == []


def test_templates_of_the_host_are_used_for_every_page(site: Site) -> None:
    site.write(
        "overrides/main.html",
        '{% extends "base.html" %}{% block announce %}We are on holiday, see {{ page.url }}.{% endblock %}\n'
        '{% block extrahead %}<meta name="mine" content="{{ page.title }}">{% endblock %}',
    )
    configure(site, "theme: {name: material, custom_dir: overrides}", without="theme")
    site.built()
    for address in ("", "chats/", "archive/2026/", "chats/museum-hour/labels/", "chats/museum-hour/amphora/"):
        html = site.page(address)
        assert f"We are on holiday, see {address}." in html or (not address and "We are on holiday" in html)
        assert '<meta name="mine" content="' in html
        assert 'type="application/rss+xml"' in html


def test_page_events_of_other_plugins_see_every_page(site: Site) -> None:
    site.write(
        "hook.py",
        "def on_page_content(html, page, **more):\n    return html + f'<p>content of {page.url}</p>'\n"
        "def on_page_context(context, page, **more):\n    page.meta['description'] = 'changed ' + page.url\n"
        "def on_post_page(output, page, **more):\n    return output + f'<!-- posted {page.url} -->'\n",
    )
    configure(site, "hooks: [hook.py]")
    site.built()
    for address in ("chats/", "archive/2026/", "chats/museum-hour/labels/", "chats/museum-hour/amphora/"):
        html = site.page(address)
        assert f"<p>content of {address}</p>" in html
        assert f"<!-- posted {address} -->" in html
        assert f'<meta name="description" content="changed {address}">' in html


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_another_theme_shows_plain_but_whole_pages(site: Site, theme: str) -> None:
    configure(site, f"theme: {{name: {theme}}}", without="theme")
    built = site.build()
    assert (built.code, built.warnings) == (0, []), built.said
    assert lost_links(site, folders=True) == []
    page = site.page("chats/museum-hour/labels/")
    assert len(Elements(page).all("h1")) == 1
    for text in ("Who writes the label?", "Bring a label.", "What is the worst label?", "application/rss+xml"):
        assert text in page


def test_a_site_without_search_is_whole(site: Site) -> None:
    configure(site, "plugins: [causerie]", without="plugins")
    site.built()
    assert lost_links(site, folders=True) == []
    assert [name for name in tree(site.folder) if name.startswith("search/")] == []


def test_search_may_stand_behind_causerie(site: Site) -> None:
    before = tree(site.built().folder)
    configure(site, "plugins: [causerie, search]", without="plugins")
    assert tree(site.built().folder) == before
    assert site.left_over == []


def sessions_in(site: Site, name: str = "calendar.ics") -> int:
    return site.page(name).count("BEGIN:VEVENT")


def options(site: Site, line: str) -> Site:
    configure(site, f"plugins: [search, {{causerie: {{{line}}}}}]", without="plugins")
    return site.built()


def test_weeks_ahead_says_how_far_a_schedule_is_shown(site: Site) -> None:
    # 2026-11-22 is a Sunday: the schedule's Wednesdays, and the recap of October, which is past
    assert [sessions_in(options(site, f"weeks_ahead: {weeks}")) for weeks in (0, 1, 3, 8)] == [2, 3, 4, 9]


def test_keep_months_says_how_long_past_sessions_stay_in_calendars(site: Site) -> None:
    assert [sessions_in(options(site, f"weeks_ahead: 0, keep_months: {months}")) for months in (1, 2)] == [1, 2]


def test_feed_items_says_how_many_entries_a_feed_has(site: Site) -> None:
    counts = [len(json.loads(options(site, f"feed_items: {n}").page("feed.json"))["items"]) for n in (1, 2, 50)]
    assert counts == [1, 2, 3]


def test_uid_domain_keeps_calendar_entries_what_they_were(site: Site) -> None:
    calendar = options(site, "uid_domain: old.example").page("calendar.ics")
    assert "museum-hour-2026-12-02@old.example" in calendar
    assert "@chats.example" not in calendar


EMPTY = {name: text for name, text in SMALL.items() if "chats/" not in name}
QUIET = {**EMPTY, "content/chats/museum-hour/chat.yml": CHAT.replace("schedule:", "# schedule:")}
LONG = " ".join(["Labels"] * 40)[:200]


@pytest.mark.parametrize(
    ("files", "text", "at"),
    [
        (EMPTY, "No session is planned at the moment", ""),
        (EMPTY, "No chat has been written yet.", "chats/"),
        ({name: text for name, text in EMPTY.items() if "people" not in name}, "Welcome.", ""),
        (QUIET, "No session is planned at the moment", ""),
        (QUIET, "No session is planned at the moment", "chats/museum-hour/"),
        ({**EMPTY, "content/chats/museum-hour/chat.yml": CHAT}, "Museum Hour", "chats/museum-hour/"),
        ({**SMALL, "content/chats/museum-hour/chat.yml": CHAT + "status: ended\n"}, "ended", "chats/museum-hour/"),
        ({**SMALL, "content/chats/museum-hour/chat.yml": CHAT + "status: paused\n"}, "aused", "chats/museum-hour/"),
        ({**SMALL, SESSION: NEXT.replace("questions:", "# ")}, "Bring a label.", "chats/museum-hour/labels/"),
        (
            {**SMALL, SESSION: re.sub(r"\[What.*\]", str([f"Question {n}?" for n in range(1, 41)]), NEXT)},
            "Question 40?",
            "chats/museum-hour/labels/",
        ),
        ({**SMALL, SESSION: NEXT.replace("Who writes the label?", LONG)}, LONG, "chats/museum-hour/labels/"),
        (
            {**SMALL, f"{AMPHORA}/recap.yml": "published: 2026-10-09\nsummary: It was good.\n"},
            "It was good.",
            "chats/museum-hour/amphora/",
        ),
        ({**SMALL, f"{AMPHORA}/recap.yml": "published: 2026-10-09\n"}, "Recap of", "chats/museum-hour/amphora/"),
        ({**SMALL, f"{AMPHORA}/session.md": HELD.replace("confirmed", "idea")}, "Welcome.", ""),
        (
            {**SMALL, f"{AMPHORA}/recap.yml": RECAP.replace("2026-10-09", "2027-01-01")},
            "Its recap will stand here.",
            "chats/museum-hour/amphora/",
        ),
    ],
    ids=[
        "nothing",
        "no chat",
        "no people",
        "no session",
        "a chat without a session",
        "a schedule alone",
        "an ended chat",
        "a paused chat",
        "no questions",
        "40 questions",
        "a title of 200 characters",
        "a recap of a summary",
        "an empty recap",
        "an idea",
        "a recap to come",
    ],
)
def test_little_or_odd_content_makes_a_whole_site(tmp_path: Path, files: dict[str, str], text: str, at: str) -> None:
    site = Site(tmp_path, files).built()
    assert text in site.page(at)
    assert lost_links(site, folders=True) == []
    assert len(Elements(site.page(at)).all("h1")) == 1
