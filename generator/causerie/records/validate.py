"""From fields to a record, or to problems that say in a host's words what is wrong and what to write instead."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from causerie.problems import did_you_mean
from causerie.records.schema_fields import Record, known_fields, shorten
from causerie.records.source import Source
from causerie.records.yaml import Path

AnyRecord = TypeVar("AnyRecord", bound=Record)


def validate_fields(source: Source, fields: Any, record: type[AnyRecord], at: Path = ()) -> AnyRecord | None:
    """The record that the fields make; None when they make none, and then every reason is noted."""
    try:
        return record.model_validate(fields)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        guessed = {(*fault["loc"][:-1], _guess_field(record, fault["loc"])) for fault in faults if fault["type"] == "extra_forbidden"}
        for fault in faults:
            if fault["type"] == "missing" and fault["loc"] in guessed:
                continue  # one mistake, one line: the misspelt field is named already
            unknown = fault["type"] == "extra_forbidden"
            source.error((*at, *fault["loc"]), _explain(source, record, fault, at), at_key=unknown or fault["type"] == "missing")
        return None


def _explain(source: Source, record: type[Record], fault: Any, at: Path) -> str:
    loc: Path = fault["loc"]
    kind, value = fault["type"], fault["input"]
    name = next((step for step in reversed(loc) if isinstance(step, str)), "")
    field = _field_at(record, loc)
    match kind:
        case "extra_forbidden":
            owner = _record_at(record, loc[:-1])
            near = _guess_field(record, loc)
            hint = f"Did you mean '{near}'?" if near else f"Fields here are {', '.join(sorted(known_fields(owner)))}."
            return f"'{name}' is no field here. {hint}"
        case "missing":
            state = "empty" if source.is_written((*at, *loc)) else "missing"
            return f"'{name}' is {state}. Write {name}: {_example(field)}."
    said = f"'{name}' is" if isinstance(loc[-1] if loc else 0, str) else f"'{name}' has" if name else "this is"
    return f"{said} {_describe(kind, value, name, field, fault)}"


def _describe(kind: str, value: Any, name: str, field: FieldInfo | None, fault: Any) -> str:
    shown = f"'{shorten(value)}'" if not isinstance(value, dict | list) else shorten(value)
    match kind:
        case "causerie":
            return str(fault["msg"])
        case "enum":
            choices = fault["ctx"]["expected"].replace("'", "")
            hint = did_you_mean(str(value).casefold(), choices.replace(" or ", ", ").split(", "))
            return f"{shown}.{hint or f' Write {choices}.'}"
        case "list_type":
            written = "" if isinstance(value, dict) or value is None else f" Write {name}: [{shorten(value)}]."
            return f"{shown}, where a list is wanted.{written or ' Begin each part with - on a line of its own.'}"
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"{shown}, where a group of fields is wanted. Write {name + ': ' if name else ''}{_example(field, '{…}')}."
        case "string_too_short":
            return f"empty. Write {_example(field)}, or take it away."
        case "too_short":
            return "an empty list. Write its parts, or take the field away."
        case "string_pattern_mismatch":
            return f"{shown}. Write draft or hand."
        case _:
            return f"{shown}, which does not fit here ({fault['msg']}). Write {_example(field)}."


def _guess_field(record: type[Record], loc: Path) -> str:
    """The known field that an unknown one resembles, or an empty string."""
    hint = did_you_mean(str(loc[-1]).casefold(), sorted(known_fields(_record_at(record, loc[:-1]))))
    return hint.split("'")[1] if hint else ""


def _record_at(record: type[Record], loc: Path) -> type[Record]:
    """The record whose fields stand at a place."""
    for step in loc:
        field = _field_of(record, step)
        record = (field and _record_in(field.annotation)) or record
    return record


def _field_at(record: type[Record], loc: Path) -> FieldInfo | None:
    """The field at a place, or the one whose list holds it."""
    while loc and not isinstance(loc[-1], str):
        loc = loc[:-1]
    return _field_of(_record_at(record, loc[:-1]), loc[-1]) if loc else None


def _field_of(record: type[Record], step: str | int) -> FieldInfo | None:
    fields = record.model_fields
    return next((field for name, field in fields.items() if (field.alias or name) == step), None)


def _record_in(annotation: Any) -> type[Record] | None:
    """The record that an annotation such as `list[Annotated[LinkRecord, …]] | None` is about."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Record) else None
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


def _example(field: FieldInfo | None, otherwise: str = "a text") -> str:
    """What a field may look like, as YAML on one line."""
    if field is None or not field.examples:
        return otherwise
    return _flow(field.examples[0])


def _flow(value: Any) -> str:
    from causerie.records.write import quote_value

    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case _:
            return quote_value(value)
