from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from causerie.importers.found import Found, Hidden
from causerie.importers.mastodon import IMPORTERS
from causerie.importers.mastodon_ids import mastodon_id, server_of
from causerie.importers.sample import take_sample
from causerie.model.post import Author, Link, Media
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

LEA = {
    "id": "7",
    "username": "lea",
    "acct": "lea@museum.example",
    "display_name": "Lea :verified: Aoki",
    "url": "https://museum.example/@lea",
    "avatar": "https://cdn.glammr.example/lea.png",
    "emojis": [{"shortcode": "verified", "url": "https://museum.example/v.png"}],
}
AMARA = {"id": "1", "username": "amara", "acct": "amara", "display_name": "", "url": "https://glammr.example/@amara",
         "avatar": "https://glammr.example/avatars/original/missing.png", "emojis": []}  # fmt: skip


def status(number: int = 1, **given: Any) -> dict[str, Any]:
    """A post from elsewhere, as glammr.example shows it."""
    return {
        "id": str(900 + number),
        "created_at": "2026-12-02T20:14:10.123Z",
        "in_reply_to_id": None,
        "sensitive": False,
        "spoiler_text": "",
        "visibility": "public",
        "language": "en",
        "uri": f"https://museum.example/users/lea/statuses/{number}",
        "url": f"https://museum.example/@lea/{number}",
        "replies_count": 1,
        "reblogs_count": 2,
        "favourites_count": 3,
        "content": "<p>A1 Yes.</p>",
        "reblog": None,
        "account": LEA,
        "media_attachments": [],
        "mentions": [],
        "tags": [{"name": "museumhour", "url": "https://glammr.example/tags/museumhour"}],
        "emojis": [],
        "card": None,
        "poll": None,
        **given,
    }


def own(number: int = 1, **given: Any) -> dict[str, Any]:
    """A post from glammr.example itself."""
    address = f"https://glammr.example/@amara/{number}"
    return status(number, **{"id": str(number), "account": AMARA, "url": address,
                             "uri": f"https://glammr.example/users/amara/statuses/{number}", **given})  # fmt: skip


def read(content: Any, **beside: Any) -> list[Found]:
    found, problems = read_all(IMPORTERS, export_of({"page.json": content, **beside}))
    assert problems == []
    return found


def read_one(given: Mapping[str, Any]) -> Found:
    (found,) = read([given])
    return found


def test_a_post_from_another_server_is_known_by_its_own_address() -> None:
    found = read_one(status())
    post = found.post
    assert (post.platform, post.id, post.url) == (
        "mastodon",
        "mastodon:museum.example/1",
        "https://museum.example/@lea/1",
    )
    assert post.posted == datetime(2026, 12, 2, 20, 14, 10, 123000, UTC)
    assert post.author == Author(handle="lea@museum.example", name="Lea Aoki", url="https://museum.example/@lea",
                                 avatar="https://cdn.glammr.example/lea.png")  # fmt: skip
    assert (post.text, post.lang, post.likes, post.reposts, post.replies) == ("A1 Yes.", "en", 3, 2, 1)
    assert (post.reply_to, post.quote_of, post.sensitive, post.quotes) == ("", "", False, None)
    assert (found.aliases, found.hidden, found.is_repost) == (("mastodon:glammr.example/901",), None, False)


def test_a_local_account_gets_the_domain_of_its_server() -> None:
    found = read_one(own())
    assert found.post.author == Author(handle="amara@glammr.example", name="amara", url="https://glammr.example/@amara")
    assert (found.post.id, found.aliases) == ("mastodon:glammr.example/1", ())


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ([status(1), status(2)], ["1", "2"]),
        ({"ancestors": [status(1)], "descendants": [status(2), status(3)]}, ["1", "2", "3"]),
        ({"descendants": [status(2)], "ancestors": []}, ["2"]),
        ({"accounts": [], "statuses": [status(1)], "hashtags": []}, ["1"]),
        (status(1), ["1"]),
        ([[status(1)], [status(2)]], ["1", "2"]),
        ({"ancestors": [], "descendants": []}, []),
        ({"accounts": [], "statuses": [], "hashtags": []}, []),
    ],
)
def test_every_answer_of_the_api(content: Any, ids: list[str]) -> None:
    assert [found.post.id for found in read(content)] == [f"mastodon:museum.example/{each}" for each in ids]


def test_one_post_a_line_and_a_post_on_many_lines() -> None:
    import json

    assert len(read("\n".join(json.dumps(status(number)) for number in range(3)))) == 3
    assert len(read(json.dumps(status(), indent=2))) == 1


