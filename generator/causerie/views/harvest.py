"""What the pages that gather from many sessions take of one: made with the session, kept with it, and small.

A build loads this of every session, and nothing else of those that did not change.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from causerie.i18n import direction, speak
from causerie.model.links import LinkTally, SharedLink, link_key
from causerie.model.platform import bare_handle
from causerie.model.recap import AnswerState, Recap, Resource
from causerie.model.session import Session
from causerie.views import paths
from causerie.views.pages.environment import escape_text
from causerie.views.pages.quotes import post_anchor
from causerie.views.pages.recap_groups import question_label

Plain = Any  # texts, numbers and tuples of these
ROOT = "\x00root\x00"  # begins the links of what stands on pages of several depths; no record can hold it


class LeftOpen(NamedTuple):
    """A participant's question that nobody has answered yet."""

    text: str
    by: str  # with '@', or empty
    to: str  # the session that it is carried to; empty while it is open


class Shared(NamedTuple):
    """A resource of a recap, and who shared it."""

    key: str  # the same for every spelling of the address
    url: str
    title: str
    people: tuple[str, ...]
    posts: int  # that hold it; 0 where only the recap names it


class Harvest(NamedTuple):
    """Plain values of one session: tuples and texts, the same in every process."""

    questions: str = ""  # its `<li>` in the list of questions; links begin with `ROOT`
    left_open: tuple[LeftOpen, ...] = ()
    shared: tuple[Shared, ...] = ()
    anchors: tuple[str, ...] = ()  # of its recap's quotes, where their authors' names are kept, too


NO_HARVEST = Harvest()


def harvest_session(session: Session, now: datetime) -> Harvest:
    """What other pages take of a public session."""
    recap = session.recap if session.has_recap(now) else None
    is_asked = bool(recap) or (session.is_past(now) and not session.is_off and session.has_public_questions(now))
    return Harvest(
        questions=_questions_html(session) if is_asked and session.questions else "",
        left_open=tuple(_left_open(recap)) if recap and recap.unanswered else (),
        shared=tuple(_shared(recap, session)) if recap and recap.resources else (),
        anchors=tuple([post_anchor(each.post) for each in recap.highlights if each.post]) if recap else (),
    )


def pack_harvest(harvest: Harvest) -> Plain:
    """The same as tuples, which cross processes and can be kept."""
    questions, left_open, shared, anchors = harvest
    return questions, tuple(map(tuple, left_open)), tuple(map(tuple, shared)), anchors


def unpack_harvest(packed: Plain) -> Harvest:
    """What `pack_harvest` was given."""
    questions, left_open, shared, anchors = packed
    return Harvest(questions, tuple(map(LeftOpen._make, left_open)), tuple(map(Shared._make, shared)), anchors)


def _questions_html(session: Session) -> str:
    """Written without a template: every session has it, and it is short."""
    speech = speak(session.language)
    page = ROOT + paths.session_address(session)
    lang = ""
    if session.language != session.chat.language:
        lang = f' lang="{escape_text(session.language)}" dir="{direction(session.language)}"'
    lines = "".join(
        [
            f'<li><a href="{page}#q{each.number}"><strong>{escape_text(question_label(session, each.number))}</strong>'
            f" <span>{escape_text(each.text)}</span></a></li>"
            for each in session.questions
        ]
    )
    day = escape_text(speech.short_day(session.start.date()))
    return (
        f'<li{lang}><h2><a href="{page}">{escape_text(session.title)}</a></h2>'
        f'<p><time datetime="{session.start.isoformat()}">{day}</time></p><ol class="c-lines">{lines}</ol></li>\n'
    )


def _left_open(recap: Recap) -> Iterator[LeftOpen]:
    for each in recap.unanswered:
        if each.status is not AnswerState.ANSWERED:
            to = each.to if each.status is AnswerState.CARRIED else ""
            yield LeftOpen(each.text, f"@{bare_handle(each.by)}" if each.by else "", to)


def _shared(recap: Recap, session: Session) -> Iterator[Shared]:
    """The recap's resources with everybody who shared them: whom it names, and whose posts have the link.

    Where there is no transcript, the chosen posts are all that is known.
    """
    resources: dict[str, Resource] = {}
    for each in recap.resources:
        resources.setdefault(link_key(each.url), each)
    if session.conversation is None:
        tally = LinkTally(resources)
        for highlight in recap.highlights:
            if highlight.post:
                tally.add(highlight.post)
        shared = tally.finish()
    else:
        shared = session.conversation.shared
    counted = {link.key: link for link in shared}
    for key, each in resources.items():
        found = counted.get(key, SharedLink(key, 0, ()))
        sharers = dict.fromkeys((*found.people, bare_handle(each.shared_by).casefold()))
        sharers.pop("", None)
        known = () if session.chat.anonymise else tuple(sharers)  # there a person is a number, another in each recap
        yield Shared(key, each.url, each.title, known, found.posts)
