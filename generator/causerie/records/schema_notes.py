"""The fields of forget.yml and retro.yml: records that never reach the site."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from causerie.records.schema_types import Line, Number, Record, Text, When


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
    on: When | None = Field(None, description="When it was asked for.", examples=["2026-11-22"])
    reason: Line = Field("", description="How or why it was asked for.", examples=["asked by mail"])

    @model_validator(mode="after")
    def check_subject(self) -> ForgetRecord:
        """One account or one post."""
        if bool(self.account) == bool(self.post):
            raise ValueError('an entry without an account or a post, or with both. Write account: "x:somebody".')
        return self


class RetroRecord(Record):
    """A host's private notes on a session; never published."""

    went_well: Texts = Field((), description="What went well.")
    to_improve: Texts = Field((), description="What to improve.")
    wonderful: Texts = Field((), description="What was wonderful.")
    numbers: dict[str, Number] = Field({}, description="Numbers to keep.", examples=[{"followers": 35}])
