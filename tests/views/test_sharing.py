"""Links to pass a page on and to reply: prepared posts on each platform, the visitor's own server for Mastodon."""

from __future__ import annotations

from causerie.i18n import speak
from causerie.model.chat import Venue
from causerie.views.pages.sharing import reply_link, share_links
from tests import make

ENGLISH = speak("en")
ADDRESS = "https%3A%2F%2Fchats.example%2Fchats%2Fmuseum-hour%2Fai-labels%2F"
TITLE = "%23MuseumHour%3A%20Who%20writes%20the%20label%3F"
TEXT = f"{TITLE}%20{ADDRESS}"


def test_each_platform_gets_the_title_and_the_address() -> None:
    links = share_links(make.session(), make.settings(), ENGLISH)
    assert [(link.label, link.href) for link in links] == [
        ("Bluesky", f"https://bsky.app/intent/compose?text={TEXT}"),
        ("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={ADDRESS}"),
        ("Mastodon", f"https://glammr.example/share?text={TEXT}"),
        ("X", f"https://x.com/intent/post?text={TEXT}"),
        ("E-mail", f"mailto:?subject={TITLE}&body={ADDRESS}"),
    ]


def test_without_a_server_of_the_chat_mastodon_waits_for_the_visitors_own() -> None:
    chat = make.chat(venues=(Venue("mastodon"), Venue("x")))
    (link,) = [each for each in share_links(make.session(chat=chat), make.settings(), ENGLISH) if each.query]
    assert (link.platform, link.href, link.query) == ("mastodon", "", f"text={TEXT}")


def test_without_a_site_url_nothing_is_offered_that_needs_an_address() -> None:
    links = share_links(make.session(), make.settings(site_url=""), ENGLISH)
    assert "linkedin" not in [link.platform for link in links]


def test_a_reply_is_prepared_where_the_platform_can() -> None:
    x = make.post(platform="x", url="https://twitter.com/jonas/status/123?s=20")
    assert reply_link(x) == "https://x.com/intent/post?in_reply_to=123"
    assert reply_link(make.post()) == ""
    assert reply_link(make.post(platform="x", url="")) == ""
    assert reply_link(make.post(platform="x", url="https://archive.example/status/9")) == ""
