"""The fields of people.yml and chat.yml."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from causerie.model.chat import ChatStatus
from causerie.records.schema_platforms import Accounts, Platforms
from causerie.records.schema_schedule import ScheduleRecord
from causerie.records.schema_types import (
    Address,
    Color,
    Country,
    Hashtag,
    Id,
    Label,
    Language,
    Line,
    LineOrNumber,
    NeededLine,
    PersonId,
    Record,
    Switch,
    Text,
    Timezone,
)


class PersonRecord(Record):
    """Someone who hosts, is invited, or comes regularly."""

    name: NeededLine = Field(description="The name as it is shown.", examples=["Amara Diallo"])
    bio: Line = Field("", description="One sentence about them.", examples=["Curator of digital collections."])
    url: Address | None = Field(None, description="Their own page.", examples=["https://amara.example"])
    accounts: Accounts = Field(
        {},
        description="Their handles, by platform.",
        examples=[{"mastodon": "@amara@glammr.example", "x": "amaradiallo"}],
    )


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


def _need_one(labels: tuple[str, ...]) -> tuple[str, ...]:
    if not labels:
        raise ValueError("an empty list. Write its parts, or take the field away.")
    return labels


Labels = Annotated[tuple[Label, ...], AfterValidator(_need_one)]


class LabelsRecord(Record):
    """How posts are numbered, where it is not the usual way."""

    question: Labels = Field(("Q",), description="Before a question's number.", examples=[["Q"]])
    answer: Labels = Field(("A", "R"), description="Before an answer's number.", examples=[["A", "R"]])


class ChatRecord(Record):
    """A chat: the recurring conversation, known by its hashtag."""

    title: NeededLine = Field(description="The chat's name.", examples=["Museum Hour"])
    hashtag: Hashtag = Field(
        description="The chat's hashtag, with or without '#' (with it, in quotes).", examples=["MuseumHour"]
    )
    timezone: Timezone = Field(description="The zone of the chat's wall-clock times.", examples=["Europe/London"])
    also: tuple[Hashtag, ...] = Field((), description="Further hashtags that count.", examples=[["MuseumHourFR"]])
    tagline: Line = Field("", description="One line.", examples=["An hour a week for people who work in museums"])
    description: Text = Field(
        "", description="What the chat is, in Markdown.", examples=["Every **Wednesday** we talk."]
    )
    language: Language | None = Field(None, description="The chat's language.", examples=["en", "fr", "pt-BR"])
    hosts: tuple[PersonId, ...] = Field((), description="Ids of people.yml.", examples=[["amara"]])
    platforms: Platforms = Field(
        {},
        description="Where it takes place: Mastodon with its instance, others true or an address.",
        examples=[{"mastodon": "glammr.example", "bluesky": True}],
    )  # fmt: skip
    schedule: Annotated[
        tuple[ScheduleRecord, ...],
        BeforeValidator(_as_list, json_schema_input_type=ScheduleRecord | tuple[ScheduleRecord, ...]),
    ] = Field(
        (),
        description="When it takes place; a list for twin sessions.",
        examples=[{"every": "week", "on": "wednesday", "at": "20:00"}],
    )
    topics: tuple[NeededLine, ...] = Field((), description="What its sessions are about.", examples=[["museums"]])
    status: ChatStatus = Field(ChatStatus.ACTIVE, description="Whether it still takes place.", examples=["active"])
    color: Color | None = Field(None, description="The accent colour, in quotes.", examples=["#7a3b69"])
    labels: LabelsRecord | None = Field(None, description="How posts are numbered, where it is not the usual way.")
    countries: tuple[Country, ...] = Field(
        (), description="Countries whose holidays matter.", examples=[["GB", "FR/Zone A"]]
    )
    goals: dict[str, LineOrNumber] = Field(
        {}, description="What the hosts want to reach.", examples=[{"participants": 40}]
    )
    anonymise: Switch = Field(False, description="true: no handle of a participant is ever shown.", examples=[False])
    aliases: tuple[Id, ...] = Field(
        (), description="Former folder names: their addresses redirect here.", examples=[["old-name"]]
    )
