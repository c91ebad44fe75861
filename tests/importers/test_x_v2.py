"""Posts of the X API, version 2, as pages, flattened, streamed, and in pairs of files."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.importers.found import Found, Hidden
from causerie.importers.x_v2 import IMPORTERS
from causerie.model.post import Author, Link, Media
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

FIRST, SECOND, THIRD = "1800000000000000001", "1800000000000000002", "1800000000000000003"
AMARA = {
    "id": "11",
    "username": "amara",
    "name": "Amara Diallo",
    "protected": False,
    "profile_image_url": "https://pbs.example/a.jpg",
}
JONAS = {"id": "12", "username": "jonas", "name": "Jonas", "protected": True}
POST: dict[str, Any] = {
    "id": FIRST,
    "text": "A1 \U0001f3fa labels &amp; voices https://t.co/aaaaaaaaaa #MuseumHour https://t.co/bbbbbbbbbb",
    "author_id": "11",
    "created_at": "2024-06-10T12:00:01.000Z",
    "lang": "en",
    "conversation_id": SECOND,
    "edit_history_tweet_ids": [FIRST],
    "possibly_sensitive": False,
    "referenced_tweets": [{"type": "replied_to", "id": SECOND}],
    "public_metrics": {
        "retweet_count": 2,
        "reply_count": 1,
        "like_count": 5,
        "quote_count": 0,
        "impression_count": 0,
    },
    "attachments": {"media_keys": ["3_1", "3_2"]},
    "entities": {
        "urls": [
            {
                "start": 26,
                "end": 49,
                "url": "https://t.co/aaaaaaaaaa",
                "expanded_url": "https://museum.example/labels?a=1&b=2",
                "title": "Labels",
            },
            *(
                {
                    "start": 62,
                    "end": 85,
                    "url": "https://t.co/bbbbbbbbbb",
                    "expanded_url": f"https://twitter.com/amara/status/{FIRST}/photo/1",
                    "display_url": "pic.twitter.com/bbbbbbbbbb",
                    "media_key": key,
                }
                for key in ("3_1", "3_2")
            ),
        ]
    },
}
INCLUDES = {
    "users": [AMARA, JONAS],
    "media": [
        {"media_key": "3_1", "type": "photo", "url": "https://pbs.example/1.jpg", "alt_text": "A vase"},
        {
            "media_key": "3_2",
            "type": "video",
            "preview_image_url": "https://pbs.example/2.jpg",
            "variants": [
                {"bit_rate": 1, "url": "https://video.example/small.mp4"},
                {"bit_rate": 9, "url": "https://video.example/large.mp4?tag=1"},
                {"url": "https://video.example/list.m3u8"},
            ],
        },
    ],
}


def read(content: Any, **more: Any) -> tuple[list[Found], list[str]]:
    found, problems = read_all(IMPORTERS, export_of({"export.jsonl": content, **more}))
    return found, [problem.message for problem in problems]


def page(*posts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"data": list(posts), "includes": INCLUDES, "meta": {"result_count": len(posts)}, **more}


def one(post: dict[str, Any], **more: Any) -> Found:
    found, problems = read(page(post, **more))
    assert not problems
    assert len(found) == 1
    return found[0]


def test_a_page_gives_whole_posts() -> None:
    post = one(POST).post
    assert post.id == f"x:{FIRST}"
    assert post.url == f"https://x.com/amara/status/{FIRST}"
    assert post.author == Author(
        handle="amara", name="Amara Diallo", id="11", url="https://x.com/amara", avatar="https://pbs.example/a.jpg"
    )
    assert post.posted == datetime(2024, 6, 10, 12, 0, 1, tzinfo=UTC)
    assert post.text == "A1 \U0001f3fa labels & voices https://museum.example/labels?a=1&b=2 #MuseumHour"
    assert post.links == (Link("https://museum.example/labels?a=1&b=2", "Labels"),)
    assert post.media == (
        Media(url="https://pbs.example/1.jpg", alt="A vase", type="photo"),
        Media(url="https://video.example/large.mp4?tag=1", type="video"),
    )
    assert (post.likes, post.reposts, post.replies, post.quotes, post.impressions) == (5, 2, 1, 0, None)
    assert (post.reply_to, post.quote_of, post.lang, post.sensitive) == (f"x:{SECOND}", "", "en", False)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(page(POST)) + "\n" + json.dumps(page(POST)),
        json.dumps([page(POST), page(POST)], indent=1),
        json.dumps(page(POST), indent=2),
        json.dumps({"includes": {**INCLUDES, "places": [{"name": "Paris" * 60_000}]}, "data": [POST]}),
        json.dumps({"data": POST, "includes": INCLUDES, "matching_rules": [{"id": "1"}]}) + "\r\n\r\n",
        json.dumps({**POST, "author": AMARA, "attachments": {"media": INCLUDES["media"]}}),
        json.dumps([{**POST, "author": AMARA, "attachments": {"media": INCLUDES["media"]}}]),
    ],
    ids=[
        "page a line",
        "array of pages",
        "one page",
        "page that ends with its posts",
        "stream",
        "flattened",
        "array of flattened",
    ],
)
def test_every_form_gives_the_same_post(content: str) -> None:
    found, problems = read(content)
    assert not problems
    assert {each.post for each in found} == {one(POST).post}


def test_what_is_missing_stays_unknown() -> None:
    found, problems = read({"data": [{"id": FIRST, "text": "Only this", "edit_history_tweet_ids": [FIRST]}]})
    assert not problems
    post = found[0].post
    assert (post.author, post.url) == (Author(), f"https://x.com/i/web/status/{FIRST}")
    assert post.posted == datetime(2024, 6, 10, 3, 0, 17, tzinfo=UTC)
    assert post.likes is None
    assert read({"data": [{"id": FIRST, "text": "Before edits"}], "meta": {"result_count": 1}})[0]


def test_a_protected_author_is_hidden() -> None:
    found = one({**POST, "author_id": "12"})
    assert found.hidden is Hidden.PROTECTED
    assert found.post.author.handle == "jonas"


def test_a_repost_has_the_whole_text_where_the_page_has_it() -> None:
    repost = {
        "id": THIRD,
        "author_id": "11",
        "text": "RT @lea: A long answer that X cuts o…",
        "referenced_tweets": [{"type": "retweeted", "id": SECOND}],
    }
    cut = one(repost)
    assert (cut.is_repost, cut.is_cut, cut.post.text) == (True, True, "RT @lea: A long answer that X cuts o…")
    original = {"id": SECOND, "text": "A long answer that X cuts off", "author_id": "13"}
    users = [AMARA, {"id": "13", "username": "lea"}]
    whole = one(repost, includes={"users": users, "tweets": [original]})
    assert (whole.is_repost, whole.is_cut, whole.post.text) == (True, False, "RT @lea: A long answer that X cuts off")
    flat, _ = read(
        {**repost, "author": AMARA, "referenced_tweets": [{"type": "retweeted", **original, "author": users[1]}]}
    )
    assert flat[0].post.text == whole.post.text


def test_a_quote_names_the_quoted_and_drops_its_link() -> None:
    link = {
        "start": 9,
        "end": 32,
        "url": "https://t.co/cccccccccc",
        "expanded_url": f"https://twitter.com/lea/status/{SECOND}",
    }
    post = {
        **POST,
        "text": "So true: https://t.co/cccccccccc",
        "entities": {"urls": [link]},
        "referenced_tweets": [{"type": "quoted", "id": SECOND}],
    }
    found = one(post).post
    assert (found.text, found.quote_of, found.links) == ("So true:", f"x:{SECOND}", ())
    found = one({**post, "referenced_tweets": {}}).post
    assert (found.text, found.quote_of) == ("So true:", f"x:{SECOND}")


def test_the_last_version_of_an_edited_post_stays() -> None:
    history = [FIRST, SECOND, THIRD]
    old = {**POST, "edit_history_tweet_ids": history}
    new = {**old, "id": THIRD, "text": "Better https://t.co/dddddddddd", "attachments": None}
    new["entities"] = {
        "urls": [
            {
                "start": 7,
                "end": 30,
                "url": "https://t.co/dddddddddd",
                "expanded_url": f"https://twitter.com/i/web/status/{THIRD}",
            }
        ]
    }
    for found in (one(new), one(old, includes={**INCLUDES, "tweets": [new]})):
        assert (found.post.id, found.post.text) == (f"x:{THIRD}", "Better")
        assert found.replaces == (f"x:{FIRST}", f"x:{SECOND}")
        assert not found.is_cut
    assert one(old).replaces == ()


def test_a_long_post_is_whole() -> None:
    cut = {
        **POST,
        "text": "A very long … https://t.co/eeeeeeeeee",
        "entities": {
            "urls": [{"start": 14, "end": 37, "url": "https://t.co/eeeeeeeeee", "expanded_url": f"https://x.com/i/web/status/{FIRST}"}]
        },
    }  # fmt: skip
    assert one(cut).is_cut
    link = {"start": 16, "end": 39, "url": "https://t.co/ffffffffff", "expanded_url": "https://museum.example"}
    note = {"text": "A very long &lt; https://t.co/ffffffffff text", "entities": {"urls": [link]}}
    found = one({**cut, "note_tweet": note})
    assert (found.post.text, found.is_cut) == ("A very long < https://museum.example text", False)
    found = one({**cut, "note_tweet": {"text": "R&D writes &amp; like this"}})
    assert found.post.text == "R&D writes &amp; like this"


def test_errors_are_said_where_a_post_is_missing() -> None:
    deleted = {
        "parameter": "ids",
        "value": FIRST,
        "detail": f"Could not find tweet with ids: [{FIRST}].",
        "resource_type": "tweet",
        "type": "https://api.twitter.com/2/problems/resource-not-found",
    }
    mentioned = {**deleted, "parameter": "entities.mentions.username"}
    found, problems = read(page(POST, errors=[deleted, mentioned]))
    assert (len(found), len(problems)) == (1, 1)
    assert FIRST in problems[0]
    assert len(read({"errors": [deleted]})[1]) == 1


def test_a_broken_line_is_said_and_passed_over() -> None:
    whole = json.dumps(page(POST))
    found, problems = read(
        f'{whole}\n{whole[: len(whole) // 2]}\n{whole}\n{json.dumps({"data": [{"text": "no id"}]})}\n"x"\n'
    )
    assert len(found) == 2
    assert len(problems) == 3


def test_odd_types_do_no_harm() -> None:
    odd = {
        **POST,
        "id": int(FIRST),
        "entities": {"urls": [{"start": "26"}, None, 3]},
        "attachments": {"media_keys": [None, {}]},
        "public_metrics": {"like_count": "7"},
        "referenced_tweets": [None],
        "edit_history_tweet_ids": [int(FIRST)],
        "lang": None,
    }
    assert one(odd).post.likes == 7


def test_pairs_of_academictwitter() -> None:
    posts = [POST, {**POST, "id": SECOND, "author_id": "99", "referenced_tweets": {}, "entities": {"urls": {}}}]
    export = export_of(
        {
            "data/data_1.json": posts,
            "data/users_1.json": {**INCLUDES, "tweets": []},
            "data/errors_1.json": [{"resource_type": "user", "parameter": "in_reply_to_user_id", "title": "Forbidden"}],
        }
    )
    found, problems = read_all(IMPORTERS, export)
    assert not problems
    assert [each.post.author.handle for each in found] == ["amara", ""]
    assert found[0].post == one(POST).post
    assert read(posts)[0][0].post.author == Author(id="11")


@pytest.mark.parametrize(
    "content",
    [
        {"data": [{"id": "1", "text": "A thread", "permalink": "https://threads.example"}], "paging": {}},
        {"data": [{"id": "1", "username": "amara", "name": "Amara"}]},
        {"statuses": [{"id": 1, "id_str": "1", "text": "Old", "user": {}}]},
        [{"id": "1", "content": "<p>Hello</p>", "account": {}}],
        {"id": "1", "text": "Hello", "user": "U1", "author_id": "3"},
        "id,text\n1,hello\n",
    ],
)
def test_other_files_are_left_to_others(content: Any) -> None:
    assert read(content) == ([], [])


@given(before=st.text(max_size=40), after=st.text(max_size=40))
def test_links_are_cut_out_where_the_indices_say(before: str, after: str) -> None:
    start = len(before)
    link = {
        "start": start,
        "end": start + 23,
        "url": "https://t.co/gggggggggg",
        "expanded_url": "https://museum.example",
    }
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in (before, after)]
    link["start"], link["end"] = len(escaped[0]), len(escaped[0]) + 23
    post = {"id": FIRST, "text": f"{escaped[0]}https://t.co/gggggggggg{escaped[1]}", "entities": {"urls": [link]}}
    found, _ = read(page({**post, "author_id": "11"}))
    assert found[0].post.text == f"{before}https://museum.example{after}".rstrip()


def test_real_pages() -> None:
    found, problems = read_path(IMPORTERS, real_data("twarc2-jsonl", "ObservatoryTeam.jsonl"))
    assert not problems
    assert (len(found), sum(each.is_repost for each in found)) == (218, 142)
    assert all(each.post.author.handle and each.post.posted for each in found)
    assert not any("https://t.co/" in each.post.text for each in found)


def test_real_flattened_posts() -> None:
    found, problems = read_path(IMPORTERS, real_data("twarc2-jsonl", "twarc-csv_flat-first50.jsonl"))
    assert not problems
    assert (len(found), sum(each.is_repost for each in found)) == (50, 25)
    assert not any(each.is_cut or "https://t.co/" in each.post.text for each in found)


@pytest.mark.parametrize("name", ["twarc-csv_edited.jsonl", "twarc-csv_edited_before.jsonl"])
def test_real_edited_posts(name: str) -> None:
    found, problems = read_path(IMPORTERS, real_data("twarc2-jsonl", name))
    assert not problems
    assert [len(each.replaces) for each in found] == [1]
    assert "http" not in found[0].post.text
