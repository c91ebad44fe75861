"""Archives of accounts on X: invented ones, and real ones where they are at hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from causerie.importers.formats import IMPORTERS as EVERY
from causerie.importers.found import Found, Hidden
from causerie.importers.sample import take_sample
from causerie.importers.x_archive import IMPORTERS
from causerie.model.post import Author, Link, Media, Post
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

ID = "1855222380000000123"
ACCOUNT = {
    "email": "somebody@example.org",
    "username": "lea_k",
    "accountId": "77",
    "accountDisplayName": "Léa",
    "createdAt": "2009-06-30T07:52:16.000Z",
}


def status(text: str, **more: Any) -> dict[str, Any]:
    """An invented post as `tweets.js` has it: every number is a text."""
    return {
        "edit_info": {"initial": {"editTweetIds": [more.get("id_str", ID)], "editsRemaining": "5"}},
        "retweeted": False,
        "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []},
        "display_text_range": ["0", str(len(text))],
        "favorite_count": "4",
        "id_str": ID,
        "truncated": False,
        "retweet_count": "1",
        "id": ID,
        "created_at": "Sat Nov 09 12:14:18 +0000 2024",
        "favorited": False,
        "full_text": text,
        "lang": "en",
        **more,
    }


def script(name: str, elements: list[Any]) -> str:
    return f"window.YTD.{name}.part0 = " + json.dumps(elements)


def archive(*posts: dict[str, Any], notes: list[Any] | None = None) -> dict[str, str]:
    files = {
        "data/account.js": script("account", [{"account": ACCOUNT}]),
        "data/tweets.js": script("tweets", [{"tweet": each} for each in posts]),
    }
    return files if notes is None else {**files, "data/note-tweet.js": script("note_tweet", notes)}


def note(text: str, when: str = "2024-11-09T12:14:19.000Z", **core: Any) -> dict[str, Any]:
    lifecycle = {"value": "1", "name": core.pop("state", "Active")}
    return {
        "noteTweet": {"noteTweetId": "9", "createdAt": when, "lifecycle": lifecycle, "core": {"text": text, **core}}
    }


def read(files: dict[str, str]) -> list[Found]:
    found, problems = read_all(IMPORTERS, export_of(files))
    assert not problems
    return found


def test_a_post_gets_its_author_from_beside_it_and_no_address_of_mail() -> None:
    text = "😀 A1 &amp; more https://t.co/aaa https://t.co/pic"
    picture = {"url": "https://t.co/pic", "indices": ["33", "49"], "type": "animated_gif"}
    video = {"variants": [{"bitrate": "0", "content_type": "video/mp4", "url": "https://video.example/1.mp4"}]}
    entities = {
        "urls": [{"url": "https://t.co/aaa", "expanded_url": "https://a.example", "indices": ["16", "32"]}],
        "media": [picture | {"media_url_https": "https://pbs.example/1.jpg", "type": "photo"}],
    }
    extended = {"media": [picture | {"media_url_https": "https://pbs.example/1.jpg", "video_info": video}]}
    profile = script("profile", [{"profile": {"avatarMediaUrl": "https://pbs.example/lea.jpg"}}])
    more = {"in_reply_to_status_id_str": "1855222000000000111", "possibly_sensitive": True}
    found = read(
        {**archive(status(text, entities=entities, extended_entities=extended, **more)), "data/profile.js": profile}
    )
    assert found == [
        Found(
            post=Post(
                platform="x",
                id=f"x:{ID}",
                url=f"https://x.com/lea_k/status/{ID}",
                author=Author(
                    handle="lea_k",
                    name="Léa",
                    id="77",
                    url="https://x.com/lea_k",
                    avatar="https://pbs.example/lea.jpg",
                ),
                posted=datetime(2024, 11, 9, 12, 14, 18, tzinfo=UTC),
                text="😀 A1 & more https://a.example",
                lang="en",
                reply_to="x:1855222000000000111",
                links=(Link("https://a.example"),),
                media=(Media(url="https://video.example/1.mp4", type="gif"),),
                likes=4,
                reposts=1,
                sensitive=True,
            )
        )
    ]
    assert "example.org" not in repr(found)


def test_the_manifest_tells_the_author_too() -> None:
    manifest = "window.__THAR_CONFIG = " + json.dumps({"userInfo": {"accountId": "77", "userName": "lea_k"}}, indent=2)
    files = {"data/manifest.js": manifest, "data/tweets.js": script("tweets", [{"tweet": status("A1")}])}
    assert read(files)[0].post.author == Author(handle="lea_k", id="77", url="https://x.com/lea_k")


def test_a_lone_file_tells_its_author_by_a_picture() -> None:
    media = [{"url": "https://t.co/p", "expanded_url": "https://twitter.com/lea_k/status/7/photo/1", "type": "photo"}]
    pictured = status("A2 https://t.co/p", id_str="7", entities={"media": media})
    found = read({"tweets.js": script("tweets", [{"tweet": status("A1")}, {"tweet": pictured}])})
    assert {each.post.author.handle for each in found} == {"lea_k"}
    assert read({"tweets.js": script("tweets", [{"tweet": status("A1")}])})[0].post.url.endswith(f"/i/web/status/{ID}")


@pytest.mark.parametrize("form", ["tweet.js of 2019", "without a wrapping", "a second part"])
def test_every_shape_of_the_script_is_read(form: str) -> None:
    content = {
        "tweet.js of 2019": "window.YTD.tweet.part0 = [ " + json.dumps({"tweet": status("A1")}) + " ]",
        "without a wrapping": "window.YTD.tweet.part0 = [ " + json.dumps(status("A1")) + " ];\n",
        "a second part": "window.YTD.tweets.part1 = " + json.dumps([{"tweet": status("A1")}], indent=2),
    }[form]
    assert [each.post.text for each in read({"data/x.js": content})] == ["A1"]


def test_a_long_post_gets_its_text_from_the_notes() -> None:
    whole = "A1 Labels & " + "words " * 50 + "\nhttps://t.co/zzz"
    link = {"shortUrl": "https://t.co/zzz", "expandedUrl": "https://z.example", "fromIndex": "313", "toIndex": "329"}
    cut = whole[:270].replace("&", "&amp;").rstrip() + "… https://t.co/own"
    found = read(archive(status(cut), notes=[note("Another one", urls=[]), note(whole, urls=[link])]))
    assert found[0].post.text == whole.replace("https://t.co/zzz", "https://z.example")
    assert (found[0].post.links, found[0].is_cut) == ((Link("https://z.example"),), False)


def test_a_long_reply_keeps_the_mentions_that_its_note_lacks() -> None:
    whole = "I think that" + " words" * 60
    cut = "@jonas @amara " + whole[:250].rstrip() + "…"
    found = read(archive(status(cut, in_reply_to_status_id_str="5"), notes=[note(whole)]))
    assert found[0].post.text == "@jonas @amara " + whole


def test_a_note_is_found_though_its_links_are_shortened_otherwise() -> None:
    whole = "A1 https://t.co/inNote and" + " words" * 60
    urls = [{"url": "https://t.co/inPost", "expanded_url": "https://a.example", "indices": ["3", "22"]}]
    links = [{"shortUrl": "https://t.co/inNote", "expandedUrl": "https://a.example", "fromIndex": 3, "toIndex": 22}]
    cut = whole.replace("inNote", "inPost")[:250].rstrip() + "…"
    found = read(archive(status(cut, entities={"urls": urls}), notes=[note(whole, urls=links)]))
    assert found[0].post.text == whole.replace("https://t.co/inNote", "https://a.example")


@pytest.mark.parametrize("other", [[], [note("Something else")], [note("word " * 99, state="Deleted")]])
def test_a_long_post_without_its_note_is_cut(other: list[Any]) -> None:
    found = read(archive(status("word " * 54 + "word… https://t.co/own"), notes=other))
    assert found[0].is_cut
    assert not read(archive(status("A1 I wonder…")))[0].is_cut


def test_an_edited_post_replaces_what_it_was_before() -> None:
    ids = ["1767496415000000001", "1767497756000000002", "1767497999000000003"]
    initial = {"initial": {"editTweetIds": ids}}
    edit = {"edit": {"initialTweetId": ids[0], "editControlInitial": {"editTweetIds": ids}}}
    found = read(
        archive(
            status("A1 lable", id_str=ids[0], edit_info=initial),
            status("A1 labbel", id_str=ids[1], edit_info=edit),
            status("A1 label", id_str=ids[2], edit_info=edit),
        )
    )
    assert [each.replaces for each in found] == [(), (f"x:{ids[0]}",), (f"x:{ids[0]}", f"x:{ids[1]}")]


def test_reposts_and_quotes_are_told_by_the_text() -> None:
    urls = [{"url": "https://t.co/q", "expanded_url": "https://x.com/jonas/status/1855", "indices": ["8", "22"]}]
    found = read(archive(status("RT @jonas: Q1 What…"), status("A1 this https://t.co/q", entities={"urls": urls})))
    assert [(each.is_repost, each.post.text, each.post.quote_of) for each in found] == [
        (True, "RT @jonas: Q1 What…", ""),
        (False, "A1 this", "x:1855"),
    ]


def test_posts_in_a_community_are_public_unless_they_say_otherwise() -> None:
    posts = [status("A1", community_id="5", scopes={"followers": each}) for each in (False, True)]
    found = read({"data/community-tweet.js": script("community_tweet", [{"tweet": each} for each in posts])})
    assert [each.hidden for each in found] == [None, Hidden.CIRCLE]


def test_what_is_no_post_is_passed_over_and_said() -> None:
    files = archive(status("A1"))
    files["data/tweets.js"] = script("tweets", [{"tweet": status("A1")}, {"tweet": {"id_str": "5"}}, {}, 7])
    found, problems = read_all(IMPORTERS, export_of(files))
    assert (len(found), len(problems)) == (1, 3)


@pytest.mark.parametrize(
    "content",
    [
        script("deleted_tweets", [{"tweet": status("A1")}]),
        script("like", [{"like": {"tweetId": "1", "fullText": "x"}}]),
        script("tweet_headers", [{"tweet": {"tweet_id": "1", "user_id": "2"}}]),
        script("note_tweet", [note("x")]),
        script("account", [{"account": ACCOUNT}]),
        script("tweets", [{"something": "else"}]),
        "Grailbird.data.tweets_2018_10 = " + json.dumps([status("A1")]),
        json.dumps([{"tweet": status("A1", deleted_at="Sun Nov 10 12:14:18 +0000 2024")}]),
        json.dumps([{"tweet": status("A1")}, {"tweet": status("A2"), "deleted_at": "Sun Nov 10 12:14:18 +0000 2024"}]),
        json.dumps([{**status("A1"), "user": {"screen_name": "lea_k"}}]),
        json.dumps([{**status("A1"), "favorite_count": 4}]),
    ],
)
def test_other_files_are_not_taken(content: str) -> None:
    """Least of all what somebody deleted, whatever the file is called."""
    assert not IMPORTERS[0].recognise(take_sample(export_of({"data/tweets.js": content}).files[0]))


@pytest.mark.parametrize("is_flat", [False, True])
def test_an_archive_may_be_saved_as_plain_json(is_flat: bool) -> None:
    posts = [status("A1"), status("A2", id_str="1855222380000000124", scopes={"followers": True})]
    elements = posts if is_flat else [{"tweet": each} for each in posts]
    account = {"data/account.js": script("account", [{"account": ACCOUNT}])}
    found = read({"data/tweets.json": json.dumps(elements), **account})
    assert [(each.post.text, each.post.author.handle, each.hidden) for each in found] == [
        ("A1", "lea_k", None),
        ("A2", "lea_k", Hidden.CIRCLE),
    ]
    sample = take_sample(export_of({"tweets.json": json.dumps(elements)}).files[0])
    assert [each.name for each in EVERY if each.recognise(sample)] == ["x-archive"]


def test_what_was_deleted_is_hidden_wherever_it_stands() -> None:
    (found,) = read({"data/tweets.js": script("tweets", [{"tweet": status("A1", deleted_at="x")}])})
    assert found.hidden is Hidden.DELETED


def test_an_archive_without_posts_is_one_all_the_same() -> None:
    assert read({"data/tweets.js": "window.YTD.tweets.part0 = [ ]"}) == []
    assert IMPORTERS[0].recognise(take_sample(export_of({"t.js": "window.YTD.tweets.part0 = [ ]"}).files[0]))


def test_a_real_archive_has_its_long_texts() -> None:
    found, problems = read_path(IMPORTERS, real_data("x-archive", "alrocar-cut"))
    assert (len(found), sum(each.is_repost for each in found), problems) == (260, 5, [])
    assert not any(each.is_cut or "https://t.co/" in each.post.text for each in found if not each.is_repost)
    assert sum(len(each.post.text) > 290 for each in found) > 25
    assert sum(bool(each.replaces) for each in found) == 3
    assert len({each.post.author for each in found}) == 1


def test_a_real_small_archive_is_read_whole() -> None:
    found, problems = read_path(IMPORTERS, real_data("x-archive", "EImamai-2022-tiny"))
    assert (len(found), problems) == (15, [])
    assert all(each.post.author.handle and each.post.author.name for each in found)
