"""Lists of posts' addresses, and the times that ids carry."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from causerie.importers.addresses import IMPORTERS, find_addresses, mastodon_time, tid_time
from tests.importers.files import export_of, read_all
from tests.importers.real import real_data

LIST = """\
# The best of Museum Hour

- https://twitter.com/amara/status/1235917754764529666?s=20 (the first)
- [A1](https://x.com/i/status/1235917754764529667)
* mobile.twitter.com/jonas/statuses/20

https://bsky.app/profile/jonas.example/post/3lxzbmqjyvk2d
https://glammr.example/@amara/113580000000000001 and https://glammr.example/users/lea/statuses/7
https://twitter.com/amara/status/1235917754764529666
https://museum.example/about
"""


def test_a_list_gives_posts_without_text() -> None:
    found, problems = read_all(IMPORTERS, export_of({"list.md": LIST}))
    assert [(each.post.id, each.post.author.handle, each.post.url) for each in found] == [
        ("x:1235917754764529666", "amara", "https://x.com/amara/status/1235917754764529666"),
        ("x:1235917754764529667", "", "https://x.com/i/web/status/1235917754764529667"),
        ("x:20", "jonas", "https://x.com/jonas/status/20"),
        ("bluesky:jonas.example/3lxzbmqjyvk2d", "jonas.example", "https://bsky.app/profile/jonas.example/post/3lxzbmqjyvk2d"),
        ("mastodon:glammr.example/113580000000000001", "amara@glammr.example", "https://glammr.example/@amara/113580000000000001"),
        ("mastodon:glammr.example/7", "lea@glammr.example", "https://glammr.example/users/lea/statuses/7"),
    ]  # fmt: skip
    assert {each.post.text for each in found} == {""}
    assert [problem.line for problem in problems] == [10]
    assert found[0].post.posted == datetime(2020, 3, 6, 13, 18, 49, tzinfo=UTC)
    assert [each.post.posted is None for each in found] == [False, False, True, False, False, True]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        (
            "https://social.example/@amara@glammr.example/113580000000000001",
            "mastodon:social.example/113580000000000001",
        ),
        ("https://social.example/deck/@amara/113580000000000001/embed", "mastodon:social.example/113580000000000001"),
        ("at://did:plc:abc234/app.bsky.feed.post/3lxzbmqjyvk2d", "bluesky:did:plc:abc234/3lxzbmqjyvk2d"),
        ("(https://bsky.app/profile/did:plc:abc234/post/3lxzbmqjyvk2d).", "bluesky:did:plc:abc234/3lxzbmqjyvk2d"),
    ],
)
def test_other_forms_of_addresses(text: str, id_: str) -> None:
    assert [address.id for address in find_addresses(text)] == [id_]


@pytest.mark.parametrize(
    "text",
    [
        "https://x.com/amara",
        "https://netflix.com/amara/status/12",
        "https://medium.example/@amara/a-story-12",
        "https://threads.example/@amara/post/12",
        "https://bsky.app/profile/jonas.example",
    ],
)
def test_what_is_no_address_of_a_post(text: str) -> None:
    assert list(find_addresses(text)) == []


def test_times_of_ids() -> None:
    assert tid_time("3lxzbmqjyvk2d") is not None
    assert tid_time("self") is None
    assert tid_time("zzzzzzzzzzzzz") is None
    assert mastodon_time("113580000000000001") == datetime(2024, 12, 1, 22, 47, 41, tzinfo=UTC)
    assert mastodon_time("12") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20:00 <amara> look https://x.com/amara/status/1235917754764529666\n20:01 <jonas> ok\n20:02 <lea> nice\n",
        "text,tweet_url\nhello,https://x.com/amara/status/1235917754764529666\n",
        '{"url": "https://x.com/amara/status/1235917754764529666"}\n',
        '<a href="https://x.com/amara/status/1235917754764529666">post</a>',
        "> [hello](https://x.com/amara/status/1235917754764529666)\n",
        "What a lovely evening that was, with so many good answers, and none of them was shorter than this"
        " one: https://x.com/amara/status/1235917754764529666\n",
    ],
)
def test_what_is_no_list_is_not_taken(text: str) -> None:
    assert read_all(IMPORTERS, export_of({"x": text})) == ([], [])


def test_no_real_export_of_another_kind_is_taken() -> None:
    for kind in ("irc-meetbot", "irc-reviewclub", "oembed-html", "storify", "session-records", "tags-csv", "api-v1.1"):
        for path in real_data(kind).rglob("*"):
            if path.is_file():
                assert read_all(IMPORTERS, export_of({path.name: path.read_bytes()})) == ([], []), path
