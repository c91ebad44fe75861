"""Pages that are one file for a host alone: their style and script stand in them, and their policy allows no other."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from causerie.model.chat import Chat
from causerie.views.color import DARK_PAPER, LIGHT_PAPER, accent_on
from causerie.views.stylesheet import read_code


def single_file_policy(style: str, script: str, images: str = "data:") -> str:
    """The content security policy of a page with this style and script, as they stand between their tags."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src {images};"
        " base-uri 'none'; form-action 'none'"
    )


def single_file_style(chat: Chat, *sheets: str) -> str:
    """The style of a page about a chat: its accent, the paper of all such pages, and sheets of `static/`."""
    return _accent_rules(chat) + read_code("private/paper.css", *sheets).decode()


def _accent_rules(chat: Chat) -> str:
    """A chat's accent as custom properties, for a page that follows the system's colour scheme."""
    light, dark = accent_on(chat.color, LIGHT_PAPER), accent_on(chat.color, DARK_PAPER)
    return (
        f":root{{--accent:{light.ink};--on-accent:{light.on_ink}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark.ink};--on-accent:{dark.on_ink}}}}}\n"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
