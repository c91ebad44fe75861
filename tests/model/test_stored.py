"""A session that was bytes for a while is the same session, and looks at its long part only when somebody asks."""

from __future__ import annotations

import pickle
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.model.post import Author, Link, Media, Post, Role
from causerie.model.recap import AnswerState, Erratum, Highlight, Metric, Recap, Resource, Takeaway, Unanswered
from causerie.model.session import Question, Session, Status
from causerie.model.stored import complete_session, pack_session, unpack_session
from tests import make

PEOPLE = {each.id: each for each in (make.person(), make.person(id="jonas", name="Jonas"), make.person(id="lea"))}
CHAT = make.chat()

TEXT = st.text(max_size=8)
TIME = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - the zones come with `timezones`
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from(
        [
            UTC,
            ZoneInfo("UTC"),
            ZoneInfo("Europe/London"),
            timezone(timedelta(hours=5, minutes=45)),
            timezone(timedelta(0)),
        ]
    ),
)
WHEN = st.none() | TIME


def some(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=2).map(tuple)


MEDIA = st.builds(Media, url=TEXT, file=TEXT, alt=TEXT, type=TEXT)
LINK = st.builds(Link, url=TEXT, title=TEXT)
POST = st.builds(
    Post,
    id=TEXT,
    platform=TEXT,
    author=st.builds(Author, id=TEXT, handle=TEXT, name=TEXT, url=TEXT, avatar=TEXT),
    text=TEXT,
    posted=WHEN,
    hashtags=some(TEXT),
    links=some(LINK),
    media=some(MEDIA),
    likes=st.none() | st.integers(0),
    questions=some(st.integers()),
    role=st.none() | st.sampled_from(Role),
    sensitive=st.booleans(),
)
RECAP = st.builds(
    Recap,
    published=WHEN,
    summary=TEXT,
    takeaways=some(st.builds(Takeaway, text=TEXT, is_proposed=st.booleans())),
    errata=some(st.builds(Erratum, date=TIME, text=TEXT)),
    highlights=some(st.builds(Highlight, question=st.integers(0, 9), post=st.none() | POST, note=TEXT, heading=TEXT)),
    resources=some(st.builds(Resource, url=TEXT, title=TEXT, shared_by=TEXT)),
    unanswered=some(st.builds(Unanswered, text=TEXT, by=TEXT, status=st.sampled_from(AnswerState), to=TEXT)),
    metrics=some(st.builds(Metric, name=TEXT, value=st.floats(allow_nan=False), is_estimated=st.booleans())),
    path=TEXT,
)
SESSION = st.builds(
    Session,
    chat=st.just(CHAT),
    start=TIME,
    duration=st.integers(1, 999),
    id=TEXT,
    title=TEXT,
    slot=TEXT,
    status=st.sampled_from(Status),
    language=TEXT,
    hosts=some(st.sampled_from(list(PEOPLE.values()))),
    guests=some(st.sampled_from(list(PEOPLE.values()))),
    topics=some(TEXT),
    announced=WHEN,
    updated=WHEN,
    was=some(TIME),
    reason=TEXT,
    aliases=some(TEXT),
    questions_from=WHEN,
    questions=some(
        st.builds(Question, number=st.integers(), text=TEXT, image=st.none() | MEDIA, at=st.none() | st.integers())
    ),
    links=some(LINK),
    prose=TEXT,
    recap=st.none() | RECAP,
    folder=st.just(Path("/nowhere/session")),
    path=TEXT,
    has_transcript=st.booleans(),
)


def restore(session: Session, people: dict[str, Any] = PEOPLE) -> Session:
    short, long = pack_session(session)
    return unpack_session(
        pickle.loads(pickle.dumps(short)), lambda: long, session.chat, people, str(session.folder)
    )  # fmt: skip


def written_out(value: Any) -> Any:
    """A value with all that is in it: times with their zones, and Stored classes as what they stand for."""
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        return type(value).__name__.removeprefix("Stored"), [
            (name, written_out(getattr(value, name))) for name in names
        ]
    if isinstance(value, tuple):
        return tuple(map(written_out, value))
    if isinstance(value, datetime):
        zone = value.tzinfo
        return value.isoformat(), value.fold, zone.key if isinstance(zone, ZoneInfo) else value.utcoffset()
    return type(value).__name__, value


@given(session=SESSION)
def test_a_restored_session_is_the_same(session: Session) -> None:
    assert written_out(restore(session)) == written_out(session)


def full() -> Session:
    recap = Recap(
        published=make.NOW, summary="Short.", highlights=(Highlight(post=make.post()),), path="recap.yml"
    )  # fmt: skip
    return make.session(recap=recap, prose="Bring a label.", folder=Path("/nowhere/session"), path="session.md")


def test_short_parts_are_read_without_the_long_one() -> None:
    def fail() -> bytes:
        raise AssertionError("the long part was read")

    session = full()
    short, _ = pack_session(session)
    stored = unpack_session(short, fail, CHAT, PEOPLE, "/nowhere/session")
    assert stored.has_recap(make.NOW)
    assert (stored.title, stored.start, stored.hosts, stored.path) == (
        session.title,
        session.start,
        session.hosts,
        session.path,
    )
    with pytest.raises(AssertionError, match="long part"):
        _ = stored.prose


def test_the_long_part_is_read_once_and_for_the_recap_too() -> None:
    session, reads = full(), []
    short, long = pack_session(session)

    def read() -> bytes:
        reads.append(1)
        return long

    stored = unpack_session(short, read, CHAT, PEOPLE, "/nowhere/session")
    complete_session(stored)
    assert stored.recap is not None
    assert session.recap is not None
    assert (stored.questions, stored.recap.highlights) == (session.questions, session.recap.highlights)
    assert (stored.folder, stored.prose) == (session.folder, session.prose)
    complete_session(stored)
    complete_session(session)
    assert reads == [1]


def test_a_copy_with_a_change_is_whole() -> None:
    copy = replace(restore(full()), title="Another")
    assert written_out(copy) == written_out(replace(full(), title="Another"))


def test_a_field_that_no_session_has_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        _ = restore(full()).tittle  # type: ignore[attr-defined]


def test_a_person_who_is_gone_is_an_error_that_its_reader_can_catch() -> None:
    with pytest.raises(KeyError):
        restore(full(), people={})


def test_bytes_can_make_nothing_but_parts_of_sessions() -> None:
    short, _ = pack_session(full())
    stored = unpack_session(short, lambda: pickle.dumps((print, None)), CHAT, PEOPLE, "/nowhere")
    with pytest.raises(pickle.UnpicklingError, match=r"builtins\.print is no part of a session"):
        _ = stored.prose
