"""The index as files of the site, and the script that reads it: all names are stable, and no file holds a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import blake2b

from causerie.views import paths
from causerie.views.artifact import Artifact
from causerie.views.search.index import Index, IndexedPage, order_pages
from causerie.views.stylesheet import read_code

SEARCH = paths.ASSETS + "search/"
READER = "causerie-search-index.js"  # asked for when somebody opens the box


def render_reader() -> Artifact:
    """The script that reads the index; the box itself is in the script of every page."""
    return Artifact(path=paths.ASSETS + READER, content=read_code(READER))


def render_search(index: Index, pages: Iterable[IndexedPage], *, index_file: str = "") -> Iterator[Artifact]:
    """The files that a query asks for; `pages` are those of the index, in any order.

    `index_file` is what stands behind an address's last slash where the host asked for links to files.
    """
    everything = blake2b(digest_size=8)
    for number, page in enumerate(order_pages(pages)):
        everything.update(page.key)
        yield Artifact(path=f"{SEARCH}page/{number}.json", key=page.key, load=partial(_load_fragment, page))
    for prefix, shard in index.shards.items():
        key = blake2b(shard, digest_size=16).digest()
        everything.update(key)
        yield Artifact(path=f"{SEARCH}words/{name_shard(prefix)}.bin", content=shard, key=key)
    root = {
        "version": everything.hexdigest(),  # part of every other address: a browser never mixes two versions
        "pages": len(index.pages),
        "file": index_file,
        "shards": list(index.shards),
    }
    yield Artifact(
        path=f"{SEARCH}index.json", content=json.dumps(root, ensure_ascii=False, separators=(",", ":")).encode()
    )


def _load_fragment(page: IndexedPage) -> bytes:
    return page.load().fragment


def name_shard(prefix: str) -> str:
    """A file name that every system takes, whatever the letters are: `6c69` for "li"."""
    return prefix.encode().hex() or "all"
