from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from causerie.importers.bluesky import IMPORTERS, bluesky_id, bluesky_time
from causerie.importers.found import Found, Hidden
from causerie.importers.sample import take_sample
from causerie.model.post import Author, Link, Media
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

JONAS, LEA = "did:plc:jonas", "did:plc:lea"
LINK = "app.bsky.richtext.facet#link"


def uri(key: str, did: str = JONAS, kind: str = "post") -> str:
    return f"at://{did}/app.bsky.feed.{kind}/{key}"


def author(did: str = JONAS, **given: Any) -> dict[str, Any]:
    return {"did": did, "handle": "jonas.example", "displayName": "Jonas", "avatar": "https://cdn.bsky.example/j@jpeg",
            "labels": [], **given}  # fmt: skip


def record(text: str = "A1 Yes. #MuseumHour", **given: Any) -> dict[str, Any]:
    return {
        "$type": "app.bsky.feed.post",
        "createdAt": "2026-12-02T20:14:10.123Z",
        "langs": ["en"],
        "text": text,
        **given,
    }


def view(key: str = "3lc5c5qv72r2w", stored: Any = None, **given: Any) -> dict[str, Any]:
    return {
        "uri": uri(key),
        "cid": "bafy",
        "author": author(),
        "record": stored or record(),
        "replyCount": 1,
        "repostCount": 2,
        "likeCount": 3,
        "quoteCount": 4,
        "indexedAt": "2026-12-02T20:14:11.000Z",
        "labels": [],
        **given,
    }


def node(post: dict[str, Any], *replies: Any, **given: Any) -> dict[str, Any]:
    return {"$type": "app.bsky.feed.defs#threadViewPost", "post": post, "replies": list(replies), **given}


def facet(text: str, words: str, address: str) -> dict[str, Any]:
    begin = len(text[: text.index(words)].encode())
    return {"index": {"byteStart": begin, "byteEnd": begin + len(words.encode())},
            "features": [{"$type": LINK, "uri": address}]}  # fmt: skip


def read(content: Any) -> list[Found]:
    found, problems = read_all(IMPORTERS, export_of({"page.json": content}))
    assert problems == []
    return found


def read_one(given: dict[str, Any]) -> Found:
    (found,) = read({"posts": [given]})
    return found


