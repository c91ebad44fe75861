"""The transcripts of a site: their pages, planned without a post of them being read, and what of them can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from hashlib import blake2b

from causerie.model.conversation import SaidGroup
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import PlannedPage
from causerie.views.pages.transcript_page import transcript_page
from causerie.views.search import IndexedPage, SearchText
from causerie.views.search.sessions import session_place
from causerie.views.search.transcripts import index_transcript
from causerie.views.session_parts import Parts

ReadPage = Callable[[Session, int], tuple[SaidGroup, ...]]  # the posts of a page, counted from 1


def plan_transcript(
    session: Session, parts: Parts, read_page: ReadPage, settings: Settings, newcomers: str
) -> Iterator[PlannedPage]:
    """The pages of a session's transcript; each reads its posts when it is made."""

    def make(number: int) -> PlannedPage:
        key = blake2b(parts.key + f"{number} {newcomers}".encode(), digest_size=16).digest() if parts.key else b""
        return PlannedPage(
            address=paths.transcript_address(session, number),
            make=lambda: transcript_page(session, number, read_page(session, number), settings, newcomers),
            key=key,
            language=session.language,
            has_outline=True,
        )

    return map(make, range(1, parts.transcript_pages + 1))


def search_transcript(session: Session, parts: Parts, read_page: ReadPage) -> Iterator[IndexedPage]:
    """Each page of a session's transcript; where posts change, so does what names them."""
    for number in range(1, parts.transcript_pages + 1):
        yield IndexedPage(
            address=paths.transcript_address(session, number),
            place=session_place(session),
            key=blake2b(parts.transcript_key + str(number).encode(), digest_size=16).digest(),
            load=partial(_load, session, number, read_page),
        )


def _load(session: Session, number: int, read_page: ReadPage) -> SearchText:
    return index_transcript(session, number, read_page(session, number))
