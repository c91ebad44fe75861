"""Former addresses: small pages that lead from a chat's or a session's old name to where it stands now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from causerie.i18n import speak
from causerie.model.library import Library
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Artifact
from causerie.views.pages.environment import render_template


def render_redirects(library: Library, settings: Settings, now: datetime) -> Iterator[Artifact]:
    """A page for every former name of a chat and of a public session, also for sessions under a chat's former name."""
    for chat in library.chats:
        sessions = list(library.public_sessions(now, chat))
        for name in (chat.id, *chat.aliases):
            base = f"{paths.CHATS}{name}/"
            if name != chat.id:
                yield _redirect(base, paths.chat_address(chat), chat.title, chat.language, chat.path, settings)
            for session in sessions:
                names = session.aliases if name == chat.id else (session.id, *session.aliases)
                target = paths.session_address(session)
                for former in names:
                    yield _redirect(f"{base}{former}/", target, session.title, chat.language, session.path, settings)


def _redirect(address: str, target: str, title: str, language: str, record: str, settings: Settings) -> Artifact:
    html = render_template(
        "redirect.html",
        speak(language),
        address,
        target=target,
        title=title,
        canonical=settings.absolute(target) if settings.site_url else paths.relative(target, address),
    )
    return Artifact(path=f"{address}index.html", content=html.encode(), record=record)
