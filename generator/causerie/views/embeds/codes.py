"""The code that somebody pastes into a page of their own, and oEmbed's answer, which says the same to programs."""

from __future__ import annotations

import json

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.model.chat import Chat
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.pages.cards import SessionCard
from causerie.views.pages.environment import escape_text as escape

_WIDTH, _HEIGHT = 600, 480
_DAY = 86_400  # seconds for which who asked oEmbed need not ask again


@frozen
class EmbedCode:
    """Something to paste, and what it is."""

    label: str
    code: str


def session_codes(card: SessionCard, settings: Settings, speech: Speech) -> tuple[EmbedCode, ...]:
    """A session or its recap as a frame, and as a quote that needs nothing of this site."""
    page, by = escape(settings.absolute(card.address)), f"{card.chat_title} #{card.hashtag} · {card.when.short_day}"
    teaser = f"<p>{escape(card.teaser)}</p>" if card.teaser else ""
    code = (
        f'<blockquote cite="{page}" lang="{escape(card.lang)}">{teaser}'
        f'<p>— <a href="{page}">{escape(card.title)}</a> · {escape(by)}</p></blockquote>'
    )
    words = speech.text("As a frame, which follows every change:")
    if card.highlights:
        words = speech.text("As a frame, which follows every change; for one post, put its #post-… behind the address:")
    return (
        EmbedCode(words, session_frame_code(card, settings)),
        EmbedCode(speech.text("As a quote, without a frame:"), code),
    )


def next_codes(settings: Settings, speech: Speech, chat: Chat | None = None) -> tuple[EmbedCode, ...]:
    """The next session of a chat, or of the site, as a frame; a chat's also as a badge in Markdown."""
    words = speech.text("As a frame, which follows every change:")
    if chat is None:
        return (EmbedCode(words, _frame(settings.absolute(paths.EMBED), settings.site_name)),)
    title = speech.text("Next session of #%(hashtag)s", hashtag=chat.hashtag)
    badge, page = settings.absolute(paths.chat_badge(chat)), settings.absolute(paths.chat_address(chat))
    return (
        EmbedCode(words, _frame(settings.absolute(paths.chat_embed(chat)), title)),
        EmbedCode(speech.text("As a badge, in Markdown:"), f"[![{title}]({badge})]({page})"),
    )


def session_frame_code(card: SessionCard, settings: Settings) -> str:
    """A session's frame."""
    return _frame(settings.absolute(paths.embed_address(card.address)), card.title)


def _frame(address: str, title: str) -> str:
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{_WIDTH}" height="{_HEIGHT}" loading="lazy"'
        ' style="max-width:100%;border:0"></iframe>'
    )


def oembed(card: SessionCard, image: str, settings: Settings) -> bytes:
    """What oEmbed answers for a session's page (https://oembed.com/, 2.3.4): a file, so whatever size is asked for."""
    answer: dict[str, str | int] = {
        "version": "1.0",
        "type": "rich",
        "title": card.title,
        "author_name": f"{card.chat_title} #{card.hashtag}",
        "author_url": settings.absolute(card.chat_address),
        "provider_name": settings.site_name,
        "provider_url": settings.site_url,
        "cache_age": _DAY,
        "width": _WIDTH,
        "height": _HEIGHT,
        "html": session_frame_code(card, settings),
    }
    if settings.has_cards:
        answer |= {"thumbnail_url": settings.absolute(image), "thumbnail_width": 1200, "thumbnail_height": 630}
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def oembed_link(card: SessionCard, settings: Settings) -> str:
    """Where programs that are given a session's address find that answer; it belongs in <head>."""
    if not settings.has_embeds:
        return ""
    address = escape(settings.absolute(paths.oembed_address(card.address)))
    return f'<link rel="alternate" type="application/json+oembed" href="{address}">\n'
