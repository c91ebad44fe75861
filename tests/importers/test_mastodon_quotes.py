"""Quotes as Pleroma and Akkoma tell them: in a field of their own, and with a link at the end of the text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.importers.test_mastodon import read, status

ADDRESS = "https://pleroma.example/objects/6f3c-77"
CONTENT = f'<p>A1 Look.</p><span class="quote-inline"><br/><br/>RT: <a href="{ADDRESS}">{ADDRESS}</a></span>'


@pytest.mark.parametrize(
    "told",
    [
        {"pleroma": {"quote": status(77, uri=ADDRESS), "quote_id": "77", "quote_url": ADDRESS, "quotes_count": 4}},
        {"pleroma": {"quote": None, "quote_id": "77", "quote_url": ADDRESS, "quotes_count": 4}},
        {"akkoma": {"quote_url": ADDRESS}, "pleroma": {"local": True, "quotes_count": 4}},
        {"quote_url": ADDRESS, "quote": None, "quotes_count": 4},
    ],
)
def test_a_quote_is_known_and_its_link_leaves_the_text(told: dict[str, Any]) -> None:
    (found,) = read([status(content=CONTENT, **told)])
    assert found.post.quote_of == "mastodon:pleroma.example/6f3c-77"
    assert (found.post.text, found.post.links, found.post.quotes) == ("A1 Look.", (), 4)


def test_a_quote_may_be_told_by_its_id_alone() -> None:
    (found,) = read([status(content=CONTENT, pleroma={"quote_id": "AbC77"})])
    assert (found.post.quote_of, found.post.text) == ("mastodon:glammr.example/AbC77", "A1 Look.")


def test_without_a_quote_the_text_stays_whole() -> None:
    (found,) = read([status(content=CONTENT, pleroma={"local": False, "quote": None})])
    assert found.post.quote_of == ""
    assert found.post.text == f"A1 Look.\n\nRT: {ADDRESS}"
