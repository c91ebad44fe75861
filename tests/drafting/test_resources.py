"""Links: each once, however it is spelt, and only those that lead out of the chat."""

from __future__ import annotations

import pytest

from causerie.drafting.assigned import AssignedPost
from causerie.drafting.resources import SharedLink, gather_links
from causerie.model.links import canonical_url, link_key
from causerie.model.post import Link, Media
from causerie.model.session import Session
from tests import make
from tests.drafting.assigning import answer, assign, hour, people, remark


def gather(*posts: AssignedPost, session: Session | None = None, own_site: str = "") -> tuple[SharedLink, ...]:
    assignment = assign(*posts)
    of = session or make.session()
    return gather_links(assignment, of, people(assignment), hour(assignment), own_site)


def sharing(number: int, url: str, by: str = "lea", title: str = "") -> AssignedPost:
    return answer(number, f"A1 See this guide {url}", by, links=(Link(url, title),))


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://a.example/x?utm_source=x&utm_medium=y", "https://a.example/x"),
        ("https://a.example/x?id=7&fbclid=abc", "https://a.example/x?id=7"),
        ("https://a.example/x?ref_src=twsrc%5Etfw", "https://a.example/x"),
        ("HTTPS://WWW.A.example:443/X/", "https://www.a.example/X"),
        ("http://a.example:8080/", "http://a.example:8080"),
        ("https://a.example/x#:~:text=label", "https://a.example/x"),
        ("https://a.example/x#part-2", "https://a.example/x#part-2"),
        ("https://a.example/?q=caf%C3%A9&page=2", "https://a.example/?q=caf%C3%A9&page=2"),
        ("https://www.youtube.com/watch?v=abc&si=xyz&feature=share", "https://www.youtube.com/watch?v=abc"),
        ("https://a.example/x?s=20", "https://a.example/x?s=20"),
        ("https://[broken", "https://[broken"),
    ],
)
def test_what_only_follows_readers_around_goes(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


def test_spellings_of_one_address_are_one_resource() -> None:
    posts = [
        sharing(1, "http://www.a.example/guide/?utm_source=x", "lea"),
        sharing(2, "https://a.example/guide", "jonas", title="The label guide"),
        sharing(3, "https://www.a.example/guide?fbclid=1", "jonas"),
    ]
    (link,) = gather(*posts)
    assert (link.url, link.title, link.sharers) == ("https://www.a.example/guide", "The label guide", 2)
    assert link.post.author.handle == "lea"
    assert link_key("http://www.a.example/guide/") == link_key("https://a.example/guide")


def test_what_more_people_shared_comes_first() -> None:
    posts = [
        sharing(1, "https://a.example/one"),
        sharing(2, "https://a.example/two"),
        sharing(3, "https://a.example/two", "jo"),
    ]
    assert [link.url for link in gather(*posts)] == ["https://a.example/two", "https://a.example/one"]


def test_a_link_that_stands_only_in_the_text_counts() -> None:
    found = gather(answer(1, "A1 See the guide (https://a.example/guide_(labels)), and https://b.example/x."))
    assert [link.url for link in found] == ["https://a.example/guide_(labels)", "https://b.example/x"]


def test_an_address_is_no_title() -> None:
    assert [link.title for link in gather(sharing(1, "https://a.example/guide", title="a.example/guide"))] == [""]


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/lea/status/1",
        "https://twitter.com/lea/status/1?s=20",
        "https://x.com/hashtag/MuseumHour",
        "https://twitter.com/search?q=%23MuseumHour",
        "https://glammr.example/tags/MuseumHour",
        "https://bsky.app/hashtag/MuseumHour",
        "https://www.linkedin.com/feed/hashtag/museumhour",
        "https://x.com/lea",
        "https://x.com/other/status/9/photo/1",
        "https://pic.x.com/abc",
        "https://chats.example/chats/museum-hour/ai-labels",
        "https://register.example/labels",
        "https://a.example/cut-off…",
        "mailto:lea@a.example",
    ],
)
def test_what_stays_in_the_chat_is_no_resource(url: str) -> None:
    session = make.session(links=(Link("https://register.example/labels", "Registration"),))
    assert gather(sharing(1, url), session=session, own_site="https://chats.example/") == ()


def test_a_page_below_a_profile_is_a_resource() -> None:
    assert len(gather(sharing(1, "https://glammr.example/@margo/beetle-calendar", "margo"))) == 1


def test_pictures_advertisements_and_hidden_posts_share_nothing() -> None:
    picture = answer(1, "A1 Look https://a.example/1.png", media=(Media(url="https://a.example/1.png"),))
    hidden = answer(2, "A1 Look here now https://b.example", sensitive=True)
    spam = answer(3, "A1 #a #b #c #d #e #f #g https://c.example")
    long_ago = remark(-60 * 24 * 4, "Look here long ago https://d.example")
    assert gather(picture, hidden, spam, long_ago, answer(4, "A1 Sign it!")) == ()
