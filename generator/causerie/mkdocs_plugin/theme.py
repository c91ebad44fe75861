"""What our pages ask of Material, said once: nothing from other hosts, our style sheet, and a page's own language."""

from __future__ import annotations

import copy
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from causerie.views import paths
from causerie.views.stylesheet import SCRIPT, STYLESHEETS

_FEATURES = ("navigation.tabs", "navigation.top", "toc.follow")
_PALETTE = [
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": "Dark"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": "Light"},
    },
]


_DEFAULT_FONT = {"text": "Roboto", "code": "Roboto Mono"}  # Material's, which visitors would fetch from Google


def dress_theme(config: MkDocsConfig) -> None:
    """Set what the host left open: no fonts from others, light and dark, tabs; and add our style sheet and script."""
    theme = config.theme
    if theme.get("font") == _DEFAULT_FONT:
        theme["font"] = False
    if not theme.get("palette"):
        theme["palette"] = _PALETTE
    if not theme.get("features"):
        theme["features"] = list(_FEATURES)
    if not (theme.get("logo") or (theme.get("icon") or {}).get("logo")):
        theme["icon"] = {**(theme.get("icon") or {}), "logo": "material/forum-outline"}
    config.extra.setdefault("generator", False)
    config.extra_css[:0] = [paths.ASSETS + name for name in STYLESHEETS]
    config.extra_javascript.append(paths.ASSETS + SCRIPT)


def in_language(config: MkDocsConfig, language: str) -> MkDocsConfig:
    """The configuration as a page in another language sees it: MkDocs has one theme language for a whole site."""
    spoken = _theme_language(config, language)
    if config.theme.get("language") == spoken:
        return config
    view = copy.copy(config)
    theme = copy.copy(config.theme)
    theme.__dict__["language"] = spoken  # templates read attributes before the shared variables
    view.data["theme"] = theme
    return view


def _theme_language(config: MkDocsConfig, language: str) -> str:
    """The nearest language that the theme speaks: `en-GB` is `en`, one that it does not know is the site's."""
    for candidate in (language, language.split("-")[0]):
        if any(Path(d, "partials", "languages", f"{candidate}.html").exists() for d in config.theme.dirs):
            return candidate
    return str(config.theme.get("language") or "en")
