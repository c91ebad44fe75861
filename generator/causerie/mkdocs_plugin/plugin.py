"""The adapter: MkDocs' events on one side, the pipeline on the other. It holds no rule of its own."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from causerie.build import build_files, build_pages, check_blocks
from causerie.clock import read_clock
from causerie.i18n import speak
from causerie.mkdocs_plugin.config import CauserieConfig, settings_from_config
from causerie.mkdocs_plugin.generated_page import GeneratedPage, add_page, link_to_files
from causerie.mkdocs_plugin.landing import complete_landing, ensure_landing, is_landing, name_landing
from causerie.mkdocs_plugin.shell import Shells
from causerie.mkdocs_plugin.staging import Staging
from causerie.mkdocs_plugin.theme import dress_theme, in_language
from causerie.model.anonymous import anonymise_library
from causerie.model.library import Library
from causerie.problems import CauserieError, Problem, Severity, sort_problems
from causerie.records import read_library, read_pages
from causerie.settings import Settings
from causerie.views.artifact import Artifact
from causerie.views.pages import Block, render_block
from causerie.views.pages.block_lines import PlacedBlocks, fill_blocks, place_blocks
from causerie.views.pages.foot import foot_html
from causerie.views.pages.head import head_html

log = logging.getLogger("mkdocs.plugins.causerie")


class CauseriePlugin(BasePlugin[CauserieConfig]):  # type: ignore[no-untyped-call]  # MkDocs' own hook is untyped
    """Reads the records, gives MkDocs the pages and files that come of them, and reports what is wrong."""

    settings: Settings
    now: datetime
    _nav: Navigation
    _shells: Shells
    _context: TemplateContext
    library: Library | None = None  # the last good one, while serving
    _shown: Library | None = None  # what of it views may see
    is_serving = False

    def __init__(self) -> None:
        super().__init__()
        self._chats: frozenset[str] = frozenset()
        self._placed: dict[str, PlacedBlocks] = {}
        self._staging: Staging | None = None
        self._site_dir = ""
        self._server: LiveReloadServer | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this event makes MkDocs keep this instance from one preview build to the next."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the records before MkDocs touches the site: a build with errors leaves it as it was."""
        self._placed.clear()
        try:
            self.settings = settings_from_config(config, self.config)
            self.now = read_clock(self.config.now)
        except CauserieError as error:
            raise PluginError(str(error)) from error
        reading = read_library(self.settings, last=self.library if self.is_serving else None)
        pages = read_pages(self.settings)
        blocks = check_blocks(pages.texts, reading.chats)
        self._report(sort_problems([*reading.problems, *pages.problems, *blocks]))
        self.library, self._chats = reading.library, reading.chats
        self._shown = anonymise_library(reading.library)
        if not self.settings.site_url:
            log.warning(
                "mkdocs.yml has no 'site_url': no calendars and no feeds are written. Write the published address."
            )
        dress_theme(config)
        self._watch_records()
        return config

    @event_priority(-100)  # after every other plugin: from here on, the build writes to the staging folder
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build beside the old site; while serving, MkDocs already has a folder of its own."""
        if not self.is_serving:
            self._site_dir = config.site_dir
            self._staging = Staging(Path(config.site_dir))
            self._staging.begin()
            config.site_dir = str(self._staging.folder)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add everything that comes of the records; what the host put at the same address stands."""
        library = self._library
        taken = {file.dest_uri for file in files}
        for artifact in build_files(library, self.settings, self.now):
            if artifact.path not in taken:
                files.append(_file(artifact, config))
        for page in build_pages(library, self.settings, self.now):
            if f"{page.address}index.html" not in taken:
                add_page(page, files, config)
        ensure_landing(files, config)
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the section pages behind the landing where the host wrote no navigation."""
        if config.nav is None:
            pages = [
                file.page for uri in ("chats/index.md", "archive/index.md") if (file := files.get_file_from_path(uri))
            ]
            place = 1 if nav.items and getattr(nav.items[0], "is_homepage", False) else 0
            nav.items[place:place] = [page for page in pages if page is not None]
        self._nav = nav
        return nav

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Evaluate the theme for each kind of our pages, once every page knows its place."""
        pages = [file.page for file in files.documentation_pages() if isinstance(file.page, GeneratedPage)]
        self._shells = Shells(env, config, files, self._nav)
        self._shells.dress(pages)
        return env

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Find the blocks in a host's page; what is wrong with them was said when the records were read."""
        if isinstance(page, GeneratedPage):
            return markdown
        if is_landing(page.file):
            name_landing(page, config.site_name, speak(self._language_of(page)))
        placed = place_blocks(markdown, self._chats, page.file.src_uri)
        if is_landing(page.file) and not (placed.blocks or placed.problems):
            placed = place_blocks(complete_landing(markdown, speak(self._language_of(page))), self._chats)
        if page.file.generated_by:  # by another plugin: nobody has read it yet
            self._report(placed.problems)
        if placed.blocks:
            self._placed[page.file.src_uri] = placed
        return placed.markdown

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the blocks in."""
        if isinstance(page, GeneratedPage):
            return html
        html += str(foot_html(self.settings, speak(self._language_of(page)), page.url))  # Markup would escape the page
        placed = self._placed.get(page.file.src_uri)
        if placed is None:
            return html
        first_is_title = page.is_homepage and "<h1" not in html
        blocks = placed.blocks

        def render(block: Block) -> Any:
            level = 1 if first_is_title and block is blocks[0] else 2
            shown = replace(block, level=level)
            language = self._language_of(page)
            return render_block(shown, self._library, self.settings, self.now, address=page.url, language=language)

        if "navigation" not in page.meta.get("hide", []):
            page.meta["hide"] = ["navigation", "toc"]
        return link_to_files(fill_blocks(html, blocks, render), config)

    @event_priority(-100)  # after every other plugin: this is what the theme will see
    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let the theme speak the page's language."""
        context["config"] = in_language(config, self._language_of(page))
        self._context = context
        return context

    @event_priority(100)  # before every other plugin: this is what the theme has given
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Make feeds and calendars discoverable from every page, whatever the host's templates are."""
        if isinstance(page, GeneratedPage):
            output = self._shells.check(page, output, self._context)
            head = page.artifact.head
        else:
            head = head_html(self.settings, speak(self._language_of(page)), page.url)
        return output.replace("</head>", f"{head}</head>", 1)

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """The page for what is not found has a line for people who want to be taken out, too."""
        if template_name != "404.html":
            return output
        foot = foot_html(self.settings, speak(self.settings.language), "")
        return output.replace("</article>", f"{foot}</article>", 1)

    @event_priority(-100)  # after every other plugin has written what it writes
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The site is whole: put it in its place, unless MkDocs is about to refuse it."""
        if self._staging is not None and not (config.strict and _has_warned()):
            config.site_dir = self._site_dir
            self._staging.finish()
            self._staging = None

    def on_build_error(self, *, error: Exception) -> None:
        """The site is not whole: keep the old one."""
        self.on_shutdown()

    def on_shutdown(self) -> None:
        """Leave nothing behind, also when somebody interrupted the build."""
        if self._staging is not None:
            self._staging.abandon()
            self._staging = None

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Rebuild when a record changes."""
        self._server = server
        self._watch_records()
        return server

    def _watch_records(self) -> None:
        """Follow the records, also where they were made after the preview: what is missing cannot be watched."""
        if self._server is not None and self.settings.content.is_dir():
            self._server.watch(str(self.settings.content))

    @property
    def _library(self) -> Library:
        assert self._shown is not None, "on_config reads the records first"
        return self._shown

    def _language_of(self, page: Page) -> str:
        if isinstance(page, GeneratedPage):
            return page.artifact.language
        return str(page.meta.get("language") or self.settings.language)

    def _report(self, problems: tuple[Problem, ...]) -> None:
        """Say every problem; errors end a build but not a preview, which goes on with the last good records."""
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        for problem in problems:
            if problem.severity is Severity.WARNING or (problem.severity is Severity.ERROR and self.is_serving):
                log.warning("%s", problem)
            elif problem.severity is Severity.ERROR:
                log.error("%s", problem)
        if errors and not self.is_serving:
            raise PluginError(f"{len(errors)} error(s) in the records; the site was not built.")


def _has_warned() -> bool:
    """Whether strict mode will fail: MkDocs counts warnings while it builds, and looks at them after its last event."""
    logger: logging.Logger | None = log
    while logger is not None:
        if any(isinstance(handler, CountHandler) and handler.get_counts() for handler in logger.handlers):
            return True
        logger = logger.parent
    return False


def _file(artifact: Artifact, config: MkDocsConfig) -> File:
    if artifact.source is not None:
        return File.generated(config, artifact.path, abs_src_path=str(artifact.source))
    content = artifact.content
    if artifact.path.endswith(".html"):
        content = link_to_files(content.decode(), config).encode()
    return File.generated(config, artifact.path, content=content)
