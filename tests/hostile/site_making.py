"""A site in whose records every text is hostile: each string stands in each field of some session, chat and person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.hostile.other_sites import other_site
from tests.hostile.texts import Texts

MKDOCS = """\
site_name: Chats
site_url: https://chats.example/
docs_dir: content/pages
theme: {name: material}
plugins: [search, causerie: {languages: [en-GB, fr], contact: out@chats.example}]
"""
LANDING = "# Chats\n\n[causerie next]\n\n[causerie recaps]\n\n[causerie chats]\n\n[causerie subscribe]\n"
OF_A_CHAT = 4  # sessions before now, and as many after
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # what YAML wants as escapes
_HALVES = re.compile("[\ud800-\udfff]")  # of signs, which YAML refuses in words of its own; see test_reading


def person(texts: Texts) -> dict[str, Any]:
    """An entry of people.yml."""
    return {
        "name": texts.line(),
        "bio": texts.line(),
        "url": texts.take("Address", "https://amara.example/"),
        "accounts": {"x": "amara", "mastodon": "amara@glammr.example"},
    }


def chat(texts: Texts, hosts: list[str], *, mark: int) -> dict[str, Any]:
    """A chat.yml, each of whose texts is made of several strings, as there are fewer chats."""

    def several() -> str:
        return " ".join(texts.line() for _ in range(OF_A_CHAT))

    return {
        "title": several(),
        "hashtag": texts.take("Hashtag", f"Hour{mark}"),
        "also": [texts.take("Hashtag", f"Also{mark}")],
        "timezone": "Europe/London",
        "tagline": several(),
        "description": "\n\n".join(texts.prose() for _ in range(OF_A_CHAT)),
        "hosts": hosts,
        "platforms": {
            "mastodon": "glammr.example",
            "bluesky": True,
            "x": True,
            "threads": texts.take("WebAddress", "https://threads.example/hour"),
            "linkedin": texts.take("WebAddress", "https://linkedin.example/hour"),
        },
        "topics": [texts.line()],
        "labels": {"question": ["Q", texts.take("Label", "F")], "answer": ["A", texts.take("Label", "R")]},
        "goals": {"participants": texts.line()},
        "schedule": {"every": "week", "on": "monday", "at": "20:00", "skip": {"2026-12-21": texts.line()}},
    }


def session(texts: Texts, day: date, guest: str, status: str) -> dict[str, Any]:
    """The fields of a session.md."""
    return {
        "title": texts.line(),
        "start": f"{day} 20:00",
        "status": status,
        "announced": "2026-09-01",
        "was": ["2026-09-02 20:00"],
        "reason": texts.line(),
        "guests": [guest],
        "topics": [texts.line(), "labels"],
        "questions": [{"text": texts.line(), "image": "media/a.png", "alt": texts.line()}, texts.line()],
        "links": [{"url": texts.take("Address", "https://a.example/"), "title": texts.line()}],
    }


def post(texts: Texts, mark: str) -> dict[str, Any]:
    """A post, as a transcript and a recap hold it."""
    return {
        "id": f"bluesky:{mark}",
        "platform": "bluesky",
        "url": texts.take("WebAddress", "https://bsky.app/profile/jonas.example/post/3k"),
        "author": {
            "id": texts.line(),
            "handle": texts.take("Handle", f"jonas{mark}.example"),
            "name": texts.line(),
            "url": texts.take("WebAddress", "https://bsky.app/profile/jonas.example"),
            "avatar": texts.take("WebAddress", "https://a.example/a.png"),
        },
        "posted": "2026-10-07T19:14:10Z",
        "text": f"A1 {texts.text()}",
        "lang": texts.line(),
        "reply_to": texts.line(),
        "quote_of": texts.line(),
        "hashtags": [texts.line()],
        "links": [{"url": texts.take("Address", "https://a.example/"), "title": texts.line()}],
        "media": [{"file": "media/a.png", "alt": texts.line(), "type": "image"}, {"type": texts.line()}],
        "question": 1,
        "role": "answer",
        "aliases": [texts.line()],
    }


def recap(texts: Texts, mark: str, transcribed: str) -> dict[str, Any]:
    """A recap.yml."""
    return {
        "published": "2026-11-01",
        "summary": texts.prose(),
        "takeaways": [texts.text(), {"text": texts.text()}],
        "errata": [{"date": "2026-11-02", "text": texts.text()}],
        "highlights": [
            {"heading": texts.line()},
            {"text": texts.text()},
            {"post": post(texts, f"{mark}-own"), "question": 1, "note": texts.line()},
            {"post": transcribed, "question": 1, "note": texts.line()},
        ],
        "resources": [
            {
                "url": texts.take("Address", "https://a.example/"),
                "title": texts.line(),
                "shared_by": texts.take("Handle", "jonas.example"),
            }
        ],
        "unanswered": [{"text": texts.text(), "by": texts.take("Handle", "lea@glammr.example")}],
        "metrics": {"impressions": {"value": 48000, "source": texts.line()}, texts.name(): 7},
    }


def retro(texts: Texts) -> dict[str, Any]:
    """A retro.yml."""
    return {
        "went_well": [texts.text()],
        "to_improve": texts.text(),
        "wonderful": [texts.text(), texts.text()],
        "numbers": {texts.name(): {"value": 3, "source": texts.line()}},
    }


def idea(texts: Texts) -> dict[str, Any]:
    """An entry of ideas.yml."""
    return {
        "title": texts.line(),
        "topics": [texts.line(), "labels"],
        "by": texts.line(),
        "votes": 3,
        "note": texts.text(),
    }


def _prose(texts: Texts) -> str:
    """A text below the fields, which is refused with an invisible sign in it."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "", texts.prose())