def test_a_post_with_all_that_a_search_says_of_it() -> None:
    found = read_one(view())
    post = found.post
    assert (post.platform, post.id) == ("bluesky", "bluesky:did:plc:jonas/3lc5c5qv72r2w")
    assert post.url == "https://bsky.app/profile/jonas.example/post/3lc5c5qv72r2w"
    assert post.author == Author(id=JONAS, handle="jonas.example", name="Jonas", avatar="https://cdn.bsky.example/j@jpeg",
                                 url="https://bsky.app/profile/jonas.example")  # fmt: skip
    assert (post.text, post.lang) == ("A1 Yes. #MuseumHour", "en")
    assert post.posted == datetime(2026, 12, 2, 20, 14, 10, 123000, UTC)
    assert (post.likes, post.reposts, post.replies, post.quotes) == (3, 2, 1, 4)
    assert (found.hidden, found.is_repost, post.sensitive, post.reply_to, post.quote_of) == (None, False, False, "", "")


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        ({"posts": [view("a"), view("b")], "cursor": "2", "hitsTotal": 2}, "ab"),
        ({"uri": uri("x"), "posts": [view("a")]}, "a"),
        ({"feed": [{"post": view("a"), "reply": {"parent": view("x")}}, {"post": view("b")}], "cursor": ""}, "ab"),
        ({"feed": [{"post": view("a"), "reason": {"$type": "app.bsky.feed.defs#reasonPin"}}]}, "a"),
        ({"thread": node(view("b"), node(view("c"), node(view("d"))), node(view("e")), parent=node(view("a")))},
         "abcde"),
        ({"thread": [{"uri": uri("a"), "depth": 0, "value": {"$type": "app.bsky.unspecced.defs#threadItemPost",
                                                             "post": view("a")}},
                     {"uri": uri("b"), "depth": 1, "value": {"$type": "app.bsky.unspecced.defs#threadItemBlocked"}}],
          "hasOtherReplies": False}, "a"),
        ({"records": [{"uri": uri("a"), "cid": "c", "value": record()}], "cursor": "x"}, "a"),
        ([view("a"), view("b")], "ab"),
        ([{"uri": uri("a"), "value": record()}], "a"),
        ([{"posts": [view("a")]}, {"posts": [view("b")]}], "ab"),
        (view("a"), "a"),
        ({"posts": []}, ""),
        ({"feed": [], "cursor": "x"}, ""),
        ({"thread": {"$type": "app.bsky.feed.defs#notFoundPost", "uri": uri("a"), "notFound": True}}, ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("indent", [None, 1])
def test_every_answer_of_the_api(content: Any, keys: str, indent: int | None) -> None:
    found = read(json.dumps(content, indent=indent))
    assert [each.post.id for each in found] == [f"bluesky:{JONAS}/{key}" for key in keys]


def test_one_post_a_line() -> None:
    assert len(read("\n".join(json.dumps(view(key)) for key in "abc"))) == 3


def test_posts_that_are_gone_or_blocked_are_passed_over_in_silence() -> None:
    gone = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": uri("x"), "notFound": True}
    blocked = {"uri": uri("y"), "blocked": True, "author": {"did": LEA}}
    (found,) = read({"thread": node(view("a"), gone, blocked, parent=gone)})
    assert found.post.id == f"bluesky:{JONAS}/a"


def test_a_repost_in_a_feed_is_no_post_of_its_author() -> None:
    reason = {"$type": "app.bsky.feed.defs#reasonRepost", "by": author(LEA, handle="lea.example"),
              "uri": uri("r", LEA, "repost"), "indexedAt": "2026-12-02T21:00:00Z"}  # fmt: skip
    found, bare = read({"feed": [{"post": view("a"), "reason": reason},
                                 {"post": view("b"), "reason": {"$type": reason["$type"]}}]})  # fmt: skip
    assert (found.is_repost, found.post.id, found.post.author.handle) == (True, f"bluesky:{LEA}/r", "lea.example")
    assert (bare.is_repost, bare.post.id) == (True, f"bluesky:{JONAS}/b/")


def test_stored_records_have_no_author_but_their_address() -> None:
    image = {"alt": "A vase", "image": {"$type": "blob", "ref": {"$link": "bafkvase"}, "mimeType": "image/jpeg"}}
    stored = record(embed={"$type": "app.bsky.embed.images", "images": [image]})
    (found,) = read({"records": [{"uri": uri("a"), "cid": "c", "value": stored}]})
    post = found.post
    assert post.author == Author(id=JONAS, url=f"https://bsky.app/profile/{JONAS}")
    assert post.url == f"https://bsky.app/profile/{JONAS}/post/a"
    assert post.media == (
        Media(url=f"https://cdn.bsky.app/img/feed_fullsize/plain/{JONAS}/bafkvase@jpeg", alt="A vase", type="photo"),
    )
    assert (post.likes, post.replies) == (None, None)


def test_a_handle_that_is_not_theirs_any_more_is_no_handle() -> None:
    post = read_one(view(author=author(handle="handle.invalid"))).post
    assert (post.author.handle, post.url) == ("", f"https://bsky.app/profile/{JONAS}/post/3lc5c5qv72r2w")


def test_links_stand_in_full_whatever_characters_are_before_them() -> None:
    text = "🏺 Größe: museum.example/lab... and our guide – the end"
    facets = [facet(text, "our guide", "https://museum.example/guide"),
              facet(text, "museum.example/lab...", "https://museum.example/labels/2026")]  # fmt: skip
    post = read_one(view(stored=record(text, facets=facets))).post
    assert post.text == (
        "🏺 Größe: https://museum.example/labels/2026 and our guide (https://museum.example/guide) – the end"
    )
    assert post.links == (Link("https://museum.example/labels/2026"), Link("https://museum.example/guide"))


def test_hashtags_and_mentions_are_no_links() -> None:
    text = "@lea.example A1 #MuseumHour"
    facets = [
        {
            "index": {"byteStart": 0, "byteEnd": 12},
            "features": [{"$type": "app.bsky.richtext.facet#mention", "did": LEA}],
        },
        {
            "index": {"byteStart": 16, "byteEnd": 27},
            "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "MuseumHour"}],
        },
    ]
    post = read_one(view(stored=record(text, facets=facets))).post
    assert (post.text, post.links) == (text, ())


@pytest.mark.parametrize(
    "index",
    [{"byteStart": 2, "byteEnd": 6}, {"byteStart": 0, "byteEnd": 99}, {"byteStart": 5, "byteEnd": 4},
     {"byteStart": -4, "byteEnd": 2}, {"byteStart": None}, {}, None, 3],
)  # fmt: skip
def test_wrong_places_leave_the_text_alone(index: Any) -> None:
    facets = [{"index": index, "features": [{"$type": LINK, "uri": "https://museum.example"}]}]
    post = read_one(view(stored=record("🏺 Yes", facets=facets))).post
    assert (post.text, post.links) == ("🏺 Yes", ())


def test_overlapping_places_count_once() -> None:
    text = "museum.example"
    facets = [facet(text, text, "https://museum.example"), facet(text, "example", "https://example.example")]
    assert read_one(view(stored=record(text, facets=facets))).post.text == "https://museum.example"


def test_links_of_the_first_months_count_as_javascript_does() -> None:
    text = "🏺 see museum.example/lab…"
    entities = [{"type": "link", "index": {"start": 7, "end": 26}, "value": "https://museum.example/labels"},
                {"type": "mention", "index": {"start": 0, "end": 2}, "value": LEA}]  # fmt: skip
    assert read_one(view(stored=record(text, entities=entities))).post.text == "🏺 see https://museum.example/labels"


def test_replies_and_quotes_are_named_and_a_link_to_the_quoted_post_leaves_the_end() -> None:
    text = "This! bsky.app/profile/lea..."
    address = "https://bsky.app/profile/lea.example/post/q"
    shown = {"$type": "app.bsky.embed.record#viewRecord", "uri": uri("q", LEA), "value": record()}
    quote = {"$type": "app.bsky.embed.record#view", "record": shown}
    reply = {"root": {"uri": uri("root")}, "parent": {"uri": uri("parent", LEA)}}
    stored = record(text, facets=[facet(text, "bsky.app/profile/lea...", address)], reply=reply)
    post = read_one(view(stored=stored, embed=quote)).post
    assert (post.text, post.links) == ("This!", ())
    assert (post.reply_to, post.quote_of) == (f"bluesky:{LEA}/parent", f"bluesky:{LEA}/q")
    assert read_one(view(stored=stored)).post.text == f"This! {address}"


@pytest.mark.parametrize(
    ("embed", "quoted"),
    [
        ({"record": {"uri": uri("q", LEA), "cid": "c"}}, "q"),
        ({"record": {"record": {"uri": uri("q", LEA), "cid": "c"}}, "media": {"images": []}}, "q"),
        ({"record": {"uri": uri("q", LEA), "detached": True}}, ""),
        ({"record": {"uri": uri("q", LEA), "blocked": True}}, ""),
        ({"record": {"uri": f"at://{LEA}/app.bsky.graph.list/q"}}, ""),
        ({"record": None}, ""),
    ],
)
def test_what_is_quoted(embed: Any, quoted: str) -> None:
    post = read_one(view(embed=embed, stored=record(embed={"record": {"uri": uri("no", LEA)}}))).post
    assert post.quote_of == (f"bluesky:{LEA}/{quoted}" if quoted else "")


def test_pictures_films_gifs_and_cards() -> None:
    embed = {
        "record": {"record": {"uri": uri("q", LEA)}},
        "media": {
            "images": [
                {"thumb": "https://cdn.bsky.example/t", "fullsize": "https://cdn.bsky.example/f", "alt": "A vase"}
            ]
        },
    }
    assert read_one(view(embed=embed)).post.media == (
        Media(url="https://cdn.bsky.example/f", alt="A vase", type="photo"),
    )
    film = {
        "playlist": "https://video.bsky.example/p.m3u8",
        "thumbnail": "https://video.bsky.example/t.jpg",
        "alt": "Hands",
    }
    assert read_one(view(embed=film)).post.media == (
        Media(url="https://video.bsky.example/p.m3u8", alt="Hands", type="video"),
    )
    gif = {"external": {"uri": "https://media.tenor.com/x/cat.gif?hh=1", "title": "cat", "description": "Alt: A cat"}}
    post = read_one(view(embed=gif)).post
    assert post.media == (Media(url="https://media.tenor.com/x/cat.gif?hh=1", alt="A cat", type="gif"),)
    assert post.links == ()


def test_a_card_is_a_link_with_a_title_also_where_the_text_has_it() -> None:
    text = "See museum.example/lab..."
    card = {"external": {"uri": "https://museum.example/labels", "title": "Labels", "description": "", "thumb": ""}}
    facets = [facet(text, "museum.example/lab...", "https://museum.example/labels")]
    assert read_one(view(embed=card)).post.links == (Link("https://museum.example/labels", "Labels"),)
    post = read_one(view(embed=card, stored=record(text, facets=facets))).post
    assert post.links == (Link("https://museum.example/labels", "Labels"),)


def test_who_asks_for_signed_in_visitors_is_hidden() -> None:
    label = {"src": JONAS, "val": "!no-unauthenticated"}
    assert read_one(view(author=author(labels=[label]))).hidden is Hidden.SIGNED_IN
    assert read_one(view(author=author(labels=[{**label, "neg": True}]))).hidden is None
    assert read_one(view(author=author(labels=None))).hidden is None


@pytest.mark.parametrize("value", ["porn", "sexual", "nudity", "graphic-media"])
def test_warnings_of_authors_and_moderators_make_a_post_sensitive(value: str) -> None:
    own = record(labels={"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": value}]})
    assert read_one(view(stored=own)).post.sensitive
    assert read_one(view(labels=[{"src": "did:plc:mod", "val": value}])).post.sensitive
    assert not read_one(view(labels=[{"val": "en"}])).post.sensitive


