"""The fields of a session.md's front matter."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from causerie.model.session import Status
from causerie.records.schema_types import (
    Address,
    Count,
    Id,
    Language,
    Line,
    MediaFile,
    Minutes,
    NeededLine,
    PersonId,
    Record,
    Slot,
    When,
)


class LinkRecord(Record):
    """An address with its title."""

    url: Address = Field(description="http, https or mailto.", examples=["https://museum.example/registration"])
    title: Line = Field("", description="What the link is called.", examples=["Registration"])


class QuestionRecord(Record):
    """A numbered prompt; its number is its place in the list."""

    text: NeededLine = Field(
        description="The question without its number.", examples=["What would you let a machine write?"]
    )
    image: MediaFile | None = Field(None, description="A picture in the session's folder.", examples=["media/q2.png"])
    alt: Line = Field(
        "", description="What the picture shows, for those who cannot see it.", examples=["A blank label"]
    )
    at: Count | None = Field(None, description="Minutes after the start; spread evenly when left out.", examples=[10])


def _as_question(value: Any) -> Any:
    return {"text": value} if isinstance(value, str | int | float) else value


Question = Annotated[QuestionRecord, BeforeValidator(_as_question, json_schema_input_type=str | QuestionRecord)]


class SessionRecord(Record):
    """A session: one dated occurrence of a chat."""

    title: NeededLine = Field(description="The topic.", examples=["Who writes the label?"])
    start: When = Field(
        description="When it begins, in the chat's time zone; an offset or a zone may follow.",
        examples=["2026-12-02 20:00", "2026-12-02 20:00 America/New_York"],
    )
    id: Id | None = Field(
        None, description="Names the session for good; the folder's when left out.", examples=["ai-labels"]
    )
    slot: Slot | None = Field(None, description="The schedule's date that it takes over.", examples=["2026-12-02"])
    duration: Minutes | None = Field(None, description="Minutes; the schedule's when left out.", examples=[60])
    status: Status = Field(
        Status.PLANNED, description="How certain it is; an idea is never published.", examples=["confirmed"]
    )
    hosts: tuple[PersonId, ...] | None = Field(
        None, description="Ids of people.yml; the chat's when left out.", examples=[["amara"]]
    )
    guests: tuple[PersonId, ...] = Field((), description="Ids of people.yml.", examples=[["jonas"]])
    topics: tuple[NeededLine, ...] = Field((), description="What it is about.", examples=[["ai", "labels"]])
    language: Language | None = Field(None, description="The chat's when left out.", examples=["en"])
    announced: When | None = Field(
        None, description="When it first goes public; feeds use it.", examples=["2026-11-20"]
    )
    updated: When | None = Field(
        None, description="When it last changed; calendars and feeds use it.", examples=["2026-11-22"]
    )
    was: tuple[When, ...] = Field(
        (), description="Former starts of a session that was moved.", examples=[["2026-11-25 20:00"]]
    )
    reason: Line = Field("", description="Why it was cancelled, postponed or moved.", examples=["The host is ill."])
    aliases: tuple[Id, ...] = Field((), description="Former ids; they redirect.", examples=[["labels"]])
    questions_from: When | None = Field(
        None,
        description="Questions stay unpublished before that day; published at once when left out.",
        examples=["2026-11-25"],
    )
    questions: tuple[Question, ...] = Field(
        (), description="The prompts, in order.", examples=[["What is the worst label that you have read?"]]
    )
    links: tuple[LinkRecord, ...] = Field((), description="Registration, reading and the like.")
