"""Everything that is published of one session and depends on no other: made by itself, in any order and process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from types import MappingProxyType

from causerie.i18n import speak
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views.artifact import Artifact, PageArtifact
from causerie.views.calendar import Events, session_calendars, session_events
from causerie.views.data import recap_data, session_data
from causerie.views.media import session_media
from causerie.views.pages.archive import archive_item
from causerie.views.pages.cards import session_card
from causerie.views.pages.chat_page import quoted_authors
from causerie.views.pages.redirects import session_redirects
from causerie.views.pages.session_page import session_page
from causerie.views.search import SearchText, index_session


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A public session's page, and its part in what it shares with others."""

    page: Callable[[], PageArtifact]  # its body has `TURN` where the ways to its neighbours belong
    files: tuple[Artifact, ...]  # its own calendar, pictures, former addresses
    events: Events  # for the calendars that people subscribe to
    data: str  # its element in causerie.json
    recap_data: str = ""  # its recap's; empty without one
    archived: str = ""  # its place in the archive; empty without a recap
    quoted: tuple[str, ...] = ()  # the authors of its recap's posts, one a post
    search: Callable[[], SearchText] | None = None  # what of it can be found, where the site has a search
    search_key: bytes = b""  # names that, by nothing but what can be found
    has_outline: bool = False  # whether the page has a table of contents
    key: bytes = b""  # names all of it: what has the same key is the same; empty where nobody knows


def make_parts(
    session: Session,
    settings: Settings,
    now: datetime,
    carried: Mapping[str, Session] = MappingProxyType({}),
    *,
    has_search: bool = False,
) -> Parts:
    """The parts of a public session; `carried` are the public sessions of its chat that its open questions may name."""
    card = session_card(session, speak(session.language), now)
    page = session_page(session, settings, now, carried, card)
    events = session_events(session, settings, now)
    files = chain(session_calendars(session, events), session_media(session, now), session_redirects(session, settings))
    has_recap, is_in_language = session.has_recap(now), session.language == settings.language
    found = index_session(session, now) if has_search else None
    return Parts(
        page=lambda: page,
        files=tuple(files),
        events=events,
        data=session_data(session, settings, now),
        recap_data=recap_data(session, settings, now, carried) if has_recap else "",
        archived=archive_item(session, settings, now, card if is_in_language else None) if has_recap else "",
        quoted=tuple(quoted_authors(session.recap)) if has_recap and session.recap else (),
        search=None if found is None else lambda: found,
        search_key=b"" if found is None else found.key,
        has_outline=bool(page.outline),
    )
