"""The fields of forget.yml, retro.yml and ideas.yml: records that never reach the site."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from causerie.records.schema_recap import Metric
from causerie.records.schema_types import Count, Id, Line, NeededLine, Record, Text, When


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list, json_schema_input_type=str | tuple[str, ...])]


class ForgetRecord(Record):
    """An account or a post that must appear nowhere."""

    account: Line = Field(
        "",
        description="platform:handle, the profile's address, or the SHA-256 of one of them.",
        examples=["x:somebody"],
    )
    post: Line = Field("", description="A post's id or address, or the SHA-256 of either.", examples=["https://…"])
    hashed: Line = Field(
        "",
        description="What `causerie forget` writes in place of names: a salt, and keyed hashes of accounts and posts.",
    )
    on: When | None = Field(None, description="When it was asked for.", examples=["2026-11-22"])
    reason: Line = Field("", description="How or why it was asked for.", examples=["asked by mail"])

    @model_validator(mode="after")
    def check_subject(self) -> ForgetRecord:
        """One account or one post."""
        if sum(map(bool, (self.account, self.post, self.hashed))) != 1:
            raise ValueError('an entry without an account or a post, or with both. Write account: "x:somebody".')
        return self


class RetroRecord(Record):
    """A host's private notes on a session; never published."""

    went_well: Texts = Field((), description="What went well.")
    to_improve: Texts = Field((), description="What to improve.")
    wonderful: Texts = Field((), description="What was wonderful.")
    numbers: dict[str, Metric] = Field(
        {}, description="Numbers to keep, alone or with where they come from.", examples=[{"followers": 35}]
    )


class IdeaRecord(Record):
    """Something that a session could be about; never published."""

    title: NeededLine = Field(
        description="What the session would be called.", examples=["Who may touch the instruments?"]
    )
    chat: Id | None = Field(None, description="The chat's folder; any chat when left out.", examples=["museum-hour"])
    topics: tuple[NeededLine, ...] = Field((), description="What it would be about.", examples=[["loans"]])
    by: Line = Field("", description="Who had the idea.", examples=["@lea@glammr.example"])
    votes: Count = Field(0, description="How many people want it.", examples=[7])
    note: Text = Field("", description="What else is to be known.", examples=["Ask the registrar first."])


def _as_idea(value: Any) -> Any:
    return {"title": value} if isinstance(value, str | int | float) else value


IdeaEntry = Annotated[IdeaRecord, BeforeValidator(_as_idea, json_schema_input_type=str | IdeaRecord)]
