"""Our style sheet, script and the chats' accent colours, as files of the site: no page carries a style of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import rcssmin
import rjsmin

from causerie.model.library import Library
from causerie.views import paths
from causerie.views.artifact import Artifact
from causerie.views.color import DARK_PAPER, DEFAULT_ACCENT, LIGHT_PAPER, accent_on

STATIC = Path(__file__).parents[1] / "static"
STYLESHEETS = ("causerie.css", "chats.css")
SCRIPT = "causerie.js"
_SCRIPTS = (SCRIPT, "causerie-search.js")  # one file for visitors: together they are smaller; no box, nothing done


def render_assets(library: Library) -> Iterator[Artifact]:
    """The style sheet and the script of the package, and `chats.css` with an accent for each chat."""
    yield Artifact(path=paths.ASSETS + "causerie.css", content=read_code("causerie.css"))
    yield Artifact(path=paths.ASSETS + SCRIPT, content=b"".join(map(read_code, _SCRIPTS)))
    yield Artifact(path=paths.ASSETS + "chats.css", content=_accents(library).encode())


@lru_cache(maxsize=8)
def read_code(name: str) -> bytes:
    """A style sheet or script of the package as visitors get it: no comments, no white space, a quarter smaller."""
    text = (STATIC / name).read_text(encoding="utf-8")
    shorten = rcssmin.cssmin if name.endswith(".css") else rjsmin.jsmin
    return str(shorten(text)).encode() + b"\n"


def _accents(library: Library) -> str:
    rules = [_accent_rule(":root", DEFAULT_ACCENT)]
    rules += [_accent_rule(f".c-chat-{chat.id}", chat.color) for chat in library.chats if chat.color]
    return "".join(rules)


def _accent_rule(selector: str, color: str) -> str:
    """An accent as custom properties, one for each scheme; the theme marks the dark one as `slate`."""
    light, dark = accent_on(color, LIGHT_PAPER), accent_on(color, DARK_PAPER)
    dark_selector = f'[data-md-color-scheme="slate"]{"" if selector == ":root" else " " + selector}'
    return (
        f"{selector}{{--c-accent:{light.ink};--c-on-accent:{light.on_ink}}}\n"
        f"{dark_selector}{{--c-accent:{dark.ink};--c-on-accent:{dark.on_ink}}}\n"
    )
