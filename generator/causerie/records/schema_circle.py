"""What is read of another site's causerie.json: chats and sessions, of whatever length and kind that site wrote.

Unknown fields are passed by, as a newer version may have some, and so are people, questions, links and recaps: whom
titles name, `circle_kept` leaves out. Long texts are cut; whatever else is not as it should be is refused.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from causerie.clock import YEARS
from causerie.records.schema_fields import drop_unseen
from causerie.records.schema_types import ClockTime, Hashtag, Id, Language, Slot, Timezone, WebAddress
from causerie.text import clean_line

_LONGEST_LINE = 300
_LONGEST_WORD = 200  # of what is no text: an address, a name


class _Foreign(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


def _cut_line(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text.")
    line = clean_line(value[: 2 * _LONGEST_LINE])
    return drop_unseen(line if len(line) <= _LONGEST_LINE else clean_line(line[: _LONGEST_LINE - 1]) + "…")


def _read_word(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_WORD:
        raise ValueError("no text, or far too long.")
    return clean_line(value)


def _cut_list(most: int) -> BeforeValidator:
    return BeforeValidator(lambda value: value[:most] if isinstance(value, list) else value)


def _drop_empty_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, lines)))


def _check_year(when: Any) -> Any:
    if when is not None and when.year not in YEARS:
        raise ValueError("far from today.")
    return when


Line = Annotated[str, BeforeValidator(_cut_line)]
NeededLine = Annotated[str, BeforeValidator(_cut_line), Field(min_length=1)]
Lines = Annotated[tuple[Line, ...], _cut_list(12), AfterValidator(_drop_empty_lines)]
_short = BeforeValidator(_read_word)
Instant = Annotated[AwareDatetime, AfterValidator(_check_year), BeforeValidator(_read_word)]
Day = Annotated[date, AfterValidator(_check_year), BeforeValidator(_read_word)]
_Minutes = Annotated[int, Field(ge=1, le=24 * 60, strict=True)]


class ForeignSite(_Foreign):
    """The element `site`."""

    title: NeededLine
    url: Annotated[WebAddress, _short]
    language: Annotated[Language, _short]
    uid_domain: Annotated[str, _short, Field(pattern=r"^[\w.-]*$")] = ""


class ForeignPlatform(_Foreign):
    """Where a chat takes place."""

    platform: Annotated[str, _short, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    place: Line = ""


class ForeignSkip(_Foreign):
    """A day without a session."""

    date: Day
    reason: Line = ""


class ForeignSchedule(_Foreign):
    """A rule that says when."""

    every: Literal["week", "month"]
    interval: Annotated[int, Field(ge=1, le=53, strict=True)]
    weekday: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    ordinal: Literal[-1, 1, 2, 3, 4, 5] | None = None
    at: Annotated[ClockTime, _short]
    duration: _Minutes
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    skip: Annotated[tuple[ForeignSkip, ...], _cut_list(400)] = ()


class ForeignChat(_Foreign):
    """A chat of another site."""

    id: Annotated[Id, _short]
    title: NeededLine
    hashtag: Annotated[Hashtag, _short]
    also: Annotated[tuple[Annotated[Hashtag, _short], ...], _cut_list(12)] = ()
    tagline: Line = ""
    language: Annotated[Language, _short]
    timezone: Annotated[Timezone, _short]
    status: Literal["active", "paused", "ended"]
    platforms: Annotated[tuple[ForeignPlatform, ...], _cut_list(12)] = ()
    schedule: Annotated[tuple[ForeignSchedule, ...], _cut_list(12)] = ()
    topics: Lines = ()
    url: Annotated[WebAddress, _short]


class ForeignSession(_Foreign):
    """A session of another site."""

    id: Annotated[Id, _short]
    chat: Annotated[Id, _short]
    title: NeededLine
    start: Instant
    end: Instant
    slot: Annotated[Slot, _short] | None = None
    status: Literal["planned", "confirmed", "cancelled", "postponed"]
    reason: Line = ""
    was: Annotated[tuple[Instant, ...], _cut_list(12)] = ()
    language: Annotated[Language, _short]
    topics: Lines = ()
    announced: Instant | None = None
    updated: Instant | None = None
    url: Annotated[WebAddress, _short]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.end - self.start).total_seconds() // 60)


class KeptSite(_Foreign):
    """The beginning of a file of content/directory: where it is from, and when that was."""

    address: Annotated[WebAddress, _short] | None = None  # None where it came from a file
    fetched: Instant
    etag: Annotated[str, _short] = ""
    last_modified: Annotated[str, _short] = ""
    site: ForeignSite
    chats: list[Any]
    sessions: list[Any]
