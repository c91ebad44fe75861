"""Channels of Discord as DiscordChatExporter writes them to JSON; direct messages are hidden, files are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found, Hidden
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import fault, read_json
from causerie.importers.rooms import find_links, hide_mail_addresses
from causerie.importers.sample import Sample, take_sample
from causerie.model.post import Author, Post
from causerie.problems import Problem

_KEPT = ("", "default", "reply", "0", "19")  # types by name, and by Discord's own numbers
_LONGEST = 8_000  # characters: twice what Discord allows; anything longer is taken as it is
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_EMPHASIS = re.compile(
    r"(?<!\\)(\*\*\*|\*\*|__|~~|\|\||(?<![\w*])\*(?!\*)|(?<!\w)_(?!_))(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)", re.DOTALL
)
_HEADING = re.compile(r"(?m)^(?:#{1,3}|-#) +")
_LINK = re.compile(r"\[(?P<label>[^\[\]\n]+)\]\(<?(?P<url>https?://[^\s<>()]+(?:\([^\s()]*\))?[^\s<>()]*)>?\)")
_BARE = re.compile(r"<(https?://[^\s<>]+)>")
_EMOJI = re.compile(r"<a?(:\w+:)\d+>")
_MENTION = re.compile(r"<@!?(\d+)>")
_ESCAPED = re.compile(r"\\([*_~`|>#\\\[\]()-])")


def _recognise(sample: Sample) -> bool:
    element, messages = sample.element, sample.element.get("messages")
    if not isinstance(messages, list) or not isinstance(element.get("channel"), dict):
        return False
    first = messages[0] if messages else None
    if first is None:
        return isinstance(element.get("guild"), dict)
    return isinstance(first, dict) and "timestamp" in first and ("author" in first or "content" in first)


def _read(file: ExportFile, export: Export) -> Reading:
    head = take_sample(file).element
    guild, channel = _object(head, "guild"), _object(head, "channel")
    is_direct = "direct" in str(channel.get("type", "")).lower()
    place = "" if is_direct or not guild.get("id") or not channel.get("id") else f"{guild['id']}/{channel['id']}"
    for value in read_json(file, "messages"):
        if isinstance(value, Problem):
            yield value
            continue
        line, message = value
        if not isinstance(message, dict) or not str(message.get("id") or "").isdigit():
            yield fault(file, line, "a message without its id was passed over.")
            continue
        found = _read_message(message, place)
        if found is not None:
            yield Found(post=found, hidden=Hidden.DIRECT if is_direct else None)


def _read_message(message: Mapping[str, Any], place: str) -> Post | None:
    """A post, or None for what nobody wrote: notices, bots, files without a word."""
    author = _object(message, "author")
    is_kept = str(message.get("type") or "").lower() in _KEPT
    if not is_kept or author.get("isBot") is True or author.get("isWebhook") is True:
        return None
    text = _read_text(str(message.get("content") or ""), _names(message))
    if not text:
        return None
    native, reference = str(message["id"]), _object(message, "reference")
    reactions = message.get("reactions")
    return Post(
        platform="discord",
        id=f"discord:{native}",
        url=f"https://discord.com/channels/{place}/{native}" if place else "",
        author=_read_author(author),
        posted=_time(message.get("timestamp")),
        text=text,
        reply_to=f"discord:{reference['messageId']}" if reference.get("messageId") else "",
        links=find_links(text),
        likes=sum(_count(each) for each in reactions) if isinstance(reactions, list) else None,
    )


def _read_author(author: Mapping[str, Any]) -> Author:
    handle = re.sub(r"\s+", "", hide_mail_addresses(str(author.get("name") or "")))
    name = hide_mail_addresses(str(author.get("nickname") or author.get("name") or ""))
    avatar = str(author.get("avatarUrl") or "")
    return Author(
        handle=handle, name=name, id=str(author.get("id") or ""), avatar=avatar if avatar.startswith("https:") else ""
    )


def _names(message: Mapping[str, Any]) -> dict[str, str]:
    """The names of those whom a message mentions, by their ids."""
    mentions = message.get("mentions")
    people = [each for each in mentions if isinstance(each, dict)] if isinstance(mentions, list) else []
    return {str(each.get("id")): str(each.get("nickname") or each.get("name") or "") for each in people}


def _read_text(text: str, names: Mapping[str, str]) -> str:
    """Discord's Markdown as plain text: links in full, names for ids, without the signs of bold and italic."""
    if len(text) > _LONGEST:
        return hide_mail_addresses(text).strip()
    pieces = []
    for number, piece in enumerate(_CODE.split(text)):
        if number % 2 == 0:
            piece = _MENTION.sub(lambda found: f"@{names.get(found[1]) or found[1]}", piece)
            piece = _BARE.sub(r"\1", _EMOJI.sub(r"\1", piece))
            piece = _LINK.sub(_read_link, _HEADING.sub("", piece))
            piece = _ESCAPED.sub(r"\1", _without_emphasis(piece))
        pieces.append(piece)
    return hide_mail_addresses("".join(pieces)).strip()


def _read_link(found: re.Match[str]) -> str:
    return found["url"] if found["label"] in found["url"] else f"{found['label']} ({found['url']})"


def _without_emphasis(text: str) -> str:
    """The text between signs of emphasis, which may stand within each other; addresses keep their `_`."""
    pieces = re.split(r"(https?://\S+)", text)
    for number in range(0, len(pieces), 2):
        for _ in range(3):
            pieces[number] = _EMPHASIS.sub(r"\2", pieces[number])
    return "".join(pieces)


def _time(value: Any) -> datetime | None:
    try:
        when = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)


def _count(reaction: Any) -> int:
    count = reaction.get("count") if isinstance(reaction, dict) else None
    return count if isinstance(count, int) else 0


def _object(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


IMPORTERS = (
    Importer(
        name="discord",
        title="Discord channel (DiscordChatExporter's JSON)",
        recognise=_recognise,
        read=_read,
        has_hashtags=False,
    ),
)
