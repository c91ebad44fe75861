"""The JSON Schema of each kind of record, for editors that complete and check while a host types."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from causerie.records.schema_chat import ChatRecord, PersonRecord
from causerie.records.schema_fields import ID_PATTERN
from causerie.records.schema_notes import ForgetRecord, IdeaEntry, RetroRecord
from causerie.records.schema_recap import RecapRecord
from causerie.records.schema_session import SessionRecord

_RECORDS: dict[str, tuple[Any, str]] = {  # and what is said of those that are a list, or fields by id
    "people": (dict[str, PersonRecord], "Hosts, guests and regulars, by id."),
    "chat": (ChatRecord, ""),
    "session": (SessionRecord, ""),
    "recap": (RecapRecord, ""),
    "forget": (list[ForgetRecord], "Accounts and posts that must appear nowhere."),
    "retro": (RetroRecord, ""),
    "ideas": (list[IdeaEntry], "What sessions could be about."),
}
_DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that every editor knows
KINDS = tuple(_RECORDS)


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of record, one of KINDS. Raises KeyError for another."""
    record, description = _RECORDS[kind]
    schema: dict[str, Any] = TypeAdapter(record).json_schema(by_alias=True)
    if description:
        schema = dict(sorted({**schema, "description": description}.items()))
    if kind == "people":
        schema["propertyNames"] = {"pattern": ID_PATTERN}
    titled = {"$schema": _DRAFT, "title": f"causerie: {kind}"}
    return titled | {name: value for name, value in _tidy(schema).items() if name != "title"}


def _tidy(schema: Any) -> Any:
    """Without what only repeats the field's name or says that nothing is the default; empty fields are allowed."""
    if isinstance(schema, list):
        return [_tidy(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {}
    for name, value in schema.items():
        if name == "properties":
            tidy[name] = {field: _tidy_field(part) for field, part in value.items()}
        elif name == "$defs":
            tidy[name] = {record.removesuffix("Record"): _tidy(part) for record, part in value.items()}
        elif name == "$ref":
            tidy[name] = value.removesuffix("Record")
        elif name in ("examples", "enum"):
            tidy[name] = value
        elif name != "title":
            tidy[name] = _tidy(value)
    return tidy


def _tidy_field(schema: dict[str, Any]) -> dict[str, Any]:
    tidy: dict[str, Any] = _tidy(schema)
    if choices := [choice for choice in tidy.pop("anyOf", []) if choice != {"type": "null"}]:
        tidy |= choices[0] if len(choices) == 1 else {"anyOf": choices}
    if tidy.get("default") in (None, "", [], {}):
        tidy.pop("default", None)
    return tidy
