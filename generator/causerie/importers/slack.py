"""Slack's own export: a file a day of a channel, with `users.json` beside or above it.

An export holds real names, e-mail addresses and direct messages: of people only the display name is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import zip_longest
from typing import Any

from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found, Hidden
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import fault, read_json
from causerie.importers.rooms import MAIL_ADDRESS, find_links, hide_mail_addresses
from causerie.importers.sample import Sample
from causerie.model.post import Author, Post
from causerie.problems import Problem

_TS = re.compile(r"\d{9,10}(?:\.\d{1,6})?")
_KEPT = ("", "thread_broadcast", "me_message", "file_share", "reply_broadcast")
_LONGEST_NAME = 80  # characters, as Slack has it: a mention becomes as long as the name
_DELETED = ("tombstone", "message_deleted")
_DIRECT = re.compile(r"D[A-Z0-9]{6,}|mpdm-.+")  # the folders of direct messages
_UPLOAD = re.compile(r"<@\w+(?:\|[^>]*)?> (?:uploaded|shared) a file")
_BOTS = ("USLACKBOT", "SLACKBOT")
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*_~])(?P<sign>[*_~])(?=\S)(?P<text>[^\n*_~]+?)(?<=\S)(?P=sign)(?![\w*_~])")
_MARK = "\x00"  # stands for a reference while emphasis is taken away
_REFERENCE = re.compile(r"<(?P<what>[^<>|\n]+)(?:\|(?P<label>[^<>\n]*))?>")


def _recognise(sample: Sample) -> bool:
    elements = sample.elements
    inner = sample.element.get("messages")  # what the API gives for a channel
    if isinstance(inner, list):
        elements = tuple(each for each in inner if isinstance(each, dict))
    head = elements[:20]
    return bool(head) and all(each.get("type") == "message" and _ts(each.get("ts")) for each in head)


def _ts(value: Any) -> str:
    """The time and id of a message; '' for what is none."""
    text = str(value) if isinstance(value, str | int | float) else ""
    return text if _TS.fullmatch(text) else ""


def _read(file: ExportFile, export: Export) -> Reading:
    people = _People(export, file)
    yield from people.problems
    channel = file.folder.rpartition("/")[2]
    is_direct = _DIRECT.fullmatch(channel) is not None or channel in _private_channels(export, file)
    for value in read_json(file, "messages"):
        if isinstance(value, Problem):
            yield value
            continue
        line, message = value
        ts = _ts(message.get("ts")) if isinstance(message, dict) else ""
        if not ts:
            yield fault(file, line, "a message without its time was passed over.")
        elif (found := _read_message(message, ts, people, is_direct)) is not None:
            yield found


def _read_message(message: Mapping[str, Any], ts: str, people: _People, is_direct: bool) -> Found | None:
    """A post, or None for what nobody wrote: who comes and goes, bots, files."""
    kind = str(message.get("subtype") or "")
    if kind in _DELETED:
        deleted = _ts(message.get("deleted_ts")) or ts
        return Found(
            post=Post(platform="slack", id=f"slack:{deleted}", author=Author(), text=""), hidden=Hidden.DELETED
        )
    user, text = str(message.get("user") or ""), str(message.get("text") or "")
    if kind not in _KEPT or not user or people.is_bot(user) or message.get("bot_id") or message.get("is_ephemeral"):
        return None
    if message.get("hidden") is True or not text or (kind == "file_share" and _UPLOAD.match(text)):
        return None
    plain = _read_text(text, people)
    thread = _ts(message.get("thread_ts"))
    reactions = message.get("reactions")
    counts = [each.get("count") for each in reactions if isinstance(each, dict)] if isinstance(reactions, list) else []
    replies = message.get("reply_count")
    post = Post(
        platform="slack",
        id=f"slack:{ts}",
        author=people.author(user, message.get("user_profile")),
        posted=_time(ts),
        text=plain,
        reply_to=f"slack:{thread}" if thread and thread != ts else "",
        links=find_links(plain),
        likes=sum(count for count in counts if isinstance(count, int)) if counts else None,
        replies=replies if isinstance(replies, int) else None,
    )
    return Found(post=post, hidden=Hidden.DIRECT if is_direct else None)


def _time(ts: str) -> datetime:
    seconds, _, fraction = ts.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=int(fraction.ljust(6, "0") or 0))


def _read_text(text: str, people: _People) -> str:
    """Slack's markup as plain text: names for ids, links in full, without the signs of bold and italic."""
    pieces = []
    for number, piece in enumerate(_CODE.split(text)):
        references = [
            _read_reference(found["what"], found["label"] or "", people) for found in _REFERENCE.finditer(piece)
        ]
        plain = _REFERENCE.sub(_MARK, piece.replace(_MARK, ""))
        if number % 2 == 0:
            plain = _EMPHASIS.sub(lambda found: found["text"], plain)
        between = plain.split(_MARK)  # what stands within a reference has no emphasis: an address may hold `_`
        pieces += [unescape(each) for pair in zip_longest(between, references, fillvalue="") for each in pair]
    return hide_mail_addresses("".join(pieces)).strip()


