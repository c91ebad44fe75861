"""Every field of every record with every hostile string: it is accepted, or refused in a sentence at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from causerie.records import KINDS, json_schema
from causerie.records.schema_chat import ChatRecord, PersonRecord
from causerie.records.schema_circle import (
    ForeignChat,
    ForeignPlatform,
    ForeignSchedule,
    ForeignSession,
    ForeignSite,
    ForeignSkip,
    KeptSite,
)
from causerie.records.schema_notes import ForgetRecord, IdeaRecord, RetroRecord
from causerie.records.schema_recap import RecapRecord, TranscriptRecord
from causerie.records.schema_session import SessionRecord
from causerie.records.schema_types import Record
from causerie.records.source import Source
from causerie.records.validate import validate_fields
from tests.hostile.site_making import as_yaml, chat, idea, person, post, recap, retro, session
from tests.hostile.strings import all_strings
from tests.hostile.texts import Texts

RECORDS: tuple[type[Record], ...] = (
    PersonRecord, ChatRecord, SessionRecord, RecapRecord, TranscriptRecord, ForgetRecord, RetroRecord, IdeaRecord,
)  # fmt: skip
OF_OTHER_SITES = (ForeignSite, ForeignPlatform, ForeignSkip, ForeignSchedule, ForeignChat, ForeignSession, KeptSite)
NEVER_SHOWN = ("forget",)
STRICT = {"id", "file", "image", "platform", "timezone", "on"}  # they say "any text" and accept few; read above


def refusals(record: type[Record], fields: dict[str, Any]) -> list[str]:
    """What is said of fields, each in one line; they are YAML first, as a host writes them."""
    source = Source(Path("a/record.yml"), Path("a"), as_yaml(fields).encode(errors="surrogatepass"))
    read = source.read_yaml()
    if read is not None:
        validate_fields(source, read, record)
    for problem in source.problems:
        assert problem.line >= 1 and problem.column >= 1
        assert problem.message.strip()
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", str(problem))
    return [str(problem) for problem in source.problems]


@pytest.mark.parametrize("record", [*RECORDS, *OF_OTHER_SITES])
def test_each_field_takes_each_string_or_refuses_it(record: type[BaseModel]) -> None:
    adapter = TypeAdapter(record)
    strings = [text for text in all_strings() if text.isascii() or not re.search("[\ud800-\udfff]", text)]
    for name in record.model_fields:
        for text in strings:
            for value in (text, [text], {text: text}, [{"text": text}], {"mastodon": text, "at": text}):
                try:
                    adapter.validate_python({name: value})
                except ValidationError as error:
                    assert error.errors(include_url=False)


@pytest.mark.parametrize("record", RECORDS)
def test_a_refusal_is_a_sentence_at_a_place(record: type[Record]) -> None:
    names = list(record.model_fields)
    for at, text in enumerate(all_strings()):
        refusals(record, dict.fromkeys((names[at % len(names)], names[(at + 1) % len(names)]), text))
        assert refusals(record, {text or "x": text})


def test_half_a_sign_is_refused() -> None:
    source = Source(Path("a/record.yml"), Path("a"), b'name: "\\ud800"\n')
    assert source.read_yaml() is None
    assert [problem.line for problem in source.problems] == [1]


def text_fields(kind: str) -> set[str]:
    """The names of fields in which any text may stand, as the schema says: so a new field is in here by itself."""
    whole = json_schema(kind)

    def walk(part: dict[str, Any], name: str, seen: frozenset[str]) -> Iterator[str]:
        if reference := part.get("$ref", "").rpartition("/")[2]:
            if reference not in seen:
                yield from walk(whole["$defs"][reference], name, seen | {reference})
            return
        types = part.get("type")
        if (types == "string" or (isinstance(types, list) and "string" in types)) and not {
            "pattern",
            "enum",
        } & part.keys():
            yield name
        for each in (*part.get("anyOf", ()), *part.get("oneOf", ()), *part.get("allOf", ())):
            yield from walk(each, name, seen)
        for each in (part.get("items"), part.get("additionalProperties")):
            if isinstance(each, dict):
                yield from walk(each, name, seen)
        for field, each in part.get("properties", {}).items():
            yield from walk(each, field, seen)

    return set(walk(whole, kind, frozenset()))


def names_in(value: Any) -> set[str]:
    """Every field's name in a record."""
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values())) if value else set()
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


def test_every_field_for_texts_is_hostile_in_some_record_of_the_site() -> None:
    from datetime import date

    texts = Texts(all_strings(), 0)
    day = date(2026, 10, 1)
    written = {
        "people": {"people": person(texts)},
        "chat": {"chat": chat(texts, ["p1"], mark=1)},
        "session": {"session": session(texts, day, "p1", "planned")},
        "recap": {"recap": [recap(texts, "a", "b"), post(texts, "c")]},
        "retro": {"retro": retro(texts)},
        "ideas": {"ideas": idea(texts)},
    }
    assert written.keys() | set(NEVER_SHOWN) == set(KINDS)
    missing = {kind: text_fields(kind) - names_in(record) - STRICT for kind, record in written.items()}
    assert {kind: names for kind, names in missing.items() if names} == {}
