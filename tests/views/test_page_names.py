"""What names a page that gathers from many sessions changes whenever what the page shows does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from causerie.i18n import speak
from causerie.model.counting import Tally
from causerie.model.person import Account, Person
from causerie.model.session import Session
from causerie.views.pages.session_numbers import Attendance, count_newcomers, join_accounts
from causerie.views.pages.shelf import fill_shelf, name_shelf
from causerie.views.pages.topics import Topic
from tests import make

ENGLISH = speak("en")


def sessions(count: int) -> list[Session]:
    """Past sessions, the latest first."""
    first = make.session()
    return [
        replace(first, id=f"s{n}", title=f"Session {n}", start=first.start - timedelta(weeks=n)) for n in range(count)
    ]


@pytest.mark.parametrize("without", [0, 1, 5])
@pytest.mark.parametrize("count", [3, 13, 60])
def test_a_shelf_is_named_by_every_card_that_it_shows(count: int, without: int) -> None:
    past = sessions(count)
    cards = {each.id: f"<li>{each.id}</li>" if at >= without else "" for at, each in enumerate(past)}

    def look(changed: dict[str, str]) -> tuple[object, object]:
        def archived(session: Session) -> str:
            return changed[session.id]

        return fill_shelf(past, archived, ENGLISH, "topics/ai/"), name_shelf(past, archived)

    shown, name = look(cards)
    changes = 0
    for each in past:
        if cards[each.id]:
            shown_now, name_now = look(cards | {each.id: "<li>other</li>"})
            assert (shown_now == shown) == (name_now == name)
            changes += shown_now != shown
    assert changes == max(0, min(12, count - without))


def test_a_shelf_is_named_by_every_line_that_it_shows() -> None:
    past: Sequence[Session] = sessions(60)
    names, shelves = set(), set()
    for at in range(60):
        renamed = [replace(each, title="Renamed") if n == at else each for n, each in enumerate(past)]
        shelf = fill_shelf(renamed, lambda _: "", ENGLISH, "topics/ai/")
        shelves.add(shelf)
        names.add(repr(name_shelf(renamed, lambda _: "")))
    assert len(names) >= len(shelves) == 53


def test_a_topic_has_a_shelf_for_each_chat() -> None:
    past = sessions(3)
    other = replace(past[1], chat=replace(past[1].chat, id="paper-hour"))
    topic = Topic(id="ai", name="ai", chats=(), upcoming=(), past=(past[0], other, past[2]), related=())
    assert topic.by_chat == [[past[0], past[2]], [other]]


def test_a_guest_who_comes_back_as_a_participant_is_known() -> None:
    lea = Person(id="lea", name="Léa", accounts=(Account("mastodon", "lea@glammr.example"), Account("x", "Lea")))

    def people(*names: str) -> bytes:
        tally = Tally(make.session().start, 60)
        for name in names:
            tally.add(make.post(), name, None, ())
        return tally.people

    rows = [
        (make.session(guests=(lea,)), people("lea", "x:jo")),
        (make.session(), people("x:lea", "x:jo")),
        (make.session(), people("mastodon:lea@glammr.example", "x:mo")),
    ]
    assert list(count_newcomers(rows, join_accounts([lea]))) == [None, Attendance(0, 2), Attendance(1, 1)]
