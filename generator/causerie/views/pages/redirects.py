"""Former addresses: small pages that lead from a chat's or a session's old name to where it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causerie.i18n import speak
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Artifact
from causerie.views.pages.environment import render_template


def chat_redirects(chat: Chat, settings: Settings, gathered: Sequence[str] = ()) -> Iterator[Artifact]:
    """A chat's own former addresses, also in frames of other sites, and of the pages `gathered` from its sessions."""
    for name in chat.aliases:
        for target in (paths.chat_address(chat), *gathered):
            former = target.replace(f"/{chat.id}/", f"/{name}/", 1)
            yield _redirect(former, target, chat.title, chat, chat.path, settings)
        if settings.has_embeds:
            former, target = f"{paths.EMBED}{name}/", paths.chat_embed(chat)
            yield _redirect(former, target, chat.title, chat, chat.path, settings)


def session_redirects(session: Session, settings: Settings) -> Iterator[Artifact]:
    """A session's former addresses: under its former ids, and under each former name of its chat."""
    chat, target = session.chat, paths.session_address(session)
    for name in (chat.id, *chat.aliases):
        for former in session.aliases if name == chat.id else (session.id, *session.aliases):
            address = f"{paths.CHATS}{name}/{former}/"
            yield _redirect(address, target, session.title, chat, session.path, settings)
            if session.conversation is not None and session.conversation.pages:
                said, now_at = f"{address}{paths.TRANSCRIPT}", paths.transcript_address(session)
                yield _redirect(said, now_at, session.title, chat, session.path, settings)
            if settings.has_embeds:
                frame, now_at = paths.embed_address(address), paths.embed_address(target)
                yield _redirect(frame, now_at, session.title, chat, session.path, settings)


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
