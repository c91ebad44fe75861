"""What was said in a room of IRC as posts: times over midnight, bots, and what is said to a bot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from causerie.clock import YEARS
from causerie.importers.export import ExportFile
from causerie.importers.found import Found
from causerie.importers.importer import Reading
from causerie.importers.irc_lines import Said
from causerie.importers.reading import fault
from causerie.importers.rooms import find_links, hide_mail_addresses
from causerie.model.post import Author, Post

_BOT_NAMES = re.compile(
    r"zodbot|ubottu|supybot|limnoria|.*meet(?:ing)?bot.*|(?:.+[-_|])?bot[-_|\d]*|bot[-_|].+|.*\[bot\]", re.IGNORECASE
)
_BOT_SAYS = re.compile(
    r"Meeting (?:started|ended) (?:at )?\w|The meeting name has been set to |Current chairs: |This meeting is logged"
)
_TO_BOT = re.compile(r"\.(?:hello\w*|hi|fas\w*)(?:\s|$)|#(?:startmeeting|endmeeting)", re.IGNORECASE)
_COMMAND = re.compile(r"[#!](?P<word>[a-z]+)(?![\w-])[ \t]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_SAID_BY_COMMAND = {  # how minutes show what was said with a command; the others are for the bot alone
    "topic": "TOPIC: ",
    "subtopic": "",
    "info": "",
    "link": "",
    "vote": "",
    "action": "ACTION: ",
    "agreed": "AGREED: ",
    "agree": "AGREED: ",
    "accepted": "ACCEPTED: ",
    "accept": "ACCEPTED: ",
    "rejected": "REJECTED: ",
    "reject": "REJECTED: ",
    "idea": "IDEA: ",
    "help": "HELP: ",
    "halp": "HELP: ",
    "motion": "MOTION: ",
}  # fmt: skip - a table
_FOR_BOT = re.compile(
    r"(?:start|end)(?:meeting|vote)|meeting(?:name|topic)|(?:un|add)?chair|nick|here|undo|rmitem|save|(?:un)?lurk"
    r"|restrictlogs|commands|showvotes?|close|replay"
)
_DISORDER = timedelta(hours=1)  # a line may stand behind one that was said later


class Clock:
    """The instants of lines that have only a time of day: a log runs forward, over midnight too."""

    def __init__(self, near: datetime) -> None:
        self.last = near  # aware, in a possible year; the first line is on the day that brings it nearest to this
        self._is_first = True

    def read(self, said: Said) -> datetime:
        """When a line was said, in UTC."""
        day = said.date if said.date and said.date.year in YEARS else None
        moment = datetime.combine(day or self.last.date(), said.time, self.last.tzinfo)
        if day is None:
            days = [moment + timedelta(days=each) for each in (-1, 0, 1)]
            if self._is_first:
                moment = min(days, key=lambda each: abs(each - self.last))
            else:
                moment = next(each for each in days if each > self.last - _DISORDER)
        self.last, self._is_first = moment, False
        return moment.astimezone(UTC)


def find_bots(lines: Iterable[Said]) -> frozenset[str]:
    """The nicks that speak as the bot of a meeting does."""
    return frozenset(said.nick for said in lines if _BOT_SAYS.match(said.text))


class Room:
    """What was said in one room as posts: each has an id of its time and its number within that second."""

    def __init__(self, name: str, bots: frozenset[str] = frozenset()) -> None:
        self._name = re.sub(r"[^a-z0-9_.-]+", "-", name.lower()).strip("-.") or "irc"
        self._bots = bots
        self._numbers: Counter[str] = Counter()

    def read_post(self, said: Said, posted: datetime) -> Found | None:
        """A post, or None for a bot's line and for what was said to a bot."""
        if said.nick in self._bots or _BOT_NAMES.fullmatch(said.nick.partition(":")[0]):
            return None
        text = _read_text(said)
        if not text:
            return None
        second = f"{posted:%Y%m%dT%H%M%SZ}"
        self._numbers[second] += 1
        text = hide_mail_addresses(text)
        post = Post(
            platform="irc",
            id=f"irc:{self._name}/{second}-{self._numbers[second]:03}",
            author=Author(handle=hide_mail_addresses(said.nick)),
            posted=posted,
            text=text,
            links=find_links(text),
        )
        return Found(post=post)


def read_room(file: ExportFile, lines: Iterable[Said | tuple[int, str]], room: Room, clock: Clock) -> Reading:
    """The posts of a log, and a warning for each line that is none."""
    for said in lines:
        if not isinstance(said, Said):
            yield fault(file, said[0], "the line has no time and no nick, and was passed over.")
        elif (found := room.read_post(said, clock.read(said))) is not None:
            yield found


def _read_text(said: Said) -> str:
    """What a line says to people: without the word of a command, '' where it is for a bot."""
    if said.is_action:
        return f"* {said.nick} {said.text}" if said.text else ""
    if _TO_BOT.match(said.text):
        return ""
    command = _COMMAND.match(said.text)
    word = command["word"].lower() if command else ""
    if command is None or _FOR_BOT.fullmatch(word):
        return "" if command else said.text
    if word not in _SAID_BY_COMMAND:
        return said.text
    rest = command["rest"].strip()
    return _SAID_BY_COMMAND[word] + rest if rest else ""
