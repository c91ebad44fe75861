"""DiscordChatExporter's JSON: replies, names, Markdown as text, direct messages hidden."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from causerie.importers.discord import IMPORTERS
from causerie.importers.found import Hidden
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

AMARA = {"id": "7", "name": "amara_d", "discriminator": "0000", "nickname": "Amara", "isBot": False}


def message(**changed: Any) -> dict[str, Any]:
    return {
        "id": "1064990824305274930",
        "type": "Default",
        "timestamp": "2026-12-02T21:00:00.25+01:00",
        "content": "hello",
        "author": AMARA,
        "reactions": [{"emoji": {"name": "tada"}, "count": 3}],
        "mentions": [{"id": "8", "name": "jonas", "nickname": None}],
        **changed,
    }


def read(*messages: Any, kind: str = "GuildTextChat") -> tuple[Any, Any]:
    channel = {"id": "22", "type": kind, "name": "museum-hour", "topic": None}
    value = {"guild": {"id": "11", "name": "Museums"}, "channel": channel, "messages": list(messages)}
    return read_all(IMPORTERS, export_of({"channel.json": value}))


def test_a_message_is_a_post() -> None:
    found, problems = read(message())
    assert problems == []
    post = found[0].post
    assert (post.id, post.platform, post.likes) == ("discord:1064990824305274930", "discord", 3)
    assert post.url == "https://discord.com/channels/11/22/1064990824305274930"
    assert (post.author.handle, post.author.name, post.author.id) == ("amara_d", "Amara", "7")
    assert post.posted == datetime(2026, 12, 2, 20, 0, 0, 250000, tzinfo=UTC)
    assert found[0].hidden is None


def test_a_reply_knows_what_it_replies_to() -> None:
    found, _ = read(message(type="Reply", reference={"messageId": "106", "channelId": "22"}), message(id=107, type=0))
    assert [(each.post.id, each.post.reply_to) for each in found] == [
        ("discord:1064990824305274930", "discord:106"),
        ("discord:107", ""),
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Q1** Who __and__ *why*?", "Q1 Who and why?"),
        ("***Q1:** nested* ~~gone~~", "Q1: nested gone"),
        ("<@8> <@!8> <@9> <:wave:123>", "@jonas @jonas @9 :wave:"),
        (
            "[the guide](https://museum.example/a_b) <https://museum.example/c>",
            "the guide (https://museum.example/a_b) https://museum.example/c",
        ),
        ("https://museum.example/_a_ stays", "https://museum.example/_a_ stays"),
        ("## Heading\n`**code**` 2 * 3 * 4 snake_case_name", "Heading\n`**code**` 2 * 3 * 4 snake_case_name"),
        ("\\*not bold\\*", "*not bold*"),
        ("write to a@museum.example", "write to [e-mail address]"),
    ],
)  # fmt: skip - a table
def test_markdown_becomes_plain_text(text: str, plain: str) -> None:
    found, _ = read(message(content=text))
    assert found[0].post.text == plain


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "GuildMemberJoin"},
        {"type": "Call"},
        {"author": {**AMARA, "isBot": True}},
        {"content": "", "attachments": [{"url": "https://cdn.example/x.png"}]},
        {"content": None},
    ],
)
def test_what_nobody_wrote_is_left_out(changed: dict[str, Any]) -> None:
    assert read(message(**changed)) == ([], [])


@pytest.mark.parametrize("kind", ["DirectTextChat", "DirectGroupTextChat"])
def test_direct_messages_are_hidden(kind: str) -> None:
    found, _ = read(message(), kind=kind)
    assert [(each.hidden, each.post.url) for each in found] == [(Hidden.DIRECT, "")]


def test_what_is_missing_or_of_another_type_does_no_harm() -> None:
    odd = message(author=None, timestamp=7, reactions=None, mentions="x", reference=[], id=5)
    found, problems = read(message(), odd, {}, "?", {"id": "x"})
    assert [each.post.id for each in found] == ["discord:1064990824305274930", "discord:5"]
    assert found[1].post.posted is None
    assert len(problems) == 3


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"messages": []},
        {"messages": [{"id": "1"}], "channel": "x"},
        {"channel": {}, "messages": [{"ts": "1.2"}]},
    ],
)
def test_other_json_is_not_taken(value: Any) -> None:
    assert read_all(IMPORTERS, export_of({"x.json": value})) == ([], [])


def test_real_channel_of_direct_messages() -> None:
    found, problems = read_path(IMPORTERS, real_data("discord-chatexporter"))
    assert (len(found), problems) == (3, [])
    assert {each.hidden for each in found} == {Hidden.DIRECT}