def test_a_reply_is_to_a_local_id_of_the_server_that_answered() -> None:
    first, second = read([status(1), status(2, in_reply_to_id="901")])
    assert second.post.reply_to == "mastodon:glammr.example/901"
    assert second.post.reply_to in first.aliases
    here, there = read([own(1), status(2, in_reply_to_id=1)])
    assert there.post.reply_to == here.post.id


def test_where_nothing_shows_the_server_ids_mean_something_within_the_file_only() -> None:
    first, second = read([status(1, tags=[]), status(2, tags=[], in_reply_to_id="901")])
    assert first.aliases == ("mastodon:local/901",)
    assert second.post.reply_to == "mastodon:local/901"


def test_a_fetched_page_says_its_server_in_a_file_beside_it() -> None:
    (found,) = read([status(1, tags=[])], **{"fetched.json": {"server": "https://glammr.example"}})
    assert found.aliases == ("mastodon:glammr.example/901",)


@pytest.mark.parametrize(
    ("uri", "post_id"),
    [
        ("https://glammr.example/users/amara/statuses/113580000000000001", "glammr.example/113580000000000001"),
        ("https://glammr.example/ap/users/116/statuses/117", "glammr.example/117"),
        ("https://glammr.example/@amara/117", "glammr.example/117"),
        ("https://glammr.example/@amara/117/embed", "glammr.example/117"),
        ("https://glammr.example/users/amara/statuses/117/activity", "glammr.example/117"),
        ("https://GLAMMR.example/web/statuses/117", "glammr.example/117"),
        ("https://notes.example/notes/9abc", "notes.example/9abc"),
        ("https://friends.example/objects/a1b2-c3", "friends.example/a1b2-c3"),
        ("https://g.example/users/u/statuses/01HZY", "g.example/01HZY"),
        ("https://blog.example/?p=12", "blog.example/p=12"),
        ("https://bridge.example/convert/ap/at://did:plc:abc/app.bsky.feed.post/3lu", "bridge.example/3lu"),
        ("tag:old.example,2017-04-06:objectId=123:objectType=Status", "old.example/123"),
        ("http://127.0.0.1:8000/users/a/statuses/1", "127.0.0.1:8000/1"),
    ],
)
def test_ids_of_every_server(uri: str, post_id: str) -> None:
    assert mastodon_id(uri) == f"mastodon:{post_id}"


@pytest.mark.parametrize(
    "uri", ["", "117", "https://glammr.example/", "https://glammr.example/@amara", "http://[", "at://did/x/y"]
)
def test_what_is_no_address_of_a_post_has_no_id(uri: str) -> None:
    assert mastodon_id(uri) == ""


def test_a_server_has_no_user_before_it() -> None:
    assert server_of("https://somebody:secret@glammr.example/path") == "glammr.example"


@pytest.mark.parametrize(
    ("visibility", "hidden"),
    [
        ("public", None),
        ("unlisted", Hidden.UNLISTED),
        ("private", Hidden.FOLLOWERS),
        ("direct", Hidden.DIRECT),
        ("limited", Hidden.CIRCLE),
        ("local", Hidden.FOLLOWERS),
        ("Private", Hidden.FOLLOWERS),
        (None, None),
    ],
)
def test_only_public_posts_are_public(visibility: str | None, hidden: Hidden | None) -> None:
    assert read_one(status(visibility=visibility)).hidden == hidden


def test_a_warning_stands_first_and_makes_a_post_sensitive() -> None:
    post = read_one(status(spoiler_text="Mould", content="<p>A1 Our cellar.</p>")).post
    assert (post.text, post.sensitive) == ("Mould\n\nA1 Our cellar.", True)
    assert read_one(status(sensitive=True)).post.sensitive


def test_what_can_be_voted_for_stands_last() -> None:
    post = read_one(
        status(poll={"options": [{"title": "Yes", "votes_count": 3}, {"title": "No", "votes_count": 1}]})
    ).post
    assert post.text == "A1 Yes.\n\n- Yes\n- No"


def test_a_repost_is_its_own() -> None:
    found = read_one(own(5, uri="https://glammr.example/users/amara/statuses/5/activity", url=None, reblog=status(1)))
    assert (found.is_repost, found.post.id, found.post.text) == (True, "mastodon:glammr.example/5", "")
    assert found.post.author.handle == "amara@glammr.example"


def test_a_quoted_post_is_named_and_its_address_leaves_the_text() -> None:
    content = '<p class="quote-inline">RE: <a href="https://museum.example/@lea/1">https://museum.example/@lea/1</a></p><p>This!</p>'
    for quote in ({"state": "accepted", "quoted_status": status(1)}, status(1)):
        post = read_one(status(2, quote=quote, content=content)).post
        assert (post.quote_of, post.text, post.links) == ("mastodon:museum.example/1", "This!", ())
    shallow = read_one(status(2, quote={"state": "accepted", "quoted_status_id": "901"}, content=content)).post
    assert shallow.quote_of == "mastodon:glammr.example/901"
    withdrawn = read_one(status(2, quote={"state": "revoked", "quoted_status": None}, content=content)).post
    assert (withdrawn.quote_of, withdrawn.text) == ("", "RE: https://museum.example/@lea/1\n\nThis!")


