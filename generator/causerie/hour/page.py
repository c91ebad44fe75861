"""What the console and the projector's page have in common: one file each, with a style and script of the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from causerie.hour.qr import QR_RULES
from causerie.i18n import Speech
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.views.color import LIGHT_PAPER, accent_on
from causerie.views.pages.environment import render_template
from causerie.views.single_file import single_file_policy, single_file_style

_STATIC = Path(__file__).parents[1] / "static" / "hour"
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="{ink}"/>'
    '<path d="M6.5 3L5 13M11 3L9.5 13M3 6h10.5M2.5 10H13" stroke="{on_ink}" stroke-width="1.6"/></svg>'
)


def render_page(name: str, speech: Speech, session: Session, /, words: Mapping[str, str], **values: object) -> str:
    """The page of `templates/hour/<name>.html` with its style and script; `words` are what the script says."""
    style = QR_RULES + single_file_style(session.chat, "hour/page.css", f"hour/{name}.css")
    script = _read("clock.js") + _read(f"{name}.js")
    return render_template(
        f"hour/{name}.html",
        speech,
        "",
        policy=single_file_policy(style, script),
        style=Markup(style),  # noqa: S704 - the package's own, and colours that were computed
        script=Markup(script),  # noqa: S704 - the package's own
        icon_address=_icon_address(session.chat),
        hashtag=session.chat.hashtag,
        key=f"{session.chat.id}/{session.id} {session.start.isoformat()}",
        zone=session.chat.zone.key,
        starts=session.start.isoformat(),
        ends=session.end.isoformat(),
        words=json.dumps(dict(words), ensure_ascii=False),
        **values,
    )


@lru_cache(maxsize=8)
def _read(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


def _icon_address(chat: Chat) -> str:
    accent = accent_on(chat.color, LIGHT_PAPER)
    return "data:image/svg+xml," + quote(_ICON.format(ink=accent.ink, on_ink=accent.on_ink))
