"""A transcript's pages: short HTML in which every text is a text, every post has a place, and threads are lists."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from causerie.i18n import speak
from causerie.model.conversation import BEFORE, Conversation, SaidGroup, SaidPost, Stretch, arrange_threads
from causerie.model.counting import Numbers, Tally
from causerie.model.post import Author, Media, Post
from causerie.model.recap import Highlight, Recap
from causerie.model.session import Session
from causerie.views.pages.session_numbers import Attendance, count_newcomers, newcomers_html
from causerie.views.pages.transcript_page import quote_spots, transcript_page
from causerie.views.search.transcripts import index_transcript, transcript_key
from tests import make

_VOID = {"br", "input", "img"}


class _Page(HTMLParser):
    """Reads a page as strictly as a page can be read: what is opened is closed, and ids are there once."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.texts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(given.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def look(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    return page


def held(**more: Any) -> Session:
    """A session with a conversation of two pages."""
    stretches = ((Stretch(BEFORE, b"0" * 8), Stretch(1, b"0" * 16)), (Stretch(1, b"0" * 8), Stretch(2, b"0" * 8)))
    numbers = Numbers(
        posts=5, reposts=1, participants=3, answers=((1, 3), (2, 1)), span=5, parts=(1, 4), platforms=(("x", 5),)
    )
    conversation = Conversation(key=b"k", pages=stretches, numbers=numbers, chosen=(("bluesky:d/3k2a", 2),))
    return make.session(conversation=conversation, has_transcript=True, **more)


def said(*posts: Post, group: int = 1) -> SaidGroup:
    return SaidGroup(group, arrange_threads(posts))


def show(session: Session, *groups: SaidGroup, number: int = 1, newcomers: str = "") -> str:
    return transcript_page(session, number, groups, make.settings(), newcomers).body


def test_a_page_says_how_much_there_is_and_where_the_rest_stands() -> None:
    first = transcript_page(held(), 1, [said(make.post())], make.settings())
    page = look(first.body)
    assert (first.address, first.title) == (
        "chats/museum-hour/ai-labels/transcript/",
        "Who writes the label?: the whole conversation, page 1",
    )
    assert "6 posts by 3 people" in first.body
    ways = ["#before", "#q1", "2/#q2", "2/"]
    own = "../../../../chats/museum-hour/ai-labels/transcript/"
    assert [link for link in page.links if "transcript" in link] == [own + way for way in ways]
    second = show(held(), said(make.post()), number=2)
    assert "What is the worst label? (continued)" in second
    assert "In numbers" in first.body and "In numbers" not in second


def test_a_reply_is_a_list_below_what_it_answers() -> None:
    posts = [make.post(id=f"x:{n}", reply_to=f"x:{to}") for n, to in ((1, 0), (2, 1), (3, 2), (4, 3), (5, 0))]
    html = show(held(), said(*posts))
    shape = re.findall(r"<ol>|</ol>|id=\"post-(\d)\"", html[html.index("<ol>") :])
    assert shape == ["", "1", "", "2", "", "3", "4", "", "", "5", ""]


def test_posts_that_have_no_name_of_their_own_have_a_place() -> None:
    same = make.post(id="x:1")
    page = look(show(held(), said(same, same, make.post(id="", url=""))))
    assert [each for each in page.ids if each.startswith(("post", "p1"))] == ["post-1", "p1-2", "p1-3"]


def test_posts_of_the_recap_are_marked_and_both_lead_to_each_other() -> None:
    post = make.post(id="bluesky:d/3k2a")
    session = held(recap=Recap(published=make.NOW, highlights=(Highlight(post=post),)))
    html = show(session, said(post))
    assert '<li id="post-3k2a" class="q">' in html
    assert '<a href="../#post-3k2a">In the recap</a>' in html
    assert session.recap is not None
    spot = "chats/museum-hour/ai-labels/transcript/2/#post-3k2a"
    assert quote_spots(session, session.recap) == {"post-3k2a": spot}
    assert '<a href="../../#post-3k2a">' in show(session, said(post), number=2)


