"""A chat over time, counted: who comes and who comes back, and what happens time after time without a gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from itertools import groupby

from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.model.session import Session


@frozen
class Visit:
    """A session, who was seen in it, and how many of them for the first time."""

    session: Session
    people: Set[Hashable]
    new: int

    @property
    def returning(self) -> int:
        """Those who had been seen before."""
        return len(self.people) - self.new


@frozen(kw_only=True)
class Streaks:
    """What happens time after time without a gap."""

    held: int  # sessions up to the last one
    longest_held: int
    faithful: int  # people who were in each of the last three sessions
    longest_visit: int  # sessions in a row of whoever has the most


@frozen(kw_only=True)
class OverTime:
    """What is counted of a chat."""

    recaps: tuple[tuple[int, int], ...]  # each year and its recaps, the first year first
    visits: tuple[Visit, ...]  # by start
    streaks: Streaks
    has_transcripts: bool  # whether everybody who wrote is counted, or only who is quoted
    knows_people: bool  # not where a chat hides who somebody is: then nobody is known again


def count_over_time(
    chat: Chat,
    past: Sequence[Session],
    recapped: Sequence[Session],
    seen: Iterable[tuple[Session, Set[Hashable]]],
    *,
    has_transcripts: bool,
) -> OverTime:
    """The numbers of a chat; sessions come by start, and `seen` says who was in those of which it is known."""
    visits = tuple(_visit(seen))
    years = sorted(Counter(session.start.year for session in recapped).items())
    return OverTime(
        recaps=tuple(years),
        visits=visits,
        streaks=_streaks(past, visits),
        has_transcripts=has_transcripts,
        knows_people=has_transcripts or not chat.anonymise,
    )


def _visit(seen: Iterable[tuple[Session, Set[Hashable]]]) -> Iterator[Visit]:
    known: set[Hashable] = set()
    for session, people in seen:
        yield Visit(session, people, len(people - known))
        known |= people


def _streaks(past: Sequence[Session], visits: Sequence[Visit]) -> Streaks:
    runs = [len(list(run)) for is_off, run in groupby(past, key=lambda session: session.is_off) if not is_off]
    running: dict[Hashable, int] = {}
    longest = 0
    for visit in visits:
        running = {person: running.get(person, 0) + 1 for person in visit.people}
        longest = max(longest, *running.values(), 0)
    return Streaks(
        held=runs[-1] if runs and not past[-1].is_off else 0,
        longest_held=max(runs, default=0),
        faithful=sum(count >= 3 for count in running.values()),
        longest_visit=longest,
    )
