"""A recap's highlights by question: what a session's page and its feeds show of the chosen posts."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from causerie.i18n import Speech
from causerie.model.recap import Highlight, Recap
from causerie.model.session import Question, Session
from causerie.views import paths
from causerie.views.pages.quotes import Picture, Quote, quote_post, session_roles

_GENERAL, _OPENING, _CLOSING = 0, -1, 1_000_000  # places before and after every question


class RecapItem(NamedTuple):  # as `Quote`
    """A quote, or a heading or text between quotes."""

    quote: Quote | None = None
    heading: str = ""
    text: str = ""


class QuestionGroup(NamedTuple):
    """A question of a recap with its chosen answers; without a label the general part."""

    anchor: str
    label: str
    title: str
    picture: Picture | None
    items: tuple[RecapItem, ...]


def recap_groups(session: Session, recap: Recap, speech: Speech) -> tuple[QuestionGroup, ...]:
    """The highlights by question, each group in the editor's order.

    What belongs to no question opens the recap when the editor put it before the answers, and closes it otherwise.
    """
    items: dict[int, list[RecapItem]] = {_OPENING: [], _CLOSING: []}
    items.update({question.number: [] for question in session.questions})
    roles = session_roles(session)
    has_begun = False
    anchors: set[str] = set()
    for number, highlight in place_highlights(recap.highlights):
        has_begun = has_begun or number != _GENERAL
        place = number or (_CLOSING if has_begun else _OPENING)
        quote = quote_post(highlight.post, session, speech, roles, note=highlight.note) if highlight.post else None
        if quote is not None and quote.anchor in anchors:
            quote = quote._replace(anchor="")  # a post that was chosen twice is found at its first place
        anchors.add(quote.anchor if quote else "")
        item = RecapItem(quote=quote, heading=highlight.heading, text=highlight.text)
        items.setdefault(place, []).append(item)
    by_number = {question.number: question for question in session.questions}
    return tuple(
        _group(number, by_number.get(number), tuple(found), session, speech)
        for number, found in sorted(items.items())
        if found or number in by_number
    )


def place_highlights(highlights: tuple[Highlight, ...]) -> list[tuple[int, Highlight]]:
    """Each highlight with its question; a heading or text without one goes with the post after it, else before it."""
    own = [h.question if h.post or h.question else None for h in highlights]
    placed = []
    for i, highlight in enumerate(highlights):
        number = own[i]
        if number is None:
            number = next((each for each in (*own[i:], *reversed(own[:i])) if each is not None), _GENERAL)
        placed.append((number, highlight))
    return placed


def _group(
    number: int, question: Question | None, items: tuple[RecapItem, ...], session: Session, speech: Speech
) -> QuestionGroup:
    if number in (_OPENING, _CLOSING):
        title = speech.text("To begin with") if number == _OPENING else speech.text("And finally")
        return QuestionGroup(
            anchor="opening" if number == _OPENING else "closing", label="", title=title, picture=None, items=items
        )
    return QuestionGroup(
        anchor=f"q{number}",
        label=question_label(session, number),
        title=question.text if question else speech.text("Question %(number)s", number=speech.number(number)),
        picture=question_picture(question, session) if question else None,
        items=items,
    )


def question_label(session: Session, number: int) -> str:
    """How the chat numbers a question: "Q1"."""
    return f"{session.chat.question_labels[0]}{number}"


def question_picture(question: Question, session: Session) -> Picture | None:
    """A question's picture on its session's page."""
    if question.image is None:
        return None
    return Picture(address=quote(paths.media_path(session, question.image.file)), alt=question.image.alt)
