"""Writes the questions that a draft found in the posts into a session.md that has none; nothing else of it changes."""

from __future__ import annotations

from collections.abc import Sequence

from causerie.problems import CauserieError
from causerie.records.editing import EditError, edit_session
from causerie.records.proposals import quote_readably


def question_lines(questions: Sequence[str]) -> list[str]:
    """Questions as they stand in session.md."""
    return ["questions:", *(f"  - {quote_readably(text)}" for text in questions)]


def add_questions(text: str, questions: Sequence[str]) -> str:
    """A session.md with these questions, where it has none. Raises CauserieError where that cannot be done safely."""
    try:
        return edit_session(text, {"do": "questions", "was": [], "value": list(questions)})
    except CauserieError:
        raise EditError(
            "The questions cannot be written into session.md safely. Copy them there:\n"
            + "\n".join(question_lines(questions))
        ) from None
