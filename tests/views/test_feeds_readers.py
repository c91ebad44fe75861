"""Feeds in the hands of those who use them: a reader that subscribes, and a person who opens one in a browser."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree, html
from reader import Reader, make_reader

from causerie.i18n import speak, spoken_language, supported_languages
from causerie.model.anonymous import anonymise_session
from causerie.model.library import Library
from causerie.model.recap import Erratum
from causerie.model.session import Status
from causerie.views.feeds import render_feeds
from tests import make
from tests.readers import need
from tests.views.feed_making import coming, day, eventful_site, recap, recapped, render, serve, write

CHAT = "chats/museum-hour/"


@pytest.fixture
def reader() -> Iterator[Reader]:
    subscribed = make_reader(":memory:")
    yield subscribed
    subscribed.close()


def build(site: Path, library: Library, now: datetime = make.NOW) -> None:
    write(render(library, now=now), site)


@pytest.mark.parametrize("path", ["feed.xml", "feed.atom", "feed.json"])
def test_a_subscriber_sees_a_moved_session_as_one_entry_that_changed(path: str, tmp_path: Path, reader: Reader) -> None:
    with serve(tmp_path) as address:
        build(tmp_path, make.library(coming(), recapped()))
        reader.add_feed(address + path)
        reader.update_feed(address + path)
        before = {entry.id: entry for entry in reader.get_entries()}
        for entry in before.values():
            reader.mark_entry_as_read(entry)

        moved = coming(
            start=datetime(2026, 12, 9, 20, 0, tzinfo=make.LONDON), was=(coming().start,), updated=day(11, 23)
        )
        build(tmp_path, make.library(moved, recapped()), now=day(11, 24))
        reader.update_feed(address + path)
        after = {entry.id: entry for entry in reader.get_entries()}

    announcement = "https://chats.example/chats/museum-hour/ai-labels/#announcement"
    assert set(after) == set(before) and len(before) == 3
    assert [entry.id for entry in after.values() if entry.title != before[entry.id].title] == [announcement]
    assert after[announcement].published == before[announcement].published == day(11, 20)
    assert after[announcement].updated == day(11, 23)
    assert [entry.id for entry in after.values() if not entry.read] == []


@pytest.mark.parametrize("path", ["feed.xml", "feed.atom", "feed.json"])
def test_cancellation_and_erratum_reach_a_subscriber_as_changes(path: str, tmp_path: Path, reader: Reader) -> None:
    with serve(tmp_path) as address:
        build(tmp_path, make.library(coming(), recapped()))
        reader.add_feed(address + path)
        reader.update_feed(address + path)
        ids = {entry.id for entry in reader.get_entries()}
        cancelled = coming(status=Status.CANCELLED, updated=day(11, 23), reason="The host is ill.")
        corrected = recapped(recap=recap(errata=(Erratum(day(11, 23), "The guide is from 1998."),)))
        build(tmp_path, make.library(cancelled, corrected), now=day(11, 24))
        reader.update_feed(address + path)
        after = list(reader.get_entries())
    assert {entry.id for entry in after} == ids
    assert {entry.id.rpartition("/")[2] for entry in after if entry.updated == day(11, 23)} == {
        "#announcement",
        "#recap",
    }
    assert [entry.title for entry in after if entry.title and entry.title.startswith("Cancelled · ")] != []


@pytest.mark.parametrize("path", ["feed.xml", "feed.atom", "feed.json"])
def test_a_chat_that_is_renamed_shows_nothing_twice_to_who_subscribed_before(
    path: str, tmp_path: Path, reader: Reader
) -> None:
    with serve(tmp_path) as address:
        build(tmp_path, make.library(coming(), recapped()))
        reader.add_feed(address + CHAT + path)
        reader.update_feed(address + CHAT + path)
        ids = {entry.id for entry in reader.get_entries()}
        renamed = make.chat(id="gallery-hour", aliases=("museum-hour",))
        build(tmp_path, make.library(coming(chat=renamed), recapped(chat=renamed)))
        reader.update_feed(address + CHAT + path)
        after = list(reader.get_entries())
    assert {entry.id for entry in after} == ids
    assert {entry.link for entry in after} == {
        "https://chats.example/chats/gallery-hour/ai-labels/",
        "https://chats.example/chats/gallery-hour/night-openings/",
    }


@pytest.mark.parametrize("path", ["feed.xml", "feed.atom"])
def test_newsboat_reads_every_entry(path: str, tmp_path: Path) -> None:
    newsboat = need("newsboat")
    build(tmp_path / "site", eventful_site())
    with serve(tmp_path / "site") as address:
        (tmp_path / "urls").write_text(f"{address}{path}\n", encoding="utf-8")
        command: list[str | Path] = [
            newsboat,
            "-u",
            tmp_path / "urls",
            "-c",
            tmp_path / "cache.db",
            "-C",
            os.devnull,
            "-x",
        ]
        environment = {**os.environ, "HOME": str(tmp_path)}
        subprocess.run([*command, "reload"], env=environment, check=True, timeout=60)
        run = subprocess.run(
            [*command, "print-unread"], env=environment, check=True, timeout=60, capture_output=True, text=True
        )
    assert run.stdout.split()[0] == "6"


def show(files: Mapping[str, bytes], path: str) -> html.HtmlElement:
    """The page that a browser makes of a feed, with the style sheet that is published beside it."""
    stylesheet = etree.XSLT(etree.fromstring(files["assets/causerie/feed.xsl"]))
    return html.fromstring(bytes(stylesheet(etree.fromstring(files[path]))))


def in_language(language: str) -> Mapping[str, bytes]:
    """The files of a site in one language, with a chat in that language."""
    of_chat = make.chat(id="salon", language=language)
    return render(make.library(coming(chat=of_chat)), make.settings(language=language))


@pytest.mark.parametrize("path", ["feed.xml", "feed.atom"])
def test_a_person_sees_what_a_feed_is_its_address_and_its_entries(path: str) -> None:
    page = show(render(eventful_site()), CHAT + path)
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert page.findtext(".//h1") == "Museum Hour (#MuseumHour)"
    assert [heading.text_content() for heading in page.iterfind(".//h2")] == ["What is a feed?", "In this feed"]
    assert page.findtext(".//code") == "https://chats.example/chats/museum-hour/" + path
    entries = page.xpath("//ul/li")
    assert [entry.findtext("time") for entry in entries] == [
        "2026-11-20",
        "2026-11-06",
        "2026-11-03",
        "2026-11-02",
        "2026-11-01",
        "2026-10-20",
    ]  # fmt: skip - a list of days
    recapped_, moved = entries[1], entries[4]
    assert recapped_.find("h3/a").get("href") == "https://chats.example/chats/museum-hour/night-openings/"
    assert recapped_.findtext("p") == "Sign it & date it."
    assert moved.findtext("h3/a", "").endswith("#MuseumHour: What does the <gift> shop say?")


def test_rss_and_atom_look_the_same_to_a_person() -> None:
    feeds = render(eventful_site())
    pages = [show(feeds, path).find("body").text_content() for path in ("feed.xml", "feed.atom")]
    assert pages[0].replace("feed.xml", "feed.atom").split() == pages[1].split()


@pytest.mark.parametrize("path", ["feed.xml", "feed.atom"])
def test_a_feed_in_french_is_explained_in_french(path: str) -> None:
    page = show(in_language("fr-CA"), "chats/salon/" + path)
    assert (page.get("lang"), page.get("dir")) == ("fr-CA", "ltr")
    assert page.findtext(".//h2") == "Qu’est-ce qu’un flux\N{NO-BREAK SPACE}?"


@pytest.mark.parametrize("path", ["feed.xml", "feed.atom"])
def test_an_empty_feed_says_that_there_is_nothing_yet(path: str) -> None:
    page = show(render(make.library()), path)
    assert page.xpath("//ul") == []
    assert (
        page.find(".//main")
        .text_content()
        .strip()
        .endswith("Nothing yet. Subscribe now, and the first news will come to you.")
    )


@pytest.mark.parametrize("language", sorted({*supported_languages(), "he", "nl"}))
def test_a_feed_is_explained_in_every_language_that_is_spoken_and_in_english_else(language: str) -> None:
    files = in_language(language)
    spoken, direction = speak(spoken_language(language)), "rtl" if language in ("ar", "he") else "ltr"
    for path in ("chats/salon/feed.xml", "chats/salon/feed.atom"):
        page = show(files, path)
        assert (page.get("lang"), page.get("dir")) == (language, direction)
        assert page.findtext(".//h2") == spoken.text("What is a feed?")
        assert page.xpath("//*[not(text()) and not(*) and not(self::meta)]") == []  # no word is missing
    words = spoken.text(
        "This page is a feed. Copy its address into a feed reader, and whatever is new comes to you, without an account"
        " or an e-mail."
    )
    assert f'content: "{words}"' in files["assets/causerie/feed.css"].decode()


def test_words_of_languages_that_a_site_has_not_do_not_travel_with_it() -> None:
    assert re.findall(r"[$]spoken = '(\w+)'", in_language("ja")["assets/causerie/feed.xsl"].decode()) == ["ja"]


@pytest.mark.parametrize("name", ["feed.xsl", "feed.css"])
def test_the_page_of_a_feed_loads_nothing_and_runs_nothing(name: str) -> None:
    source = in_language("fr")["assets/causerie/" + name].decode()
    assert re.findall(r"<script|<img|<link|@import|url\(|document\(", source) == []


@pytest.mark.parametrize("path", ["feed.xml", "chats/museum-hour/recaps.xml", "chats/museum-hour/feed.atom"])
def test_a_feed_finds_its_styles_from_its_folder(path: str, tmp_path: Path) -> None:
    build(tmp_path, eventful_site())
    styles = re.findall(
        r"<\?xml-stylesheet type=\"text/(xsl|css)\" href=\"([^\"]+)\"\?>", (tmp_path / path).read_text()
    )
    assert [kind for kind, _ in styles] == ["xsl", "css"]
    for _, href in styles:
        assert ((tmp_path / path).parent / href).is_file()


def test_the_real_bodies_stand_whole_in_every_format() -> None:
    of_chat = make.chat()
    library = make.library(coming(chat=of_chat), recapped(chat=of_chat))
    feeds = {a.path: a.read() for a in render_feeds(library, make.settings(), make.NOW)}
    rss, atom = etree.fromstring(feeds["feed.xml"]), etree.fromstring(feeds["feed.atom"])
    encoded = [e.text for e in rss.iter("{http://purl.org/rss/1.0/modules/content/}encoded")]
    assert encoded == [e.text for e in atom.iter("{http://www.w3.org/2005/Atom}content")]
    announced, recapped_, _ = encoded
    assert announced is not None and recapped_ is not None
    assert "What is the worst label?" in html.fromstring(f"<div>{announced}</div>").text_content()
    shown = html.fromstring(f"<div>{recapped_}</div>")
    assert "A2 Nothing that a visitor will believe." in shown.text_content()
    assert "Nobody has agreed." not in shown.text_content()
    for body in encoded:
        for address in html.fromstring(f"<div>{body}</div>").xpath("//@href | //@src"):
            assert address.startswith("https://")


def test_no_handle_of_a_participant_is_in_a_feed_of_a_chat_that_hides_them() -> None:
    of_chat = make.chat(anonymise=True)
    sessions = (recapped(chat=of_chat), coming(chat=replace(of_chat, id="other")))
    handled = make.library(*map(anonymise_session, sessions))
    feeds = {a.path: a.read() for a in render_feeds(handled, make.settings(), make.NOW)}
    for handle in (b"jonas.example", b"lea.example"):
        assert [path for path, content in feeds.items() if handle in content] == []
