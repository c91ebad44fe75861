"""The blocks in the host's own pages: found in their Markdown, filled in when that has become HTML."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from causerie.i18n import Speech
from causerie.mkdocs_plugin.generated_page import link_to_files
from causerie.mkdocs_plugin.landing import complete_landing, is_landing
from causerie.settings import Settings
from causerie.views.pages import Block
from causerie.views.pages.block_lines import PlacedBlocks, fill_blocks, place_blocks


class HostBlocks:
    """What the host's pages of one build have of blocks, and what came of them."""

    def __init__(self) -> None:
        self._placed: dict[str, PlacedBlocks] = {}
        self._filled: dict[str, list[str]] = {}

    def find(
        self, page: Page, markdown: str, chats: Collection[str], settings: Settings, speech: Speech
    ) -> PlacedBlocks:
        """The blocks of a page; a landing page without any gets the usual ones."""
        placed = place_blocks(markdown, chats, page.file.src_uri)
        if is_landing(page.file, settings.homes) and not (placed.blocks or placed.problems):
            placed = place_blocks(complete_landing(markdown, speech), chats)
        if placed.blocks:
            self._placed[page.file.src_uri] = placed
        return placed

    def has(self, page: Page) -> bool:
        """Whether a page has blocks."""
        return page.file.src_uri in self._placed

    def fill(
        self, page: Page, html: str, show: Callable[[Block], Markup], settings: Settings, config: MkDocsConfig
    ) -> str:
        """A page's HTML with what `show` makes of each of its blocks."""
        blocks = self._placed[page.file.src_uri].blocks
        first_is_title = is_landing(page.file, settings.homes) and "<h1" not in html
        filled = self._filled.setdefault(page.file.src_uri, [])

        def render(block: Block) -> Markup:
            shown = show(replace(block, level=1 if first_is_title and block is blocks[0] else 2))
            filled.append(link_to_files(str(shown), config))
            return shown

        return link_to_files(fill_blocks(html, blocks, render), config)

    def filled(self, page: Page) -> Sequence[str]:
        """What came of a page's blocks."""
        return self._filled.get(page.file.src_uri, ())
