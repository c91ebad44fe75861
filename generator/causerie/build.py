"""The whole pipeline on one screen: records become a library, the library becomes artifacts. Read this first.

    content/ --read_library--> Library --views--> Artifact, PageArtifact --mkdocs_plugin--> site/

Nothing here touches a disk, a clock or MkDocs: `now` and the library come in, artifacts go out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from causerie.model.library import Library
from causerie.problems import Problem
from causerie.settings import Settings
from causerie.views.artifact import Artifact, PageArtifact
from causerie.views.calendar import render_calendars
from causerie.views.data import render_data
from causerie.views.feeds import render_feeds
from causerie.views.media import render_media
from causerie.views.pages import render_pages, render_redirects
from causerie.views.pages.block_lines import place_blocks
from causerie.views.stylesheet import render_assets


def build_pages(library: Library, settings: Settings, now: datetime) -> Iterator[PageArtifact]:
    """Pages that still need the theme around them."""
    return render_pages(library, settings, now)


def build_files(library: Library, settings: Settings, now: datetime) -> Iterator[Artifact]:
    """Everything that is published as it is."""
    yield from render_assets(library)
    yield from render_media(library, now)
    yield from render_redirects(library, settings, now)
    yield from render_calendars(library, settings, now)
    yield from render_feeds(library, settings, now)
    yield from render_data(library, settings, now)


def check_blocks(pages: Iterable[tuple[str, str]], chats: Collection[str]) -> Iterator[Problem]:
    """What is wrong in the blocks of the host's own pages, each a path and its text."""
    for path, text in pages:
        yield from place_blocks(text, chats, path).problems
