"""The short way of reading highlights: what it reads, it reads as the schema does; all else it leaves to the schema."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from causerie.model.post import Author, Post
from causerie.model.recap import Highlight
from causerie.records.plain_highlights import read_plain_highlight
from causerie.records.schema_recap import HighlightRecord, PostRecord
from causerie.records.transcript import make_post

_ZONE = ZoneInfo("America/New_York")
_POST = {
    "platform": "mastodon",
    "url": "https://glammr.example/@lea/1",
    "author": {"name": "Lea", "handle": "@lea@glammr.example"},
    "text": "A1 Nothing.",
    "posted": "2026-12-02T20:14:10Z",
}


def _by_schema(fields: Any) -> Highlight | None:
    try:
        record = HighlightRecord.model_validate(fields)
    except ValidationError:
        return None
    assert isinstance(record.post, PostRecord)
    post = make_post(record.post, _ZONE)
    return Highlight(
        post=post, heading=record.heading, text=record.text.strip(), question=record.question, note=record.note
    )


def test_a_usual_quote_is_read_so() -> None:
    post = Post(
        platform="mastodon",
        url="https://glammr.example/@lea/1",
        author=Author(name="Lea", handle="lea@glammr.example"),
        text="A1 Nothing.",
        posted=datetime(2026, 12, 2, 20, 14, 10, tzinfo=UTC),
        likes=12,
    )
    fields = {"question": 2, "post": {**_POST, "likes": 12}}
    assert read_plain_highlight(fields) == _by_schema(fields) == Highlight(post=post, question=2)


_odd: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", " ", "x", 0, 7, -1, 10**15, True, 1.5, "7", [], {}, ["x"], "Léa", "Le\u0301a", " a  b ", "\u202eb", "@a"]
)
_addresses = st.sampled_from(["https://a.example/1", " https://a.example", "ftp://a.example", "mailto:a@b.example"])
_times = st.sampled_from(
    ["2026-12-02T20:14:10Z", "2026-12-02", "2026-02-30T00:00:00Z", "1969-01-01T00:00:00Z", "2026-12-02 20:14"]
)
_posts = st.fixed_dictionaries(
    {},
    optional={
        "platform": st.sampled_from(["x", "irc", "twitter", "Mastodon"]) | _odd,
        "url": _addresses | _odd,
        "author": st.dictionaries(st.sampled_from(["name", "handle", "id", "url"]), _odd) | _odd,
        "text": st.text(st.characters(codec="utf-8")) | _odd,
        "posted": _times | _odd,
        "likes": _odd,
        "reposts": _odd,
        "replies": _odd,
        "lang": _odd,
        "unknown": _odd,
    },
)
_parts = st.fixed_dictionaries({}, optional={"question": _odd, "note": _odd, "text": _odd})


@given(_parts, _posts)
def test_what_is_read_is_what_the_schema_reads(parts: dict[str, Any], changed: dict[str, Any]) -> None:
    fields = {**parts, "post": {**_POST, **changed}}
    read = read_plain_highlight(fields)
    assert read is None or repr(read) == repr(_by_schema(fields))


@pytest.mark.parametrize("lacking", _POST)
def test_what_lacks_a_usual_field_is_left_to_the_schema(lacking: str) -> None:
    assert read_plain_highlight({"post": {name: value for name, value in _POST.items() if name != lacking}}) is None


@pytest.mark.parametrize("fields", [None, "x", [], {}, {"post": "x:1"}, {"heading": "Before"}])
def test_what_is_no_quote_is_left_to_the_schema(fields: Any) -> None:
    assert read_plain_highlight(fields) is None
