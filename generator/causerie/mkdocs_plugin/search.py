"""Material's search plugin is the host's switch: where it is listed, its box stays and our index takes its place.

Its own index is one file that every visitor fetches whole, which for thousands of recaps is many megabytes.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from causerie.build import Site, list_searched
from causerie.cache import Cache, load_plain
from causerie.i18n import speak, supported_languages
from causerie.mkdocs_plugin.generated_page import Put
from causerie.views.search import (
    Index,
    IndexedPage,
    index_page,
    render_reader,
    render_search,
    update_index,
)
from causerie.views.search.index import KnownPage

THEME = Path(__file__).parents[1] / "templates" / "theme"
_BOX = "partials/search.html"
_PLUGIN, _OFFLINE = "material/search", "material/offline"
_KEPT = "search"  # the index's name in the cache
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
    return True


class SearchFiles:
    """The search of one site, from one build to the next."""

    def __init__(self) -> None:
        self._host_pages: dict[str, IndexedPage] = {}
        self._index: Index | None = None

    def begin(self) -> None:
        """Forget the host's pages, which MkDocs is about to read again."""
        self._host_pages.clear()

    def add_host_page(self, page: Page, html: str, language: str) -> None:
        """Let a page of the host be found, by the HTML of its Markdown, unless it asks to be left out."""
        if not page.meta.get("search", {}).get("exclude"):
            title = str(page.meta.get("title") or page.title or "")
            text = index_page(page.url, title, language, html)
            self._host_pages[page.url] = IndexedPage(address=page.url, key=text.key, load=lambda: text)

    def publish(self, site: Site, cache: Cache, put: Put, config: MkDocsConfig) -> None:
        """Write the index and the scripts, as far as they changed."""
        pages = [*list_searched(site), *self._host_pages.values()]
        former = self._index or _unpack(cache.read_long(_KEPT))
        self._index = update_index(pages, former)
        if self._index is not former:
            cache.write({_KEPT: (b"", _pack(self._index))})
        index_file = "" if config.use_directory_urls else "index.html"
        for artifact in (render_reader(), *render_search(self._index, pages, index_file=index_file)):
            put(artifact.path, artifact.key, artifact.read)

    def drop(self, cache: Cache) -> None:
        """Keep nobody's words where there is no search."""
        self._index = None
        cache.write({}, [_KEPT])


def _pack(index: Index) -> bytes:
    return pickle.dumps((tuple(map(tuple, index.pages)), index.entries, index.shards), 5)


def _unpack(content: bytes | None) -> Index | None:
    if content is None:
        return None
    try:
        pages, entries, shards = load_plain(content)
        return Index(tuple(map(KnownPage._make, pages)), entries, shards)
    except (ValueError, TypeError, pickle.UnpicklingError):  # of another version
        return None


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
