"""The whole pipeline on one screen: records become a library, the library becomes artifacts. Read this first.

    content/ --read_site--> Library, Parts --build--> Artifact, PlannedPage --mkdocs_plugin--> site/

What belongs to one session alone is made with it (`make_parts`), in worker processes (`rows.py`) and only where
something changed (`entries.py`); what several sessions share is put together here. Nothing here touches a disk, a clock
or MkDocs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import blake2b

from causerie.model.library import Library
from causerie.model.session import Session
from causerie.problems import Problem
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Artifact, PageArtifact, PlannedPage
from causerie.views.calendar import shared_calendars
from causerie.views.data import data_schema, join_data
from causerie.views.feeds import render_feeds
from causerie.views.pages import TURN, archive_page, chat_page, chat_redirects, directory_page, turn_html
from causerie.views.pages.archive import year_group, year_page
from causerie.views.pages.block_lines import place_blocks
from causerie.views.search import IndexedPage, SearchText, index_chat, session_place
from causerie.views.session_parts import Parts, make_parts
from causerie.views.stylesheet import render_assets


@dataclass(frozen=True, slots=True)
class Site:
    """A library, and what is published of each of its public sessions, by its address."""

    library: Library
    parts: Mapping[str, Parts]
    settings: Settings
    now: datetime

    def parts_of(self, session: Session) -> Parts:
        """What is published of a public session."""
        return self.parts[paths.session_address(session)]


def plan_site(
    library: Library,
    settings: Settings,
    now: datetime,
    kept: Mapping[str, Parts] | None = None,
    *,
    has_search: bool = False,
) -> Site:
    """A site with the parts of all public sessions: those that are kept from elsewhere, and the others made here."""
    parts = dict(kept or {})
    for chat in library.chats:
        public = {session.id: session for session in library.public_sessions(now, chat)}
        for session in public.values():
            address = paths.session_address(session)
            if address not in parts:
                parts[address] = make_parts(session, settings, now, public, has_search=has_search)
    return Site(library, parts, settings, now)


def build_pages(site: Site) -> Iterator[PlannedPage]:
    """Pages that still need the theme around them."""
    library, settings, now = site.library, site.settings, site.now
    yield PlannedPage(address=paths.CHATS, make=lambda: directory_page(library, settings, now))
    yield from _plan_archive(site)
    for chat in library.chats:
        sessions = list(library.public_sessions(now, chat))
        quoted = [name for session in sessions for name in site.parts_of(session).quoted]
        page = partial(chat_page, chat, library, settings, now, quoted)
        yield PlannedPage(address=paths.chat_address(chat), make=page)
        for previous, session, following in zip([None, *sessions], sessions, [*sessions[1:], None], strict=False):
            yield _plan_session(session, site.parts_of(session), turn_html(session, previous, following))


def _plan_session(session: Session, parts: Parts, turn: str) -> PlannedPage:
    def make() -> PageArtifact:
        page = parts.page()
        return replace(page, body=page.body.replace(TURN, turn))

    key = blake2b(parts.key + turn.encode(), digest_size=16).digest() if parts.key else b""
    address = paths.session_address(session)
    return PlannedPage(address=address, make=make, key=key, language=session.language, has_outline=parts.has_outline)


def _plan_archive(site: Site) -> Iterator[PlannedPage]:
    library, settings, now = site.library, site.settings, site.now
    recapped = library.recapped(now)
    counts = Counter(session.start.year for session in recapped)
    several = len(library.chats) > 1
    yield PlannedPage(
        address=paths.ARCHIVE, make=lambda: archive_page(recapped, counts, settings, now, show_chat=several)
    )
    items: dict[tuple[int, str], list[str]] = {}
    for session in recapped:
        items.setdefault((session.start.year, session.chat.id), []).append(site.parts_of(session).archived)
    for year in sorted(counts, reverse=True):
        groups = [year_group(chat, items.get((year, chat.id), ())) for chat in library.chats]
        yield PlannedPage(address=paths.year_address(year), make=partial(year_page, year, groups, counts, settings))


def build_files(site: Site) -> Iterator[Artifact]:
    """Everything that is published as it is."""
    library, settings, now = site.library, site.settings, site.now
    yield from render_assets(library)
    public = list(library.public_sessions(now))
    for session in public:
        yield from site.parts_of(session).files
    for chat in library.chats:
        yield from chat_redirects(chat, settings)
    events = {(session.chat.id, session.id): site.parts_of(session).events for session in public}
    yield from shared_calendars(library, settings, now, events)
    yield from render_feeds(library, settings, now, key_of=lambda session: site.parts_of(session).key)
    recaps = (site.parts_of(session).recap_data for session in library.recapped(now))
    yield join_data(library, settings, now, (site.parts_of(session).data for session in public), recaps)
    yield data_schema()


def list_searched(site: Site) -> Iterator[IndexedPage]:
    """Our pages that can be found: sessions, where their parts were made for search, and chats."""
    for chat in site.library.chats:
        text = index_chat(chat)
        yield IndexedPage(address=paths.chat_address(chat), key=text.key, load=partial(_same, text))
    for session in site.library.public_sessions(site.now):
        parts = site.parts_of(session)
        if parts.search is not None:
            yield IndexedPage(
                address=paths.session_address(session),
                place=session_place(session),
                key=parts.search_key,
                load=parts.search,
            )


def _same(text: SearchText) -> SearchText:
    return text


def check_blocks(pages: Iterable[tuple[str, str]], chats: Collection[str]) -> Iterator[Problem]:
    """What is wrong in the blocks of the host's own pages, each a path and its text."""
    for path, text in pages:
        yield from place_blocks(text, chats, path).problems
