"""The archive: every recap by year, and each year by chat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from causerie.i18n import Speech, speak
from causerie.model.library import Library
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Heading, PageArtifact
from causerie.views.pages.cards import SessionCard, session_card
from causerie.views.pages.environment import render_template
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link

_LATEST = 12  # recaps that the archive's first page shows; the years hold them all


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveGroup:
    """Recaps under one heading."""

    anchor: str
    title: str
    cards: tuple[SessionCard, ...]
    show_chat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLink:
    """A year of the archive and how many recaps it holds."""

    year: int
    address: str
    number: str


def archive_pages(library: Library, settings: Settings, now: datetime) -> Iterator[PageArtifact]:
    """`/archive/` with the latest recaps, and a page for each year, in the site's language."""
    speech = speak(settings.language)
    recapped = library.recapped(now)
    counts = Counter(session.start.year for session in recapped)
    years = [
        YearLink(year=year, address=paths.year_address(year), number=speech.number(number))
        for year, number in sorted(counts.items(), reverse=True)
    ]
    latest = _group("latest", speech.text("Latest recaps"), recapped[:_LATEST], speech, now, len(library.chats) > 1)
    yield _page(paths.ARCHIVE, None, [latest] if recapped else [], years, len(recapped), settings, speech)
    for link in years:
        held = [session for session in recapped if session.start.year == link.year]
        groups = [
            _group(chat.id, f"{chat.title} #{chat.hashtag}", of_chat, speech, now, show_chat=False)
            for chat in library.chats
            if (of_chat := [session for session in held if session.chat.id == chat.id])
        ]
        yield _page(link.address, link.year, groups, years, len(held), settings, speech)


def _group(
    anchor: str, title: str, sessions: list[Session], speech: Speech, now: datetime, show_chat: bool
) -> ArchiveGroup:
    cards = tuple(session_card(session, speech, now) for session in sessions)
    return ArchiveGroup(anchor=anchor, title=title, cards=cards, show_chat=show_chat)


def _page(
    address: str,
    year: int | None,
    groups: list[ArchiveGroup],
    years: list[YearLink],
    total: int,
    settings: Settings,
    speech: Speech,
) -> PageArtifact:
    title = speech.text("Archive of %(year)s", year=year) if year else speech.text("Archive")
    description = speech.text("What was said in the hashtag chats of %(site)s.", site=settings.site_name)
    body = render_template(
        "archive.html",
        speech,
        address,
        year=year,
        years=years,
        groups=groups,
        total=total,
        contact=contact_link(settings),
    )
    return PageArtifact(
        address=address,
        title=title,
        description=description if not year else f"{title}. {description}",
        language=settings.language,
        body=body,
        head=head_html(settings, speech, address, title, description),
        outline=tuple(Heading(group.anchor, group.title) for group in groups),
    )