@pytest.mark.parametrize(
    ("created", "indexed", "posted"),
    [
        ("2026-12-02T20:14:10.123456Z", "2026-12-02T20:14:10.100Z", "2026-12-02T20:14:10.123456"),  # clocks differ
        ("2026-12-02T22:14:10+02:00", "2026-12-02T20:14:10Z", "2026-12-02T20:14:10"),
        ("2026-12-02T22:14:10Z", "2026-12-02T20:14:10Z", "2026-12-02T20:14:10"),  # local time that says it is UTC
        ("2036-12-02T20:14:10Z", "2026-12-02T20:14:10Z", "2026-12-02T20:14:10"),
        ("2015-12-02T20:14:10Z", "2026-12-02T20:14:10Z", "2015-12-02T20:14:10"),  # brought from elsewhere
        ("2026-12-02T20:14:10.123456789Z", "2026-12-02T20:14:10Z", "2026-12-02T20:14:10.123456"),
        ("soon", "2026-12-02T20:14:10Z", "2026-12-02T20:14:10"),
    ],
)
def test_when_it_was_written(created: str, indexed: str, posted: str) -> None:
    post = read_one(view(stored=record(createdAt=created), indexedAt=indexed)).post
    assert post.posted == datetime.fromisoformat(posted).replace(tzinfo=UTC)


