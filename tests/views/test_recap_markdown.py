"""A recap as Markdown reads, in two readers of Markdown, as what people wrote; nothing of it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import markdown
from markdown_it import MarkdownIt

from causerie.model.post import Author, Media
from causerie.model.recap import AnswerState, Erratum, Highlight, Unanswered
from causerie.model.session import Question
from causerie.views.recap_markdown import plain_text, recap_markdown
from tests import make
from tests.views.feed_making import day, recap, recapped

READERS: dict[str, Callable[[str], str]] = {
    "CommonMark": MarkdownIt("commonmark").render,
    "GitHub": MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
    "Python": markdown,
}
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
MARKS = st.sampled_from([*"*_`[]()<>#&~|!-+=.1 \n", "&amp;", "**", "~~", "    ", "](x)", "<b>", "1. ", "- "])
TEXTS = st.lists(LETTERS | MARKS, min_size=1, max_size=20).map("".join)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> _Text:
    reader = _Text()
    reader.feed(html)
    reader.close()
    return reader


def words(text: str) -> list[str]:
    return text.split()


def test_a_recap_as_markdown() -> None:
    post = make.post(text="A2 *Nothing* that a visitor_will believe.\n\n1. https://a.example/b_(c)\n#MuseumHour & more")
    other = make.post(
        text="Bonjour",
        sensitive=True,
        lang="fr",
        author=Author(name="Léa [x]"),
        url="",
        posted=datetime(2026, 11, 4, 20, 1, tzinfo=UTC),
        media=(Media(file="media/a label.jpg", alt="A *label*"), Media(alt="Elsewhere")),
    )
    session = recapped(
        questions=(Question(number=1, text="What is <b>?"), Question(number=2, text="2. And the best?")),
        recap=recap(
            summary="See [the guide](guide/) and [there](https://there.example/).",
            errata=(Erratum(day(11, 9), "It is from 1998."),),
            highlights=(
                Highlight(heading="Before", question=1),
                Highlight(post=post, question=1, note="The line."),
                Highlight(text="Then # this.", question=2),
                Highlight(post=other, question=2),
            ),
            unanswered=(Unanswered(text="Who pays?", by="lea.example", status=AnswerState.ANSWERED),),
        ),
    )
    assert recap_markdown(session, make.settings(), make.NOW) == (
        "# Who comes at night?\n\n"
        "[Museum Hour #MuseumHour](https://chats.example/chats/museum-hour/) ·"
        " Wednesday, November 4, 2026, 8:00\u00a0PM–9:00\u00a0PM · Greenwich Mean Time (UTC+0)\n\n"
        "**Correction, Mon, Nov 9, 2026:** It is from 1998.\n\n"
        "See [the guide](https://chats.example/chats/museum-hour/night-openings/guide/) and"
        " [there](https://there.example/).\n\n"
        "## Key takeaways\n\n- Sign it &amp; date it.\n\n"
        "## Q1 What is &lt;b>?\n\n### Before\n\n"
        "> A2 \\*Nothing\\* that a visitor\\_will believe.\n>\n"
        "> 1\\. [a.example/b\\_(c)](https://a.example/b_%28c%29)  \n> \\#MuseumHour &amp; more\n>\n"
        "> — [Jonas](https://bsky.app/profile/jonas.example) · @jonas.example ·"
        " [Bluesky](https://bsky.app/profile/jonas.example/post/3k2a) · Wed, Dec 2, 2026, 8:14\u00a0PM\n\n"
        "The line.\n\n"
        "## Q2 2. And the best?\n\nThen # this.\n\n"
        "> **Sensitive post**\n>\n> Bonjour\n>\n"
        "> ![A \\*label\\*](https://chats.example/chats/museum-hour/night-openings/media/a%20label.jpg)\n>\n"
        "> *Picture in the original: Elsewhere*\n>\n"
        "> — Léa \\[x\\] · Bluesky · 8:01\u00a0PM\n\n"
        "## Shared in the session\n\n- [Guide](https://guide.example/) · shared by @lea.example\n\n"
        "## Still unanswered\n\n- Who pays? · @lea.example · Answered since\n\n"
        "[The page of this session](https://chats.example/chats/museum-hour/night-openings/)\n"
    )


@pytest.mark.parametrize("reader", READERS)
@given(text=TEXTS)
@example(text="1) a")
@example(text="===")
@example(text="a\\")
def test_text_means_nothing_but_itself(reader: str, text: str) -> None:
    if not plain_text(text):
        return
    found = read(READERS[reader](plain_text(text)))
    assert words(found.text) == words(text)
    assert found.tags == ["p"]


@pytest.mark.parametrize("reader", READERS)
@given(text=TEXTS)
def test_a_post_stays_a_quote_of_what_was_written(reader: str, text: str) -> None:
    if not text.strip() or re.search(r"https?://|[@#]", text):
        return
    session = recapped(recap=recap(takeaways=(), resources=(), highlights=(Highlight(post=make.post(text=text)),)))
    whole = recap_markdown(session, make.settings(), make.NOW)
    quoted = "\n".join(line for line in whole.split("\n") if line.startswith(">"))
    found = read(READERS[reader](quoted))
    assert words(found.text.rpartition("—")[0]) == words(text)
    assert set(found.tags) <= {"blockquote", "p", "br", "a"}


def test_a_recap_that_may_not_be_read_gives_nothing() -> None:
    assert recap_markdown(recapped(recap=None), make.settings(), make.NOW) == ""


@pytest.mark.parametrize(
    ("summary", "written"),
    [
        (
            "[All](<a (b)/> 'All') of <https://a.example/>, 1 < 2.",
            "[All](https://chats.example/chats/museum-hour/night-openings/a%20%28b%29/ 'All') of"
            " <https://a.example/>, 1 < 2.",
        ),
        (
            "<img src=x onerror=trap()> *is* text <!-- as this",
            "&lt;img src=x onerror=trap()> *is* text &lt;!-- as this",
        ),
        ("[x](javascript:trap()) [y](JaVa&#83;cript&colon;trap)", "[x](#)) [y](#)"),
        ("[x][1] [mail](mailto:a@b.example)\n\n[1]: data:text/html,x", "[x][1] [mail](mailto:a@b.example)\n\n[1]: #"),
    ],
)
def test_a_hosts_markdown_stays_and_can_do_nothing(summary: str, written: str) -> None:
    assert f"\n\n{written}\n\n" in recap_markdown(recapped(recap=recap(summary=summary)), make.settings(), make.NOW)
