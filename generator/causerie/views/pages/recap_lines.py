"""What stands below a recap's highlights: resources that were shared, questions that stayed open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from causerie.i18n import Speech
from causerie.model.library import Library
from causerie.model.platform import bare_handle
from causerie.model.recap import AnswerState, Recap
from causerie.model.session import Session
from causerie.views.pages.cards import SessionCard, session_card


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceLine:
    """Something that was shared."""

    url: str
    title: str
    shared_by: str  # with '@'


@dataclass(frozen=True, slots=True, kw_only=True)
class UnansweredLine:
    """A participant's question, and what became of it."""

    text: str
    by: str
    status: str
    words: str
    to: SessionCard | None


def resource_lines(recap: Recap) -> list[ResourceLine]:
    """The resources in the editor's order."""
    return [ResourceLine(url=r.url, title=r.title, shared_by=_handle(r.shared_by)) for r in recap.resources]


def unanswered_lines(
    session: Session, recap: Recap, speech: Speech, now: datetime, library: Library | None = None
) -> list[UnansweredLine]:
    """The open questions; with a library also the session that each was carried to, if that may be shown."""
    words = {
        AnswerState.OPEN: speech.text("Open"),
        AnswerState.ANSWERED: speech.text("Answered since"),
        AnswerState.CARRIED: speech.text("Carried to another session"),
    }
    lines = []
    for each in recap.unanswered:
        to = library.session(session.chat.id, each.to) if library is not None and each.to else None
        lines.append(
            UnansweredLine(
                text=each.text,
                by=_handle(each.by),
                status=each.status.value,
                words=words[each.status],
                to=session_card(to, speech, now) if to is not None and to.is_public(now) else None,
            )
        )
    return lines


def _handle(handle: str) -> str:
    return f"@{bare_handle(handle)}" if handle else ""