def test_where_nothing_says_when_it_was_seen_its_key_does() -> None:
    key, when = "3lc5dn4k2222a", bluesky_time("3lc5dn4k2222a")
    for created in ("soon", "0000-01-01T00:00:00Z", "2036-12-02T20:14:10Z", None):
        assert read_one(view(key, stored=record(createdAt=created), indexedAt=None)).post.posted == when
    assert read_one(view("self", stored=record(createdAt=None), indexedAt=None)).post.posted is None


def test_keys_carry_their_time() -> None:
    number = int(datetime(2026, 12, 2, 20, 14, 10, tzinfo=UTC).timestamp()) * 1_000_000 << 10
    digits = "234567abcdefghijklmnopqrstuvwxyz"
    key = "".join(digits[number >> shift & 31] for shift in range(60, -1, -5))
    assert bluesky_time(key) == datetime(2026, 12, 2, 20, 14, 10, tzinfo=UTC)
    assert bluesky_time("self") is None
    assert bluesky_time("zzzzzzzzzzzzz") is None


@pytest.mark.parametrize("address", ["", "at://did:plc:a", uri("a", kind="like"), "https://bsky.app/profile/a/post/b"])
def test_what_is_no_address_of_a_post_has_no_id(address: str) -> None:
    assert bluesky_id(address) == ""


