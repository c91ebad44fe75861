from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.importers.html_text import HtmlText, html_to_text, read_post_html, spell_link, whole_link

SHORTENED = (
    '<a href="https://www.museum.example/labels/2026/ai" rel="nofollow noopener">'
    '<span class="invisible">https://www.</span><span class="ellipsis">museum.example/labels/20</span>'
    '<span class="invisible">26/ai</span></a>'
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<br>two<br />three</p>", "One\ntwo\nthree"),
        ("<p>One</p>\n\n\n<p></p><p><br></p><p>Two</p>", "One\n\nTwo"),
        ("<p>A &amp; B &lt;i&gt; &#39;c&#39; &amp;amp;</p>", "A & B <i> 'c' &amp;"),
        ("No tags: 1 < 2 && 3 > 2", "No tags: 1 < 2 && 3 > 2"),
        ("<p>raw\nnewline,  two   spaces\tand\r\na tab</p>", "raw newline, two spaces and a tab"),
        ("<p>Vraiment\u00a0?</p>", "Vraiment\u00a0?"),
        ("<div>One</div><div>Two</div>", "One\n\nTwo"),
        ("<script>alert(1)</script><style>p {}</style><p>Seen</p><!-- not -->", "Seen"),
        ("<html><head><title>Not</title><body><p>Seen</p>", "Seen"),
        ("<p>Left <em>as</em> <strong>it</strong> <code>is</code></p>", "Left as it is"),
        ("<p>Unclosed <b>bold <a href='https://x.example'>link", "Unclosed bold link"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", "漢字(かんじ)"),
        ("<![if broken]><p>Seen</p>", "Seen"),
        ("<p>a<wbr>b<span></span>c</p>", "abc"),
    ],
)
def test_paragraphs_lines_and_entities(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        (
            "<p>Three things:</p><ol><li>One</li><li><p>Two</p></li></ol><p>End</p>",
            "Three things:\n\n1. One\n2. Two\n\nEnd",
        ),
        ('<ol start="4"><li>Four<ul><li>a</li></ul></li><li>Five</li></ol>', "4. Four\n\n- a\n\n5. Five"),
        ("<pre><code>one\ntwo</code></pre>", "one\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
    ],
)
def test_lists_code_and_tables(html: str, text: str) -> None:
    assert html_to_text(html) == text


def test_mastodon_shortens_links_and_the_address_is_whole() -> None:
    assert html_to_text(f"<p>See {SHORTENED}, all!</p>") == "See https://www.museum.example/labels/2026/ai, all!"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (  # Mastodon
            '<p><span class="h-card" translate="no"><a href="https://glammr.example/@lea" class="u-url mention">@'
            '<span>lea</span></a></span> A1 Yes <a href="https://g.example/tags/museumhour" class="mention hashtag">#'
            "<span>MuseumHour</span></a></p>",
            "@lea A1 Yes #MuseumHour",
        ),
        (  # Misskey
            '<p><a href="https://glammr.example/@lea" class="u-url mention">@lea@glammr.example</a> Yes '
            '<a href="https://notes.example/tags/museumhour" rel="tag">#museumhour</a></p>',
            "@lea@glammr.example Yes #museumhour",
        ),
        (  # Friendica
            '@<a href="https://friends.example/profile/lea" class="u-url mention" rel="noopener">lea</a> Yes<br>'
            '#<a href="https://friends.example/search?tag=MuseumHour" rel="noopener">MuseumHour</a>',
            "@lea Yes\n#MuseumHour",
        ),
        (  # Pleroma
            '<span class="h-card"><a class="u-url mention" data-user="9x" href="https://p.example/users/lea">@'
            '<span>lea</span></a></span> Yes <a class="hashtag" data-tag="museumhour" '
            'href="https://p.example/tag/museumhour">#MuseumHour</a>',
            "@lea Yes #MuseumHour",
        ),
        (  # GoToSocial
            '<p>Yes <a href="https://g.example/tags/museumhour" class="mention hashtag" rel="tag nofollow">#'
            "<span>museumhour</span></a></p>",
            "Yes #museumhour",
        ),
    ],
)
def test_mentions_and_hashtags_are_no_links_whatever_the_server(html: str, text: str) -> None:
    assert read_post_html(html) == HtmlText(text, ())


