from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from causerie.importers.found import Found, Hidden
from causerie.importers.mastodon_outbox import IMPORTERS
from causerie.importers.sample import take_sample
from causerie.model.post import Author, Link, Media
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
USER = "https://glammr.example/users/amara"
FOLLOWERS = f"{USER}/followers"
ACTOR = {
    "id": USER,
    "type": "Person",
    "preferredUsername": "amara",
    "name": "Amara :glam: Diallo",
    "url": "https://glammr.example/@amara",
    "icon": {"type": "Image", "url": "avatar.png"},
    "tag": [{"type": "Emoji", "name": ":glam:"}],
}


def create(number: int = 1, to: Any = (PUBLIC,), cc: Any = (FOLLOWERS,), **given: Any) -> dict[str, Any]:
    note = {
        "id": f"{USER}/statuses/{number}",
        "type": "Note",
        "summary": None,
        "inReplyTo": None,
        "published": "2026-12-02T20:14:10Z",
        "url": f"https://glammr.example/@amara/{number}",
        "attributedTo": USER,
        "to": to,
        "cc": cc,
        "sensitive": False,
        "content": "<p>A1 Yes.</p>",
        "contentMap": {"en": "<p>A1 Yes.</p>"},
        "attachment": [],
        "tag": [],
        **given,
    }
    return {"id": f"{note['id']}/activity", "type": "Create", "actor": USER, "published": note["published"],
            "to": to, "cc": cc, "object": note}  # fmt: skip


def outbox(*items: Any) -> dict[str, Any]:
    return {
        "@context": PUBLIC,
        "id": "outbox.json",
        "type": "OrderedCollection",
        "totalItems": 9,
        "orderedItems": items,
    }


def read(*items: Any, actor: dict[str, Any] | None = ACTOR) -> list[Found]:
    beside = {} if actor is None else {"actor.json": actor}
    found, problems = read_all(IMPORTERS, export_of({"outbox.json": outbox(*items), **beside}))
    assert problems == []
    return found


def test_a_post_with_the_author_of_the_file_beside() -> None:
    (found,) = read(create())
    post = found.post
    assert (post.id, post.url) == ("mastodon:glammr.example/1", "https://glammr.example/@amara/1")
    assert post.author == Author(
        handle="amara@glammr.example", name="Amara Diallo", url="https://glammr.example/@amara"
    )
    assert (post.text, post.lang, post.posted) == ("A1 Yes.", "en", datetime(2026, 12, 2, 20, 14, 10, tzinfo=UTC))
    assert (found.hidden, found.aliases, post.likes, post.reply_to) == (None, (), None, "")


def test_a_handle_may_have_another_domain_than_the_server() -> None:
    (found,) = read(create(), actor={**ACTOR, "webfinger": "amara@museum.example"})
    assert found.post.author.handle == "amara@museum.example"


@pytest.mark.parametrize("actor", [None, {**ACTOR, "id": "https://elsewhere.example/users/other"}, {}])
def test_without_the_file_beside_addresses_say_who_it_is(actor: dict[str, Any] | None) -> None:
    (found,) = read(create(), actor=actor)
    assert found.post.author == Author(handle="amara@glammr.example", name="amara", url="https://glammr.example/@amara")
    numbered = create(attributedTo="https://glammr.example/ap/users/116")
    (found,) = read(numbered, actor=actor)
    assert found.post.author.handle == "amara@glammr.example"


@pytest.mark.parametrize(
    ("to", "cc", "hidden"),
    [
        ([PUBLIC], [FOLLOWERS], None),
        (PUBLIC, None, None),
        ("as:Public", [], None),
        ([FOLLOWERS], [PUBLIC], Hidden.UNLISTED),
        ([FOLLOWERS], ["as:Public"], Hidden.UNLISTED),
        ([FOLLOWERS], ["https://museum.example/users/lea"], Hidden.FOLLOWERS),
        (["https://museum.example/users/lea"], [], Hidden.DIRECT),
        ([], [], Hidden.DIRECT),
        (None, None, Hidden.DIRECT),
        ([3, {"id": "http://["}], [], Hidden.DIRECT),
    ],
)
def test_only_what_is_addressed_to_the_public_is_public(to: Any, cc: Any, hidden: Hidden | None) -> None:
    (found,) = read(create(to=to, cc=cc))
    assert found.hidden == hidden


def test_the_stricter_of_activity_and_post_counts_and_silence_is_not_public() -> None:
    activity = create()
    activity["to"] = [FOLLOWERS]
    silent = create(2)
    for each in (silent, silent["object"]):
        del each["to"], each["cc"]
    assert [found.hidden for found in read(activity, silent)] == [Hidden.FOLLOWERS, Hidden.DIRECT]


