"""The fields of a chat's schedule."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, field_validator, model_validator

from causerie.model.schedule import Period
from causerie.problems import did_you_mean
from causerie.records.schema_fields import as_text, shorten
from causerie.records.schema_types import ClockTime, Day, Line, Minutes, NeededLine, Record

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_SKIP_SCHEMA = {
    "anyOf": [
        {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
        {"type": "array", "items": {"type": "string"}},
    ]
}
_EVERY = re.compile(r"(?:([1-9]\d?) )?weeks?\Z")


def _read_weekday(word: str) -> int:
    plain = word.strip().casefold()
    for number, name in enumerate(WEEKDAYS):
        if plain in (name, name[:3], name + "s"):
            return number
    raise ValueError(f"'{word}', no weekday.{did_you_mean(plain, WEEKDAYS) or ' Write monday to sunday.'}")


def _read_every(value: Any) -> str:
    text = as_text(value).strip().casefold()
    if text == "month" or _EVERY.match(text):
        return text
    raise ValueError(f"'{shorten(value)}', no rhythm. Write week, 2 weeks or month.")


def _give_reasons(value: Any) -> Any:
    """Skipped days with an empty reason where none is written."""
    days = (
        value if isinstance(value, dict) else dict.fromkeys(map(as_text, value if isinstance(value, list) else [value]))
    )
    return {day: "" if why is None else why for day, why in days.items()}


class ScheduleRecord(Record):
    """When a chat takes place, at its own wall-clock time."""

    every: Annotated[
        str,
        PlainValidator(_read_every),
        WithJsonSchema(
            {"anyOf": [{"enum": ["week", "2 weeks", "month"]}, {"type": "string", "pattern": "^\\d+ weeks$"}]}
        ),
    ] = Field(description="The rhythm; every n weeks needs `from`.", examples=["week", "2 weeks", "month"])
    on: NeededLine = Field(
        description="The weekday; for `every: month` the first to fifth or the last of them.",
        examples=["wednesday", "first tuesday", "last friday"],
    )
    at: ClockTime = Field(description="The time of the day in the chat's zone, 24-hour clock.", examples=["20:00"])
    duration: Minutes | None = Field(None, description="Minutes; 60 when left out.", examples=[60])
    first: Day | None = Field(
        None, alias="from", description="The first day of this schedule.", examples=["2026-09-02"]
    )
    last: Day | None = Field(None, alias="until", description="The last day of this schedule.", examples=["2027-06-30"])
    skip: Annotated[dict[Day, Line], BeforeValidator(_give_reasons), WithJsonSchema(_SKIP_SCHEMA)] = Field(
        {}, description="Days without a session, and why.", examples=[{"2026-12-23": "Christmas break"}]
    )

    @property
    def period(self) -> Period:
        """What `every` counts in."""
        return Period.MONTH if self.every == "month" else Period.WEEK

    @property
    def interval(self) -> int:
        """Weeks between two sessions."""
        return int(self.every.split()[0]) if self.every[0].isdigit() else 1

    @property
    def weekday(self) -> int:
        """Monday is 0."""
        return _read_weekday(self.on.split()[-1])

    @property
    def ordinal(self) -> int:
        """1 to 5 or -1 for the last of a month, 0 for weeks."""
        return ORDINALS[self.on.split()[0].casefold()] if self.period is Period.MONTH else 0

    @model_validator(mode="after")
    def check_rhythm(self) -> ScheduleRecord:
        """What `every` and `on` say must fit together."""
        if self.interval > 1 and self.first is None:
            raise ValueError(
                f"'every: {self.every}' without 'from', so nobody knows which weeks. Write from: and the first day."
            )
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"'until: {self.last}' before 'from: {self.first}'. Swap them or correct one.")
        return self

    @field_validator("on")
    @classmethod
    def check_weekday(cls, on: str, info: Any) -> str:
        """`on` is a weekday, or for months the nth weekday."""
        every = info.data.get("every")
        if every is None:
            return on
        first, *rest = on.split()
        if every != "month":
            if rest and first.casefold() in ORDINALS:
                raise ValueError(f"'{on}', which only months have. Write every: month, or on: {rest[0]}.")
            _read_weekday(on)
        elif first.casefold() not in ORDINALS or len(rest) != 1:
            day = WEEKDAYS[_read_weekday(on.split()[-1])]
            raise ValueError(f"'{on}', which does not say which one of the month. Write first {day} to last {day}.")
        else:
            _read_weekday(rest[0])
        return on
