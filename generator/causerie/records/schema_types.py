"""What the records' schemas are made of: the base of all records, and the kinds of their fields.

A kind is how a value is read (`schema_fields`) and how editors describe it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import lru_cache
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from causerie.records.moments import Moment, read_clock_time, read_day, read_moment, read_slot, read_timezone
from causerie.records.schema_addresses import read_address, read_media_file, read_web_address
from causerie.records.schema_fields import (
    ID_PATTERN,
    LONGEST,
    as_text,
    drop_unseen,
    read_color,
    read_count,
    read_country,
    read_handle,
    read_hashtag,
    read_id,
    read_label,
    read_language,
    read_minutes,
    read_number,
    read_switch,
)
from causerie.text import clean_line


class Record(BaseModel):
    """What all records and their parts keep to: unknown fields are errors, and an empty field is one left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def leave_out_empty_fields(cls, fields: Any) -> Any:
        """`tagline:` with nothing after it says nothing."""
        if type(fields) is dict and None in fields.values():
            return {name: value for name, value in fields.items() if value is not None or name not in known_fields(cls)}
        return fields


@lru_cache(maxsize=64)
def known_fields(record: type[BaseModel]) -> frozenset[str]:
    """The fields of a record as hosts write them."""
    return frozenset(field.alias or name for name, field in record.model_fields.items())


def _read_text(value: Any) -> str:
    return value if type(value) is str else as_text(value)


def _read_line(value: Any) -> str:
    text = value if type(value) is str else as_text(value)
    is_plain = text.isascii() and text.isprintable() and "  " not in text  # as most are; much faster
    return text.strip(" ") if is_plain else clean_line(text)


def _read_needed_text(value: Any) -> str:
    return drop_unseen(_read_text(value))


def _read_needed_line(value: Any) -> str:
    return drop_unseen(_read_line(value))


def _reading(read: Callable[[str], Any]) -> Callable[[Any], Any]:
    """A validator that reads a text; a number or a boolean is the text that the host wrote."""
    return lambda value: read(value if type(value) is str else as_text(value))


def _text_type(read: Callable[[str], Any], **schema: Any) -> Any:
    return [PlainValidator(_reading(read)), WithJsonSchema({"type": "string", **schema})]


Text = Annotated[str, BeforeValidator(_read_text), WithJsonSchema({"type": "string"})]
Line = Annotated[str, BeforeValidator(_read_line), WithJsonSchema({"type": "string"})]
LineOrNumber = Annotated[str, BeforeValidator(_read_line), WithJsonSchema({"type": ["string", "number"]})]
NeededLine = Annotated[
    str, BeforeValidator(_read_needed_line), Field(min_length=1), WithJsonSchema({"type": "string", "minLength": 1})
]
NeededText = Annotated[
    str, BeforeValidator(_read_needed_text), Field(min_length=1), WithJsonSchema({"type": "string", "minLength": 1})
]
_DAY_PATTERN = r"\d{4}-\d{2}-\d{2}"
Id = Annotated[str, *_text_type(read_id, pattern=ID_PATTERN)]
PersonId = Annotated[str, *_text_type(clean_line, pattern=ID_PATTERN)]  # people.yml says whether it is known
Hashtag = Annotated[str, *_text_type(read_hashtag, pattern="^#?[^\\s#@]+$")]
Handle = Annotated[str, *_text_type(read_handle)]
Address = Annotated[str, *_text_type(read_address, pattern="^(https?://|mailto:)")]
WebAddress = Annotated[str, *_text_type(read_web_address, pattern="^https?://")]
Language = Annotated[str, *_text_type(read_language, pattern="^[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*$")]
Timezone = Annotated[ZoneInfo, *_text_type(read_timezone)]
Color = Annotated[str, *_text_type(read_color, pattern="^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")]
Country = Annotated[str, *_text_type(read_country, pattern="^[A-Z]{2}(/.+)?$")]
Label = Annotated[str, *_text_type(read_label)]
MediaFile = Annotated[str, *_text_type(read_media_file)]
When = Annotated[Moment, *_text_type(read_moment, pattern=f"^{_DAY_PATTERN}([ T]\\d{{2}}:\\d{{2}}.*)?$")]
Day = Annotated[date, *_text_type(read_day, pattern=f"^{_DAY_PATTERN}$")]
ClockTime = Annotated[time, *_text_type(read_clock_time, pattern=r"^\d{2}:\d{2}(:\d{2})?$")]
Slot = Annotated[str, *_text_type(read_slot, pattern=f"^{_DAY_PATTERN}([ T]\\d{{2}}:\\d{{2}})?$")]
Switch = Annotated[bool, PlainValidator(read_switch), WithJsonSchema({"type": "boolean"})]
Count = Annotated[int, PlainValidator(read_count), WithJsonSchema({"type": "integer", "minimum": 0})]
Minutes = Annotated[
    int, PlainValidator(read_minutes), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": LONGEST})
]
Number = Annotated[float, PlainValidator(read_number), WithJsonSchema({"type": "number"})]
