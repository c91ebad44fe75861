"""Serves an index of sessions as a web host does, and asks the package's own reader in the browser about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from causerie.model.session import Session
from causerie.views import paths
from causerie.views.search import (
    IndexedPage,
    SearchText,
    index_session,
    render_reader,
    render_search,
    session_place,
    update_index,
)
from tests.make import NOW
from tests.site.browsing import serve

FIND = """async ([query, limit]) => {
    const reader = await import("/assets/causerie/causerie-search-index.js");
    const index = await reader.openIndex(new URL("/assets/causerie/search/", location));
    const { terms, marks } = reader.readQuery(query);
    const found = (await index.find(terms)).slice(0, limit);
    return Promise.all(found.map(async ({ page, missing }) => {
        const texts = await index.read(page);
        return { address: texts.address, missing, places: reader.choosePlaces(texts, marks) };
    }));
}"""


def write_index(folder: Path, sessions: Iterable[Session]) -> None:
    """The index of sessions and its scripts, and an empty page to ask from."""
    texts = {session: index_session(session, NOW) for session in sessions}
    pages = [_page(session, text) for session, text in texts.items()]
    for artifact in [render_reader(), *render_search(update_index(pages), pages)]:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.read())
    (folder / "index.html").write_text("<!doctype html><title>Empty</title>", encoding="utf-8")


def _page(session: Session, text: SearchText) -> IndexedPage:
    return IndexedPage(
        address=paths.session_address(session), place=session_place(session), key=text.key, load=lambda: text
    )


@contextmanager
def open_reader(browser: Browser, folder: Path) -> Iterator[Page]:
    """A page on which the reader can be imported."""
    with serve(folder) as address, browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto("")
        yield page


def find(page: Page, query: str, limit: int = 8) -> list[Mapping[str, Any]]:
    """The results of a query, the best first."""
    found: list[Mapping[str, Any]] = page.evaluate(FIND, [query, limit])
    return found
