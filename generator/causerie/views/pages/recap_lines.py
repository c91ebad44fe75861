"""What stands below a recap's highlights: resources that were shared, questions that stayed open."""

from __future__ import annotations

from collections.abc import Mapping

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.model.platform import bare_handle
from causerie.model.recap import AnswerState, Recap
from causerie.model.session import Session
from causerie.views import paths
from causerie.views.pages.post_text import shown_address


@frozen(kw_only=True)
class ResourceLine:
    """Something that was shared."""

    url: str
    title: str  # else the address, without what readers do not need of it
    shared_by: str  # with '@'


@frozen(kw_only=True)
class SessionLink:
    """A way to another session."""

    address: str
    title: str


@frozen(kw_only=True)
class UnansweredLine:
    """A participant's question, and what became of it."""

    text: str
    by: str
    status: str
    words: str
    to: SessionLink | None


def resource_lines(recap: Recap) -> list[ResourceLine]:
    """The resources in the editor's order."""
    return [
        ResourceLine(url=r.url, title=r.title or shown_address(r.url), shared_by=_handle(r.shared_by))
        for r in recap.resources
    ]


def unanswered_lines(recap: Recap, speech: Speech, carried: Mapping[str, Session]) -> list[UnansweredLine]:
    """The open questions; `carried` are the sessions, by id, to which they were carried and that may be shown."""
    words = {
        AnswerState.OPEN: "",  # as the heading above all of them says
        AnswerState.ANSWERED: speech.text("Answered since"),
        AnswerState.CARRIED: speech.text("Carried to another session"),
    }
    return [
        UnansweredLine(
            text=each.text,
            by=_handle(each.by),
            status=each.status.value,
            words=words[each.status],
            to=_session_link(carried[each.to]) if each.to in carried else None,
        )
        for each in recap.unanswered
    ]


def _session_link(session: Session) -> SessionLink:
    return SessionLink(address=paths.session_address(session), title=session.title)


def _handle(handle: str) -> str:
    return f"@{bare_handle(handle)}" if handle else ""