def test_links_have_the_titles_of_their_pages_and_are_neither_mentions_nor_hashtags() -> None:
    content = (
        '<p><a href="https://friends.example/profile/jonas">Jonas</a> see <a href="https://museum.example/guide">'
        '<span class="invisible">https://</span><span>museum.example/guide</span></a> '
        '<a href="https://museum.example/tags/museumhour" class="mention hashtag">#<span>MuseumHour</span></a></p>'
    )
    post = read_one(status(
        content=content,
        mentions=[{"acct": "jonas@friends.example", "url": "https://friends.example/profile/jonas"}],
        card={"url": "https://museum.example/guide", "title": "Label guide"},
    )).post  # fmt: skip
    assert post.links == (Link("https://museum.example/guide", "Label guide"),)
    assert post.text.endswith("see https://museum.example/guide #MuseumHour")


def test_attachments_have_the_address_of_the_server_where_they_were_posted() -> None:
    attachments = [
        {"type": "image", "url": "https://cdn.glammr.example/1.png", "remote_url": "https://museum.example/1.png",
         "description": "A vase"},
        {"type": "gifv", "url": "https://museum.example/2.mp4", "remote_url": None, "description": None},
        {"type": "unknown", "url": None, "remote_url": "https://museum.example/3"},
        None,
    ]  # fmt: skip
    assert read_one(status(media_attachments=attachments)).post.media == (
        Media(url="https://museum.example/1.png", alt="A vase", type="photo"),
        Media(url="https://museum.example/2.mp4", type="gif"),
        Media(url="https://museum.example/3"),
    )


def test_missing_keys_and_other_types_are_no_fault() -> None:
    bare: dict[str, Any] = {"account": {"acct": "lea@museum.example"}, "content": None, "uri": "https://museum.example/notes/x",
            "created_at": "2026-12-02 20:14:10+00:00", "favourites_count": "12", "id": 5, "tags": {}, "poll": [],
            "quote": 3, "card": "x", "mentions": None}  # fmt: skip
    found = read_one(bare)
    assert (found.post.id, found.post.text, found.post.likes) == ("mastodon:museum.example/x", "", 12)
    assert found.post.posted == datetime(2026, 12, 2, 20, 14, 10, tzinfo=UTC)
    assert found.post.author.name == "lea@museum.example"


def test_what_is_no_post_is_said_and_passed_over() -> None:
    found, problems = read_all(
        IMPORTERS, export_of({"x.json": [status(1), {"error": "gone"}, 3, status(2, uri="", url="", id=None)]})
    )
    assert len(found) == 1
    assert [problem.message for problem in problems] == [
        "this is no post of Mastodon: it lacks an account, a text or an address.",
        "this is no post of Mastodon: it lacks an account, a text or an address.",
        "this post has no id.",
    ]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        [1, 2],
        {"posts": []},
        {"statuses": [{"id_str": "1", "text": "a", "user": {}}], "search_metadata": {}},
        [{"type": "mention", "account": LEA, "status": status()}],
        {"type": "OrderedCollection", "orderedItems": []},
        "account,acct,content\n1,2,3",
    ],
)
def test_other_files_are_not_taken(content: Any) -> None:
    (file,) = export_of({"statuses.json": content}).files
    assert not any(importer.recognise(take_sample(file)) for importer in IMPORTERS)


ODD: tuple[Any, ...] = (None, True, -1, 3.5, "x", "http://[", [], {}, [None], [{}], {"a": 1}, "\ud800", 10**30)


@pytest.mark.parametrize("odd", ODD)
def test_whatever_stands_in_a_post_nothing_is_raised(odd: Any) -> None:
    for key in status():
        read_all(IMPORTERS, export_of({"x.json": [own(7), status(**{key: odd})]}))
    for key in LEA:
        read_all(IMPORTERS, export_of({"x.json": [own(7), status(account={**LEA, key: odd})]}))


def test_real_answers_are_read_whole() -> None:
    found, problems = read_path(IMPORTERS, real_data("mastodon-api"))
    assert problems == []
    assert found
    assert all(
        each.post.text and each.post.posted and each.post.url and "@" in each.post.author.handle for each in found
    )
    assert len({each.post.id for each in found}) == len(found)
    assert not any("<" in each.post.text or "&amp;" in each.post.text for each in found)
