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
from functools import cached_property, partial
from hashlib import blake2b

from causerie.i18n import speak
from causerie.model.circle import Circle
from causerie.model.library import Library
from causerie.model.session import Session
from causerie.problems import Problem
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Artifact, PageArtifact, PlannedPage
from causerie.views.calendar import shared_calendars
from causerie.views.card_images.files import card_file, shared_cards
from causerie.views.circle import circle_calendars
from causerie.views.data import data_schema, join_data
from causerie.views.embeds.artifacts import site_embeds
from causerie.views.feeds import render_feeds
from causerie.views.finding import Finding
from causerie.views.finding_pages import plan_finding
from causerie.views.pages import EARLIER, TURN, archive_page, chat_page, chat_redirects, directory_page, turn_html
from causerie.views.pages.archive import year_group, year_page
from causerie.views.pages.block_lines import place_blocks
from causerie.views.pages.circle import circle_page
from causerie.views.pages.session_numbers import NEWCOMERS, count_newcomers, newcomers_html
from causerie.views.search import IndexedPage, SearchText, index_chat, session_place
from causerie.views.search.gathered import search_gathered
from causerie.views.session_parts import Parts, make_parts
from causerie.views.stylesheet import render_assets
from causerie.views.transcripts import ReadPage, plan_transcript, search_transcript


@dataclass(frozen=True)
class Site:
    """A library, and what is published of each of its public sessions, by its address."""

    library: Library
    parts: Mapping[str, Parts]
    settings: Settings
    now: datetime
    read_page: ReadPage | None = None  # gives the posts of a transcript's pages; without it there are none
    circle: Circle = ()  # other sites whose chats are listed, too

    @cached_property
    def finding(self) -> Finding:
        """What its sessions come to when they are looked at together."""
        return Finding(self.library, self.parts_of, self.settings, self.now)

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
    read_page: ReadPage | None = None,
    circle: Circle = (),
) -> Site:
    """A site with the parts of all public sessions: those that are kept from elsewhere, and the others made here."""
    parts = dict(kept or {})
    for chat in library.chats:
        public = {session.id: session for session in library.public_sessions(now, chat)}
        for session in public.values():
            address = paths.session_address(session)
            if address not in parts:
                parts[address] = make_parts(session, settings, now, public, has_search=has_search)
    return Site(library, parts, settings, now, read_page, circle)


def build_pages(site: Site) -> Iterator[PlannedPage]:
    """Pages that still need the theme around them."""
    library, settings, now = site.library, site.settings, site.now
    finding = site.finding
    for each in settings.in_each_language:
        address = paths.in_language(paths.CHATS, settings.home(each.language))
        page = partial(directory_page, library, each, now, has_circle=bool(site.circle))
        yield PlannedPage(address=address, make=page)
        if site.circle:
            address = paths.in_language(paths.DIRECTORY, settings.home(each.language))
            yield PlannedPage(address=address, make=partial(circle_page, site.circle, library, each, now))
    yield from _plan_archive(site, finding)
    yield from plan_finding(finding)
    for chat in library.chats:
        sessions = list(library.public_sessions(now, chat))
        quoted = [name for session in sessions for name in site.parts_of(session).quoted]
        page = partial(chat_page, chat, library, settings, now, quoted, finding.ways(chat.language, chat))
        yield PlannedPage(address=paths.chat_address(chat), make=page)
        attendance = count_newcomers(((each, site.parts_of(each).people) for each in sessions), finding.joined)
        beside = zip([None, *sessions], sessions, [*sessions[1:], None], attendance, strict=False)
        for previous, session, following, people in beside:
            parts = site.parts_of(session)
            newcomers = newcomers_html(people, speak(session.language))
            earlier = finding.from_earlier(session)
            yield _plan_session(session, parts, turn_html(session, previous, following), newcomers, earlier)
            if parts.transcript_pages and site.read_page is not None:
                yield from plan_transcript(session, parts, site.read_page, settings, newcomers)


