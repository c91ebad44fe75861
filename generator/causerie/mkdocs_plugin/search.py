"""Material's search plugin is the host's switch: where it is listed, its box stays and our index takes its place.

Its own index is one file that every visitor fetches whole, which for thousands of recaps is many megabytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from causerie.i18n import speak, supported_languages
from causerie.views import paths
from causerie.views.search import SearchText, index_page
from causerie.views.search.files import SCRIPT

THEME = Path(__file__).parents[1] / "templates" / "theme"
_BOX = "partials/search.html"
_PLUGIN, _OFFLINE = "material/search", "material/offline"
_SILENCED = ("page_context", "post_build")  # in which Material's plugin collects pages, and writes its index


def take_over_search(config: MkDocsConfig) -> bool:
    """Put our box and index where Material's would be; says whether an index is to be written.

    Not where search is not listed or switched off, nor where Material's own is needed: a theme that is not Material, a
    site to be opened without a server, a host's own `partials/search.html` that is not made for ours.
    """
    plugin: Any = config.plugins.get(_PLUGIN)
    if plugin is None or not plugin.config.get("enabled", True):
        return False
    offline: Any = config.plugins.get(_OFFLINE)
    if offline is not None and offline.config.get("enabled", True):
        return False
    custom = config.theme.custom_dir
    if custom and _has_other_box(Path(custom)):
        return False
    for event in _SILENCED:
        methods = config.plugins.events[event]
        methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plugin]
    if str(THEME) not in config.theme.dirs:
        config.theme.dirs.insert(1 if custom else 0, str(THEME))  # what the host overrides comes first
    config.extra["causerie_search"] = {language: _words(language) for language in supported_languages()}
    config.extra_javascript.append(paths.ASSETS + SCRIPT)
    return True


def index_host_page(page: Page, html: str, language: str) -> SearchText | None:
    """A page of the host for search, from the HTML of its Markdown; None where it asks to be left out."""
    if page.meta.get("search", {}).get("exclude"):
        return None
    title = str(page.meta.get("title") or page.title or "")
    return index_page(page.url, title, language, html)


def _has_other_box(custom: Path) -> bool:
    box = custom / _BOX
    return box.is_file() and "data-causerie-search" not in box.read_text(encoding="utf-8")


def _words(language: str) -> dict[str, str]:
    """What the box says that Material has no words for."""
    speech = speak(language)
    return {
        "archive": speech.text("Browse the archive"),
        "failure": speech.text("The search could not be loaded."),
    }
