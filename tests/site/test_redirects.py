"""Former names of chats and sessions lead to where their pages stand now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.html_page import read_pages

FORMER = {
    "chats/museum-hours/": "../museum-hour/",
    "chats/museum-hours/gift-shop/": "../../museum-hour/gift-shop/",
    "chats/museum-hours/the-last-gallery/": "../../museum-hour/gift-shop/",
    "chats/museum-hour/the-last-gallery/": "../gift-shop/",
}
PUBLISHED = "https://galleries-and-stacks.example/chats/museum-hour/"


def test_former_names_redirect_to_todays_pages(site_with_secrets: Path) -> None:
    found = {}
    for page in read_pages(site_with_secrets):
        for element, attributes in page.elements:
            if element == "meta" and attributes.get("http-equiv") == "refresh":
                found[page.address] = (attributes["content"] or "").removeprefix("0; url=")
    resolved = {address: (site_with_secrets / address / target).resolve() for address, target in found.items()}
    assert {a: resolved[a] for a in FORMER} == {a: (site_with_secrets / a / t).resolve() for a, t in FORMER.items()}
    assert [address for address, target in resolved.items() if not (target / "index.html").is_file()] == []


@pytest.mark.parametrize("address", FORMER)
def test_a_redirect_names_the_page_that_counts_and_keeps_out_of_search(site_with_secrets: Path, address: str) -> None:
    html = (site_with_secrets / address / "index.html").read_text(encoding="utf-8")
    target = PUBLISHED if address == "chats/museum-hours/" else PUBLISHED + "gift-shop/"
    assert f'<link rel="canonical" href="{target}">' in html
    assert '<meta name="robots" content="noindex">' in html
