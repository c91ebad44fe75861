"""A chat over time: whoever is counted is new once, and a streak ends where somebody or something was missing."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from causerie.model.over_time import Streaks, count_over_time
from causerie.model.session import Session, Status
from tests import make

Seen = list[set[str]]


def session(week: int, *, is_off: bool = False) -> Session:
    status = Status.CANCELLED if is_off else Status.CONFIRMED
    return make.session(id=f"hour-{week}", start=make.NOW + timedelta(weeks=week), status=status)


@given(st.lists(st.sets(st.sampled_from("abcdef")), max_size=12))
def test_everybody_is_new_once(seen: Seen) -> None:
    sessions = [session(week) for week in range(len(seen))]
    counted = count_over_time(make.chat(), sessions, sessions, zip(sessions, seen, strict=True), has_transcripts=True)
    assert sum(visit.new for visit in counted.visits) == len(set().union(*seen))
    assert all(visit.new + visit.returning == len(visit.people) for visit in counted.visits)
    assert sum(recaps for _, recaps in counted.recaps) == len(sessions)


def test_streaks_end_where_somebody_or_something_was_missing() -> None:
    seen: Seen = [{"a"}, {"a", "b"}, {"a", "b"}, {"b"}, {"b", "c"}]
    sessions = [session(week, is_off=week == 5) for week in range(8)]
    held = [each for each in sessions if not each.is_off][:5]
    counted = count_over_time(make.chat(), sessions, held, zip(held, seen, strict=True), has_transcripts=False)
    assert counted.streaks == Streaks(held=2, longest_held=5, faithful=1, longest_visit=4)
