"""Former addresses: small pages that lead from a chat's or a session's old name to where it stands now."""

from __future__ import annotations

from collections.abc import Iterator

from causerie.i18n import speak
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Artifact
from causerie.views.pages.environment import render_template


def chat_redirects(chat: Chat, settings: Settings) -> Iterator[Artifact]:
    """A chat's own former addresses."""
    for name in chat.aliases:
        yield _redirect(f"{paths.CHATS}{name}/", paths.chat_address(chat), chat.title, chat, chat.path, settings)


def session_redirects(session: Session, settings: Settings) -> Iterator[Artifact]:
    """A session's former addresses: under its former ids, and under each former name of its chat."""
    chat, target = session.chat, paths.session_address(session)
    for name in (chat.id, *chat.aliases):
        for former in session.aliases if name == chat.id else (session.id, *session.aliases):
            yield _redirect(f"{paths.CHATS}{name}/{former}/", target, session.title, chat, session.path, settings)


def _redirect(address: str, target: str, title: str, chat: Chat, record: str, settings: Settings) -> Artifact:
    html = render_template(
        "redirect.html",
        speak(chat.language),
        address,
        target=target,
        title=title,
        canonical=settings.absolute(target) if settings.site_url else paths.relative(target, address),
    )
    return Artifact(path=f"{address}index.html", content=html.encode(), record=record)
