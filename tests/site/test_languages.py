"""The demo in its two languages: each page in one of them, named to the other, and leading on in its own."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.site.browsing import Visitor
from tests.site.html_page import HtmlPage
from tests.site.test_addresses import is_of_the_site
from tests.site.test_links import SITE_URL, resolve

FRENCH_TABS = ["Accueil", "Rendez-vous", "Archives", "À propos", "Comment participer"]
ENGLISH_TABS = ["Home", "Chats", "Archive", "About", "How to take part"]


def language(page: HtmlPage) -> str:
    return next(attributes.get("lang") or "" for element, attributes in page.elements if element == "html")


def alternates(page: HtmlPage) -> dict[str, str]:
    """The page in other languages, by language: addresses under the site's root."""
    links = [a for element, a in page.elements if element == "link" and a.get("hreflang")]
    return {str(a["hreflang"]): str(a["href"]).removeprefix(SITE_URL) for a in links}


def test_pages_name_each_other_in_the_language_that_they_are_in(pages: list[HtmlPage]) -> None:
    by_address = {page.address: page for page in pages}
    named = {page.address: alternates(page) for page in pages if alternates(page)}
    assert len(named) > 150
    for address, found in named.items():
        assert address in found.values(), address
        assert found["x-default"] == found["en-GB"]
        assert {each: language(by_address[target]) for each, target in found.items()} == {
            "en-GB": "en",
            "fr": "fr",
            "x-default": "en",
        }
        assert [target for target in found.values() if named.get(target) != found] == []


def test_every_page_about_the_whole_site_is_there_in_both(pages: list[HtmlPage]) -> None:
    of_site = [page for page in pages if is_of_the_site(page.address) and page.address.count("/") < 2]
    assert {page.address for page in of_site} == {"", "chats/", "archive/", "topics/", "people/", "unanswered/"}
    assert [page.address for page in of_site if not alternates(page)] == []


def test_a_page_leads_on_in_its_language(pages: list[HtmlPage]) -> None:
    astray = []
    for page in pages:
        for element, address, attributes in page.links:
            found = resolve(address, page)
            if element not in ("a", "form") or found is None or attributes.get("hreflang"):
                continue
            target = found[0].removesuffix("index.html")
            is_french = target.startswith("fr/")
            if (is_french or is_of_the_site(target)) and is_french != (language(page) == "fr"):
                astray.append((page.path, address))
    assert astray == []


def test_the_switch_and_the_tabs_need_no_script(visitor: Visitor) -> None:
    page = visitor.visit("topics/collections/", script=False)
    tabs = page.locator(".md-tabs__link")
    assert [text.strip() for text in tabs.all_inner_texts()] == ENGLISH_TABS
    switch = page.get_by_role("link", name="Français")
    expect(switch).to_have_attribute("lang", "fr")
    switch.click()
    expect(page).to_have_url(visitor.base + "fr/topics/collections/")
    assert [text.strip() for text in tabs.all_inner_texts()] == FRENCH_TABS
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(visitor.base + "topics/collections/")


def test_nobody_asks_for_a_sitemap(visitor: Visitor) -> None:
    """Material would, beside each address that a page names."""
    page = visitor.visit("fr/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.querySelectorAll('link[rel=alternate][hreflang]').length") == 3
    assert [each for each in visitor.requests if "sitemap" in each] == []


def test_nothing_is_there_twice_but_pages(site: Path) -> None:
    assert [path.name for path in (site / "fr").rglob("*") if path.is_file() and path.suffix != ".html"] == []
