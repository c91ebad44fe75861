"""What a link to the demo looks like elsewhere: each page names a card that is there, large enough and described."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image

from tests.site.browsing import PHONE, Visitor
from tests.site.html_page import HtmlPage

QUOTED = "chats/museum-hour/who-writes-the-label/"


def told(page: HtmlPage) -> dict[str, str]:
    """What a page says of itself to those who pass it on."""
    metas = (attributes for element, attributes in page.elements if element == "meta")
    return {str(m.get("property") or m.get("name")): str(m.get("content")) for m in metas}


def test_each_page_has_a_card_of_the_size_and_with_the_words_that_it_says(site: Path, pages: list[HtmlPage]) -> None:
    shown = {
        p.path: told(p) for p in pages if not p.is_redirect and p.path != "404.html" and "/embed/" not in f"/{p.path}"
    }
    assert len(shown) > 30
    assert {path: each.get("twitter:card") for path, each in shown.items()} == dict.fromkeys(
        shown, "summary_large_image"
    )
    files = {urlsplit(each["og:image"]).path.lstrip("/") for each in shown.values()}
    for each in shown.values():
        assert each["og:image"].startswith("https://galleries-and-stacks.example/")
        assert (each["og:image:width"], each["og:image:height"]) == ("1200", "630")
        assert each["og:image:alt"]
    for file in files:
        assert Image.open(site / file).size == (1200, 630)
        assert (site / file).stat().st_size < 32_000
    drawn = {path.relative_to(site).as_posix() for path in (site / "assets/causerie").rglob("card*/**/*.png")}
    assert drawn <= files


def test_cards_of_what_is_not_public_are_not_there(site_with_secrets: Path) -> None:
    cards = {path.stem for path in (site_with_secrets / "assets/causerie/cards").rglob("*.png")}
    assert {"museum-hour", "who-writes-the-label"} <= cards
    sessions = {
        path.parent.name
        for path in site_with_secrets.glob("chats/*/*/index.html")
        if "refresh" not in path.read_text(encoding="utf-8")
    }
    assert "brigantine-night" not in cards
    assert cards - sessions <= {"museum-hour", "bibli-heure"}


def test_a_quotes_link_copies_its_address_and_says_so(visitor: Visitor) -> None:
    page = visitor.visit(QUOTED, permissions=["clipboard-read", "clipboard-write"])
    link = page.get_by_role("link", name="Link to this").first
    address = link.evaluate("link => link.href")
    link.click()
    page.locator("[role=status].c-sr", has_text="Link copied").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_without_script_a_quotes_link_is_a_link_to_the_quote(visitor: Visitor) -> None:
    page = visitor.visit(QUOTED, script=False, screen=PHONE)
    page.get_by_role("link", name="Link to this").nth(2).click()
    assert page.locator(":target").count() == 1


def test_mastodon_asks_for_the_visitors_own_server_and_remembers_it(visitor: Visitor) -> None:
    page = visitor.visit(QUOTED)
    page.route("https://mine.example/**", lambda route: route.fulfill(body="there"))
    page.get_by_role("button", name="Mastodon").click()
    page.get_by_label("Your Mastodon server").fill("@me@mine.example")
    page.keyboard.press("Enter")
    page.wait_for_url("https://mine.example/share?text=%23MuseumHour*")
    page.goto(QUOTED)
    page.get_by_role("button", name="Mastodon").click()
    assert page.get_by_label("Your Mastodon server").input_value() == "mine.example"
