"""The content that every generator gets: invented sessions of two chats; `shapes` writes them as each tool reads them.

Standard library only, and the same numbers give the same content everywhere. Words are drawn with Zipf's weights from
a fixed list, so sizes are near prose, not equal to it.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path

UPCOMING = 50
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # what counts as now for every generator that asks
TODAY = datetime(2026, 11, 20, 18, tzinfo=UTC)  # the sessions' hour; recaps are of the days before

_SYLLABLES = """
ba be bi bo bu da de di do ka ke ki ko la le li lo lu ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to va ve
vi zo
"""
_FIRST_NAMES = """
Ada Alan Amara Ana Ben Carla Chen Dana Diego Ebele Elif Emma Farah Grace Hana Ibrahim Ines Jamal Jo Kofi Lena Leo Li
Maria Mei Nadia Noor Omar Priya Quinn Rosa Sam Sofia Tariq Uma Vera Wanjiru Xena Yusuf Zoe
"""
_EMOJI = ("🎉", "👏", "💡", "🔥", "🙌", "📚", "✨", "🤔")
_ACCOUNTS = 3000  # who posts
_PEOPLE = 40  # the first of them host, and are guests
_QUESTIONS = 8


@dataclass(frozen=True, slots=True)
class Chat:
    """One of the two chats."""

    id: str
    title: str
    hashtag: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account on the one platform of this world."""

    name: str
    handle: str

    @property
    def url(self) -> str:
        """The profile."""
        return f"https://social.example/@{self.handle}"


@dataclass(frozen=True, slots=True)
class Post:
    """A highlighted post."""

    question: int
    author: Person
    text: str
    url: str
    posted: datetime
    likes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session; what has to do with its recap is empty while it is to come."""

    id: str
    chat: Chat
    title: str
    start: datetime
    description: str
    hosts: tuple[Person, ...]
    guests: tuple[Person, ...]
    questions: tuple[str, ...]
    highlights: tuple[Post, ...] = ()
    takeaways: tuple[str, ...] = ()
    prose: str = "Upcoming.\n"  # Markdown
    posts: int = 0
    participants: int = 0

    @property
    def folder(self) -> str:
        """The name of the record, in every shape: the day and the id."""
        return f"{self.start:%Y-%m-%d}-{self.id}"


CHATS = (
    Chat("edu-chat-weekly", "Edu Chat Weekly", "EduChatWeekly"),
    Chat("library-hour", "Library Hour", "LibraryHour"),
)


@dataclass(frozen=True)
class Corpus:
    """So many recaps, newest first, one a day, and the sessions that are to come, one a week; the chats take turns."""

    recaps: int

    @cached_property
    def past(self) -> tuple[Session, ...]:
        """The sessions with recaps."""
        return tuple(_held_session(i, TODAY - timedelta(days=i + 1)) for i in range(self.recaps))

    @cached_property
    def upcoming(self) -> tuple[Session, ...]:
        """The sessions to come, each on a slot of its chat's schedule."""
        starts = (TODAY + timedelta(weeks=i + 1) for i in range(UPCOMING))
        return tuple(_announced_session(_Pen(f"s{10**6 + i}"), i, start) for i, start in enumerate(starts))


def speakers() -> tuple[Person, ...]:
    """Everybody who hosts a session or is its guest."""
    return _vocabulary().accounts[:_PEOPLE]


@dataclass(frozen=True)
class _Vocabulary:
    words: tuple[str, ...]
    weights: tuple[float, ...]  # cumulative
    accounts: tuple[Person, ...]


@cache
def _vocabulary() -> _Vocabulary:
    chance = random.Random(7)
    words = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()
    words += [_invent_word(chance, 4) for _ in range(2500)]
    weights = tuple(itertools.accumulate(1 / (rank + 1) ** 0.9 for rank in range(len(words))))
    accounts = []
    for _ in range(_ACCOUNTS):
        first, last = chance.choice(_FIRST_NAMES.split()), _invent_word(chance, 3).capitalize()
        accounts.append(Person(f"{first} {last}", f"{first.lower()}{last.lower()}{chance.randint(1, 99)}"))
    return _Vocabulary(tuple(words), weights, tuple(accounts))


def _invent_word(chance: random.Random, most: int) -> str:
    syllables = _SYLLABLES.split()
    return "".join(chance.choice(syllables) for _ in range(chance.randint(2, most)))


class _Pen:
    """Writes one session: its own source of chance, so that a session is the same in a corpus of any size."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)
        self.vocabulary = _vocabulary()

    def words(self, least: int, most: int) -> str:
        known = self.vocabulary
        return " ".join(self.chance.choices(known.words, cum_weights=known.weights, k=self.chance.randint(least, most)))

    def sentence(self, least: int, most: int, end: str = ".") -> str:
        words = self.words(least, most)
        return words[0].upper() + words[1:] + end

    def people(self, least: int, most: int) -> tuple[Person, ...]:
        return tuple(self.chance.sample(speakers(), self.chance.randint(least, most)))

    def post(self, question: int, number: int, session: Session) -> Post:
        chance = self.chance
        author = chance.choice(self.vocabulary.accounts)
        text = f"A{question}: {self.sentence(8, 16)} {self.sentence(6, 14)}"
        if chance.random() < 0.3:
            text += f" {chance.choice(_EMOJI)}"
        if chance.random() < 0.25:
            text += f" https://example.org/{chance.randint(1000, 9999)}"
        return Post(
            question,
            author,
            f"{text} #{session.chat.hashtag}",
            f"{author.url}/{chance.randint(10**17, 10**18 - 1)}",
            session.start + timedelta(seconds=60 + number * 37 + chance.randint(0, 30)),
            int(chance.paretovariate(1.1)),
        )

    def paragraph(self) -> str:
        words = " ".join(self.sentence(10, 18) for _ in range(3)).split(" ")
        place = self.chance.randrange(3, len(words) - 4)
        words[place] = f"**{words[place]}**"
        words[place + 2] = f"[{words[place + 2].rstrip('.')}](https://example.org/{self.chance.randint(1, 999)})"
        return " ".join(words)


def _announced_session(pen: _Pen, number: int, start: datetime) -> Session:
    title = pen.words(4, 8).capitalize()
    short = re.sub(r"[^a-z0-9]+", "-", title.lower())[:50].strip("-")
    return Session(
        id=f"{short}-{number}",  # the number, since a chat may meet twice under one title
        chat=CHATS[number % len(CHATS)],
        title=title,
        start=start,
        description=pen.sentence(14, 20),
        hosts=pen.people(1, 2),
        guests=pen.people(0, 2),
        questions=tuple(pen.sentence(9, 18, "?") for _ in range(_QUESTIONS)),
    )


def _held_session(number: int, start: datetime) -> Session:
    pen = _Pen(f"s{number}")
    session = _announced_session(pen, number, start)
    return Session(
        id=session.id,
        chat=session.chat,
        title=session.title,
        start=start,
        description=session.description,
        hosts=session.hosts,
        guests=session.guests,
        questions=session.questions,
        highlights=tuple(pen.post(question, 8 * i, session) for i, question in enumerate(_answered_questions())),
        takeaways=tuple(pen.sentence(12, 22) for _ in range(5)),
        prose="\n\n".join(pen.paragraph() for _ in range(3)) + "\n",
        posts=pen.chance.randint(60, 600),
        participants=pen.chance.randint(10, 120),
    )


def _answered_questions() -> Iterator[int]:
    """The question of each of the twelve highlights: the first four have two."""
    for question in range(1, _QUESTIONS + 1):
        yield from [question] * (2 if question <= 4 else 1)
