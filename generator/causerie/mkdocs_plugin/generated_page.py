"""Our pages as MkDocs sees them: real pages with every event, whose content is finished before MkDocs reads it."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from causerie.views.artifact import Heading, PageArtifact


class GeneratedPage(Page):
    """A page whose HTML comes from a view; no Markdown is read or converted for it."""

    def __init__(self, artifact: PageArtifact, file: File, config: MkDocsConfig) -> None:
        super().__init__(_nav_title(config.nav, file.src_uri), file, config)
        self.artifact = artifact

    def read_source(self, config: MkDocsConfig) -> None:
        """Take over what the view says about the page. The theme prints these raw, so they are escaped here."""
        self.markdown = ""
        self.meta = {
            "title": _escaped(self.artifact.title, quote=False),
            "description": _escaped(self.artifact.description),
            "hide": ["navigation"] if self.artifact.outline else ["navigation", "toc"],
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take over the finished body and its table of contents."""
        self.content = link_to_files(self.artifact.body, config)
        self.toc = _table_of_contents(self.artifact.outline)
        self.present_anchor_ids = {heading.id for heading in self.artifact.outline}


def add_page(artifact: PageArtifact, files: Files, config: MkDocsConfig) -> None:
    """Give MkDocs a page, outside the navigation: in it, every page would make every other page larger."""
    source = f"{artifact.address}index.md"
    file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = None
    files.append(file)
    GeneratedPage(artifact, file, config)


_FOLDER_LINK = re.compile(r"""(\bhref="|;\s*url=)(?![a-z][a-z0-9+.-]*:|[/#?])([^"#?]*/)(?=["#?])""", re.IGNORECASE)


def link_to_files(html: str, config: MkDocsConfig) -> str:
    """HTML whose links name the file, not the folder, where the host asked for it with `use_directory_urls: false`."""
    return html if config.use_directory_urls else _FOLDER_LINK.sub(r"\1\2index.html", html)


def _nav_title(nav: Any, source: str) -> str | None:
    """What the host called a page in `nav:`; MkDocs looks there only for pages that it makes itself."""
    for title, entry in nav.items() if isinstance(nav, dict) else ((None, each) for each in nav or ()):
        if entry == source:
            return title
        if isinstance(entry, dict | list) and (found := _nav_title(entry, source)):
            return found
    return None


def _table_of_contents(outline: tuple[Heading, ...]) -> TableOfContents:
    return TableOfContents([AnchorLink(_escaped(h.title, quote=False), h.id, h.level) for h in outline])


def _escaped(text: str, *, quote: bool = True) -> str:
    """Text for the theme's templates, which do not escape; quotes matter only where it stands in an attribute."""
    return escape(text, quote=quote)
