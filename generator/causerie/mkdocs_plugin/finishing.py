"""Pages that need nothing more of MkDocs than the theme: published in their shells, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from hashlib import blake2b

from mkdocs.config.defaults import MkDocsConfig

from causerie.mkdocs_plugin.generated_page import GeneratedPage, Put, SiteFiles
from causerie.mkdocs_plugin.shell import Shells


def finish_pages(
    pages: Iterable[GeneratedPage], files: SiteFiles, shells: Shells, put: Put, config: MkDocsConfig
) -> list[GeneratedPage]:
    """Publish those of `files.finished`, and return the others, which MkDocs will make.

    Of the finished ones, too, where their shell does not show them as the theme would.
    """
    pages = list(pages)
    equal = shells.find_equal(page for page in pages if page.file.src_uri in files.finished)
    for page in equal:
        key, stamp = page.planned.key, shells.stamp(page)
        named = blake2b(key + stamp, digest_size=16).digest() if key and stamp else b""
        put(page.file.dest_uri, named, partial(_encode, shells, page))
    done = {page.file.src_uri for page in equal}
    left = [page for page in pages if page.file.src_uri not in done]
    for page in left:
        if page.file.src_uri in files.finished:  # MkDocs has passed it by while it read the others
            page.read_source(config)
            page.render(config, files)
    files.finished &= done
    return left


def _encode(shells: Shells, page: GeneratedPage) -> bytes:
    """A page as MkDocs would write it."""
    content = shells.finish(page)
    page.forget()
    return content
