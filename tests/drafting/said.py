"""Chats in a few lines, for tests: minutes after the start, who, what, and what it replies to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from causerie.drafting.assign import assign_posts
from causerie.drafting.assigned import AssignedPost, Assignment
from causerie.model.person import Account
from causerie.model.post import Author, Post, Role
from causerie.model.session import Session
from tests import make

START = datetime(2026, 12, 2, 20, 0, tzinfo=UTC)
HOST = make.person(accounts=(Account("x", "amara"), Account("bluesky", "amara.example"), Account("irc", "amara")))


def session(**changes: Any) -> Session:
    """An hour of #MuseumHour that Amara hosts, without questions in its record."""
    return make.session(**{"hosts": (HOST,), "questions": (), **changes})


def said(name: str, minute: float, by: str, text: str, to: str = "", platform: str = "x", **changes: Any) -> Post:
    """A post whose id ends in its name."""
    values: dict[str, Any] = {
        "id": f"{platform}:{name}",
        "platform": platform,
        "author": Author(handle=by, name=by.title()),
        "text": text,
        "posted": START + timedelta(minutes=minute),
        "reply_to": f"{platform}:{to}" if to else "",
    }
    return Post(**{**values, **changes})


def assign(posts: Iterable[Post], **changes: Any) -> Assignment:
    """What comes of these posts."""
    return assign_posts(tuple(posts), session(**changes))


def asked(assignment: Assignment) -> dict[int, list[str]]:
    """The names of the posts that ask each question."""
    return {each.number: [post_id.partition(":")[2] for post_id in each.posts] for each in assignment.questions}


def found(assignment: Assignment) -> dict[str, AssignedPost]:
    """Each post by its name."""
    return {each.post.id.partition(":")[2]: each for each in assignment.posts}


def answered(assignment: Assignment) -> dict[str, tuple[int, ...]]:
    """The numbers that each post answers or speaks of, but for the questions."""
    return {name: each.questions for name, each in found(assignment).items() if each.role is not Role.QUESTION}
