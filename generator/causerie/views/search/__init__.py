"""Search without a server: pages become words and short texts, words become small files for a script.

    Session, Chat, host's page --index_*--> SearchText --IndexedPage, update_index--> Index --render_search--> Artifact

A query reads a list of the index's shards, the shards that hold its words, and the texts of the pages that it shows;
nothing else moves. docs/architecture.md says why the index looks as it does.
"""

from __future__ import annotations

from causerie.views.search.files import render_reader, render_search
from causerie.views.search.index import Index, IndexedPage, update_index
from causerie.views.search.sections import index_page
from causerie.views.search.sessions import index_chat, index_session, session_place
from causerie.views.search.texts import SearchText

__all__ = [
    "Index",
    "IndexedPage",
    "SearchText",
    "index_chat",
    "index_page",
    "index_session",
    "render_reader",
    "render_search",
    "session_place",
    "update_index",
]
