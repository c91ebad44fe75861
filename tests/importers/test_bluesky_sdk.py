"""Answers of Bluesky's API as its Python SDK saves them, beside the same answers of the API itself."""

from __future__ import annotations

import re
from typing import Any

import pytest

from causerie.importers.bluesky import IMPORTERS
from causerie.importers.bluesky_sdk import as_api
from tests.importers.files import export_of, read_all
from tests.importers.test_bluesky import author, facet, node, record, uri, view

TEXT = "A1 See labels.example/gu… #MuseumHour"
STORED = record(
    TEXT,
    facets=[facet(TEXT, "labels.example/gu…", "https://labels.example/guide")],
    reply={"parent": {"uri": uri("3lc5c5qv72r2a"), "cid": "c"}, "root": {"uri": uri("3lc5c5qv72r2a"), "cid": "c"}},
    embed={
        "$type": "app.bsky.embed.images",
        "images": [
            {"alt": "A label", "image": {"$type": "blob", "ref": {"$link": "bafkrei"}, "mimeType": "image/png"}}
        ],
    },
)


def as_sdk(value: Any, *, has_types: bool = True) -> Any:
    """An answer with the names of the SDK."""
    if isinstance(value, list):
        return [as_sdk(each, has_types=has_types) for each in value]
    if not isinstance(value, dict):
        return value
    named = {
        {"$type": "py_type", "$link": "link"}.get(key)
        or re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", key): as_sdk(each, has_types=has_types)
        for key, each in value.items()
    }
    return {key: each for key, each in named.items() if has_types or key != "py_type"}


@pytest.mark.parametrize("has_types", [True, False])
@pytest.mark.parametrize(
    "answer",
    [
        {"posts": [view(stored=STORED)], "cursor": None, "hitsTotal": 1},
        {"feed": [{"post": view(stored=STORED), "reply": None, "reason": None}], "cursor": "x"},
        {"thread": node(view(stored=STORED), node(view("3lc5c5qv72r2b")))},
        [view(stored=STORED)],
        view(stored=STORED),
        {"records": [{"uri": uri("3lc5c5qv72r2w"), "cid": "c", "value": STORED}], "cursor": None},
    ],
)
def test_both_forms_give_the_same_posts(answer: Any, has_types: bool) -> None:
    found, problems = read_all(IMPORTERS, export_of({"a.json": as_sdk(answer, has_types=has_types)}))
    assert problems == []
    assert found == read_all(IMPORTERS, export_of({"a.json": answer}))[0]
    assert found[0].post.text == "A1 See https://labels.example/guide #MuseumHour"
    assert found[0].post.media[0].url.endswith("/bafkrei@jpeg")
    assert found[0].post.reply_to == "bluesky:did:plc:jonas/3lc5c5qv72r2a"


def test_who_wants_signed_in_visitors_and_reposts_are_known() -> None:
    reason = {"$type": "app.bsky.feed.defs#reasonRepost", "by": author("did:plc:lea"), "indexedAt": "2026-12-02T21:00Z"}
    shy = view(author=author(labels=[{"val": "!no-unauthenticated", "src": "did:plc:jonas"}]))
    answer = {"feed": [{"post": view(), "reason": reason}, {"post": shy}]}
    found, _ = read_all(IMPORTERS, export_of({"a.json": as_sdk(answer)}))
    assert [(each.is_repost, each.hidden is not None) for each in found] == [(True, False), (False, True)]


def test_what_is_of_the_api_stays_as_it_is() -> None:
    answer = {"posts": [view(stored=record(some_key={"link": "x"}))], "my_key": [1, None]}
    assert as_api(answer) == answer
