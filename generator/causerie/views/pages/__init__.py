"""Pages: frozen page models, dumb templates, and nothing of MkDocs; the theme is put around them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from causerie.model.library import Library
from causerie.settings import Settings
from causerie.views.artifact import PageArtifact
from causerie.views.pages.archive import archive_pages
from causerie.views.pages.blocks import BLOCKS, Block, render_block
from causerie.views.pages.chat_page import chat_page
from causerie.views.pages.directory import directory_page
from causerie.views.pages.redirects import render_redirects
from causerie.views.pages.session_page import TURN, session_page, turn_html

__all__ = ["BLOCKS", "Block", "render_block", "render_pages", "render_redirects"]


def render_pages(library: Library, settings: Settings, now: datetime) -> Iterator[PageArtifact]:
    """Every generated page of the site but the landing, which is the host's own."""
    yield directory_page(library, settings, now)
    yield from archive_pages(library, settings, now)
    for chat in library.chats:
        yield chat_page(chat, library, settings, now)
        sessions = list(library.public_sessions(now, chat))
        by_id = {session.id: session for session in sessions}
        for previous, session, following in zip([None, *sessions], sessions, [*sessions[1:], None], strict=False):
            page = session_page(session, settings, now, by_id)
            yield replace(page, body=page.body.replace(TURN, turn_html(session, previous, following)))
