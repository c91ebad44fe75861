"""What is published: any text in any field comes out of calendars, feeds, pages and Markdown as it went in.

What tests say of a text that hypothesis chooses, they say of any other, too: those properties are not written again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import feedparser
import lxml.html
import nh3

from causerie.model.post import Author
from causerie.text import clean_line, clean_text, find_hashtags
from causerie.views.pages.post_text import shown_address, text_html
from causerie.views.pages.prose import _ATTRIBUTES, _TAGS, absolute_prose, convert_markdown, plain_prose, prose_html
from causerie.views.search.words import LONGEST, fold_text, split_words
from tests import make
from tests.fuzz.sites import check_markup
from tests.fuzz.target import Target, read_text
from tests.views import test_calendar_texts, test_feeds_formats, test_plain_markdown, test_recap_markdown

_MADE_HERE = {("a", "rel"), ("img", "loading")}  # what `convert_markdown` adds itself
_ALLOWED = {(tag, name) for tag, names in _ATTRIBUTES.items() for name in names} | _MADE_HERE
_KEPT = {**_ATTRIBUTES, "img": {*_ATTRIBUTES["img"], "loading"}}
_LINK = re.compile(r'<a href="([^"]*)" rel="nofollow ugc noopener">([^<]*)</a>')
_WRITERS = (
    ("x", "jonas", "https://x.com/jonas/status/1"),
    ("mastodon", "jonas@glammr.example", "https://glammr.example/@jonas/1"),
    ("bluesky", "jonas.example", "https://bsky.app/profile/jonas.example/post/1"),
    ("slack", "jonas", ""),
)


def _say(test: Any) -> Callable[..., None]:
    """What a test says of whatever hypothesis chooses."""
    said: Callable[..., None] = test.hypothesis.inner_test
    return said


def check_calendar(content: bytes) -> None:
    """A text in every field of a calendar."""
    text = read_text(content)[:4000]
    _say(test_calendar_texts.test_no_text_leaves_its_line)(text)
    line, whole = clean_line(text), clean_text(text)
    if line:
        _say(test_calendar_texts.test_icalendar_gives_every_text_back)(line, whole)
    _say(test_calendar_texts.test_categories_are_sorted_each_once_and_need_no_escapes)(text.split(",")[:9])
    _say(test_calendar_texts.test_a_calendars_name_needs_no_escapes)(text)
    query = clean_line(f"c={text[:50]}")
    if query.startswith("c="):  # and no letter that is made of the sign and what follows
        _say(test_calendar_texts.test_addresses_are_never_escaped_as_text_is)(query.removeprefix("c="))


def check_feeds(content: bytes) -> None:
    """A text in every field of a feed."""
    text = read_text(content)[:4000]
    _say(test_feeds_formats.test_no_text_whatever_stops_a_feed)(text)
    line = clean_line(text)
    if line:
        _say(test_feeds_formats.test_every_clean_text_comes_back_equal)(line)
        files = test_feeds_formats.awkward_feeds(line)
        for path in ("feed.xml", "feed.atom"):
            feed = feedparser.parse(files[path], sanitize_html=False)
            assert not feed.bozo, feed.bozo_exception
            assert len(feed.entries) == 2


def check_prose(content: bytes) -> None:
    """A host's Markdown."""
    text = clean_text(read_text(content))[:4000]  # as records give it
    _say(test_plain_markdown.test_the_fast_way_gives_what_the_slow_way_gives_or_declines)(text)
    html = convert_markdown(text)
    check_markup(html)
    for element in lxml.html.fragment_fromstring(html or "<p>", create_parent=True).iterdescendants():
        assert element.tag in _TAGS, element.tag
        assert {(element.tag, name) for name in element.attrib} <= _ALLOWED, element.attrib
    again = nh3.clean(html, tags=_TAGS, attributes=_KEPT, url_schemes={"http", "https", "mailto"}, link_rel="noopener")
    assert _words(again) == _words(html)
    check_markup(str(absolute_prose(text, "https://chats.example/chats/museum-hour/")))
    assert "\n" not in plain_prose(text)
    assert str(prose_html(text)) == html


