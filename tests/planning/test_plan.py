"""The editorial calendar: weeks, what sessions lack, late recaps, topics and ideas."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from causerie.i18n import speak
from causerie.model.library import Library
from causerie.model.recap import Recap
from causerie.model.session import Question, Session, Status
from causerie.planning.lacks import Need, Stage, list_lacks, recap_stage, usually_has_guests
from causerie.planning.plan import Plan, make_plan
from causerie.planning.shown import show_plan
from causerie.planning.topics import covered, neglected, use_topics
from causerie.records.ideas import Idea
from tests import make

NOW = make.NOW  # a Sunday
SIX = tuple(Question(number=number, text="Why?") for number in range(1, 7))


def at(days: float, **changes: Any) -> Session:
    """A session some days from now that lacks nothing."""
    values: dict[str, Any] = {"start": NOW + timedelta(days=days), "questions": SIX, "announced": NOW, "id": f"s{days}"}
    return make.session(**{**values, **changes})


def needs(session: Session, *, has_guests: bool = False) -> dict[Need, bool]:
    return {lack.need: lack.is_due for lack in list_lacks(session, NOW, has_guests=has_guests)}


def plan(*sessions: Session, ideas: tuple[Idea, ...] = (), weeks: int = 4, **chat: Any) -> Plan:
    of = make.chat(**chat)
    own = [make.session(**{**_values(session), "chat": of}) for session in sessions]
    return make_plan(Library((of,), tuple(own)), (of,), ideas, NOW, weeks)


def _values(session: Session) -> dict[str, Any]:
    return {field.name: getattr(session, field.name) for field in fields(session)}


def test_a_session_with_everything_lacks_nothing() -> None:
    assert needs(at(3)) == {}


@pytest.mark.parametrize(
    ("changes", "need", "lead"),
    [
        ({"id": "", "title": ""}, Need.TOPIC, 28),
        ({"status": Status.IDEA}, Need.DECISION, 28),
        ({"status": Status.PLANNED}, Need.CONFIRMATION, 14),
        ({"questions": ()}, Need.QUESTIONS, 14),
        ({"questions": SIX[:5]}, Need.MORE_QUESTIONS, 14),
        ({"questions": SIX * 3}, Need.FEWER_QUESTIONS, 14),
        ({"announced": None}, Need.ANNOUNCEMENT, 14),
    ],
)
def test_a_lack_is_due_some_weeks_before(changes: dict[str, Any], need: Need, lead: int) -> None:
    assert needs(at(lead + 0.5, **changes)) == {need: False}
    assert needs(at(lead - 0.5, **changes)) == {need: True}


def test_a_guest_is_missed_where_the_chat_usually_has_one() -> None:
    assert needs(at(30), has_guests=True) == {Need.GUEST: False}
    assert needs(at(30, guests=(make.person(),)), has_guests=True) == {}
    with_guest, without = at(-7, guests=(make.person(),)), at(-14)
    assert usually_has_guests([without, with_guest], NOW)
    assert not usually_has_guests([without, without, with_guest, at(7, guests=(make.person(),))], NOW)


def test_a_cancelled_session_needs_nothing_and_a_postponed_one_a_date() -> None:
    assert needs(at(3, status=Status.CANCELLED, questions=())) == {}
    assert needs(at(3, status=Status.POSTPONED, questions=())) == {Need.DATE: True}


@pytest.mark.parametrize(
    ("session", "stage"),
    [
        (at(3), None),
        (at(-3), Stage.NO_POSTS),
        (at(-3, has_transcript=True), Stage.POSTS),
        (at(-3, recap=Recap()), Stage.DRAFT),
        (at(-3, recap=Recap(published=NOW)), None),
        (at(-3, recap=Recap(published=NOW + timedelta(days=1))), None),
        (at(-3, status=Status.CANCELLED), None),
        (at(-3, status=Status.IDEA), None),
    ],
)
def test_how_far_a_recap_is(session: Session, stage: Stage | None) -> None:
    assert recap_stage(session, NOW) == stage


def test_every_week_is_there_and_says_what_is_skipped() -> None:
    made = plan(at(17), schedules=(make.weekly(skip=((date(2026, 12, 2), "Frost"),)),), weeks=3)
    assert [week.monday.isoformat() for week in made.weeks] == ["2026-11-23", "2026-11-30", "2026-12-07"]
    assert [len(week.rows) for week in made.weeks] == [1, 0, 2]
    assert [[each.reason for each in week.skipped] for week in made.weeks] == [[], ["Frost"], []]


def test_an_idea_and_what_is_not_announced_yet_take_their_slots() -> None:
    start = datetime(2026, 11, 25, 20, tzinfo=make.LONDON)
    one = make.session(id="one", start=start, slot="2026-11-25", status=Status.IDEA)
    two = make.session(id="two", start=start + timedelta(weeks=1), announced=NOW + timedelta(days=3))
    rows = [row for week in plan(one, two, weeks=2).weeks for row in week.rows]
    assert [row.session.id for row in rows] == ["one", "two"]


def test_what_is_written_for_later_and_what_waits_for_a_date_stand_apart() -> None:
    made = plan(at(90), at(-5, status=Status.POSTPONED), schedules=())
    assert [[row.session.id for row in rows] for rows in (made.later, made.postponed)] == [["s90"], ["s-5"]]


def test_recaps_are_late_for_a_year_and_the_latest_comes_first() -> None:
    made = plan(at(-400), at(-20), at(-5), at(-9, recap=Recap(published=NOW)))
    assert [late.session.id for late in made.overdue] == ["s-5", "s-20"]


def test_topics_that_were_covered_and_those_that_were_neglected() -> None:
    sessions = [at(-300, topics=("loans",)), at(-200, topics=("Climate",)), at(-10, topics=("ai", "Labels"))]
    sessions += [at(-5, topics=("labels",)), at(7, topics=("climate",)), at(-4, status=Status.CANCELLED, topics=("x",))]
    ideas = [Idea(title="A", topics=("music",), votes=3), Idea(title="B", topics=("ai", "handling"))]
    uses = use_topics(sessions, ideas, NOW)
    assert [(use.topic, use.held) for use in covered(uses, NOW)] == [
        ("Labels", 2),
        ("ai", 1),
        ("Climate", 1),
        ("loans", 1),
    ]
    assert [use.topic for use in neglected(uses, NOW)] == ["music", "handling", "loans"]


def test_ideas_by_votes_of_these_chats_and_those_that_became_sessions_last() -> None:
    ideas = (
        Idea(title="Two votes", votes=2),
        Idea(title="who writes the LABEL?", votes=9),
        Idea(title="Nine votes", votes=9, chat="museum-hour"),
        Idea(title="Elsewhere", votes=20, chat="other"),
    )
    made = plan(at(7), ideas=ideas)
    assert [(wish.idea.title, wish.session is not None) for wish in made.wishes] == [
        ("Nine votes", False),
        ("Two votes", False),
        ("who writes the LABEL?", True),
    ]


def test_in_words_nothing_is_left_out() -> None:
    guest = make.person(id="jonas", name="Jonas")
    made = plan(at(7, guests=(guest,), status=Status.PLANNED, questions=SIX[:1]), countries=("GB",), schedules=())
    row = next(row for week in show_plan(made, speak("en-GB")).weeks for row in week.rows)
    assert (row.day, row.title, row.name, row.guests) == (
        "Sun, 29 Nov 2026",
        "Who writes the label?",
        "museum-hour/s7",
        "Jonas",
    )
    assert (row.status, row.due, row.later) == ("Planned", ("Jonas: not confirmed", "only 1 question"), ())


def test_a_title_can_be_typed_into_a_shell_as_it_stands() -> None:
    made = plan(ideas=(Idea(title="What's $5 `worth`?"), Idea(title="Plain \x1b[31m red")), schedules=())
    commands = [idea.command for idea in show_plan(made, speak("en")).ideas]
    assert commands == [
        "causerie new session museum-hour 'What'\\''s $5 `worth`?'",
        'causerie new session museum-hour "Plain [31m red"',
    ]


def test_no_session_is_left_out_where_the_order_of_instants_is_not_that_of_days() -> None:
    west = make.chat(id="west", zone=ZoneInfo("America/Los_Angeles"), schedules=())
    east = make.chat(id="east", zone=ZoneInfo("Pacific/Auckland"), schedules=())
    now, noon = datetime(2026, 11, 22, 14, tzinfo=UTC), datetime(2026, 12, 20, 12, tzinfo=UTC)
    first = make.session(chat=east, id="first", start=noon.astimezone(east.zone))  # Monday
    last = make.session(chat=west, id="last", start=(noon + timedelta(hours=1)).astimezone(west.zone))  # Sunday
    for chats in ((west, east), (east, west)):
        made = make_plan(Library(chats, (first, last)), chats, (), now, 4)
        assert [row.session.id for week in made.weeks for row in week.rows] == ["last", "first"]
        assert made.later == ()


@pytest.mark.parametrize("status", list(Status))
def test_an_idea_becomes_a_session_only_where_that_takes_place(status: Status) -> None:
    (wish,) = plan(at(7, status=status), ideas=(Idea(title="Who writes the label?"),)).wishes
    assert (wish.session is not None) is (status in (Status.PLANNED, Status.CONFIRMED))
