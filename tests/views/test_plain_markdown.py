"""The fast way through plain Markdown says what the slow way says, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from causerie.records import read_library
from causerie.views.pages.plain_markdown import plain_html
from causerie.views.pages.prose import convert_markdown, prose_html, prose_pictures
from tests import make

ROOT = Path(__file__).parents[2]
PIECES = [
    *["a", "word", "It", "s", "80s", "2024", "é", "shōnen", "e\u0301", "😀", "²", "@amara@x.example", "#tag"],
    *["don't", "dogs'", "'tis", "'s", "'", '"', '"word', 'word"', "'word'", '("a")', '"*a*"'],
    *["**b**", "**b c.**", "**b\nc**", "**#tag**", "(**c**)", "«**d**»", "**e**,", "*f*", "*f g.*", "*f*:", "*h\n\ni*"],
    *[
        "`code`",
        "`a_b 'c'`",
        "[l](https://a.example/1)",
        "[l m](http://a-b.example/x_y?z=1#q)",
        "[m\nn](https://a.example)",
    ],
    *["[o](https://1.2.3.4/)", "[p](https://xn--a.example/)", "[q](/r)", "(https://a.example)", "![s](media/t.png)"],
    *[" ", " ", " ", "  ", "\n", "\n\n", "\n\n\n", "\n- ", "\n\n- ", "- ", "+ ", "1. ", "# ", "> ", "===", "---", "\t"],
    *list(".,:;!?…()[]{}*_`~|&<>\\^$%/=-–—«»“”‘’"),
    *["\u00a0", "\u202f", "\u200b", "\u2009", "\ufeff", "...", "](", "](http://a.example/)", "&amp;", "<b>"],
]  # fmt: skip - a table


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=20))
@settings(max_examples=1000)
@example("`a``b`")
@example("11. *a*")
@example("- a\n\n- b")
@example("a 's b")
def test_the_fast_way_gives_what_the_slow_way_gives_or_declines(markdown: str) -> None:
    assert plain_html(markdown) in (None, convert_markdown(markdown))


@pytest.mark.parametrize("content", ["content", "tests/golden_site/content"])
def test_all_prose_of_the_repository_is_the_same_both_ways(content: str) -> None:
    library = read_library(make.settings(root=ROOT, content=ROOT / content)).library
    texts = [chat.description for chat in library.chats] + [session.prose for session in library.sessions]
    texts += [session.recap.summary for session in library.sessions if session.recap]
    fast = {text: html for text in texts if (html := plain_html(text)) is not None}
    assert fast == {text: convert_markdown(text) for text in fast}
    assert len(fast) > 0.9 * len(set(texts))


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("", ""),
        ("One\ntwo.\n\nThree.\n", "<p>One\ntwo.</p>\n<p>Three.</p>"),
        ("**Bea**, *she* `x_y`.", "<p><strong>Bea</strong>, <em>she</em> <code>x_y</code>.</p>"),
        ("[A](https://a.example/b_c)", '<p><a href="https://a.example/b_c" rel="noopener">A</a></p>'),
        ('It isn\'t "so".', "<p>It isn’t “so”.</p>"),
        ("Ça va\u00a0?", "<p>Ça va&nbsp;?</p>"),
        ("On:\n\n- a *b*\n- c", "<p>On:</p>\n<ul>\n<li>a <em>b</em></li>\n<li>c</li>\n</ul>"),
    ],
)
def test_plain_prose_needs_no_converter(markdown: str, html: str) -> None:
    assert plain_html(markdown) == html


@pytest.mark.parametrize(
    "markdown",
    [
        "a < b",
        "a & b",
        "a_b",
        "a -- b",
        "# a",
        "> a",
        "    a",
        "1. a",
        "a  \nb",
        "[a]: http://b.example",
        "***a***",
        "`a",
    ],
)
def test_what_is_not_plain_takes_the_slow_way(markdown: str) -> None:
    assert plain_html(markdown) is None
    assert prose_html(markdown) == convert_markdown(markdown)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("![a](https://a.example/b.png)", '<p><a href="https://a.example/b.png" rel="noopener">a</a></p>'),
        (
            "[![a](https://a.example/b.png)](https://c.example/)",
            '<p><a href="https://c.example/" rel="noopener">a</a></p>',
        ),
    ],
)
def test_a_picture_from_elsewhere_is_a_link_but_within_a_link_its_words(markdown: str, html: str) -> None:
    assert convert_markdown(markdown) == html


def test_pictures_are_found_in_every_spelling() -> None:
    prose = "![a](media/a.png) <IMG src='media/b.png'> ![c][c] [d](media/d.png)\n\n[c]: media/c.png"
    assert prose_pictures(prose) == ("media/a.png", "media/b.png", "media/c.png")
