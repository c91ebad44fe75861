"""Small assignments for tests: posts in a few words, and what each asks or answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from causerie.drafting.assigned import AskedQuestion, AssignedPost, Assignment
from causerie.drafting.hour import Hour
from causerie.drafting.participants import Participants
from causerie.model.post import Author, Post, Role
from causerie.model.session import Session
from tests import make

START = datetime(2026, 12, 2, 20, 0, tzinfo=UTC)
WORDS = "A museum label works best when somebody has dared to sign it"


def post(number: int, text: str, by: str = "lea", **changes: Any) -> Post:
    """A post on X, `number` minutes after the start."""
    values: dict[str, Any] = {
        "id": f"x:{number}",
        "platform": "x",
        "url": f"https://x.com/{by}/status/{number}",
        "author": Author(handle=by, name=by.title()),
        "text": text,
        "posted": START + timedelta(minutes=number),
    }
    return Post(**{**values, **changes})


def answer(number: int, text: str, by: str = "lea", to: int = 1, **changes: Any) -> AssignedPost:
    """An answer to a question."""
    confidence = changes.pop("confidence", 1.0)
    return AssignedPost(
        post=post(number, text, by, **changes), role=Role.ANSWER, questions=(to,), confidence=confidence
    )


def remark(number: int, text: str, by: str = "lea", **changes: Any) -> AssignedPost:
    """A post that belongs to no question."""
    return AssignedPost(post=post(number, text, by, **changes), role=Role.OTHER)


def asked(number: int, text: str, by: str = "amara.example", to: int = 1) -> AssignedPost:
    """A host's question, on Bluesky."""
    asks = post(number, text, by, platform="bluesky", id=f"bluesky:did:web:{by}/{number}", url="")
    return AssignedPost(post=asks, role=Role.QUESTION, questions=(to,))


def assign(*posts: AssignedPost, questions: int = 2) -> Assignment:
    """An assignment with some questions."""
    texts = ["What is the worst label?", "Who signs the labels?", "What comes next?"]
    return Assignment(
        questions=tuple(AskedQuestion(number=at, text=texts[at - 1]) for at in range(1, questions + 1)),
        posts=tuple(posts),
    )


def people(
    assignment: Assignment, session: Session | None = None, earlier: frozenset[str] = frozenset()
) -> Participants:
    """The people of an assignment."""
    return Participants(session or make.session(), earlier, assignment)


def hour(assignment: Assignment, session: Session | None = None) -> Hour:
    """The hour of an assignment."""
    return Hour(session or make.session(), [each.post for each in assignment.posts])