def _words(html: str) -> tuple[list[str], set[str]]:
    """What HTML says, and its kinds of elements: how many there are, HTML itself does not keep from look to look."""
    found = lxml.html.fragment_fromstring(html or "<p>", create_parent=True)
    return found.text_content().split(), {each.tag for each in found.iter()} - {"p"}


def check_post_text(content: bytes) -> None:
    """A post's text, on each platform."""
    text = clean_text(read_text(content)).strip()
    for platform, handle, url in _WRITERS:
        html = str(text_html(make.post(text=text, platform=platform, author=Author(handle=handle), url=url)))
        check_markup(html)
        whole = _LINK.sub(_unshorten, html)
        shown = lxml.html.fragment_fromstring(whole.replace("<br>", "\n").replace("</p>", "\n\n</p>") or "<p>", True)
        assert {each.tag for each in shown.iter()} <= {"div", "p"}
        assert shown.text_content().split() == text.split()


def _unshorten(link: re.Match[str]) -> str:
    """What a link was made of: the shown text, or the address where the address itself was written."""
    address, shown = link.groups()
    from html import escape, unescape

    return address if escape(shown_address(unescape(address))) == shown else shown


def check_markdown(content: bytes) -> None:
    """A recap as Markdown, in three readers of it."""
    text = clean_text(read_text(content))[:2000]
    if not text.split():
        return
    for reader in test_recap_markdown.READERS:
        _say(test_recap_markdown.test_text_means_nothing_but_itself)(reader, text)
        _say(test_recap_markdown.test_a_post_stays_a_quote_of_what_was_written)(reader, text)


def check_words(content: bytes) -> None:
    """What cleans foreign texts, and the words that can be found of them."""
    text = read_text(content)
    clean, line = clean_text(text), clean_line(text)
    assert clean_text(clean) == clean
    assert clean_line(line) == line == clean_line(clean)
    assert "\n" not in line
    clean.encode()
    for tag in find_hashtags(clean):
        assert find_hashtags(f"#{tag}") == (tag,)
    folded = fold_text(clean)
    assert fold_text(folded) == folded
    for word in split_words(clean):
        assert 0 < len(word) <= LONGEST
        assert split_words(word)[:1] == [word], word
    assert split_words(clean.upper()) == split_words(clean.upper().lower())


_TEXTS = ("\\", ";", ",", "\r\n", "BEGIN:VEVENT", "\u0000", "\u202e", "\u2028", "e\u0301", "\u0338", ">\u0338", "]]>",
          "&amp;", "<b>", "\ud800", "\ufffe", "\U0001f469\u200d\U0001f3eb", "\u0130", "\u1e9e", "\u00a0", "\u0e33",
          "\u304c", "\uac00", "\u0915\u093f", "#MuseumHour", "@a@b.example",
          "https://a.example/b_(c)?d=1&e#f")  # fmt: skip
_MARKS = (*_TEXTS, "**", "*", "`", "~~", "](", "](javascript:a)", "](media/a.png)", "![", "<a href=", "<img src=x>",
          "\n- ", "\n1. ", "\n    ", "\n> ", "\n# ", "---", "|", "\n|-|-|\n", "&#106;", "<!--", "<script>", "\x02",
          "\x03", "wzxhzdk:0", "amp", "klzzwxh:0000", "[a]: b", "<http://a>", "'", '"')  # fmt: skip
TARGETS = (
    Target(name="calendar", check=check_calendar, words=_TEXTS),
    Target(name="feeds", check=check_feeds, words=_TEXTS),
    Target(name="prose", check=check_prose, share=2, words=_MARKS),
    Target(name="post-text", check=check_post_text, words=_TEXTS),
    Target(name="markdown", check=check_markdown, words=_MARKS),
    Target(name="words", check=check_words, words=_TEXTS),
)
