"""Everything that is published of one session and depends on no other: made by itself, in any order and process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import chain
from types import MappingProxyType

from causerie.frozen import frozen
from causerie.i18n import speak
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views.artifact import Artifact, PageArtifact
from causerie.views.calendar import Events, session_calendars, session_events
from causerie.views.card_images.words import CardWords, session_card_words
from causerie.views.data import recap_data, session_data
from causerie.views.embeds.artifacts import session_embeds
from causerie.views.harvest import NO_HARVEST, Harvest, harvest_session
from causerie.views.media import session_media
from causerie.views.pages.archive import archive_item
from causerie.views.pages.cards import session_card
from causerie.views.pages.chat_page import quoted_authors
from causerie.views.pages.recap_groups import recap_groups
from causerie.views.pages.redirects import session_redirects
from causerie.views.pages.session_page import session_page
from causerie.views.search import SearchText, index_session
from causerie.views.search.transcripts import transcript_key


@frozen(kw_only=True)
class Parts:
    """A public session's page, and its part in what it shares with others."""

    page: Callable[[], PageArtifact]  # its body has marks where other sessions' part belongs: `TURN` and its like
    files: tuple[Artifact, ...]  # its own calendar, pictures, frame, oEmbed's answer, former addresses
    events: Events  # for the calendars that people subscribe to
    data: str  # its element in causerie.json
    recap_data: str = ""  # its recap's; empty without one
    archived: tuple[str, ...] = ()  # its place in the archive, in each of the site's languages; none without a recap
    quoted: tuple[str, ...] = ()  # the authors of its recap's posts, one a post
    harvest: Harvest = NO_HARVEST  # what topics, people, questions and the like take of it
    card: CardWords | None = None  # what its image says, where the site has such images
    search: Callable[[], SearchText] | None = None  # what of it can be found, where the site has a search
    search_key: bytes = b""  # names that, by nothing but what can be found
    transcript_key: bytes = b""  # names what its transcript shows
    transcript_pages: int = 0  # none without a transcript that may be read
    people: bytes = b""  # the keys of those who wrote in it, for `counting.split_people`
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
    speech = speak(session.language)
    card = session_card(session, speech, now)
    groups = recap_groups(session, session.recap, speech) if session.recap and session.has_recap(now) else ()
    page = session_page(session, settings, now, carried, card, groups)
    events = session_events(session, settings, now)
    files = chain(
        session_calendars(session, events),
        session_media(session, now),
        session_redirects(session, settings),
        session_embeds(session, settings, now, card, groups),
    )
    has_recap = session.has_recap(now)
    found = index_session(session, now) if has_search else None
    return Parts(
        page=lambda: page,
        files=tuple(files),
        events=events,
        data=session_data(session, settings, now),
        recap_data=recap_data(session, settings, now, carried) if has_recap else "",
        archived=tuple([archive_item(session, each, now, card) for each in settings.in_each_language if has_recap]),
        quoted=tuple(quoted_authors(session.recap)) if has_recap and session.recap else (),
        harvest=harvest_session(session, now),
        card=session_card_words(session, settings, now) if settings.has_cards else None,
        search=None if found is None else lambda: found,
        search_key=b"" if found is None else found.key,
        has_outline=bool(page.outline),
        transcript_key=transcript_key(session),
        transcript_pages=len(session.conversation.pages) if session.conversation else 0,
        people=session.conversation.people if session.conversation else b"",
    )
