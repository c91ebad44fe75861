"""What our pages ask of Material, said once: nothing from other hosts, our style sheet, and a page's own language."""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from causerie.i18n import Speech, speak
from causerie.views import paths
from causerie.views.stylesheet import SCRIPT, STYLESHEETS

_FEATURES = ("navigation.tabs", "navigation.top", "toc.follow")
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
_MEANT = re.compile(r"<(?:pre|textarea)\b|`")  # where white space is part of a text
_MENDED = {  # what the Nu checker and people with keyboards find wrong in Material's templates, and what stands instead
    # No checkbox may say so; where a browser opens the drawer or the search again after a reload, our script closes it.
    ' id="__drawer" autocomplete="off"': ' id="__drawer"',
    ' id="__search" autocomplete="off"': ' id="__search"',
    # "Skip to content" leads to where the content begins, not to the second heading, and there is always one.
    "{% if page.toc | first is defined %}": "{% if true %}",
    '<a href="{{ skip.url | url }}" class="md-skip">': '<a href="#__content" class="md-skip">',
    '<article class="md-content__inner': '<article id="__content" class="md-content__inner',
    # A page of ours has no tabs, and the script for them is one more hash in its policy, which nothing makes smaller.
    "<script>var target=": "{% if not page.has_no_tabs %}<script>var target=",
    'target.name.startsWith("__tabbed_"))</script>': 'target.name.startsWith("__tabbed_"))</script>{% endif %}',
    # Only pages in the navigation have what this label is for.
    'class="md-nav__title" for="__toc"': 'class="md-nav__title"{% if page in nav.pages %} for="__toc"{% endif %}',
}
_DEFAULT_FONT = {"text": "Roboto", "code": "Roboto Mono"}  # Material's, which visitors would fetch from Google


def dress_theme(config: MkDocsConfig, language: str) -> None:
    """Set what the host left open: no fonts from others, light and dark, tabs; and add our style sheet and script."""
    theme = config.theme
    if theme.get("font") == _DEFAULT_FONT:
        theme["font"] = False
    if not theme.get("palette"):
        theme["palette"] = _Palette(_palette(speak(language)))
    if not theme.get("features"):
        theme["features"] = list(_FEATURES)
    if not (theme.get("logo") or (theme.get("icon") or {}).get("logo")):
        theme["icon"] = {**(theme.get("icon") or {}), "logo": "material/forum-outline"}
    theme.get_env = partial(_open_theme, theme)  # type: ignore[method-assign]  # MkDocs has no event as early
    config.extra.setdefault("generator", False)
    config.extra_css[:0] = [paths.ASSETS + name for name in STYLESHEETS]
    config.extra_javascript.append(paths.ASSETS + SCRIPT)


class _Palette(list[dict[str, Any]]):
    """Ours, not the host's: it speaks as each page does."""


def _palette(speech: Speech) -> list[dict[str, Any]]:
    """Light or dark as the visitor's device is, and a button for the other one."""
    dark = {"icon": "material/moon-waning-crescent", "name": speech.text("Dark")}
    light = {"icon": "material/brightness-5", "name": speech.text("Light")}
    return [
        {
            "media": f"(prefers-color-scheme: {here})",
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": other,
        }
        for here, scheme, other in (("light", "default", dark), ("dark", "slate", light))
    ]


def hide_lone_navigation(page: Page, config: MkDocsConfig) -> None:
    """Spare a page that has its own tab a column in which only its own name stands."""
    if page.parent is None and "navigation.tabs" in (config.theme.get("features") or ()):
        page.meta.setdefault("hide", ["navigation"])


def _open_theme(theme: Theme) -> Environment:
    """What the theme gives MkDocs, which then lists every file of it to find those to publish.

    The white space that Material's templates leave behind is a third of its HTML.
    """
    environment = type(theme).get_env(theme)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.loader = _ThemeLoader(theme.dirs)
    return environment


class _ThemeLoader(FileSystemLoader):
    """Gives templates mended, and without indentation where it means nothing.

    Lists no file in a hidden folder, as MkDocs publishes none: Material keeps twelve thousand icons in one.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, is_current = super().get_source(environment, template)
        for wrong, right in _MENDED.items():
            source = source.replace(wrong, right)
        return source if _MEANT.search(source) else _INDENTATION.sub("", source), file, is_current

    def list_templates(self) -> list[str]:
        found = set()
        for folder in self.searchpath:
            for path, folders, names in os.walk(folder, followlinks=self.followlinks):
                inside = os.path.relpath(path, folder)
                if inside == os.curdir:
                    folders[:] = [name for name in folders if not name.startswith(".")]
                found |= {os.path.normpath(f"{inside}/{name}").replace(os.sep, "/") for name in names}
        return sorted(found)


def in_language(config: MkDocsConfig, language: str) -> MkDocsConfig:
    """The configuration as a page in another language sees it: MkDocs has one theme language for a whole site."""
    spoken = _theme_language(config, language)
    if config.theme.get("language") == spoken:
        return config
    view = copy.copy(config)
    theme = copy.copy(config.theme)
    theme.__dict__["language"] = spoken  # templates read attributes before the shared variables
    if isinstance(theme.get("palette"), _Palette):
        theme.__dict__["palette"] = _palette(speak(language))
    view.data["theme"] = theme
    return view


def _theme_language(config: MkDocsConfig, language: str) -> str:
    """The nearest language that the theme speaks: `en-GB` is `en`, one that it does not know is the site's."""
    for candidate in (language, language.split("-")[0]):
        if any(Path(d, "partials", "languages", f"{candidate}.html").exists() for d in config.theme.dirs):
            return candidate
    return str(config.theme.get("language") or "en")
