"""Numbers: posts and reposts apart, people, answers to each question, and the parts of the hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from causerie.model.counting import Numbers, Tally, person_key, split_people
from causerie.model.post import Post, Role
from tests import make

START = datetime(2026, 12, 2, 20, 0, tzinfo=make.LONDON)


def at(minute: float, **more: Any) -> Post:
    return make.post(posted=START + timedelta(minutes=minute), **more)


def test_posts_are_counted() -> None:
    tally = Tally(START, 60)
    tally.add(at(0), "amara", Role.QUESTION, (1,))
    tally.add(at(3), "x:jo", Role.ANSWER, (1,))
    tally.add(at(59, platform="x"), "x:jo", Role.ANSWER, (1, 2))
    tally.add(at(60), "x:lea", None, ())
    tally.add(at(4, text="RT @jo: A1"), "x:mo", None, ())
    assert tally.finish([1, 2, 3]) == Numbers(
        posts=4,
        reposts=1,
        participants=4,
        answers=((1, 2), (2, 1), (3, 0)),
        span=5,
        parts=(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
        platforms=(("bluesky", 3), ("x", 1)),
    )
    assert split_people(tally.people) == {person_key(person) for person in ("amara", "x:jo", "x:lea", "x:mo")}


@pytest.mark.parametrize(
    ("minutes", "span", "parts"), [(10, 1, 10), (45, 5, 9), (60, 5, 12), (90, 10, 9), (2880, 240, 12)]
)
def test_an_hour_has_as_many_parts_as_a_picture_can_show(minutes: int, span: int, parts: int) -> None:
    tally = Tally(START, minutes)
    tally.add(at(0), "x:jo", None, ())
    numbers = tally.finish([])
    assert (numbers.span, len(numbers.parts)) == (span, parts)


def test_posts_that_are_all_outside_the_hour_make_no_picture_of_it() -> None:
    tally = Tally(START, 60)
    tally.add(at(-1), "x:jo", None, ())
    tally.add(make.post(posted=None), "x:jo", None, ())
    assert (tally.finish([]).posts, tally.finish([]).parts) == (2, ())
