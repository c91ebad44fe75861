"""The files of embedding: a frame and oEmbed's answer a session; what comes next in each chat, and on the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from causerie.i18n import speak
from causerie.model.chat import Chat
from causerie.model.library import Library
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Artifact
from causerie.views.color import DARK_PAPER, DEFAULT_ACCENT, LIGHT_PAPER, accent_on
from causerie.views.embeds.badge import render_badge
from causerie.views.embeds.codes import oembed
from causerie.views.embeds.frames import ICON, STYLESHEET, next_frame, session_frame
from causerie.views.joining import join_links
from causerie.views.pages.cards import SessionCard, chat_class, session_card
from causerie.views.pages.prose import absolute_prose
from causerie.views.pages.recap_groups import QuestionGroup
from causerie.views.stylesheet import STATIC, read_code

_FOLLOWING = 2  # sessions that a frame names after the next one


def session_embeds(
    session: Session, settings: Settings, now: datetime, card: SessionCard, groups: Sequence[QuestionGroup]
) -> Iterator[Artifact]:
    """A session's frame and oEmbed's answer; `card` is the session's in its own language, `groups` are its recap's."""
    if not settings.has_embeds:
        return
    speech, recap = speak(session.language), session.recap if session.has_recap(now) else None
    if recap is None:
        html = session_frame(card, settings, speech, () if session.is_past(now) else join_links(session.chat))
    else:
        html = session_frame(
            card,
            settings,
            speech,
            (),
            errata=[
                (speech.text("Correction, %(day)s:", day=speech.short_day(each.date.date())), each.text)
                for each in recap.shown_errata(now)
            ],
            summary=absolute_prose(recap.summary, settings.absolute(card.address)),
            takeaways=[each.text for each in recap.accepted_takeaways],
            quotes=[item.quote for group in groups for item in group.items if item.quote],
        )
    path = f"{paths.embed_address(card.address)}index.html"
    yield Artifact(path=path, content=html.encode(errors="replace"), record=session.path)
    answer = oembed(card, paths.session_card_image(session), settings)
    yield Artifact(path=paths.oembed_address(card.address), content=answer, record=session.path)


def site_embeds(library: Library, settings: Settings, now: datetime, upcoming: Sequence[Session]) -> Iterator[Artifact]:
    """What comes next of `upcoming`, for each chat and for the site, and the style sheet and the icon of all frames."""
    if not settings.has_embeds:
        return
    yield Artifact(path=STYLESHEET, content=read_code("embed.css") + _accents(library.chats).encode())
    yield Artifact(path=ICON, content=(STATIC / "embed.svg").read_bytes())
    coming = [each for each in upcoming if not each.is_off]
    yield _next_frame(coming, settings, now, None, paths.EMBED)
    for chat in library.chats:
        of_chat = [each for each in coming if each.chat.id == chat.id]
        yield _next_frame(of_chat, settings, now, chat, paths.chat_embed(chat))
        svg = render_badge(chat, of_chat[0] if of_chat else None, speak(chat.language))
        yield Artifact(path=paths.chat_badge(chat), content=svg)


def _next_frame(
    coming: Sequence[Session], settings: Settings, now: datetime, chat: Chat | None, address: str
) -> Artifact:
    speech = speak(chat.language if chat else settings.language)
    cards = [session_card(each, speech, now) for each in coming[: 1 + _FOLLOWING]]
    joins = join_links(coming[0].chat) if coming else ()
    html = next_frame(cards, settings, speech, joins, chat)
    return Artifact(path=f"{address}index.html", content=html.encode(errors="replace"))


def _accents(chats: Sequence[Chat]) -> str:
    """The accents of chats as frames need them, which follow the visitor's own choice of light and dark."""
    colors = [(":root", DEFAULT_ACCENT), *((f".{chat_class(chat)}", chat.color) for chat in chats if chat.color)]
    light, dark = (
        "".join(f"{selector}{{--accent:{accent_on(color, paper).ink}}}\n" for selector, color in colors)
        for paper in (LIGHT_PAPER, DARK_PAPER)
    )
    return f"{light}@media (prefers-color-scheme:dark){{\n{dark}}}\n"