def test_missing_keys_and_other_types_are_no_fault() -> None:
    stored: dict[str, Any] = {"text": None, "langs": "en", "facets": {}, "reply": [], "embed": 3, "labels": 3}
    bare = {"uri": uri("a"), "record": stored,
            "likeCount": "12", "embed": None, "labels": "x", "author": None}  # fmt: skip
    post = read_one(bare).post
    assert (post.text, post.likes, post.lang, post.author.id) == ("", 12, "en", JONAS)


def test_what_is_no_post_is_said_and_passed_over() -> None:
    content = {"posts": [view("a"), {"uri": uri("l", kind="like"), "value": {}}, 3, {"uri": uri("b")}]}
    found, problems = read_all(IMPORTERS, export_of({"x.json": content}))
    assert len(found) == 1
    assert [each.message for each in problems] == [
        "this is no post of Bluesky: it lacks an address at:// or a record."
    ] * 3


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        [1],
        {"posts": [{"id": 1, "text": "a"}]},
        {"posts": [], "users": []},
        {"thread": "x"},
        {"records": [{"uri": uri("a", kind="like"), "value": {}}]},
        {"messages": []},
    ],
)
def test_other_files_are_not_taken(content: Any) -> None:
    (file,) = export_of({"posts.json": content}).files
    assert not any(importer.recognise(take_sample(file)) for importer in IMPORTERS)


@pytest.mark.parametrize("odd", [None, True, -1, 3.5, "x", "at://", [], {}, [None], [{}], {"a": 1}, "\ud800", 10**30])
def test_whatever_stands_in_a_post_nothing_is_raised(odd: Any) -> None:
    for key in view():
        read_all(IMPORTERS, export_of({"x.json": {"posts": [view("a"), view("b", **{key: odd})]}}))
    for key in (*record(), "facets", "entities", "embed", "reply", "labels"):
        read_all(IMPORTERS, export_of({"x.json": {"posts": [view("a"), view("b", {**record(), key: odd})]}}))
    for key in ("images", "record", "media", "external", "playlist", "video"):
        read_all(
            IMPORTERS,
            export_of({"x.json": {"posts": [view("a", embed={key: odd}), view("b", embed={"media": {key: odd}})]}}),
        )


def test_real_answers_are_read_whole() -> None:
    for path in sorted(real_data("bluesky").glob("*.json")):
        found, problems = read_path(IMPORTERS, path)
        assert problems == []
        assert found, path
        assert all((each.post.text or each.post.media) and each.post.posted for each in found)
        assert not any("..." in link.url for each in found for link in each.post.links)


def test_real_texts_have_every_link_in_full() -> None:
    found, _ = read_path(IMPORTERS, real_data("bluesky", "searchPosts-redistricting.json"))
    assert sum(each.hidden is Hidden.SIGNED_IN for each in found) == 4
    cards = [link for each in found for link in each.post.links if link.title]
    assert cards
