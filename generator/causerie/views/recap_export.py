"""A recap for places outside the site, as HTML to paste and as JSON with every post; `recap_markdown` is the third."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from urllib.parse import quote

from markupsafe import escape

from causerie.i18n import speak
from causerie.model.post import Post
from causerie.model.recap import Highlight
from causerie.model.session import Session
from causerie.records.transcript import write_post
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.data import recap_data, session_data
from causerie.views.pages.bodies import recap_html
from causerie.views.pages.cards import session_card


def export_html(session: Session, settings: Settings, now: datetime) -> str:
    """A recap as HTML without classes and scripts, every address absolute: what feeds carry, under its title."""
    speech = speak(session.language)
    card = session_card(session, speech, now)
    chat = f'<a href="{escape(settings.absolute(card.chat_address))}">{escape(card.chat_title)}</a>'
    when = f"{card.when.line} · {card.when.zone}"
    return (
        f"<h2>{escape(card.title)}</h2>\n<p>{chat} <bdi>#{escape(card.hashtag)}</bdi> · {escape(when)}</p>\n"
        f"{recap_html(session, settings, now)}\n"
    )


def export_json(session: Session, settings: Settings, now: datetime, *, is_draft: bool = False) -> str:
    """What causerie.json says of a session and its recap, with the highlights and their posts; a draft has no days."""
    document: dict[str, Any] = {
        "session": json.loads(session_data(session, settings, now)),
        "recap": json.loads(recap_data(session, settings, now, {})),
    }
    recap = document["recap"]
    for day in ("published", "updated") if is_draft else ():
        recap.pop(day, None)
    highlights = session.recap.highlights if session.recap else ()
    recap["highlights"] = [_describe_highlight(each, session, settings) for each in highlights]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _describe_highlight(highlight: Highlight, session: Session, settings: Settings) -> dict[str, Any]:
    values: dict[str, Any] = {
        "question": highlight.question,
        "heading": highlight.heading,
        "text": highlight.text,
        "note": highlight.note,
        "post": _describe_post(highlight.post, session, settings) if highlight.post else None,
    }
    return {key: value for key, value in values.items() if value}


def _describe_post(post: Post, session: Session, settings: Settings) -> dict[str, Any]:
    """A post as a transcript has it; its pictures where the site publishes them."""
    values: dict[str, Any] = json.loads(write_post(post))
    for media in values.get("media", ()):
        if file := media.pop("file", ""):
            media["url"] = settings.absolute(quote(paths.media_path(session, file)))
    return values