def test_links_under_words_have_their_address_behind_them() -> None:
    html = '<p>Our <a href="https://museum.example/guide">label guide</a> and <a href="https://museum.example/">museum.example</a></p>'
    assert read_post_html(html) == HtmlText(
        "Our label guide (https://museum.example/guide) and https://museum.example/",
        ("https://museum.example/guide", "https://museum.example/"),
    )
    assert html_to_text(html) == "Our label guide and https://museum.example/"


def test_a_link_that_leads_to_no_page_is_its_words() -> None:
    html = '<a href="javascript:alert(1)">here</a> <a href="mailto:a">there</a> <a name="x">anchor</a>'
    assert read_post_html(html) == HtmlText("here there anchor", ())


def test_quotations_are_marked_in_posts_only() -> None:
    html = "<p>She said</p><blockquote><p>One</p><p>Two</p><blockquote>Deep</blockquote></blockquote><p>No!</p>"
    assert read_post_html(html).text == "She said\n\n> One\n>\n> Two\n>\n> > Deep\n\nNo!"
    assert html_to_text(html) == "She said\n\nOne\n\nTwo\n\nDeep\n\nNo!"


def test_elements_of_a_class_are_left_out() -> None:
    html = f'<p class="quote-inline">RE: {SHORTENED}<p>Inner</p></p><p>Look!</p>'
    assert read_post_html(html, ("quote-inline",)).text == "Look!"
    assert read_post_html(html).text.startswith("RE: https://www.museum.example/labels/2026/ai")


def test_emoji_pictures_are_their_names_and_other_pictures_nothing() -> None:
    html = '<p>Hi <img alt=":label:" src="a"><img class="emoji" alt="🏺" src="b"><img alt="A vase" src="c"></p>'
    assert html_to_text(html) == "Hi :label:🏺"


@pytest.mark.parametrize(
    ("shown", "address", "whole"),
    [
        ("museum.example/lab...", "https://museum.example/labels", "https://museum.example/labels"),
        ("museum.example/lab…", "https://www.museum.example/labels", "https://www.museum.example/labels"),
        ("museum.example", "http://museum.example", "http://museum.example"),
        ("www.museum.example/a", "https://museum.example/A?b=1", "https://museum.example/A?b=1"),
        ("müseum.example/lab…", "https://xn--mseum-kva.example/labels", "https://xn--mseum-kva.example/labels"),
        ("the guide", "https://museum.example", "the guide"),
        ("wait...", "https://museum.example", "wait..."),
        ("pic.example/abc", "https://t.co/abc", "pic.example/abc"),
        ("", "https://museum.example", ""),
    ],
)
def test_a_shortened_link_is_known_by_its_begin(shown: str, address: str, whole: str) -> None:
    assert whole_link(shown, address) == whole


def test_a_link_without_words_is_its_address() -> None:
    assert spell_link(" ", "https://museum.example") == " "
    assert spell_link("here", "https://museum.example") == "here (https://museum.example)"


@given(st.text(alphabet="<>/&;!-[]ab=\"' \n\u00a0pulieoq#@", max_size=80))
def test_nothing_breaks_it(html: str) -> None:
    for text in (html_to_text(html), read_post_html(html, ("a",)).text):
        assert text == text.strip()
        assert "\n\n\n" not in text


def test_emoji_that_old_embeds_show_as_pictures() -> None:
    html = 'A1 <img class="Emoji Emoji--forText" src="x.png" draggable="false" alt="\U0001f3fa" title="Amphora">!'
    assert html_to_text(html) == "A1 \U0001f3fa!"
