"""A post by its address: read from the platform's own oEmbed, asked only when allowed, and only of public servers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from causerie.curate.look_up import look_up
from causerie.problems import CauserieError
from tests.curate.site_making import Page, make_site

X = {
    "author_name": "Lea Marin",
    "author_url": "https://twitter.com/lea",
    "html": '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">A2 Sign &amp; date it. '
    '<a href="https://twitter.com/hashtag/MuseumHour">#MuseumHour</a></p>&mdash; Lea Marin (@lea) '
    '<a href="https://twitter.com/lea/status/1720000000000000000">November 2, 2023</a></blockquote>\n',
}
BLUESKY = {
    "author_name": "Jonas",
    "author_url": "https://bsky.app/profile/jonas.example",
    "html": '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3l6oveex3ii2l">'
    '<p lang="en">A2 Nothing to believe.</p>&mdash; Jonas (<a href="https://bsky.app/profile/did:plc:abc?ref_src=embed">'
    '@jonas.example</a>) <a href="https://bsky.app/profile/did:plc:abc/post/3l6oveex3ii2l?ref_src=embed">'
    "October 16, 2024</a></blockquote>",
}


def answering(answer: Any, asked: list[str]) -> Any:
    def ask(endpoint: str, query: dict[str, str]) -> bytes:
        asked.append(f"{endpoint} {query['url']}")
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()

    return ask


def test_a_post_on_x() -> None:
    asked: list[str] = []
    found = look_up("https://twitter.com/lea/status/1720000000000000000?s=20", answering(X, asked))
    assert found == {
        "platform": "x",
        "author": "Lea Marin",
        "handle": "lea",
        "text": "A2 Sign & date it. #MuseumHour",
        "posted": found["posted"],
        "url": "https://x.com/lea/status/1720000000000000000",
        "author_url": "https://twitter.com/lea",
    }
    assert found["posted"].startswith("2023-11-02T") and found["posted"].endswith("Z")
    assert asked == ["https://publish.twitter.com/oembed https://x.com/lea/status/1720000000000000000"]


def test_a_post_on_bluesky() -> None:
    url = "https://bsky.app/profile/jonas.example/post/3l6oveex3ii2l"
    found = look_up(url, answering(BLUESKY, []))
    assert (found["platform"], found["handle"], found["text"]) == ("bluesky", "jonas.example", "A2 Nothing to believe.")
    assert found["posted"].startswith("2024-10-")


@pytest.mark.parametrize("url", ["", "hello", "https://example.com/a", "file:///etc/passwd", "https://x.com/lea"])
def test_what_is_no_post_is_not_asked_for(url: str) -> None:
    asked: list[str] = []
    with pytest.raises(CauserieError, match="no address of a post"):
        look_up(url, answering(X, asked))
    assert asked == []


@pytest.mark.parametrize("host", ["localhost.localdomain", "127.0.0.1.invalid", "internal.invalid"])
def test_machines_that_are_not_public_are_not_asked(host: str) -> None:
    asked: list[str] = []
    with pytest.raises(CauserieError):
        look_up(f"https://{host}/@lea/113580000000000001", answering(X, asked))
    assert asked == []


def test_numbers_of_inner_machines_are_not_asked() -> None:
    asked: list[str] = []
    for host in ("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254"):
        with pytest.raises(CauserieError):
            look_up(f"https://{host}/@lea/113580000000000001", answering(X, asked))
    assert asked == []


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b"\xff", b"null"])
def test_an_answer_that_is_none_is_a_sentence(answer: bytes) -> None:
    with pytest.raises(CauserieError, match="cannot be read"):
        look_up("https://x.com/lea/status/1720000000000000000", answering(answer, []))


def test_an_answer_without_html_gives_what_the_address_says() -> None:
    found = look_up("https://x.com/lea/status/1720000000000000000", answering({"author_name": ["no"]}, []))
    assert (found["handle"], found["text"], found["author"]) == ("lea", "", "")


def test_nothing_is_asked_unless_the_host_allows_it(tmp_path: Path) -> None:
    make_site(tmp_path)
    answer = Page(tmp_path).post("look-up", {"url": "https://x.com/lea/status/1720000000000000000"})
    assert answer.status_code == 422
    assert "--look-up" in answer.get_json()["error"]
