"""The archive: every recap by year, and each year by chat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Heading, PageArtifact
from causerie.views.pages.cards import SessionCard, session_card
from causerie.views.pages.environment import render_macro, render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link
from causerie.views.pages.ways import Ways

_LATEST = 12  # recaps that the archive's first page shows; the years hold them all


@frozen(kw_only=True)
class ArchiveGroup:
    """Recaps under one heading."""

    anchor: str
    title: str
    items: Markup  # the recaps' `<li>`, one after the other


@frozen(kw_only=True)
class YearLink:
    """A year of the archive and how many recaps it holds."""

    year: int
    address: str
    number: str


def archive_page(
    recapped: Sequence[Session],
    counts: Mapping[int, int],
    settings: Settings,
    now: datetime,
    ways: Sequence[Ways] = (),
    *,
    show_chat: bool,
) -> PageArtifact:
    """`/archive/`, given the recapped sessions, the latest first, how many each year has, and what was gathered."""
    speech = speak_page(settings.language, settings)
    items = "".join(
        _item(session_card(each, speech, now), paths.ARCHIVE, speech, show_chat=show_chat)
        for each in recapped[:_LATEST]
    )
    latest = ArchiveGroup(anchor="latest", title=speech.text("Latest recaps"), items=Markup(items))  # noqa: S704 - escaped by the template
    return _page(paths.ARCHIVE, None, [latest] if items else [], counts, settings, speech, ways)


def year_page(
    year: int,
    groups: Iterable[ArchiveGroup],
    counts: Mapping[int, int],
    settings: Settings,
    ways: Sequence[Ways] = (),
) -> PageArtifact:
    """`/archive/2026/`, made of what `archive_item` gives: no session is needed for it."""
    shown = [group for group in groups if group.items]
    speech = speak_page(settings.language, settings)
    return _page(paths.year_address(year), year, shown, counts, settings, speech, ways)


def year_group(chat: Chat, items: Iterable[str]) -> ArchiveGroup:
    """A chat's recaps of one year, the latest first."""
    html = Markup("".join(items))  # noqa: S704 - escaped by the template
    return ArchiveGroup(anchor=chat.id, title=f"{chat.title} #{chat.hashtag}", items=html)


def archive_item(session: Session, settings: Settings, now: datetime, card: SessionCard | None = None) -> str:
    """A recap as it stands on the page of its year, in the site's language; `card` is the session's in its own."""
    speech = speak_page(settings.language, settings)
    if card is None or session.language != settings.language:
        card = session_card(session, speech, now)
    return _item(card, paths.year_address(session.start.year), speech, show_chat=False)


def _item(card: SessionCard, address: str, speech: Speech, *, show_chat: bool) -> str:
    address = paths.in_language(address, speech.home)
    return render_macro("recap_item", speech, address, card, show_chat)


def _page(
    address: str,
    year: int | None,
    groups: list[ArchiveGroup],
    counts: Mapping[int, int],
    settings: Settings,
    speech: Speech,
    ways: Sequence[Ways],
) -> PageArtifact:
    address = paths.in_language(address, speech.home)
    title = speech.text("Archive of %(year)s", year=year) if year else speech.text("Archive")
    description = speech.text("What was said in the hashtag chats of %(site)s.", site=settings.site_name)
    years = [
        YearLink(year=each, address=paths.year_address(each), number=speech.number(number))
        for each, number in sorted(counts.items(), reverse=True)
    ]
    body = render_template(
        "archive.html",
        speech,
        address,
        year=year,
        years=years,
        groups=groups,
        ways=ways,
        total=counts[year] if year else sum(counts.values()),
        contact=contact_link(settings),
    )
    return PageArtifact(
        address=address,
        title=title,
        description=description if not year else f"{title} · {description}",
        language=settings.language,
        body=body,
        head=head_html(settings, speech, address, title, description),
        outline=tuple(Heading(group.anchor, group.title) for group in groups),
    )