def _plan_session(session: Session, parts: Parts, turn: str, newcomers: str, earlier: str) -> PlannedPage:
    def make() -> PageArtifact:
        page = parts.page()
        pieces = page.body.split("\0")  # each second one names a mark
        pieces[1::2] = [filled[f"\0{name}\0"] for name in pieces[1::2]]
        return replace(page, body="".join(pieces))

    filled = {TURN: turn, NEWCOMERS: newcomers, EARLIER: earlier}

    key = blake2b(parts.key + (turn + newcomers + earlier).encode(), digest_size=16).digest() if parts.key else b""
    address = paths.session_address(session)
    return PlannedPage(address=address, make=make, key=key, language=session.language, has_outline=parts.has_outline)


def _plan_archive(site: Site, finding: Finding) -> Iterator[PlannedPage]:
    library, now = site.library, site.now
    recapped = library.recapped(now)
    counts = Counter(session.start.year for session in recapped)
    several = len(library.chats) > 1
    of_year: dict[tuple[int, str], list[Session]] = {}
    for session in recapped:
        of_year.setdefault((session.start.year, session.chat.id), []).append(session)
    for at, settings in enumerate(site.settings.in_each_language):
        home, ways = settings.home(settings.language), finding.ways(settings.language)
        make = partial(archive_page, recapped, counts, settings, now, ways, show_chat=several)
        yield PlannedPage(address=paths.in_language(paths.ARCHIVE, home), make=make)
        for year in sorted(counts, reverse=True):
            groups = [
                year_group(chat, [site.parts_of(each).archived[at] for each in of_year.get((year, chat.id), ())])
                for chat in library.chats
            ]
            make = partial(year_page, year, groups, counts, settings, finding.year(year, settings.language))
            yield PlannedPage(address=paths.in_language(paths.year_address(year), home), make=make)


def build_files(site: Site) -> Iterator[Artifact]:
    """Everything that is published as it is."""
    library, settings, now = site.library, site.settings, site.now
    yield from render_assets(library)
    public = list(library.public_sessions(now))
    for session in public:
        yield from site.parts_of(session).files
    for chat in library.chats:
        yield from chat_redirects(chat, settings, site.finding.chats[chat.id].addresses)
    yield from site_embeds(library, settings, now, site.finding.upcoming)
    events = {(session.chat.id, session.id): site.parts_of(session).events for session in public}
    topics = {topic.id: topic.name for topic in site.finding.topics.values()}
    yield from shared_calendars(library, settings, now, events, topics)
    yield from circle_calendars(site.circle, library, settings, now, lambda session: site.parts_of(session).events)
    yield from render_feeds(library, settings, now, key_of=lambda session: site.parts_of(session).key, topics=topics)
    recaps = (site.parts_of(session).recap_data for session in library.recapped(now))
    yield join_data(library, settings, now, (site.parts_of(session).data for session in public), recaps)
    yield data_schema()


def list_searched(site: Site) -> Iterator[IndexedPage]:
    """Our pages that can be found: sessions, where their parts were made for search, chats, and what was gathered."""
    yield from search_gathered(site.finding)
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
            if site.read_page is not None:
                yield from search_transcript(session, parts, site.read_page)


def _same(text: SearchText) -> SearchText:
    return text


def build_cards(site: Site) -> Iterator[Artifact]:
    """The images for where people pass pages on: drawn when they are needed, which takes longer than all else."""
    library, settings, now = site.library, site.settings, site.now
    if not settings.has_cards:
        return
    yield from shared_cards(library, settings, now)
    for session in library.public_sessions(now):
        if (words := site.parts_of(session).card) is not None:
            yield card_file(paths.session_card_image(session), words)


def list_card_texts(site: Site) -> Iterator[tuple[str, str]]:
    """What the images of sessions say, which nobody reads in them any more, with where they stand."""
    for session in site.library.public_sessions(site.now) if site.settings.has_cards else ():
        if (words := site.parts_of(session).card) is not None:
            yield paths.session_card_image(session), "\n".join(map(str, words))


def check_blocks(pages: Iterable[tuple[str, str]], chats: Collection[str]) -> Iterator[Problem]:
    """What is wrong in the blocks of the host's own pages, each a path and its text."""
    for path, text in pages:
        yield from place_blocks(text, chats, path).problems
