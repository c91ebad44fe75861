"""Puts into a copy of the demo what a site must keep to itself, in words that stand nowhere else, and former names."""

from __future__ import annotations

from pathlib import Path

GIFT_SHOP = "chats/museum-hour/2026-10-14-gift-shop"

FORGOTTEN_HANDLE = "yusuf_demir_registrar"
FORGOTTEN_ADDRESS = "https://x.com/museum_of_small_boats/status/2110449079837491124"
FORGOTTEN_WORDS = ("A pencil from every museum I have ever couriered to", "anything with the ginger ship")  # of either

PROPOSED = "Quartermaster umbrellas outsell quartermaster parasols"
NOT_ANNOUNCED = ("Brigantine", "brigantine-night", "brigantine-eve", "spinnaker")
NOT_PUBLISHED = ("Foretopsail", "foretopmast")

_NOT_ANNOUNCED_RECORD = """\
---
title: Brigantine night
start: 2027-02-17 20:00
status: confirmed
announced: 2026-11-23
aliases: [brigantine-eve]
questions: [Who has a spinnaker?]
---
Bring your own spinnaker.
"""
_NOT_PUBLISHED_RECORD = """\
published: 2026-11-23
summary: Foretopsail.
takeaways: [Mend the foretopmast first.]
"""


def add_secrets(content: Path) -> None:
    """One of each kind: a takedown, a proposal, a session and a recap of tomorrow; and a session with a former id."""
    forget = (
        f'- {{account: "x:{FORGOTTEN_HANDLE}", on: 2026-11-20}}\n- {{post: "{FORGOTTEN_ADDRESS}", on: 2026-11-20}}\n'
    )
    _write(content / "forget.yml", forget)
    _insert(content / GIFT_SHOP / "recap.yml", "takeaways:\n", f"  - {{text: {PROPOSED}, proposed: true}}\n")
    _insert(content / GIFT_SHOP / "session.md", "---\n", "aliases: [the-last-gallery]\n")
    _write(content / "chats/museum-hour/2027-02-17-brigantine-night/session.md", _NOT_ANNOUNCED_RECORD)
    _write(content / "chats/museum-hour/2026-11-11-volunteers/recap.yml", _NOT_PUBLISHED_RECORD)


def _write(path: Path, text: str) -> None:
    assert not path.exists(), f"the demo has a {path.name} of its own now"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _insert(path: Path, after: str, text: str) -> None:
    before = path.read_text(encoding="utf-8")
    assert after in before
    path.write_text(before.replace(after, after + text, 1), encoding="utf-8")
