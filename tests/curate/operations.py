"""One valid operation of each kind on a small site, and the same with one of its parts put in another's place."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from tests.curate.site_making import SESSION

RICH_RECAP = """\
published: 2026-12-03
summary: Labels, signed.
takeaways:
  - text: Sign your labels.
    proposed: true
  - text: Date them.
highlights:
  - post: x:102
    question: 1
    note: Everybody laughed.
  - heading: Verse
    question: 1
  - question: 2
    post:
      platform: mastodon
      url: https://glammr.example/@noor/1
      author: {name: Noor, handle: noor@glammr.example}
      text: A2 Whoever wrote it.
      media: [{file: media/a.png, alt: A label}]
resources:
  - {url: "https://label.example/verse", title: Labels in verse}
  - {url: "https://label.example/prose", title: Labels in prose}
unanswered:
  - {text: Who pays?, by: lea, status: open}
"""
PASTED = {
    "platform": "mastodon",
    "url": "https://glammr.example/@noor/2",
    "author": {"name": "Noor", "handle": "noor@glammr.example", "url": "https://glammr.example/@noor"},
    "posted": "2026-12-02T20:09:00Z",
    "text": "A1 A label without a year.",
    "media": [{"file": "media/a.png", "url": "https://glammr.example/a.png", "alt": "A label"}],
}
ASKED = ["What is the worst label that you have read?", "Who should sign a label?"]
PROSE = SESSION.rsplit("---\n", 1)[1].strip()


def valid_operations(recap: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """An operation of each kind that must go well where a recap says `RICH_RECAP`, by a name."""
    first, heading, written = (each["key"] for each in recap["highlights"])
    takeaway, later = (each["key"] for each in recap["takeaways"])
    link, other = (each["key"] for each in recap["resources"])
    asked = recap["unanswered"][0]["key"]
    return {
        "alt": {"key": written, "at": 0, "was": "A label", "text": "A signed label"},
        "alt-post": {"post": "x:104", "at": 0, "was": "", "text": "An empty shelf"},
        "assign": {"post": "x:103", "questions": [2]},
        "between": {"kind": "heading", "text": "More", "question": 1, "before": heading},
        "choose": {"post": "x:103", "question": 1, "before": heading, "names": ["x:103"]},
        "leave-out": {"post": "x:107", "whole": True, "reason": "asked by mail"},
        "move": {"key": first, "before": written, "question": 2},
        "note": {"key": first, "was": "Everybody laughed.", "text": "Well said."},
        "paste": {"post": PASTED, "question": 1, "before": heading},
        "publish": {"on": "2026-12-04"},
        "questions": {"was": ASKED, "value": [*ASKED, "What is next?"]},
        "resource-add": {"url": "https://label.example/new", "title": "New", "shared_by": "@lea", "before": link},
        "resource-drop": {"key": link},
        "resource-move": {"key": other, "before": link},
        "resource-set": {"key": link, "title": "Labels that rhyme"},
        "rewrite": {"key": heading, "was": "Verse", "text": "Rhymes"},
        "session": {"field": "title", "was": "Who writes the label?", "value": "Labels"},
        "session guests": {"field": "guests", "was": ["jonas"], "value": ["amara"]},
        "session prose": {"field": "prose", "was": PROSE, "value": "New words."},
        "summary": {"was": "Labels, signed.", "text": "Signed."},
        "takeaway-accept": {"key": takeaway},
        "takeaway-add": {"text": "Sign.", "before": takeaway},
        "takeaway-drop": {"key": takeaway},
        "takeaway-move": {"key": later, "before": takeaway},
        "takeaway-set": {"key": takeaway, "was": "Sign your labels.", "text": "Sign them."},
        "unanswered-add": {"text": "Who reads?", "by": "@lea", "before": asked},
        "unanswered-drop": {"key": asked},
        "unanswered-rewrite": {"key": asked, "was": "Who pays?", "text": "Who pays for it?"},
        "unanswered-set": {"key": asked, "status": "answered", "to": ""},
        "unanswered-set carried": {"key": asked, "status": "carried", "to": "verse"},
        "unchoose": {"key": first},
        "unpublish": {},
    }


def with_each_part(fields: dict[str, Any], value: Any) -> Iterator[dict[str, Any]]:
    """The fields with one part after another, however deep, put aside for a value."""
    for path in _paths(fields):
        changed = deepcopy(fields)
        place: Any = changed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        yield changed


def _paths(value: Any) -> Iterator[tuple[Any, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield (name,)
        yield from ((name, *rest) for rest in _paths(part))
