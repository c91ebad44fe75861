"""A correction is dated and on top, and everybody who has the recap already learns of it."""

from __future__ import annotations

import json
from pathlib import Path

import extruct
import feedparser
import pytest

from tests.site.building import build_site, copy_demo

RECAP = "chats/museum-hour/night-openings/"
ID = f"https://galleries-and-stacks.example/{RECAP}#recap"
FEEDS = ("feed.atom", "chats/museum-hour/feed.atom", "feed.xml", "recaps.xml")


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with corrections of yesterday and of tomorrow."""
    folder = copy_demo(tmp_path_factory.mktemp("corrected"))
    record = folder / "content/chats/museum-hour/2026-10-22-night-openings/recap.yml"
    errata = (
        'errata:\n  - {date: 2026-11-21, text: "It was a <b>tea towel</b>."}\n'
        "  - {date: 2026-11-23, text: Not yet said.}\n"
    )
    text = record.read_text(encoding="utf-8")
    assert "errata:" not in text
    record.write_text(errata + text, encoding="utf-8")
    return build_site(folder)


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_has_the_same_entry_with_a_new_date(site: Path, corrected: Path, feed: str) -> None:
    before, after = (
        next(entry for entry in feedparser.parse((root / feed).read_bytes()).entries if entry.id == ID)
        for root in (site, corrected)
    )
    assert after.published == before.published
    assert after.updated_parsed[:3] == (2026, 11, 21)
    assert before.updated_parsed < after.updated_parsed
    assert "It was a &lt;b&gt;tea towel&lt;/b&gt;." in after.content[0].value
    assert "Not yet said" not in after.content[0].value


def test_a_json_feed_says_when_the_recap_was_modified(site: Path, corrected: Path) -> None:
    before, after = (
        next(item for item in json.loads((root / "feed.json").read_bytes())["items"] if item["id"] == ID)
        for root in (site, corrected)
    )
    assert after["date_modified"] == "2026-11-21T00:00:00+00:00"
    assert after["date_published"] == before["date_published"]
    assert before["date_modified"] < after["date_modified"]


def test_the_page_says_it_above_the_summary_to_people_and_to_programs(corrected: Path) -> None:
    html = (corrected / RECAP / "index.html").read_text(encoding="utf-8")
    said = "<strong>Correction, Sat, 21 Nov 2026:</strong> It was a &lt;b&gt;tea towel&lt;/b&gt;."
    assert 0 < html.find(said) < html.find("c-summary")
    found = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    article = next(each for each in found if each["@type"] == "Article")
    assert article["dateModified"] == "2026-11-21T00:00:00+00:00"
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "datePublished": "2026-11-21T00:00:00+00:00",
            "text": "It was a <b>tea towel</b>.",
        }
    ]


def test_a_frame_in_somebody_s_blog_has_it_too(corrected: Path) -> None:
    html = (corrected / RECAP / "embed/index.html").read_text(encoding="utf-8")
    assert "It was a &lt;b&gt;tea towel&lt;/b&gt;." in html
