"""A chat: the recurring conversation, known by its hashtag."""

from __future__ import annotations

from enum import StrEnum
from zoneinfo import ZoneInfo

from causerie.frozen import frozen
from causerie.model.person import Person
from causerie.model.schedule import Schedule


class ChatStatus(StrEnum):
    """Whether a chat still takes place."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


@frozen
class Venue:
    """A platform where a chat takes place; `place` is the Mastodon instance or another platform's own address."""

    platform: str
    place: str = ""


@frozen(kw_only=True)
class Chat:
    """A chat.yml."""

    id: str  # the folder's name
    title: str
    hashtag: str  # without '#', as written
    zone: ZoneInfo
    also: tuple[str, ...] = ()  # further hashtags that count
    tagline: str = ""
    description: str = ""  # Markdown
    language: str = "en"
    hosts: tuple[Person, ...] = ()
    venues: tuple[Venue, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    topics: tuple[str, ...] = ()
    status: ChatStatus = ChatStatus.ACTIVE
    color: str = ""  # "#rrggbb"
    question_labels: tuple[str, ...] = ("Q",)
    answer_labels: tuple[str, ...] = ("A", "R")
    countries: tuple[str, ...] = ()
    goals: tuple[tuple[str, str], ...] = ()
    anonymise: bool = False
    aliases: tuple[str, ...] = ()  # former folder names
    path: str = ""  # of chat.yml, relative to the folder of mkdocs.yml

    @property
    def default_duration(self) -> int:
        """Minutes that a session takes when nobody says otherwise."""
        return next((s.duration for s in self.schedules if s.duration), 60)
