"""Our pages and files as MkDocs sees them: real ones, whose content is finished before MkDocs reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from html import escape
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_build_date

from causerie.views.artifact import Artifact, Heading, PageArtifact, PlannedPage

Put = Callable[[str, bytes, Callable[[], bytes]], None]  # a path, what names the content, and the content


class GeneratedPage(Page):
    """A page whose HTML comes from a view; no Markdown is read or converted for it."""

    has_no_tabs = True  # the theme asks whether it must bring a script for them

    def __init__(self, planned: PlannedPage, file: File, config: MkDocsConfig) -> None:
        if config.nav or config.repo_url:
            super().__init__(_nav_title(config.nav, file.src_uri), file, config)
            self.forget()
        else:  # the same; MkDocs looks up and derives what is known to be nothing, once more for each page
            file.page, self.file = self, file
            self.children = self.previous_page = self.next_page = self.edit_url = self._title_from_render = None
            self.active = False
            self.update_date = get_build_date()
            self._set_canonical_url(config.site_url)
        self.planned = planned
        self._config = config

    def __eq__(self, other: object) -> bool:
        """A page has its file for itself; MkDocs compares titles, too, for which pages would have to be made."""
        return isinstance(other, GeneratedPage) and self.file is other.file

    def __getattr__(self, name: str) -> Any:
        """What was not taken over yet: templates and other plugins may look at any page while one is shown."""
        if name in ("markdown", "meta"):
            self.read_source(self._config)
        elif name in ("content", "toc"):
            self.render(self._config, Files([]))
        else:
            raise AttributeError(name)
        return self.__dict__[name]

    def _set_canonical_url(self, base: str | None) -> None:
        """As MkDocs does, which takes both apart and puts them together for each page."""
        base = base and base.removesuffix("/") + "/"
        self.canonical_url = base and base + self.url
        self.abs_url = base and _path_of(base) + self.url

    @cached_property
    def artifact(self) -> PageArtifact:
        """The page without the theme."""
        return self.planned.make()

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

    def forget(self) -> None:
        """Let go of what was made: thousands of pages are known at once, and their texts need not be."""
        for name in ("artifact", "markdown", "meta", "content", "toc"):
            self.__dict__.pop(name, None)

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # MkDocs sets it when it renders a page
        """Where links from the host's pages may lead to, such as a single post."""
        return set(_ID.findall(self.artifact.body))


_ID = re.compile(r'\bid="([^"]+)"')


@lru_cache(maxsize=8)
def _path_of(url: str) -> str:
    return urlsplit(url).path


class _OurFile(File):
    """A file whose paths are known; MkDocs would derive each from the others, which takes longer than all else here."""

    edit_uri = None

    def __init__(self, path: str, destination: str, config: MkDocsConfig, inclusion: InclusionLevel) -> None:
        self.src_uri = path
        self.dest_uri = destination
        self.src_dir = self.abs_src_path = None
        self.dest_dir = config.site_dir
        self.use_directory_urls = config.use_directory_urls
        self.inclusion = inclusion
        self.generated_by = "causerie"


class PageFile(_OurFile):
    """The file of a page."""

    name = "index"

    def __init__(self, address: str, config: MkDocsConfig) -> None:
        super().__init__(f"{address}index.md", f"{address}index.html", config, InclusionLevel.NOT_IN_NAV)
        self.url = address if config.use_directory_urls else self.dest_uri  # ids need no quoting
        self._content = ""


class GeneratedFile(_OurFile):
    """A file that comes from a view, and is written only where it is not there already."""

    def __init__(self, artifact: Artifact, config: MkDocsConfig, put: Put) -> None:
        super().__init__(artifact.path, artifact.path, config, InclusionLevel.INCLUDED)
        self._artifact = artifact
        self._put = put
        self._links_folders = artifact.path.endswith(".html") and not config.use_directory_urls

    @property
    def content_bytes(self) -> bytes:
        """The file's content, which other plugins may read and replace."""
        if self._content is not None:
            return self._content if isinstance(self._content, bytes) else self._content.encode()
        content = self._artifact.read()
        return _name_files(content.decode()).encode() if self._links_folders else content

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self._content = value

    @property
    def content_string(self) -> str:
        """The same as text."""
        return self.content_bytes.decode("utf-8-sig")

    @content_string.setter
    def content_string(self, value: str) -> None:
        self._content = value

    def copy_file(self, dirty: bool = False) -> None:
        """Publish it."""
        is_ours = self._content is None and self._artifact.key
        key = self._artifact.key + b"f" * self._links_folders if is_ours else b""
        self._put(self.dest_uri, key, lambda: self.content_bytes)


class SiteFiles(Files):
    """Files among which pages are hidden from MkDocs where it would only lose time with them, and from nobody else."""

    def __init__(self, files: Iterable[File]) -> None:
        super().__init__(files)
        self.is_nav_time = False  # while MkDocs makes the navigation, of which ours are no part
        self.finished: set[str] = set()  # sources of pages that MkDocs need not make

    def documentation_pages(self, *, inclusion: Callable[[InclusionLevel], bool] | None = None) -> Sequence[File]:
        """All pages; MkDocs' two loops over them, which alone name an inclusion, get those that are not finished."""
        if inclusion is None:
            every = super().documentation_pages()
            return [file for file in every if not isinstance(file, PageFile)] if self.is_nav_time else every
        return [file for file in super().documentation_pages(inclusion=inclusion) if file.src_uri not in self.finished]


def add_page(planned: PlannedPage, files: Files, config: MkDocsConfig) -> GeneratedPage:
    """Give MkDocs a page, outside the navigation: in it, every page would make every other page larger."""
    file = PageFile(planned.address, config)
    files.append(file)
    return GeneratedPage(planned, file, config)


_FOLDER_LINK = re.compile(r"""(\bhref="|;\s*url=)(?![a-z][a-z0-9+.-]*:|[/#?])([^"#?]*/)(?=["#?])""", re.IGNORECASE)


def generated_pages(files: Files) -> list[GeneratedPage]:
    """Those of a build's pages that come of records."""
    return [file.page for file in files.documentation_pages() if isinstance(file.page, GeneratedPage)]


def link_to_files(html: str, config: MkDocsConfig) -> str:
    """HTML whose links name the file, not the folder, where the host asked for it with `use_directory_urls: false`."""
    return html if config.use_directory_urls else _name_files(html)


def _name_files(html: str) -> str:
    return _FOLDER_LINK.sub(r"\1\2index.html", html)


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