def _read_reference(what: str, label: str, people: _People) -> str:
    match what[0]:
        case "@":
            return f"@{people.author(what[1:], None).handle}"
        case "#":
            return f"#{label or what[1:]}"
        case "!":
            word = what[1:].partition("^")[0]
            return label or f"@{word}"
    if what.lower().startswith("mailto:"):
        return MAIL_ADDRESS
    if what.lower().startswith("tel:"):
        return label or what[4:]
    if not re.match(r"https?://", what, re.IGNORECASE):
        return label or f"<{what}>"
    is_same = not label or label.rstrip("/") in what
    return what if is_same else f"{label} ({what})"


def _private_channels(export: Export, file: ExportFile) -> set[str]:
    """The folders of private channels and conversations, as an export of a whole workspace lists them."""
    names: set[str] = set()
    for name in ("groups.json", "mpims.json", "dms.json"):
        beside = export.beside(file, name)
        for each in read_json(beside) if beside is not None else ():
            if not isinstance(each, Problem) and isinstance(each[1], dict):
                names.update(str(each[1].get(key)) for key in ("name", "id"))
    return names


class _People:
    """Who is who in a workspace, by the display name that each has chosen there."""

    def __init__(self, export: Export, file: ExportFile) -> None:
        self._names: dict[str, str] = {}
        self._bots = set(_BOTS)
        self.problems: list[Problem] = []
        listed = export.beside(file, "users.json")
        for value in read_json(listed) if listed else ():
            if isinstance(value, Problem):
                self.problems.append(value)
            elif isinstance(value[1], dict) and value[1].get("id"):
                user = value[1]
                if user.get("is_bot") is True:
                    self._bots.add(str(user["id"]))
                self._names[str(user["id"])] = _display_name(user.get("profile")) or str(user.get("name") or "")

    def is_bot(self, user: str) -> bool:
        """Whether no person writes under this id."""
        return user in self._bots

    def author(self, user: str, profile: Any) -> Author:
        """The author with an id; a message may hold the display name, too. No name at all: the id stands for it."""
        shown = (self._names.get(user) or _display_name(profile, "name") or user)[:_LONGEST_NAME]
        name = user if hide_mail_addresses(shown) != shown else shown
        return Author(handle=re.sub(r"\s+", "", name).removeprefix("@"), name=name, id=user)


def _display_name(profile: Any, *others: str) -> str:
    """What somebody chose to be called; never the real name."""
    names = ("display_name", *others)
    return (
        next((str(profile[name]).strip() for name in names if profile.get(name)), "")
        if isinstance(profile, dict)
        else ""
    )


IMPORTERS = (
    Importer(name="slack", title="Slack export of a channel", recognise=_recognise, read=_read, has_hashtags=False),
)
