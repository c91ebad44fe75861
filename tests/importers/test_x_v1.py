"""Statuses of API v1.1: invented ones of each shape, and real search results where they are at hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from causerie.importers.found import Found, Hidden
from causerie.importers.sample import take_sample
from causerie.importers.x_v1 import IMPORTERS
from causerie.model.post import Author, Link, Media, Post
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

ID = "600860000000000123"
USER = {
    "screen_name": "lea_k",
    "name": "Léa & Co",
    "id": 77,
    "id_str": "77",
    "profile_image_url_https": "https://p.example/l.jpg",
}


def status(text: str, **more: Any) -> dict[str, Any]:
    """An invented status as search gives it."""
    return {
        "id": int(ID),
        "id_str": ID,
        "created_at": "Wed May 20 01:05:09 +0000 2015",
        "text": text,
        "truncated": False,
        "entities": {"hashtags": [], "urls": [], "user_mentions": []},
        "user": USER,
        "retweet_count": 2,
        "favorite_count": 3,
        "lang": "en",
        **more,
    }


def link(text: str, short: str, full: str) -> dict[str, Any]:
    at = text.index(short)
    return {"url": short, "expanded_url": full, "indices": [at, at + len(short)]}


def read_one(value: Any) -> Found:
    found, problems = read_all(IMPORTERS, export_of({"posts.json": value}))
    assert not problems
    assert len(found) == 1
    return found[0]


def test_a_status_becomes_a_post() -> None:
    text = "A1 😀 labels &amp; more https://t.co/aaa #MuseumHour https://t.co/pic"
    entities = {
        "urls": [link(text, "https://t.co/aaa", "https://labels.example/guide")],
        "media": [
            link(text, "https://t.co/pic", f"https://twitter.com/lea_k/status/{ID}/photo/1")
            | {"media_url_https": "https://pbs.example/1.jpg", "type": "photo", "ext_alt_text": "A label"}
        ],
    }
    reply = {"in_reply_to_status_id_str": "600850000000000001", "in_reply_to_status_id": 600850000000000000}
    found = read_one(status(text, entities=entities, possibly_sensitive=True, **reply))
    assert found == Found(
        post=Post(
            platform="x",
            id=f"x:{ID}",
            url=f"https://x.com/lea_k/status/{ID}",
            author=Author(
                handle="lea_k",
                name="Léa & Co",
                id="77",
                url="https://x.com/lea_k",
                avatar="https://p.example/l.jpg",
            ),
            posted=datetime(2015, 5, 20, 1, 5, 9, tzinfo=UTC),
            text="A1 😀 labels & more https://labels.example/guide #MuseumHour",
            lang="en",
            reply_to="x:600850000000000001",
            links=(Link("https://labels.example/guide"),),
            media=(Media(url="https://pbs.example/1.jpg", alt="A label", type="photo"),),
            likes=3,
            reposts=2,
            sensitive=True,
        )
    )


@pytest.mark.parametrize("form", ["single", "list", "lines", "page", "premium", "lines of pages"])
def test_every_wrapping_gives_the_same_posts(form: str) -> None:
    posts = [status("A1 One"), status("A2 Two", id=5, id_str="600860000000000999")]
    pages = [json.dumps({"statuses": [each], "search_metadata": {"count": 1}}) for each in posts]
    content: Any = {
        "single": posts[0],
        "list": posts,
        "lines": "\n".join(json.dumps(each) for each in posts),
        "page": {"search_metadata": {}, "statuses": posts},
        "premium": {"results": posts, "next": "x"},
        "lines of pages": "\n".join(pages),
    }[form]
    found, problems = read_all(IMPORTERS, export_of({"x": content}))
    assert [each.post.text for each in found] == ["A1 One", "A2 Two"][: 1 if form == "single" else 2]
    assert not problems


def test_the_long_form_of_the_stream_is_read_with_its_own_links() -> None:
    long = "A3 " + "so much to say " * 15 + "https://t.co/bbb"
    found = read_one(
        status(
            "A3 so much to say… https://t.co/cut",
            truncated=True,
            entities={"urls": [{"url": "https://t.co/cut", "expanded_url": f"https://twitter.com/i/web/status/{ID}"}]},
            extended_tweet={
                "full_text": long,
                "entities": {"urls": [link(long, "https://t.co/bbb", "https://b.example")]},
            },
        )
    )
    assert found.post.text.endswith("say https://b.example")
    assert not found.is_cut


def test_a_short_form_without_the_long_one_is_cut() -> None:
    entities = {"urls": [{"url": "https://t.co/cut", "expanded_url": f"https://twitter.com/i/web/status/{ID}"}]}
    found = read_one(status("A3 so much to say… https://t.co/cut", truncated=True, entities=entities))
    assert (found.post.text, found.post.links, found.is_cut) == ("A3 so much to say…", (), True)


@pytest.mark.parametrize("is_told", [True, False])
def test_the_link_to_the_quoted_post_is_no_part_of_the_text(is_told: bool) -> None:
    text = "A4 This! https://t.co/qqq"
    entities = {"urls": [link(text, "https://t.co/qqq", "https://twitter.com/jonas/status/600859999999999999")]}
    told = {"quoted_status_id_str": "600859999999999999", "quoted_status_id": 600860000000000000} if is_told else {}
    post = read_one(status(text, entities=entities, **told)).post
    assert (post.text, post.quote_of, post.links) == ("A4 This!", "x:600859999999999999", ())


def test_a_link_to_a_post_within_the_text_stays() -> None:
    text = "See https://t.co/qqq for more"
    entities = {"urls": [link(text, "https://t.co/qqq", "https://twitter.com/jonas/status/600859999999999999")]}
    post = read_one(status(text, entities=entities)).post
    assert (post.text, post.quote_of) == ("See https://twitter.com/jonas/status/600859999999999999 for more", "")


def test_reposts_are_told_by_x_or_by_their_begin() -> None:
    by_x = read_one(status("RT @jonas: Q1 What is…", retweeted_status=status("Q1 What is a label?", id_str="6")))
    by_hand = read_one(status("RT @jonas: Q1 What is a label?"))
    with_words = read_one(status("Yes! RT @jonas: Q1 What is a label?"))
    assert (by_x.is_repost, by_x.is_cut, by_hand.is_repost, with_words.is_repost) == (True, True, True, False)


def test_what_must_not_be_public_is_hidden() -> None:
    protected = read_one(status("A1 Hush", user=USER | {"protected": True}))
    followers = read_one(status("A1 Hush", scopes={"followers": True}))
    assert (protected.hidden, followers.hidden) == (Hidden.PROTECTED, Hidden.CIRCLE)


def test_notices_of_the_stream_are_no_faults_and_deletions_hide() -> None:
    lines = [{"limit": {"track": 5}}, status("A1 One"), {"delete": {"status": {"id_str": ID, "user_id_str": "77"}}}]
    found, problems = read_all(IMPORTERS, export_of({"stream.jsonl": "\n".join(map(json.dumps, lines))}))
    assert [(each.post.id, each.hidden) for each in found] == [(f"x:{ID}", None), (f"x:{ID}", Hidden.DELETED)]
    assert not problems


def test_what_is_no_status_is_passed_over_and_said() -> None:
    lines = [json.dumps(status("A1 One")), '{"id_str": "7", "text": "cut off he', '{"nothing": 1}', "[1]"]
    found, problems = read_all(IMPORTERS, export_of({"x.jsonl": "\n".join(lines)}))
    assert [each.post.text for each in found] == ["A1 One"]
    assert [problem.line for problem in problems] == [2, 3, 4]


def test_numbers_may_be_text_and_keys_may_be_absent_or_null() -> None:
    bare = {"id": ID, "created_at": "", "full_text": "A1 &lt;3", "user": {"id": 5}, "entities": None, "lang": "und"}
    post = read_one(bare).post
    assert (post.text, post.lang, post.author) == ("A1 <3", "", Author(id="5"))
    assert post.url == f"https://x.com/i/web/status/{ID}"
    assert post.posted == datetime(2015, 5, 20, 3, 6, 2, tzinfo=UTC)
    assert read_one(status("x", favorite_count="12", retweet_count=None)).post.likes == 12


@pytest.mark.parametrize(
    "value",
    [
        {"data": [{"id": "1", "text": "x", "author_id": "2", "created_at": "2021-09-20T03:54:05.000Z"}]},
        {"id": 1, "date": "2021-09-20", "rawContent": "x", "user": {"username": "a", "id": 1}},
        [{"id": "1", "created_at": "2022-11-07T14:54:57.000Z", "content": "<p>x</p>", "account": {"acct": "a"}}],
        [{"type": "message", "user": "U1", "text": "x", "ts": "1459254786.000027"}],
        {"id": "1", "id_str": "1", "created_at": "x", "text": "y", "user": {"username": "a", "screen_name": "a"}},
        "window.YTD.tweets.part0 = [" + json.dumps({"tweet": {"id_str": "1"}}) + "]",
        "no JSON at all",
    ],
)
def test_other_formats_are_not_taken(value: Any) -> None:
    export = export_of({"other.json": value})
    assert not IMPORTERS[0].recognise(take_sample(export.files[0]))


def test_a_real_chat_is_read_whole() -> None:
    found, problems = read_path(IMPORTERS, real_data("twarc1-jsonl", "critlib-2015-05-19.jsonl"))
    posts = [each for each in found if not each.is_repost]
    assert (len(found), len(posts), problems) == (528, 275, [])
    assert not any("t.co/" in each.post.text or "&amp;" in each.post.text for each in posts)
    assert all(each.post.posted and each.post.author.handle and each.post.author.id for each in found)


def test_a_real_search_page_is_read_whole() -> None:
    found, problems = read_path(IMPORTERS, real_data("api-v1.1", "search-rstats-page.json"))
    assert (len(found), sum(each.is_repost for each in found), problems) == (50, 36, [])
    assert not any("t.co/" in each.post.text for each in found if not each.is_repost)


def test_the_link_to_a_quoted_post_may_stand_beside_the_entities() -> None:
    link = {
        "url": "https://t.co/quoted",
        "expanded": "https://twitter.com/amara/status/600860000000000001",
        "display": "x",
    }
    found = read_one(status("A1 My comment https://t.co/quoted", quoted_status_permalink=link))
    assert (found.post.text, found.post.quote_of, found.post.links) == ("A1 My comment", "x:600860000000000001", ())
    elsewhere = read_one(status("A1 https://t.co/quoted too", quoted_status_permalink=link))
    assert elsewhere.post.text == f"A1 {link['expanded']} too"
