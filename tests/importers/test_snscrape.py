"""Posts of X as snscrape, old and new, and twscrape write them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from causerie.importers.found import Found, Hidden
from causerie.importers.snscrape import IMPORTERS
from causerie.importers.x_v2 import IMPORTERS as X_V2
from causerie.model.post import Author, Link, Media
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

TEXT = "A1 \U0001f3fa labels &amp; voices https://t.co/aaaaaaaaaa #MuseumHour https://t.co/bbbbbbbbbb"
SHOWN = "A1 \U0001f3fa labels & voices https://museum.example/a?b=1&c=2 #MuseumHour"
COUNTS = {"replyCount": 1, "retweetCount": 2, "likeCount": 5, "quoteCount": 0}
NEW: dict[str, Any] = {
    "_type": "snscrape.modules.twitter.Tweet",
    "url": "https://twitter.com/amara/status/1500000000000000001",
    "date": "2022-03-05T07:00:01+00:00",
    "rawContent": TEXT,
    "renderedContent": "A1 \U0001f3fa labels & voices museum.example/a #MuseumHour pic.twitter.com/bbbbbbbbbb",
    "id": 1500000000000000001,
    "user": {
        "_type": "snscrape.modules.twitter.User",
        "username": "amara",
        "id": 11,
        "displayname": "Amara Diallo",
        "profileImageUrl": "https://pbs.example/a.jpg",
        "protected": False,
    },
    **COUNTS,
    "conversationId": 1500000000000000000,
    "lang": "en",
    "links": [
        {
            "text": "museum.example/a…",
            "url": "https://museum.example/a?b=1&c=2",
            "tcourl": "https://t.co/aaaaaaaaaa",
            "indices": [26, 49],
        }
    ],
    "media": [
        {
            "_type": "snscrape.modules.twitter.Photo",
            "previewUrl": "https://pbs.example/1?name=small",
            "fullUrl": "https://pbs.example/1?name=large",
        }
    ],
    "retweetedTweet": None,
    "quotedTweet": None,
    "inReplyToTweetId": 1500000000000000000,
    "inReplyToUser": None,
}
OLD = {
    key: value
    for key, value in {
        **NEW,
        "content": TEXT,
        "outlinks": ["https://museum.example/a?b=1&c=2"],
        "tcooutlinks": ["https://t.co/aaaaaaaaaa"],
        "username": "amara",
    }.items()
    if key not in ("rawContent", "links", "_type")
}
TWSCRAPE = {
    **{key: value for key, value in NEW.items() if key != "renderedContent"},
    "id_str": "1500000000000000001",
    "url": "https://x.com/amara/status/1500000000000000001",
    "date": "2022-03-05 07:00:01+00:00",
    "links": [
        {"url": "https://museum.example/a?b=1&c=2", "text": "museum.example", "tcourl": "https://t.co/aaaaaaaaaa"}
    ],
    "media": {"photos": [{"url": "https://pbs.example/1?name=large"}], "videos": [], "animated": []},
    "inReplyToTweetIdStr": "1500000000000000000",
    "viewCount": 90,
}


def read(*values: Any) -> tuple[list[Found], int]:
    content = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in values)
    found, problems = read_all((*IMPORTERS, *X_V2), export_of({"posts.jsonl": content}))
    return found, len(problems)


@pytest.mark.parametrize("value", [NEW, OLD, TWSCRAPE], ids=["snscrape", "old snscrape", "twscrape"])
def test_every_form_gives_whole_posts(value: dict[str, Any]) -> None:
    (found,), faults = read(value)
    post = found.post
    assert faults == 0
    assert (post.id, post.url) == ("x:1500000000000000001", "https://x.com/amara/status/1500000000000000001")
    assert post.author == Author(
        handle="amara", name="Amara Diallo", id="11", url="https://x.com/amara", avatar="https://pbs.example/a.jpg"
    )
    assert post.posted == datetime(2022, 3, 5, 7, 0, 1, tzinfo=UTC)
    assert post.text == SHOWN
    assert post.links == (Link("https://museum.example/a?b=1&c=2"),)
    assert post.media == (Media(url="https://pbs.example/1?name=large", type="photo"),)
    assert (post.likes, post.reposts, post.replies, post.quotes) == (5, 2, 1, 0)
    assert post.reply_to == "x:1500000000000000000"
    assert not found.is_cut


def test_who_wrote_a_file_is_known_by_its_content() -> None:
    for value, name in ((NEW, "snscrape"), (OLD, "snscrape"), (TWSCRAPE, "twscrape")):
        export = export_of({"x": json.dumps(value)})
        from causerie.importers.sample import take_sample

        assert [each.name for each in IMPORTERS if each.recognise(take_sample(export.files[0]))] == [name]


def test_an_id_that_a_database_rounded_is_that_of_the_address() -> None:
    (found,), _ = read({**NEW, "id": 1500000000000000000})
    assert found.post.id == "x:1500000000000000001"


def test_very_old_posts_name_the_author_beside_them() -> None:
    value = {**OLD, "user": None}
    (found,), _ = read(value)
    assert found.post.author.handle == "amara"
    assert read({**value, "username": None})[0][0].post.author.handle == "amara"


def test_videos_have_their_best_version() -> None:
    video = {
        "thumbnailUrl": "https://pbs.example/v.jpg",
        "variants": [
            {"contentType": "video/mp4", "bitrate": 9, "url": "https://video.example/large.mp4"},
            {"contentType": "video/mp4", "bitrate": 1, "url": "https://video.example/small.mp4"},
            {"contentType": "application/x-mpegURL", "bitrate": None, "url": "https://video.example/list.m3u8"},
        ],
    }
    (found,), _ = read({**TWSCRAPE, "media": {"photos": [], "videos": [video], "animated": [None]}})
    assert found.post.media == (Media(url="https://video.example/large.mp4", type="video"),)
    (found,), _ = read({**NEW, "media": [{"_type": "snscrape.modules.twitter.Gif", **video}]})
    assert found.post.media == (Media(url="https://video.example/large.mp4", type="gif"),)


def test_a_repost_has_the_whole_text() -> None:
    original = {**NEW, "url": "https://twitter.com/lea/status/1400000000000000001", "user": {"username": "lea"}}
    (found,), _ = read({**NEW, "rawContent": "RT @lea: A1 \U0001f3fa labels &amp; v…", "retweetedTweet": original})
    assert (found.is_repost, found.is_cut, found.post.text) == (True, False, f"RT @lea: {SHOWN}")
    (found,), _ = read({**NEW, "rawContent": "RT @lea: labels and v…", "media": None})
    assert (found.is_repost, found.is_cut) == (True, True)


def test_a_quote_drops_the_link_to_the_quoted() -> None:
    quoted = {"_type": "snscrape.modules.twitter.Tweet", "url": "https://twitter.com/lea/status/1400000000000000001"}
    link = {"url": "https://twitter.com/lea/status/1400000000000000001", "tcourl": "https://t.co/cccccccccc"}
    value = {**NEW, "rawContent": "So true https://t.co/cccccccccc", "links": [link], "media": None}
    for one in ({**value, "quotedTweet": quoted}, value):
        (found,), _ = read(one)
        assert (found.post.text, found.post.quote_of, found.post.links) == ("So true", "x:1400000000000000001", ())


def test_edits_and_protected_accounts() -> None:
    control = {"edit_tweet_ids": ["1499999999999999999", "1500000000000000001"]}
    (found,), _ = read({**TWSCRAPE, "editControl": control, "user": {"username": "amara", "protected": True}})
    assert (found.replaces, found.hidden) == (("x:1499999999999999999",), Hidden.PROTECTED)


def test_what_is_no_post_is_said() -> None:
    found, faults = read(NEW, {"_type": "snscrape.modules.twitter.User", "username": "amara", "id": 3}, "nonsense", NEW)
    assert (len(found), faults) == (2, 2)
    toot = {"_type": "snscrape.modules.mastodon.Toot", "url": "https://glammr.example/1", "content": "Hi", "date": ""}
    assert read(toot) == ([], 0)


def test_real_posts() -> None:
    found, problems = read_path(IMPORTERS, real_data("snscrape-jsonl", "twscrape-user_tweets.jsonl"))
    assert not problems
    assert (len(found), sum(each.is_repost for each in found)) == (25, 16)
    assert not any("https://t.co/" in each.post.text or each.is_cut for each in found)
    assert all(each.post.author.handle and each.post.author.name for each in found)


def test_the_oldest_objects_have_no_type_and_no_counts() -> None:
    value = {
        "url": "https://twitter.com/amara/status/1500000000000000001",
        "date": "2022-03-05T07:00:01+00:00",
        "content": "A1 labels https://t.co/aaaaaaaaaa",
        "id": 1500000000000000001,
        "username": "amara",
        "outlinks": ["https://museum.example/a"],
        "outlinksss": "https://museum.example/a",
        "tcooutlinks": ["https://t.co/aaaaaaaaaa"],
        "tcooutlinksss": "https://t.co/aaaaaaaaaa",
    }
    found, problems = read_all(IMPORTERS, export_of({"posts.jsonl": json.dumps(value)}))
    assert problems == []
    assert (found[0].post.text, found[0].post.author.handle) == ("A1 labels https://museum.example/a", "amara")