def as_yaml(value: object) -> str:
    """A value as YAML that says exactly it, but for halves of signs."""
    whole = _HALVES.sub("\ufffd", json.dumps(value, ensure_ascii=False, indent=1))
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", whole) + "\n"


def write_site(root: Path, strings: list[str], picture: bytes, *, is_harmless: bool = False) -> Path:
    """The whole site: as many sessions with a recap and a transcript as there are strings, and as many to come."""
    for path, content in _files(strings, is_harmless):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
        if target.name == "session.md":
            (target.parent / "media").mkdir()
            (target.parent / "media" / "a.png").write_bytes(picture)
    return root


def _files(strings: list[str], is_harmless: bool) -> Iterator[tuple[str, str]]:
    count = len(strings)

    def texts(start: int) -> Texts:
        return Texts(strings, start, is_harmless=is_harmless)

    yield "mkdocs.yml", MKDOCS
    yield "content/pages/index.md", LANDING
    yield "content/people.yml", as_yaml({f"p{number}": person(texts(number)) for number in range(count)})
    yield "content/ideas.yml", as_yaml([idea(texts(number)) for number in range(count)])
    statuses = ("confirmed", "cancelled", "postponed", "planned")
    for number in range(count):
        which, turn = divmod(number, OF_A_CHAT)
        folder, guest = f"content/chats/c{which}", f"p{number}"
        if turn == 0:
            yield f"{folder}/chat.yml", as_yaml(chat(texts(number), [guest], mark=which))
        day = date(2026, 10, 1) + timedelta(turn * 7)
        held, mark = f"{folder}/{day}-was{number}", f"t{number}"
        yield (
            f"{held}/session.md",
            f"---\n{as_yaml(session(texts(number), day, guest, 'confirmed'))}---\n{_prose(texts(number))}\n",
        )
        yield f"{held}/recap.yml", as_yaml(recap(texts(number), mark, f"bluesky:{mark}"))
        yield f"{held}/retro.yml", as_yaml(retro(texts(number)))
        told = [post(texts(number), mark), post(texts(number + 9), f"{mark}-2")]
        yield f"{held}/transcript.jsonl", "".join(f"{json.dumps(each)}\n" for each in told)
        day = date(2026, 11, 24) + timedelta(turn * 7)
        fields = session(texts(number), day, guest, statuses[turn])
        yield f"{folder}/{day}-comes{number}/session.md", f"---\n{as_yaml(fields)}---\n"
        yield other_site(texts(number), number, day)
