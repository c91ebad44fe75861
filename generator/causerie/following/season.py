"""A chat's season: its held sessions between two days, what they come to together, and who came again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from statistics import mean

from causerie.following.counting import Held
from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.model.library import Library
from causerie.model.over_time import Streaks, count_over_time
from causerie.model.session import Status


@frozen(kw_only=True)
class Trend:
    """A number from session to session."""

    name: str
    values: tuple[int | None, ...]  # by start; None where nobody knows

    @property
    def known(self) -> tuple[int, ...]:
        """The values that are known."""
        return tuple(value for value in self.values if value is not None)

    @property
    def halves(self) -> tuple[float, float] | None:
        """The averages of the first and the second half; None below four sessions, which tell nothing."""
        known = self.known
        half = len(known) // 2
        return (mean(known[:half]), mean(known[-half:])) if len(known) >= 4 else None


@frozen(kw_only=True)
class Retention:
    """Who came again, of the sessions that have a transcript."""

    sessions: int
    people: int
    often: tuple[tuple[str, int], ...]  # "once" and so on, with how many people
    pairs: tuple[int, int]  # of so many people of a session, how many were in the next one; all pairs together
    new: int  # newcomers of all sessions but the last one
    new_again: int  # those of them who came again since
    streaks: Streaks


@frozen(kw_only=True)
class Season:
    """What a report says of a chat."""

    chat: Chat
    since: date
    until: date
    held: tuple[Held, ...]
    cancelled: int
    trends: tuple[Trend, ...]
    retention: Retention | None  # None where fewer than two sessions have a transcript


def make_season(library: Library, chat: Chat, every: Sequence[Held], since: date, until: date, now: datetime) -> Season:
    """The season between two days of the chat's zone, both included; `every` are all of its held sessions."""

    def is_within(start: datetime) -> bool:
        return since <= start.astimezone(chat.zone).date() <= until

    held = tuple(each for each in every if is_within(each.session.start))
    sessions = (each for each in library.sessions_of(chat) if is_within(each.start) and each.is_past(now))
    told = _comparable(held)
    trends = (
        Trend(name="people", values=tuple(each.people if each else None for each in told)),
        Trend(name="newcomers", values=tuple(each.new if each else None for each in told)),
        Trend(name="posts", values=tuple(each.posts if each else None for each in told)),
        Trend(name="answers", values=tuple(each.answered if each else None for each in told)),
    )
    return Season(
        chat=chat,
        since=since,
        until=until,
        held=held,
        cancelled=sum(each.status is Status.CANCELLED for each in sessions),
        trends=tuple(trend for trend in trends if trend.known),
        retention=_retention(chat, [each for each in held if each.is_counted], held),
    )


def _comparable(held: Sequence[Held]) -> list[Held | None]:
    """The sessions whose numbers may stand in one line: those with a transcript, unless hardly any has one.

    A host counts in another way than a transcript does, which may lack a platform.
    """
    is_counted = sum(each.is_counted for each in held) > 1
    return [each if each.is_counted or not is_counted else None for each in held]


def _retention(chat: Chat, counted: Sequence[Held], held: Iterable[Held]) -> Retention | None:
    if len(counted) < 2:
        return None
    times = Counter(key for each in counted for key in each.keys)
    later: set[bytes] = set()
    new = new_again = 0
    for place, each in enumerate(reversed(counted)):
        if place:
            new += len(each.first_time)
            new_again += len(each.first_time & later)
        later |= each.keys
    seen = [(each.session, each.keys) for each in counted]
    past = [each.session for each in held]
    return Retention(
        sessions=len(counted),
        people=len(times),
        often=(
            ("once", sum(count == 1 for count in times.values())),
            ("2 to 4 times", sum(2 <= count <= 4 for count in times.values())),
            ("5 times and more", sum(count >= 5 for count in times.values())),
        ),
        pairs=(
            sum(len(first.keys) for first in counted[:-1]),
            sum(len(first.keys & second.keys) for first, second in pairwise(counted)),
        ),
        new=new,
        new_again=new_again,
        streaks=count_over_time(chat, past, (), seen, has_transcripts=True).streaks,
    )
