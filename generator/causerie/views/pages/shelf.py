"""Past sessions of a topic or a person: the latest recaps as cards, and the many older ones as lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from causerie.frozen import frozen
from causerie.i18n import Speech, direction
from causerie.model.session import Session
from causerie.views import paths
from causerie.views.pages.cards import stated_title
from causerie.views.pages.environment import escape_text

_CARDS = 12
_LINES = 40  # older sessions, one a line; what is older still is in the archive

Archived = Callable[[Session], str]  # a session's recap as it stands in the archive; empty without one


@frozen(kw_only=True)
class Shelf:
    """Past sessions, the latest first."""

    cards: Markup  # `<li>` of recaps
    lines: Markup  # `<li>` of what is older, and of sessions without a recap
    rest: int  # how many more there are


def fill_shelf(sessions: Sequence[Session], archived: Archived, speech: Speech, address: str) -> Shelf:
    """A shelf on a page two levels deep, as `archived` needs it."""
    cards, older = _split(sessions, archived)
    lines = [session_line(session, speech, address) for session in older]
    return Shelf(cards=_joined(cards), lines=_joined(lines), rest=len(sessions) - len(_shown(sessions)))


def session_line(session: Session, speech: Speech, address: str, fragment: str = "", more: str = "") -> str:
    """A past session as one line of a list; written without a template, for there may be thousands."""
    href = paths.relative(paths.session_address(session), address) + (f"#{fragment}" if fragment else "")
    way = direction(session.language)
    lang = f' lang="{escape_text(session.language)}" dir="{way}"' if session.language != speech.language else ""
    about = f"#{session.chat.hashtag} · {speech.short_day(session.start.date())}" + (f" · {more}" if more else "")
    return (
        f'<li><a href="{escape_text(href)}"{lang}>{escape_text(stated_title(session, speech))}</a>'
        f" <small>{escape_text(about)}</small></li>\n"
    )


def name_shelf(sessions: Sequence[Session], archived: Archived) -> object:
    """All that a shelf shows of its sessions, to name the page by."""
    cards, older = _split(sessions, archived)
    return cards, len(sessions), [name_session(each) for each in (*older, *sessions[:1])]


def name_session(session: Session) -> object:
    """All that a line, and the heading above it, show of a session."""
    chat, status = session.chat, session.status.value
    shown = (session.title, session.start.isoformat(), status, session.language)
    return paths.session_address(session), *shown, chat.title, chat.hashtag


def _split(sessions: Sequence[Session], archived: Archived) -> tuple[list[str], list[Session]]:
    """The recaps that stand as cards, and the sessions that stand as lines."""
    cards: list[str] = []
    older: list[Session] = []
    for session in _shown(sessions):
        if len(cards) < _CARDS and (card := archived(session)):
            cards.append(card)
        else:
            older.append(session)
    return cards, older


def _shown(sessions: Sequence[Session]) -> Sequence[Session]:
    return sessions[: _CARDS + _LINES]


def _joined(items: list[str]) -> Markup:
    return Markup("".join(items))  # noqa: S704 - escaped where they were made
