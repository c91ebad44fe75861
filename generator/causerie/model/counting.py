"""Counts a session's posts, one after the other: drafts and pages say the same numbers because both count here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from types import MappingProxyType

from causerie.frozen import frozen
from causerie.model.post import Post, Role

PERSON_KEY = 8  # bytes that name a participant: enough to tell apart, and nothing that a reader could turn back
_MOST_COLUMNS = 15
_SPANS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 240)  # minutes; a session is two days at most
_REPOST = re.compile(r"\s*RT:? ?[@＠]\w", re.IGNORECASE)


@frozen(kw_only=True)
class Numbers:
    """What can be counted in a session's posts."""

    posts: int  # without reposts
    reposts: int = 0  # posts that only pass on what another says, of those that an export kept
    participants: int = 0  # people who wrote at least one post, hosts and guests too
    answers: tuple[tuple[int, int], ...] = ()  # each question's number, and how many posts answer it
    span: int = 1  # minutes of a part of the hour
    parts: tuple[int, ...] = ()  # posts in each part of the hour, from its start to its end
    platforms: tuple[tuple[str, int], ...] = ()  # posts on each platform, the most first


@dataclass(slots=True)
class Tally:
    """The numbers of a session while its posts are counted: of one that begins at `start` and takes so many minutes."""

    start: datetime
    duration: int
    _people: set[str] = field(default_factory=set)
    _answers: Counter[int] = field(default_factory=Counter)
    _platforms: Counter[str] = field(default_factory=Counter)
    _parts: list[int] = field(default_factory=list)
    _posts: int = 0
    _reposts: int = 0
    _span: int = 0

    def __post_init__(self) -> None:
        self._span = next((each for each in _SPANS if self.duration <= each * _MOST_COLUMNS), _SPANS[-1])
        self._parts = [0] * max(1, -(-self.duration // self._span))

    def add(self, post: Post, person: str, role: Role | None, questions: Iterable[int]) -> None:
        """Count a post of a person, with what it is to the session's questions."""
        self._people.add(person)
        if is_repost(post):
            self._reposts += 1
            return
        self._posts += 1
        self._platforms[post.platform] += 1
        if role is not Role.QUESTION:
            self._answers.update(set(questions))
        if post.posted is not None:
            part = int((post.posted - self.start).total_seconds() // (60 * self._span))
            if 0 <= part < len(self._parts):
                self._parts[part] += 1

    def finish(self, questions: Iterable[int]) -> Numbers:
        """What was counted; `questions` are those that the session has, answered or not."""
        numbers = sorted({*questions, *self._answers})
        return Numbers(
            posts=self._posts,
            reposts=self._reposts,
            participants=len(self._people),
            answers=tuple((number, self._answers[number]) for number in numbers),
            span=self._span,
            parts=tuple(self._parts) if any(self._parts) else (),
            platforms=tuple(sorted(self._platforms.items(), key=lambda each: (-each[1], each[0]))),
        )

    @property
    def people(self) -> bytes:
        """The participants' keys, sorted, one after the other."""
        return b"".join(sorted(map(person_key, self._people)))


def begins_as_repost(text: str) -> bool:
    """Whether a text says by its first words that it only passes on another: "RT @…"."""
    return _REPOST.match(text) is not None


def is_repost(post: Post) -> bool:
    """Whether a post only passes on another."""
    return begins_as_repost(post.text)


def person_key(person: str) -> bytes:
    """What names a participant in each session of a chat: of an id in people.yml, else of an account."""
    return blake2b(person.casefold().encode("utf-8", "surrogatepass"), digest_size=PERSON_KEY).digest()


def split_people(people: bytes, joined: Mapping[bytes, bytes] = MappingProxyType({})) -> set[bytes]:
    """The keys of a session's participants, from `Tally.people`; `joined` says whose several keys are one person's."""
    keys = (people[at : at + PERSON_KEY] for at in range(0, len(people), PERSON_KEY))
    return {joined.get(key, key) for key in keys}
