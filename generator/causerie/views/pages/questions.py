"""The questions that a chat ever asked, by session, each leading to its answers."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from causerie.model.chat import Chat
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import PageArtifact
from causerie.views.harvest import ROOT
from causerie.views.pages.archive import YearLink
from causerie.views.pages.cards import chat_class
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link

NEWEST = 24  # sessions on the first page; with more, each year has a page of its own


def questions_page(
    chat: Chat, counts: Sequence[tuple[int, int]], shown: Sequence[str], settings: Settings, year: int = 0
) -> PageArtifact:
    """`/questions/museum-hour/` with the newest, or a year's page, given its `<li>` and how many each year has."""
    speech = speak_page(chat.language, settings)
    address = paths.questions_address(chat, year)
    title = speech.text("Questions of %(chat)s", chat=chat.title)
    if year:
        title = speech.text("%(title)s, %(year)s", title=title, year=year)
    description = speech.text("What was asked in #%(hashtag)s, and where the answers are.", hashtag=chat.hashtag)
    years = [
        YearLink(year=each, address=paths.questions_address(chat, each), number=speech.number(number))
        for each, number in counts
    ]
    items = "".join(shown).replace(ROOT, paths.relative("", address))
    body = render_template(
        "questions.html",
        speech,
        address,
        chat_title=chat.title,
        chat_address=paths.chat_address(chat),
        chat_class=chat_class(chat),
        newest=paths.questions_address(chat),
        title=title,
        year=year,
        years=years if sum(number for _, number in counts) > NEWEST else [],
        shown=len(shown),
        items=Markup(items),  # noqa: S704 - escaped where they were made
        contact=contact_link(settings),
    )
    return PageArtifact(
        address=address,
        title=title,
        description=description if not year else f"{title} · {description}",
        language=chat.language,
        body=body,
        head=head_html(settings, speech, address, title, description, chat),
        record=chat.path,
    )