def test_a_repost_is_counted() -> None:
    announce = {"id": f"{USER}/statuses/5/activity", "type": "Announce", "actor": USER, "to": [PUBLIC],
                "published": "2026-12-02T20:15:00Z", "object": "https://museum.example/@lea/1"}  # fmt: skip
    (found,) = read(announce)
    assert (found.is_repost, found.post.id, found.post.text) == (True, "mastodon:glammr.example/5", "")


def test_warnings_polls_replies_and_quotes() -> None:
    post = read(create(
        type="Question",
        summary="Mould",
        sensitive=True,
        inReplyTo="https://museum.example/users/lea/statuses/7",
        quote="https://museum.example/users/lea/statuses/8",
        content='<p class="quote-inline">RE: <a href="https://museum.example/@lea/8">x</a></p><p>Which?</p>',
        oneOf=[{"type": "Note", "name": "Cellar"}, {"type": "Note", "name": "Attic"}],
        likes={"type": "Collection", "totalItems": 4},
        shares={"type": "Collection", "totalItems": "2"},
        replies={"type": "Collection", "first": {}},
    ))[0].post  # fmt: skip
    assert post.text == "Mould\n\nWhich?\n\n- Cellar\n- Attic"
    assert (post.sensitive, post.lang) == (True, "")
    assert (post.reply_to, post.quote_of) == ("mastodon:museum.example/7", "mastodon:museum.example/8")
    assert (post.likes, post.reposts, post.replies) == (4, 2, None)


def test_attachments_keep_their_alt_text_and_no_path_of_the_archive() -> None:
    attachment = [
        {"type": "Document", "mediaType": "image/png", "url": "/media_attachments/files/1/a.png", "name": "A vase"},
        {"type": "Document", "mediaType": "video/mp4", "url": "https://files.glammr.example/b.mp4", "name": None},
    ]
    (found,) = read(create(attachment=attachment))
    assert found.post.media == (
        Media(alt="A vase", type="photo"),
        Media(url="https://files.glammr.example/b.mp4", type="video"),
    )


def test_links_are_those_of_pages() -> None:
    content = (
        '<p><span class="h-card"><a href="https://museum.example/@lea" class="u-url mention">@lea</a></span> '
        '<a href="https://museum.example/guide">museum.example/guide</a></p>'
    )
    tag = {"type": "Mention", "href": "https://museum.example/users/lea", "name": "@lea@museum.example"}
    (found,) = read(create(content=content, tag=tag))
    assert found.post.links == (Link("https://museum.example/guide"),)
    assert found.post.text == "@lea https://museum.example/guide"


def test_what_is_no_post_is_said_and_passed_over() -> None:
    items = [create(), "https://a.example", {"type": "Like"}, {"type": "Create"}, create(2, id=None), {}]
    found, problems = read_all(IMPORTERS, export_of({"outbox.json": outbox(*items)}))
    assert len(found) == 1
    assert [problem.message for problem in problems] == [
        "this is no post of Mastodon: it is no object.",
        "this is no post of Mastodon: 'Like' is another activity.",
        "this is no post of Mastodon: what was written is missing.",
        "this is no post of Mastodon: it has no id.",
        "this is no post of Mastodon: it is no activity.",
    ]


@pytest.mark.parametrize(
    ("name", "content", "is_taken"),
    [
        ("anything.json", {"orderedItems": [create()], "type": "OrderedCollection"}, True),
        ("outbox.json", outbox(), True),
        ("outbox.json", {"orderedItems": []}, False),
        (
            "likes.json",
            {"id": "likes.json", "type": "OrderedCollection", "orderedItems": ["https://a.example/1"]},
            False,
        ),
        ("likes.json", {"id": "likes.json", "type": "OrderedCollection", "orderedItems": []}, False),
        ("actor.json", ACTOR, False),
        ("outbox.json", [create()], False),
    ],
)
def test_an_outbox_is_known_by_its_content(name: str, content: Any, is_taken: bool) -> None:
    (file,) = export_of({name: content}).files
    assert any(importer.recognise(take_sample(file)) for importer in IMPORTERS) is is_taken


@pytest.mark.parametrize("odd", [None, True, -1, 3.5, "x", "http://[", [], {}, [None], [{}], {"a": 1}, 10**30])
def test_whatever_stands_in_a_post_nothing_is_raised(odd: Any) -> None:
    for key in create()["object"]:
        read_all(
            IMPORTERS, export_of({"outbox.json": outbox(create(**{key: odd})), "actor.json": {**ACTOR, "tag": odd}})
        )
    for key in create():
        read_all(IMPORTERS, export_of({"outbox.json": outbox(create(1), {**create(), key: odd}), "actor.json": odd}))


def test_a_real_outbox_is_read_whole() -> None:
    found, problems = read_path(IMPORTERS, real_data("mastodon-outbox"))
    assert problems == []
    assert found
    posts = [each.post for each in found if not each.is_repost]
    assert all((post.text or post.media) and post.posted and post.url and "@" in post.author.handle for post in posts)
    assert not any("<" in post.text or "&amp;" in post.text for post in posts)
