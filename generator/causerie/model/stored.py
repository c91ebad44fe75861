"""Sessions as bytes and back: between processes and in the cache. Their long parts are unpacked when somebody asks.

A site has thousands of past sessions, and a build looks at the dates and titles of all, but at the posts of a few.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta, timezone
from operator import attrgetter
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from causerie.model.chat import Chat
from causerie.model.person import Person
from causerie.model.post import Author, Link, Media, Post, Role
from causerie.model.recap import AnswerState, Erratum, Highlight, Metric, Recap, Resource, Takeaway, Unanswered
from causerie.model.session import Question, Session, Status

_LONG_IN_SESSION = ("questions", "links", "prose")
_LONG_IN_RECAP = ("summary", "takeaways", "highlights", "resources", "unanswered", "metrics")
_GIVEN = ("chat", "recap", "folder", *_LONG_IN_SESSION)  # set by whoever unpacks
_SHORT_IN_SESSION = tuple(field.name for field in fields(Session) if field.name not in _GIVEN)
_SHORT_IN_RECAP = tuple(field.name for field in fields(Recap) if field.name not in _LONG_IN_RECAP)
_read_short_session = attrgetter(*_SHORT_IN_SESSION)
_read_short_recap = attrgetter(*_SHORT_IN_RECAP)
_read_long_session = attrgetter(*_LONG_IN_SESSION)
_read_long_recap = attrgetter(*_LONG_IN_RECAP)


class StoredRecap(Recap):
    """A recap whose posts and texts are unpacked when they are first looked at."""

    __slots__ = ("_unpack",)
    _unpack: Callable[[], None]

    def __getattr__(self, name: str) -> Any:
        return _look_again(self, name, _LONG_IN_RECAP)


class StoredSession(Session):
    """A session whose questions, links and prose are unpacked when they are first looked at."""

    __slots__ = ("_unpack",)
    _unpack: Callable[[], None]

    def __getattr__(self, name: str) -> Any:
        return _look_again(self, name, _LONG_IN_SESSION)


def pack_session(session: Session) -> tuple[bytes, bytes]:
    """A session in two parts, the short one and the long one; its chat is the business of whoever unpacks it."""
    recap = session.recap
    short = (_read_short_session(session), None if recap is None else _read_short_recap(recap))
    long = (_read_long_session(session), None if recap is None else _read_long_recap(recap))
    return _dump(short), _dump(long)


def unpack_session(
    short: bytes, long: Callable[[], bytes], chat: Chat, people: Mapping[str, Person], folder: Path
) -> Session:
    """The session of `pack_session`; `long` is called when something of the long part is looked at.

    Raises pickle.UnpicklingError and others where the bytes are none that `pack_session` has made.
    """
    values, recap_values = _load(short, people)
    session = object.__new__(StoredSession)
    _fill(session, _SHORT_IN_SESSION, values)
    recap = None
    if recap_values is not None:
        recap = object.__new__(StoredRecap)
        _fill(recap, _SHORT_IN_RECAP, recap_values)

    def unpack() -> None:
        of_session, of_recap = _load(long(), people)
        _fill(session, _LONG_IN_SESSION, of_session)
        if recap is not None:
            _fill(recap, _LONG_IN_RECAP, of_recap)

    _fill(session, ("chat", "recap", "folder", "_unpack"), (chat, recap, folder, unpack))
    if recap is not None:
        _fill(recap, ("_unpack",), (unpack,))
    return session


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
    Takeaway,
    Unanswered,
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


def _make_zone(key: str) -> ZoneInfo:
    return ZoneInfo(key)


def _make_offset(seconds: float) -> timezone:
    return timezone(timedelta(seconds=seconds))


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
        timezone: lambda offset: (_make_offset, (offset.utcoffset(None).total_seconds(),)),
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
    **{(__name__, each.__name__): each for each in (_make, _make_enum, _make_zone, _make_offset)},
    ("datetime", "datetime"): datetime,
}


def _dump(value: object) -> bytes:
    target = io.BytesIO()
    _Writer(target, 5).dump(value)
    return target.getvalue()


def _load(content: bytes, people: Mapping[str, Person]) -> tuple[Any, Any]:
    return cast(tuple[Any, Any], _Reader(content, people).load())
