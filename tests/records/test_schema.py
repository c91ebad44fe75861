"""The JSON Schemas accept what the reader accepts, and explain each field to editors."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from causerie.records import KINDS, json_schema
from causerie.records.schema_fields import ID_PATTERN, read_id

HERE = Path(__file__).parent
CHAT = HERE / "correct/content/chats/museum-hour"
FILES = {
    "people": HERE / "correct/content/people.yml",
    "chat": CHAT / "chat.yml",
    "session": CHAT / "2026-12-02-ai-labels/session.md",
    "recap": CHAT / "2026-12-02-ai-labels/recap.yml",
    "forget": HERE / "correct/content/forget.yml",
    "retro": CHAT / "2026-12-02-ai-labels/retro.yml",
    "ideas": HERE / "correct/content/ideas.yml",
}


class _Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates, times and `yes` are texts."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool", ":int"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Editor.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(true|false|yes|no)$"), list("tfyn"))
_Editor.add_implicit_resolver("tag:yaml.org,2002:int", __import__("re").compile("^-?[0-9]+$"), list("-0123456789"))


def as_editors_read(kind: str) -> Any:
    text = FILES[kind].read_text(encoding="utf-8-sig")
    return yaml.load(text.split("---\n")[1] if kind == "session" else text, _Editor)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_accepts_the_correct_record(kind: str) -> None:
    schema = json_schema(kind)
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(as_editors_read(kind))
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_fields_are_refused_at_every_level(kind: str) -> None:
    schema = json_schema(kind)
    groups = [each for each in [schema, *schema.get("$defs", {}).values()] if "properties" in each]
    assert groups
    assert all(group["additionalProperties"] is False for group in groups)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained(kind: str) -> None:
    schema = json_schema(kind)
    groups = [each for each in [schema, *schema.get("$defs", {}).values()] if "properties" in each]
    fields = [(name, field) for group in groups for name, field in group["properties"].items()]
    assert [name for name, field in fields if not field.get("description")] == []
    assert all(group["description"] for group in groups)


def test_examples_are_valid_themselves() -> None:
    for kind in KINDS:
        schema = json_schema(kind)
        for group in [schema, *schema.get("$defs", {}).values()]:
            for name, field in group.get("properties", {}).items():
                for example in field.get("examples", []):
                    validator = jsonschema.Draft7Validator({"$defs": schema.get("$defs", {}), **field})
                    assert list(validator.iter_errors(example)) == [], (kind, name, example)


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (
            "chat",
            {
                "title": "a",
                "hashtag": "a",
                "timezone": "Europe/London",
                "schedule": {"every": "2 weeks", "on": "monday", "at": "12:00"},
            },
        ),
        (
            "chat",
            {
                "title": "a",
                "hashtag": "#é",
                "timezone": "Europe/London",
                "schedule": [{"every": "month", "on": "last friday", "at": "12:00"}],
            },
        ),
        ("session", {"title": "a", "start": "2026-12-02 20:00", "questions": ["a", {"text": "b"}]}),
        (
            "recap",
            {
                "highlights": [{"post": "x:1"}, {"post": {"platform": "x", "text": "a"}}],
                "metrics": {"a": 1, "b": {"value": 2}},
            },
        ),
        ("recap", {"takeaways": ["a", {"text": "b", "proposed": True}]}),
        ("retro", {"went_well": "a", "wonderful": ["a", "b"]}),
    ],
)  # fmt: skip - one form a line
def test_every_form_that_may_be_written_is_accepted(kind: str, record: dict[str, Any]) -> None:
    jsonschema.Draft7Validator(json_schema(kind)).validate(record)


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("chat", {"hashtag": "a", "timezone": "Europe/London"}),
        ("chat", {"title": "a", "hashtag": "two words", "timezone": "Europe/London"}),
        ("session", {"title": "a"}),
        ("session", {"title": "a", "start": "tomorrow"}),
        ("session", {"title": "a", "start": "2026-12-02", "titel": "b"}),
        ("session", {"title": "a", "start": "2026-12-02", "status": "moved"}),
        ("session", {"title": "a", "start": "2026-12-02", "id": "transcript"}),
        ("session", {"title": "a", "start": "2026-12-02", "id": "-a"}),
        ("session", {"title": "a", "start": "2026-12-02", "duration": 1441}),
        ("people", {"Amara": {"name": "Amara"}}),
        ("people", {"amara": {}}),
        ("recap", {"resources": [{"url": "javascript:alert(1)"}]}),
    ],
)
def test_what_the_reader_refuses_is_refused_while_typing(kind: str, record: dict[str, Any]) -> None:
    assert not jsonschema.Draft7Validator(json_schema(kind)).is_valid(record)


@given(st.text(alphabet="ab1-_A", max_size=6) | st.sampled_from(["transcript", "transcripts", "a-transcript"]))
def test_an_id_is_one_to_editors_where_it_is_one_to_the_reader(text: str) -> None:
    try:
        is_id = read_id(text) == text
    except ValueError:
        is_id = False
    assert (re.search(ID_PATTERN, text) is not None) == is_id


def test_a_kind_that_does_not_exist_is_no_schema() -> None:
    with pytest.raises(KeyError):
        json_schema("episode")
