"""A picture that names a chat's next session, for READMEs and wikis: an SVG in two fields, as badges are.

Nobody knows the fonts where it is shown, so each text says how wide it is, and is fitted in there.
"""

from __future__ import annotations

import unicodedata

from markupsafe import escape

from causerie.i18n import Speech
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.views.color import LIGHT_PAPER, accent_on
from causerie.views.feeds.wording import zone_abbreviation

_SMALL, _CAPITAL, _WIDE, _PADDING = 6.6, 8.4, 11.5, 8.0  # pixels of a letter, of one of East Asia, beside a text
_INK, _ON_INK = "#3a353d", "#ffffff"


def render_badge(chat: Chat, session: Session | None, speech: Speech) -> bytes:
    """The badge of a chat: its hashtag, and when its next session begins."""
    if session is None:
        when = speech.text("No session is planned at the moment")
    else:
        start = session.start.astimezone(chat.zone)
        when = speech.moment(speech.short_day(start.date()), speech.time(start))
        when = f"{when} {zone_abbreviation(start, speech)}"
    label = f"#{chat.hashtag}"
    left, right = _width(label), _width(when)
    accent = accent_on(chat.color, LIGHT_PAPER)
    whole = escape(speech.with_name(label, when))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right:g}" height="22" role="img"'
        f' aria-label="{whole}" xml:lang="{escape(speech.language)}">\n<title>{whole}</title>\n'
        '<clipPath id="edge"><rect width="100%" height="22" rx="4"/></clipPath>\n<g clip-path="url(#edge)">\n'
        f'<rect width="{left:g}" height="22" fill="{_INK}"/>\n'
        f'<rect x="{left:g}" width="{right:g}" height="22" fill="{accent.ink}"/>\n</g>\n'
        '<g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">\n'
        f"{_text(label, 0, left, _ON_INK)}{_text(when, left, right, accent.on_ink)}</g>\n</svg>\n"
    ).encode(errors="replace")


def _width(text: str) -> float:
    return round(2 * _PADDING + sum(map(_advance, text)))


def _advance(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    return _CAPITAL if char.isupper() else _SMALL


def _text(text: str, start: float, width: float, color: str) -> str:
    return (
        f'<text x="{start + width / 2:g}" y="15" fill="{color}" textLength="{width - 2 * _PADDING:g}"'
        f' lengthAdjust="spacingAndGlyphs">{escape(text)}</text>\n'
    )
