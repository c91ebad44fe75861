"""A post's text on a page: what it links to, and that nothing in it is markup."""

from __future__ import annotations

import pytest

from causerie.model.post import Author
from causerie.views.pages.post_text import text_html
from tests import make

LINK = '<a href="{}" rel="nofollow ugc noopener">{}</a>'


def shown(text: str, platform: str = "bluesky", handle: str = "jonas.example") -> str:
    html = str(text_html(make.post(text=text, platform=platform, author=Author(handle=handle), url="")))
    return html.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("platform", "handle", "text", "address"),
    [
        ("bluesky", "jonas.example", "@lea.example", "https://bsky.app/profile/lea.example"),
        ("x", "jonas", "@lea", "https://x.com/lea"),
        ("mastodon", "jonas@glammr.example", "@lea", "https://glammr.example/@lea"),
        ("mastodon", "jonas@glammr.example", "@lea@other.example", "https://other.example/@lea"),
        ("mastodon", "jonas@glammr.example", "#Labels", "https://glammr.example/tags/Labels"),
        ("bluesky", "jonas.example", "#Étiquettes", "https://bsky.app/hashtag/%C3%89tiquettes"),
    ],
)
def test_mentions_and_hashtags_lead_to_their_platform(platform: str, handle: str, text: str, address: str) -> None:
    assert shown(text, platform, handle) == LINK.format(address, text)


def test_words_may_touch_a_mention_where_a_language_has_no_spaces() -> None:
    assert shown("感谢@lea_vさん", "x") == "感谢" + LINK.format("https://x.com/lea_v", "@lea_v") + "さん"
    for text in ("lea@museum @léa @naïve", "Café@Work", "rené@musee.fr", "@lea@例え.jp"):
        assert shown(text, "x") == shown(text, "bluesky") == shown(text, "mastodon", "me@glammr.example") == text
    address = "https://m%C3%BCnchen.social/@lea"
    assert shown("@lea@münchen.social", "mastodon") == LINK.format(address, "@lea@münchen.social")


@pytest.mark.parametrize(
    ("platform", "text"),
    [("bluesky", "@lea"), ("bluesky", "@lea@glammr.example"), ("x", "@lea.example"), ("x", "@lea@glammr.example")],
)
def test_a_mention_from_another_platform_stays_text(platform: str, text: str) -> None:
    assert shown(text, platform) == text


def test_an_address_is_linked_without_the_punctuation_after_it_and_shown_short() -> None:
    address = "https://www.museum.example/a/very/long/path/that/nobody/reads?with=query"
    expected = "See (" + LINK.format(address, "museum.example/a/very/long/path/that/nobo…") + ")."
    assert shown(f"See ({address}).") == expected


def test_numbers_and_mail_addresses_are_neither_hashtags_nor_mentions() -> None:
    assert shown("Object #1 by post@museum.example") == "Object #1 by post@museum.example"


def test_markup_is_text_and_lines_stay_lines() -> None:
    html = str(text_html(make.post(text='<b>1</b> & "2"\n{{ 3 }}\n\n<script>4</script>')))
    assert html == ("<p>&lt;b&gt;1&lt;/b&gt; &amp; &quot;2&quot;<br>{{ 3 }}</p><p>&lt;script&gt;4&lt;/script&gt;</p>")