def test_only_what_is_there_can_be_hidden() -> None:
    host = make.post(author=Author(handle="amara.example", name="Amara"))
    repost = make.post(text="RT @jo: Look")
    hides = [re.findall(r"c-hide-\w+", show(held(), said(*posts))) for posts in ((make.post(),), (host,), (repost,))]
    assert hides == [[], ["c-hide-hosts"], ["c-hide-reposts"]]


def test_a_sensitive_post_is_behind_a_click_with_its_pictures() -> None:
    html = show(held(), said(make.post(text="Dark", sensitive=True, media=(Media(alt="A bone"),))))
    details = html[html.index("<details>") : html.index("</details>")]
    assert "Dark" in details and "A bone" in details


def test_a_post_says_its_language_and_has_its_own_direction() -> None:
    html = show(held(), said(make.post(text="مرحبا", lang="ar"), make.post(id="x:2", lang="en")))
    assert html.count('<div dir="rtl" lang="ar">') == 1  # also where it begins with "A1"
    assert html.count('<div dir="auto"><p>') == 1


def test_an_anonymous_author_is_a_participant() -> None:
    session = held(chat=make.chat(anonymise=True))
    assert "<b><bdi>A participant</bdi></b>" in show(session, said(make.post(author=Author(id="1"), id="", url="")))


def test_newcomers_are_those_of_no_earlier_session_but_hosts_and_guests() -> None:
    def people(*names: str) -> bytes:
        tally = Tally(make.session().start, 60)
        for name in names:
            tally.add(make.post(), name, None, ())
        return tally.people

    rows = [people("x:jo"), b"", people("x:jo", "amara", "x:lea"), people("x:lea", "amara"), b""]
    sessions = [(make.session(), each) for each in rows]
    assert list(count_newcomers(sessions, {})) == [None, None, Attendance(1, 2), Attendance(0, 2), None]
    assert newcomers_html(None, speak("en")) == ""
    assert "<dt>back again</dt><dd>2</dd>" in newcomers_html(Attendance(1, 2), speak("en"))


def test_what_search_finds_leads_to_where_the_page_shows_it() -> None:
    posts = [make.post(id="x:1", text="Amphora"), make.post(id="x:1", text="Krater"), make.post(text="", id="x:3")]
    groups = [said(*posts)]
    text = index_transcript(held(), 1, groups)
    assert b'["post-1","Jonas @jonas.example","Amphora"' in text.fragment
    assert b'["p1-2","Jonas @jonas.example","Krater"' in text.fragment
    assert "amphora" in text.words[0].split()
    assert transcript_key(make.session()) == b""
    assert transcript_key(held()) != transcript_key(held(title="Another"))


texts = st.text(max_size=40)
authors = st.builds(Author, handle=texts, name=texts, id=texts)
ids = st.sampled_from(["", *(f"x:{n}" for n in range(5))])


@given(
    st.lists(
        st.builds(
            make.post,
            id=ids,
            reply_to=ids,
            text=texts,
            author=authors,
            lang=st.sampled_from(["", "en", "ar", '"><b>']),
            sensitive=st.booleans(),
            posted=st.one_of(st.none(), st.timedeltas(timedelta(0), timedelta(3)).map(lambda ago: make.NOW - ago)),
        ),
        max_size=8,
    )
)
def test_any_posts_make_a_whole_page_with_each_of_them_once(posts: list[Post]) -> None:
    marked = [replace(post, text=f"{post.text} mark{i}end") for i, post in enumerate(posts)]
    page = look(show(held(), SaidGroup(1, tuple(SaidPost(*each) for each in arrange_threads(marked)))))
    found = re.findall(r"mark(\d+)end", " ".join(page.texts))
    assert sorted(map(int, found)) == list(range(len(posts)))
