"""The fields of people.yml and chat.yml."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, field_validator, model_validator

from causerie.model.chat import ChatStatus
from causerie.model.schedule import Period
from causerie.problems import did_you_mean
from causerie.records.schema_fields import (
    Address,
    ClockTime,
    Color,
    Country,
    Day,
    Hashtag,
    Id,
    Label,
    Language,
    Line,
    Minutes,
    NeededLine,
    Record,
    Switch,
    Text,
    Timezone,
    as_text,
    read_address,
    read_handle,
    read_instance,
    read_switch,
    refuse,
    shorten,
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_EVERY = re.compile(r"(?:(\d{1,2}) )?weeks?\Z")
_PLATFORM = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_OLD_NAMES = {"twitter": "x", "bsky": "bluesky", "fediverse": "mastodon"}


def read_platform(name: str) -> str:
    """A platform's name as records spell it."""
    plain = name.strip().casefold()
    if plain in _OLD_NAMES:
        raise ValueError(f"'{name}', which is called {_OLD_NAMES[plain]} here. Write {_OLD_NAMES[plain]}.")
    if not _PLATFORM.match(name):
        raise ValueError(f"'{name}', no platform. Write its name in small letters, like mastodon, bluesky or x.")
    return name


def _read_accounts(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise refuse(f"'{shorten(value)}', no accounts. Write {{bluesky: amara.example}}.")
    return {_known_platform(name): _read_account(name, handle) for name, handle in value.items()}


def _known_platform(name: str) -> str:
    try:
        return read_platform(name)
    except ValueError as error:
        raise refuse(f"given for {error}") from None


def _read_account(platform: str, handle: Any) -> str:
    bare = read_handle(as_text(handle))
    if not bare or re.search(r"[\s/]", bare):
        raise refuse(f"'{shorten(handle)}' on {platform}, no handle. Write the handle alone, like {platform}: amara.example.")
    if platform == "mastodon" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", bare):
        raise refuse(f"'{shorten(handle)}' on mastodon, without its instance. Write \"@{bare.partition('@')[0]}@glammr.example\".")
    return bare


def _read_platforms(value: Any) -> dict[str, str]:
    if isinstance(value, list) and value and all(isinstance(name, str) for name in value):
        raise refuse(f"a list. Write one line for each: {value[0]}: {'glammr.example' if value[0] == 'mastodon' else 'true'}.")
    if not isinstance(value, dict):
        raise refuse(f"'{shorten(value)}', no platforms. Write one line for each, like bluesky: true.")
    places = {_known_platform(name): _read_place(name, place) for name, place in value.items()}
    return {name: place for name, place in places.items() if place is not None}


def _read_place(platform: str, place: Any) -> str | None:
    """Where on a platform a chat takes place: an instance, an address, '' for `true`, None for `false`."""
    if place is None or place is True or place in ("yes", "on"):
        if platform == "mastodon":
            raise refuse("given for mastodon without its instance. Write mastodon: glammr.example, the server of the chat.")
        return ""
    if place is False or place in ("no", "off"):
        return None
    try:
        return read_instance(as_text(place)) if platform == "mastodon" else read_address(as_text(place))
    except ValueError as error:
        hint = "" if platform == "mastodon" else " Or write true."
        raise refuse(f"given for {platform} as {error}{hint}") from None


class PersonRecord(Record):
    """Someone who hosts, is invited, or comes regularly."""

    name: NeededLine = Field(description="The name as it is shown.", examples=["Amara Diallo"])
    bio: Line = Field("", description="One sentence about them.", examples=["Curator of digital collections."])
    url: Address | None = Field(None, description="Their own page.", examples=["https://amara.example"])
    accounts: Annotated[
        dict[str, str],
        PlainValidator(_read_accounts),
        WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
    ] = Field({}, description="Their handles, by platform.", examples=[{"mastodon": "@amara@glammr.example", "x": "amaradiallo"}])


def _read_weekday(word: str) -> int:
    plain = word.strip().casefold()
    for number, name in enumerate(WEEKDAYS):
        if plain in (name, name[:3], name + "s"):
            return number
    raise ValueError(f"'{word}', no weekday.{did_you_mean(plain, WEEKDAYS) or ' Write monday to sunday.'}")


def _read_every(value: Any) -> str:
    text = as_text(value).strip().casefold()
    if text == "month" or (_EVERY.match(text) and int((text.split() or ["1"])[0]) if text[:1].isdigit() else _EVERY.match(text)):
        return text
    raise refuse(f"'{shorten(value)}', no rhythm.{did_you_mean(text, ['week', 'month', '2 weeks']) or ''} Write week, 2 weeks or month.")


def _read_skips(value: Any) -> dict[date, str]:
    from causerie.records.moments import read_day

    if isinstance(value, list):
        value = dict.fromkeys((as_text(day) for day in value), "")
    if not isinstance(value, dict):
        value = {as_text(value): ""}
    try:
        return {read_day(day): "" if why is None else as_text(why).strip() for day, why in value.items()}
    except ValueError as error:
        raise refuse(str(error)) from None


class ScheduleRecord(Record):
    """When a chat takes place, at its own wall-clock time."""

    every: Annotated[
        str,
        PlainValidator(_read_every),
        WithJsonSchema({"anyOf": [{"enum": ["week", "2 weeks", "month"]}, {"type": "string", "pattern": "^\\d+ weeks$"}]}),
    ] = Field(description="The rhythm; every n weeks needs `from`.", examples=["week", "2 weeks", "month"])
    on: NeededLine = Field(
        description="The weekday; for `every: month` the first to fifth or the last of them.",
        examples=["wednesday", "first tuesday", "last friday"],
    )
    at: ClockTime = Field(description="The time of the day in the chat's zone, 24-hour clock.", examples=["20:00"])
    duration: Minutes | None = Field(None, description="Minutes; 60 when left out.", examples=[60])
    first: Day | None = Field(None, alias="from", description="The first day of this schedule.", examples=["2026-09-02"])
    last: Day | None = Field(None, alias="until", description="The last day of this schedule.", examples=["2027-06-30"])
    skip: Annotated[
        dict[date, str],
        PlainValidator(_read_skips),
        WithJsonSchema({
            "anyOf": [
                {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
                {"type": "array", "items": {"type": "string"}},
            ]
        }),
    ] = Field({}, description="Days without a session, and why.", examples=[{"2026-12-23": "Christmas break"}])  # fmt: skip

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
            raise refuse(f"'every: {self.every}' without 'from', so nobody knows which weeks. Write from: and the first day.")
        if self.first and self.last and self.last < self.first:
            raise refuse(f"'until: {self.last}' before 'from: {self.first}'. Swap them or correct one.")
        return self

    @field_validator("on")
    @classmethod
    def check_weekday(cls, on: str, info: Any) -> str:
        """`on` is a weekday, or for months the nth weekday."""
        every = info.data.get("every")
        if every is None:
            return on
        first, *rest = on.split()
        try:
            if every != "month":
                if rest and first.casefold() in ORDINALS:
                    raise ValueError(f"'{on}', which only months have. Write every: month, or on: {rest[0]}.")
                _read_weekday(on)
            elif first.casefold() not in ORDINALS or len(rest) != 1:
                day = f"first {WEEKDAYS[_read_weekday(on.split()[-1])]}"
                raise ValueError(f"'{on}', which does not say which one of the month. Write {day} … last {day[6:]}.")
            else:
                _read_weekday(rest[0])
        except ValueError as error:
            raise refuse(str(error)) from None
        return on


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class LabelsRecord(Record):
    """How posts are numbered, where it is not the usual way."""

    question: list[Label] = Field(["Q"], description="Before a question's number.", examples=[["Q"]], min_length=1)
    answer: list[Label] = Field(["A", "R"], description="Before an answer's number.", examples=[["A", "R"]], min_length=1)


class ChatRecord(Record):
    """A chat: the recurring conversation, known by its hashtag."""

    title: NeededLine = Field(description="The chat's name.", examples=["Museum Hour"])
    hashtag: Hashtag = Field(description="The chat's hashtag, with or without '#' (with it, in quotes).", examples=["MuseumHour"])
    timezone: Timezone = Field(description="The zone of the chat's wall-clock times.", examples=["Europe/London"])
    also: list[Hashtag] = Field([], description="Further hashtags that count.", examples=[["MuseumHourFR"]])
    tagline: Line = Field("", description="One line.", examples=["An hour a week for people who work in museums"])
    description: Text = Field("", description="What the chat is, in Markdown.", examples=["Every **Wednesday** we talk."])
    language: Language | None = Field(None, description="The chat's language.", examples=["en", "fr", "pt-BR"])
    hosts: list[Id] = Field([], description="Ids of people.yml.", examples=[["amara"]])
    platforms: Annotated[
        dict[str, str],
        PlainValidator(_read_platforms),
        WithJsonSchema({
            "type": "object",
            "properties": {
                "mastodon": {"type": "string", "description": "The instance.", "examples": ["glammr.example"]},
                "bluesky": {"type": ["boolean", "string"]},
                "x": {"type": ["boolean", "string"]},
                "threads": {"type": ["boolean", "string"]},
                "linkedin": {"type": ["boolean", "string"]},
            },
            "additionalProperties": {"type": ["boolean", "string"]},
        }),
    ] = Field(
        {},
        description="Where it takes place: Mastodon with its instance, others true or an address.",
        examples=[{"mastodon": "glammr.example", "bluesky": True}],
    )  # fmt: skip
    schedule: Annotated[
        list[ScheduleRecord], BeforeValidator(_as_list, json_schema_input_type=ScheduleRecord | list[ScheduleRecord])
    ] = Field([], description="When it takes place; a list for twin sessions.", examples=[{"every": "week", "on": "wednesday", "at": "20:00"}])
    topics: list[NeededLine] = Field([], description="What its sessions are about.", examples=[["museums"]])
    status: ChatStatus = Field(ChatStatus.ACTIVE, description="Whether it still takes place.", examples=["active"])
    color: Color | None = Field(None, description="The accent colour, in quotes.", examples=["#7a3b69"])
    labels: LabelsRecord = Field(default_factory=LabelsRecord, description="How posts are numbered, where it is not the usual way.")
    countries: list[Country] = Field([], description="Countries whose holidays matter.", examples=[["GB", "FR/Zone A"]])
    goals: dict[str, Line] = Field({}, description="What the hosts want to reach.", examples=[{"participants": 40}])
    anonymise: Switch = Field(False, description="true: no handle of a participant is ever shown.", examples=[False])
    aliases: list[Id] = Field([], description="Former folder names: their addresses redirect here.", examples=[["old-name"]])
