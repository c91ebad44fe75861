"""From fields to a record, or to problems that say in a host's words what is wrong and what to write instead."""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from causerie.problems import did_you_mean
from causerie.records.schema_fields import shorten
from causerie.records.schema_types import Record, known_fields
from causerie.records.source import Source
from causerie.records.yaml import Path

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?")
_KEY = "[key]"  # how pydantic says that a name is wrong, not its value
AnyRecord = TypeVar("AnyRecord", bound=Record)


def validate_fields(source: Source, fields: Any, record: type[AnyRecord], at: Path = ()) -> AnyRecord | None:
    """The record that the fields make; None when they make none, and then every reason is noted."""
    try:
        return record.model_validate(fields)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        unknown = [fault["loc"] for fault in faults if fault["type"] == "extra_forbidden"]
        guessed = {(*loc[:-1], _guess_field(record, loc)) for loc in unknown}
        in_texts = {loc[:-1] for loc in unknown if _is_text(loc[-1])}
        for fault in faults:
            loc = fault["loc"]
            if fault["type"] == "missing" and (loc in guessed or loc[:-1] in in_texts):
                continue  # one mistake, one line: the misspelt or accidental field is named already
            at_key = fault["type"] in ("extra_forbidden", "missing") or loc[-1:] == (_KEY,)
            source.error((*at, *loc), _explain(source, record, fault, at), at_key=at_key)
        return None


def salvage_record(fields: dict[str, Any], record: type[AnyRecord], **stand_ins: Any) -> AnyRecord | None:
    """The record of those fields that are right, so that the rest of what is wrong is found in the same run.

    `stand_ins` take the place of what is wrong: of a needed field, or of a single part of a list. None where even that
    is not enough.
    """
    try:
        return record.model_validate(fields)
    except ValidationError as error:
        faults = [fault["loc"] for fault in error.errors(include_url=False) if fault["loc"]]
    kept = dict(fields)
    for name, *rest in faults:
        listed = kept.get(str(name))
        if rest and name in stand_ins and isinstance(listed, list):
            kept[str(name)] = [stand_ins[name] if at == rest[0] else part for at, part in enumerate(listed)]
        else:
            kept.pop(str(name), None)
    needed = {name: each for name, each in stand_ins.items() if not isinstance(each, dict)}
    try:
        return record.model_validate({**needed, **kept})
    except ValidationError:
        return None


def _explain(source: Source, record: type[Record], fault: Any, at: Path) -> str:
    """What is wrong with a field, in one or two sentences."""
    loc: Path = fault["loc"]
    of_key = loc[-1:] == (_KEY,)
    named = [step for step in (loc[:-2] if of_key else loc) if isinstance(step, str)]
    name = named[-1] if named else ""
    field = _field_at(record, loc[:-2] if of_key else loc)
    match fault["type"]:
        case "extra_forbidden" if _is_text(name):
            return f"'{name}' reads as a field, as ': ' follows it. Put the whole text in quotes."
        case "extra_forbidden":
            near = _guess_field(record, loc)
            fields = ", ".join(_fields_at(record, loc[:-1]))
            advice = f"Did you mean '{near}'?" if near else f"Fields are {fields}."
            return f"'{name}' is no field here. {advice}"
        case "missing":
            state = "empty" if source.is_written((*at, *loc)) else "missing"
            return f"'{name}' is {state}. Write {_end(f'{name}: {_example(field)}')}"
    verb = "has" if of_key or not isinstance(loc[-1] if loc else 0, str) else "is"
    subject = f"'{name}' {verb}" if name else "this is"
    return f"{subject} {_describe(fault, name, field)}"


def _describe(fault: Any, name: str, field: FieldInfo | None) -> str:
    """What stands after "'field' is"."""
    value = fault["input"]
    shown = shorten(value) if isinstance(value, dict | list) else f"'{shorten(value)}'"
    match fault["type"]:
        case "value_error":  # of our own readers
            return str(fault["ctx"]["error"])
        case "enum":
            choices = fault["ctx"]["expected"].replace("'", "")
            hint = did_you_mean(str(value).casefold(), choices.replace(" or ", ", ").split(", "))
            return f"{shown}, none of {choices.replace(' or ', ' and ')}.{hint or ' Write one of them.'}"
        case "tuple_type":
            return f"{shown}, where a list is wanted. {_advise_list(name, value, field)}"
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"{shown}, where fields are wanted. Write {_example_group(field)}."
        case "string_too_short" | "too_short":
            return f"empty. Write {_end(f'{name}: {_example(field)}')}"
        case "string_pattern_mismatch":
            return f"{shown}, neither draft nor hand. Write one of the two."
        case _:
            return f"{shown}, which does not fit here ({fault['msg']}). Write {_example(field)}."


def _end(sentence: str) -> str:
    return sentence if sentence[-1] in ".!?" else f"{sentence}."


def _is_text(name: str | int) -> bool:
    """Whether what stands before a colon was meant as a text, not as a field."""
    return isinstance(name, str) and " " in name.strip()


def _fields_at(record: type[Record], loc: Path) -> list[str]:
    """The fields that a host may write at a place, in the contract's order."""
    return [field.alias or name for name, field in _record_at(record, loc).model_fields.items()]


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


def _advise_list(name: str, value: Any, field: FieldInfo | None) -> str:
    """How a list is written: with the one text that stands there, or as the field's record wants it."""
    example = field.examples[0] if field is not None and field.examples else None
    if isinstance(value, str | int | float) and (field is None or _record_in(field.annotation) is None):
        return f"Write {name}: [{_flow(value)}]."
    if isinstance(value, str) and isinstance(example, list) and isinstance(example[0], str):
        return f"Write {name}: [{_flow(value)}]."
    return f"Write {name}: {_example_group(field)}." if isinstance(example, dict) else "Begin each part with '- '."


def _example_group(field: FieldInfo | None) -> str:
    """What a group of fields may look like: the field's own example, or the needed fields of its record."""
    if field is not None and field.examples and isinstance(field.examples[0], dict):
        return _flow(field.examples[0])
    record = field and _record_in(field.annotation)
    if not record:
        return "'name: value' lines"
    fields = record.model_fields.items()
    needed = {each.alias or name: each for name, each in fields if each.is_required()}
    shown = needed or dict([next((name, each) for name, each in fields if each.examples)])
    return "{" + ", ".join(f"{name}: {_example(each)}" for name, each in shown.items()) + "}"


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
        case str() if _DATE.fullmatch(value):
            return value  # bare, as the contract writes it
        case _:
            return quote_value(value)
