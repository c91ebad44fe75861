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
# What is one file for visitors, as together they are smaller. Of two rules for one thing the later one counts.
SHEETS = (
    *("site/ground.css", "site/icons.css", "site/pieces.css", "site/controls.css", "site/hero.css", "site/lists.css"),
    *("site/recap.css", "site/screens.css", "site/search.css", "site/directions.css", "site/transcript.css"),
    "site/finding.css",
)
_SCRIPTS = (SCRIPT, "causerie-search.js")  # where there is no box, the second does nothing


def render_assets(library: Library) -> Iterator[Artifact]:
    """The style sheet and the script of the package, and `chats.css` with an accent for each chat."""
    yield Artifact(path=paths.ASSETS + "causerie.css", content=read_code(*SHEETS))
    yield Artifact(path=paths.ASSETS + SCRIPT, content=read_code(*_SCRIPTS))
    yield Artifact(path=paths.ASSETS + "chats.css", content=_accents(library).encode())


@lru_cache(maxsize=8)
def read_code(*names: str) -> bytes:
    """Style sheets or scripts of the package as visitors get them: no comments, no white space, a quarter smaller."""
    text = "".join((STATIC / name).read_text(encoding="utf-8") for name in names)
    shorten = rcssmin.cssmin if names[0].endswith(".css") else rjsmin.jsmin
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
