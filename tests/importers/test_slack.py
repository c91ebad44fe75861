"""Slack's export: names and nothing private, markup as text, threads, what nobody wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from causerie.importers.found import Hidden
from causerie.importers.slack import IMPORTERS
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

USERS = [
    {
        "id": "U1",
        "name": "amara.diallo",
        "real_name": "Amara Diallo",
        "profile": {"display_name": "Amara D", "real_name": "Amara Diallo", "email": "amara@museum.example"},
    },
    {"id": "U2", "name": "jonas", "profile": {"display_name": "", "real_name": "Jonas Berg"}},
    {"id": "U3", "name": "feed", "is_bot": True, "profile": {}},
]


def message(**changed: Any) -> dict[str, Any]:
    return {"type": "message", "user": "U1", "text": "hello", "ts": "1764705600.000200", **changed}


def read(*messages: Any, path: str = "museum-hour/2025-12-02.json") -> tuple[Any, Any]:
    export = export_of({path: list(messages), "users.json": USERS})
    return read_all(IMPORTERS, export)


def test_a_message_has_the_display_name_and_nothing_private() -> None:
    found, problems = read(message(reactions=[{"name": "tada", "count": 3}, {"name": "+1", "count": 1}], reply_count=2))
    assert problems == []
    post = found[0].post
    assert (post.id, post.platform) == ("slack:1764705600.000200", "slack")
    assert (post.author.handle, post.author.name, post.author.id) == ("AmaraD", "Amara D", "U1")
    assert post.posted == datetime(2025, 12, 2, 20, 0, 0, 200, tzinfo=UTC)
    assert (post.likes, post.replies, post.reply_to) == (4, 2, "")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("*Q1:* Who &amp; _why_ &lt;b&gt;?", "Q1: Who & why <b>?"),
        ("see <https://museum.example/a_b_c>", "see https://museum.example/a_b_c"),
        ("see <https://museum.example/|the guide>", "see the guide (https://museum.example/)"),
        ("<http://museum.example|museum.example>", "http://museum.example"),
        ("<@U1> and <@U2|jo> and <@U9>", "@AmaraD and @jonas and @U9"),
        ("in <#C1|museum> <!here> <!subteam^S1|@hosts>", "in #museum @here @hosts"),
        ("<mailto:a@museum.example|a@museum.example> or b@museum.example", "[e-mail address] or [e-mail address]"),
        ("call <tel:123|123>", "call 123"),
        ("`*not bold*` 2*3*4", "`*not bold*` 2*3*4"),
    ],
)
def test_markup_becomes_plain_text(text: str, plain: str) -> None:
    found, _ = read(message(text=text))
    assert found[0].post.text == plain


def test_a_thread_is_a_reply_and_its_first_message_is_none() -> None:
    found, _ = read(
        message(thread_ts="1764705600.000200"), message(ts="1764705601.000100", thread_ts="1764705600.000200")
    )
    assert [each.post.reply_to for each in found] == ["", "slack:1764705600.000200"]


@pytest.mark.parametrize(
    "changed",
    [
        {"subtype": "channel_join"},
        {"subtype": "bot_message", "bot_id": "B1", "user": None},
        {"user": "U3"},
        {"user": "USLACKBOT"},
        {"bot_id": "B1"},
        {"text": ""},
        {"hidden": True},
        {"subtype": "file_share", "text": "<@U1> uploaded a file: <https://files.example/x|x>"},
        {"reactions": 7, "text": None},
    ],
)
def test_what_nobody_wrote_is_left_out(changed: dict[str, Any]) -> None:
    assert read(message(**changed)) == ([], [])


def test_a_deleted_message_is_hidden_and_so_are_direct_messages() -> None:
    found, _ = read(message(subtype="tombstone", user="USLACKBOT", text="This message was deleted."))
    assert [(each.hidden, each.post.text) for each in found] == [(Hidden.DELETED, "")]
    for folder in ("D024BE91L", "mpdm-amara--jonas-1"):
        found, _ = read(message(), path=f"{folder}/2025-12-02.json")
        assert [each.hidden for each in found] == [Hidden.DIRECT]


def test_without_users_the_message_itself_may_say_who() -> None:
    one = message(user_profile={"display_name": "Amara D", "real_name": "Amara Diallo"})
    found, _ = read_all(IMPORTERS, export_of({"2025-12-02.json": [one, message(user="U7", ts="1764705601.000100")]}))
    assert [each.post.author.name for each in found] == ["Amara D", "U7"]


def test_a_message_without_a_time_is_said() -> None:
    found, problems = read(message(), *[message(ts=f"17647056{n:02}.000100") for n in range(1, 30)], "?", {"ts": "x"})
    assert (len(found), len(problems)) == (30, 2)


def test_the_lists_beside_the_channels_are_not_taken() -> None:
    lists = {"users.json": USERS, "channels.json": [{"id": "C1", "name": "museum"}], "x.json": [{"ts": "1.2"}]}
    assert read_all(IMPORTERS, export_of(lists)) == ([], [])


def test_real_export() -> None:
    found, problems = read_path(IMPORTERS, real_data("slack-export"))
    assert (len(found), problems) == (19, [])
    assert all(each.post.author.handle and each.post.author.handle != each.post.author.id for each in found)
    assert len({each.post.author.id for each in found}) == 3


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<https://museum.example/_foo_/bar>", "https://museum.example/_foo_/bar"),
        ("*see <https://museum.example/*a*/_b_|the _guide_>*", "see the _guide_ (https://museum.example/*a*/_b_)"),
        (
            "_<@U1>_ &lt;<https://museum.example/?a=1&amp;b=2>&gt; `<https://museum.example/_a_>`",
            "@AmaraD <https://museum.example/?a=1&b=2> `https://museum.example/_a_`",
        ),
    ],
)  # fmt: skip - a table
def test_addresses_keep_their_signs(text: str, plain: str) -> None:
    found, _ = read(message(text=text))
    assert found[0].post.text == plain


def test_who_is_not_listed_has_the_name_of_the_message_and_never_the_real_one() -> None:
    profile = {"display_name": "", "name": "nine", "real_name": "Nina Berg", "first_name": "Nina"}
    found, _ = read(message(user="U9", user_profile=profile), message(user="U8", user_profile={"real_name": "Nina"}))
    assert [each.post.author.name for each in found] == ["nine", "U8"]


def test_private_channels_of_a_whole_workspace_are_no_public_place() -> None:
    export = export_of(
        {
            "museum-hour/2025-12-02.json": [message()],
            "board/2025-12-02.json": [message(ts="1764705600.000300")],
            "users.json": USERS,
            "groups.json": [{"id": "G1", "name": "board"}],
        }
    )
    found, _ = read_all(IMPORTERS, export)
    assert {each.post.id: each.hidden for each in found} == {
        "slack:1764705600.000200": None,
        "slack:1764705600.000300": Hidden.DIRECT,
    }


def test_a_name_takes_no_more_room_than_slack_gives_it() -> None:
    export = export_of(
        {
            "museum-hour/2025-12-02.json": [message(text="<@U1>" * 1_000)],
            "users.json": [{"id": "U1", "profile": {"display_name": "a" * 40_000}}],
        }
    )
    (found,), problems = read_all(IMPORTERS, export)
    assert (problems, len(found.post.text)) == ([], 81_000)
