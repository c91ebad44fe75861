"""Sessions as bytes and back: between processes and in the cache. Their long parts are unpacked when somebody asks.

A site has thousands of past sessions, and a build looks at the dates and titles of all, but at the posts of a few.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from causerie.model.chat import Chat
from causerie.model.conversation import Conversation, Stretch
from causerie.model.counting import Numbers
from causerie.model.links import SharedLink
from causerie.model.person import Person
from causerie.model.post import Author, Link, Media, Post, Role
from causerie.model.recap import AnswerState, Erratum, Highlight, Metric, Recap, Resource, Takeaway, Unanswered
from causerie.model.session import Question, Session, Status

_LONG_IN_SESSION = ("questions", "links", "prose", "conversation")
_LONG_IN_RECAP = ("summary", "takeaways", "highlights", "resources", "unanswered", "metrics")
_read_long_session = attrgetter(*_LONG_IN_SESSION)
_read_long_recap = attrgetter(*_LONG_IN_RECAP)
# Of the short part, what is plain already, and what is made plain by `pack_session`.
_PLAIN = ("id", "duration", "title", "slot", "language", "topics", "reason", "aliases", "path", "has_transcript")
_MADE = ("start", "status", "hosts", "guests", "announced", "updated", "was", "questions_from")
_read_plain = attrgetter(*_PLAIN)
Plain = Any  # text, numbers and tuples of these


class StoredRecap(Recap):
    """A recap whose posts and texts are unpacked when they are first looked at."""

    __slots__ = ("_unpack",)
    _unpack: Callable[[], None]

    def __getattr__(self, name: str) -> Any:
        return _look_again(self, name, _LONG_IN_RECAP)


class StoredSession(Session):
    """A session whose questions, links, prose and conversation are unpacked when they are first looked at."""

    __slots__ = ("_unpack",)
    _unpack: Callable[[], None]

    def __getattr__(self, name: str) -> Any:
        return _look_again(self, name, (*_LONG_IN_SESSION, "folder"))


def pack_session(session: Session) -> tuple[Plain, bytes]:
    """A session in two parts, the short one of plain values; its chat is the business of whoever unpacks it."""
    recap = session.recap
    made = (
        _plain_time(session.start),
        session.status.value,
        tuple(person.id for person in session.hosts),
        tuple(person.id for person in session.guests),
        session.announced and _plain_time(session.announced),
        session.updated and _plain_time(session.updated),
        tuple(map(_plain_time, session.was)),
        session.questions_from and _plain_time(session.questions_from),
    )
    of_recap = recap and (
        recap.published and _plain_time(recap.published),
        tuple((_plain_time(erratum.date), erratum.text) for erratum in recap.errata),
        recap.path,
    )
    long = (_read_long_session(session), None if recap is None else _read_long_recap(recap))
    return (_read_plain(session), made, of_recap), _dump(long)


def unpack_session(
    short: Plain, long: Callable[[], bytes], chat: Chat, people: Mapping[str, Person], folder: str
) -> Session:
    """The session of `pack_session`; `long` is called when something of the long part is looked at.

    Raises ValueError, KeyError or TypeError where the values are none that `pack_session` has made.
    """
    plain, made, of_recap = short
    session = object.__new__(StoredSession)
    _fill(session, _PLAIN, plain)
    start, status, hosts, guests, announced, updated, was, questions_from = made
    read = (
        _read_time(start),
        Status(status),
        tuple([people[each] for each in hosts]),
        tuple([people[each] for each in guests]),
        announced and _read_time(announced),
        updated and _read_time(updated),
        tuple(map(_read_time, was)),
        questions_from and _read_time(questions_from),
    )
    _fill(session, _MADE, read)
    recap = None
    if of_recap is not None:
        recap = object.__new__(StoredRecap)
        published, errata, path = of_recap
        corrected = tuple(Erratum(_read_time(date), text) for date, text in errata)
        _fill(recap, ("published", "errata", "path"), (published and _read_time(published), corrected, path))

    def unpack() -> None:
        of_session, rest_of_recap = _load(long(), people)
        _fill(session, _LONG_IN_SESSION, of_session)
        _fill(session, ("folder",), (Path(folder),))
        if recap is not None:
            _fill(recap, _LONG_IN_RECAP, rest_of_recap)

    _fill(session, ("chat", "recap", "_unpack"), (chat, recap, unpack))
    if recap is not None:
        _fill(recap, ("_unpack",), (unpack,))
    return session


def complete_session(session: Session) -> None:
    """Unpack what nobody has looked at yet: from now on the bytes may go. The recap may be of another version."""
    _read_long_session(session)
    if session.recap is not None:
        _read_long_recap(session.recap)


def _plain_time(when: datetime) -> Plain:
    zone = when.tzinfo
    named = zone.key if isinstance(zone, ZoneInfo) else _offset_of(when)
    return when.replace(tzinfo=None).isoformat(), when.fold, named


def _offset_of(when: datetime) -> float:
    offset = when.utcoffset()
    assert offset is not None, "datetimes are always aware"
    return offset.total_seconds()


def _read_time(plain: Plain) -> datetime:
    clock, fold, named = plain
    return datetime.fromisoformat(clock).replace(tzinfo=_zone(named), fold=fold)


@lru_cache(maxsize=256)
def _zone(named: str | float) -> tzinfo:
    if isinstance(named, str):
        return ZoneInfo(named)
    return timezone(timedelta(seconds=named)) if named else UTC


def _look_again(stored: StoredSession | StoredRecap, name: str, long: tuple[str, ...]) -> Any:
    """The value of a field that is not set yet."""
    if name not in long:
        raise AttributeError(name)
    stored._unpack()
    return object.__getattribute__(stored, name)


def _fill(target: object, names: tuple[str, ...], values: Any) -> None:
    for name, value in zip(names, values, strict=True):
        object.__setattr__(target, name, value)


# What a session is made of. Pickle would find the classes by name and look at each field in Python; this is quicker,
# and reading it back can make nothing but these.
_CLASSES: tuple[type[Any], ...] = (
    Author,
    Erratum,
    Highlight,
    Link,
    Media,
    Metric,
    Post,
    Question,
    Resource,
    SharedLink,
    Takeaway,
    Unanswered,
    Conversation,
    Stretch,
    Numbers,
)
_ENUMS = (Status, AnswerState, Role)
_FIELDS: dict[type[Any], tuple[str, ...]] = {cls: tuple(each.name for each in fields(cls)) for cls in _CLASSES}


def _make(code: int, *values: Any) -> Any:
    cls = _CLASSES[code]
    made: Any = object.__new__(cls)
    for name, value in zip(_FIELDS[cls], values, strict=True):
        object.__setattr__(made, name, value)
    return made


def _make_enum(code: int, value: str) -> Any:
    return _ENUMS[code](value)


def _make_zone(named: str | float) -> tzinfo:
    return _zone(named)


def _person(person_id: str) -> Person:
    """Stands for a person while packed; `_Reader` knows who it is."""
    raise NotImplementedError


def _reducer(code: int, cls: type) -> Callable[[Any], tuple[Any, ...]]:
    values = attrgetter(*_FIELDS[cls])
    return lambda value: (_make, (code, *values(value)))


def _reduce_enum(code: int) -> Callable[[Any], tuple[Any, ...]]:
    return lambda value: (_make_enum, (code, value.value))


class _Writer(pickle.Pickler):
    dispatch_table = {  # noqa: RUF012 - pickle's own interface
        **{cls: _reducer(code, cls) for code, cls in enumerate(_CLASSES)},
        **{cls: _reduce_enum(code) for code, cls in enumerate(_ENUMS)},
        Person: lambda person: (_person, (person.id,)),
        ZoneInfo: lambda zone: (_make_zone, (zone.key,)),
        timezone: lambda offset: (_make_zone, (offset.utcoffset(None).total_seconds(),)),
    }


class _Reader(pickle.Unpickler):
    def __init__(self, content: bytes, people: Mapping[str, Person]) -> None:
        super().__init__(io.BytesIO(content))
        self._people = people

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, "_person"):
            return self._people.__getitem__
        if (module, name) in _KNOWN:
            return _KNOWN[module, name]
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a session")


_KNOWN: dict[tuple[str, str], Any] = {
    **{(__name__, each.__name__): each for each in (_make, _make_enum, _make_zone)},
    ("datetime", "datetime"): datetime,
}


def _dump(value: object) -> bytes:
    target = io.BytesIO()
    _Writer(target, 5).dump(value)
    return target.getvalue()


def _load(content: bytes, people: Mapping[str, Person]) -> tuple[Any, Any]:
    return cast(tuple[Any, Any], _Reader(content, people).load())
