"""The adapter: MkDocs' events on one side, the pipeline on the other. It holds no rule of its own."""

from __future__ import annotations

import gc
import logging
import os
import pickle
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from causerie.build import Site, build_cards, build_files, build_pages, check_blocks, plan_site
from causerie.cache import Cache, load_plain
from causerie.clock import read_clock
from causerie.entries import SiteReading, read_site
from causerie.i18n import speak
from causerie.mkdocs_plugin.compiled import CompiledTemplates
from causerie.mkdocs_plugin.config import CauserieConfig, settings_from_config
from causerie.mkdocs_plugin.finishing import finish_pages
from causerie.mkdocs_plugin.generated_page import GeneratedFile, GeneratedPage, SiteFiles, add_page, link_to_files
from causerie.mkdocs_plugin.host_head import host_head
from causerie.mkdocs_plugin.landing import complete_landing, ensure_landing, is_landing, name_landing
from causerie.mkdocs_plugin.not_found import complete_not_found
from causerie.mkdocs_plugin.others import PAGE_EVENTS, SHAPING_EVENTS, find_others
from causerie.mkdocs_plugin.preview import Preview
from causerie.mkdocs_plugin.reporting import has_warned, report_problems
from causerie.mkdocs_plugin.search import SearchFiles, take_over_search
from causerie.mkdocs_plugin.shell import WHOLE, Shells, add_head, items_of
from causerie.mkdocs_plugin.staging import Staging
from causerie.mkdocs_plugin.theme import dress_theme, hide_lone_navigation, in_language
from causerie.mkdocs_plugin.writing import Manifest
from causerie.problems import CauserieError, sort_problems
from causerie.program import name_program
from causerie.records import read_pages
from causerie.settings import Settings
from causerie.views.calendar_ics import load_ics
from causerie.views.pages import Block, render_block
from causerie.views.pages.block_lines import PlacedBlocks, fill_blocks, place_blocks
from causerie.views.pages.environment import prepare_more_templates, prepare_templates
from causerie.views.pages.foot import foot_html

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from causerie.mkdocs_plugin.watching import Watcher

log = logging.getLogger("mkdocs.plugins.causerie")

_CACHE = Path(".cache", "causerie")  # beside mkdocs.yml


class CauseriePlugin(BasePlugin[CauserieConfig]):  # type: ignore[no-untyped-call]  # MkDocs' own hook is untyped
    """Reads the records, gives MkDocs the pages and files that come of them, and reports what is wrong."""

    settings: Settings
    now: datetime
    _nav: Navigation
    _shells: Shells
    _every_page: Sequence[File]
    _context: TemplateContext
    _compiled: CompiledTemplates
    is_serving = False

    def __init__(self) -> None:
        super().__init__()
        self._cache = Cache(None)
        self._reading: SiteReading | None = None
        self._site: Site | None = None
        self._search = SearchFiles()
        self._has_search = False
        self._placed: dict[str, PlacedBlocks] = {}
        self._publishing: Staging | Preview | None = None
        self._site_dir = ""
        self._watcher: Watcher | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this event makes MkDocs keep this instance from one preview build to the next."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the records before MkDocs touches the site: a build with errors leaves it as it was."""
        self._placed.clear()
        gc.disable()  # thousands of things are made that all stay: looking for what could go only takes time
        try:
            self.settings = settings_from_config(config, self.config)
            self.now = read_clock(self.config.now)
        except CauserieError as error:
            raise PluginError(str(error)) from error
        if not self._reading:
            self._cache = Cache(self.settings.root / _CACHE, name_program())
            self._compiled = CompiledTemplates(self.settings.root / _CACHE / "templates")
            prepare_templates(self._compiled)
            load_ics()  # before processes are forked, too
        dress_theme(config, self.settings.language)
        self._has_search = take_over_search(config)
        self._search.begin()
        before = self._reading if self.is_serving else None
        reading = read_site(
            self.settings,
            self.now,
            self._cache,
            before,
            has_search=self._has_search,
            meanwhile=partial(self._prepare_theme, config),
        )
        self._reading = reading
        pages = read_pages(self.settings)
        blocks = check_blocks(pages.texts, reading.chats)
        report_problems(sort_problems([*reading.problems, *pages.problems, *blocks]), may_go_on=self.is_serving)
        self._site = plan_site(
            reading.library,
            self.settings,
            self.now,
            reading.parts,
            has_search=self._has_search,
            read_page=reading.read_page,
        )
        if not self.settings.site_url:
            log.warning(
                "mkdocs.yml has no 'site_url': no calendars and no feeds are written. Write the published address."
            )
        return config

    def _prepare_theme(self, config: MkDocsConfig) -> None:
        """Do already what will take time when the pages are shown."""
        prepare_more_templates()
        if not find_others(config, self, ("env",)):
            self._compiled.prepare(config.theme.get_env(), WHOLE)

    @event_priority(-100)  # after every other plugin: from here on, the build writes to a folder of its own
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build beside the site that stands, and bring over what did not change."""
        self._site_dir = config.site_dir
        if not self.is_serving:
            self._publishing = Staging(
                Path(config.site_dir), self._read_manifest(), may_link=not find_others(config, self, ("post_build",))
            )
        elif not isinstance(self._publishing, Preview):
            self._publishing = Preview(Path(config.site_dir))
        assert self._publishing is not None
        self._publishing.begin()
        config.site_dir = str(self._publishing.folder)

    def _add_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add everything that comes of the records; what the host put at the same address stands."""
        assert self._publishing is not None, "on_pre_build comes first"
        files = SiteFiles(files)
        taken = {file.dest_uri for file in files}
        cards = () if self.is_serving else build_cards(self._planned)  # a preview has to be there at once
        for artifact in chain(build_files(self._planned), cards):
            if artifact.path not in taken:
                files.append(GeneratedFile(artifact, config, self._publishing.put))
        for page in build_pages(self._planned):
            if f"{page.address}index.html" not in taken:
                add_page(page, files, config)
        ensure_landing(files, config)
        return files

    @event_priority(-100)  # after every other plugin
    def _begin_nav(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """MkDocs sorts all pages to make the navigation; none of ours is in it unless the host named it."""
        if not isinstance(files, SiteFiles):  # another plugin has put them into a new list
            files = SiteFiles(files)
        files.is_nav_time = True
        return files

    on_files = CombinedEvent(_add_files, _begin_nav)

    @event_priority(100)  # before every other plugin
    def _end_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        if isinstance(files, SiteFiles):
            files.is_nav_time = False
        return nav

    def _complete_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the section pages behind the landing where the host wrote no navigation."""
        if config.nav is None:
            pages = [
                file.page for uri in ("chats/index.md", "archive/index.md") if (file := files.get_file_from_path(uri))
            ]
            place = 1 if nav.items and getattr(nav.items[0], "is_homepage", False) else 0
            nav.items[place:place] = [page for page in pages if page is not None]
        return nav

    @event_priority(-100)  # after every other plugin: the navigation is what it will be
    def _choose_pages(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep MkDocs from making those pages that need no more of it than the theme."""
        self._nav = nav
        if isinstance(files, SiteFiles) and not self._say_others(config):
            in_nav = {id(item) for item in items_of(nav.items)}
            files.finished |= {page.file.src_uri for page in _generated(files) if id(page) not in in_nav}
        return nav

    on_nav = CombinedEvent(_end_nav, _complete_nav, _choose_pages)

    @event_priority(-100)  # after every other plugin: the environment is what it will be
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Evaluate the theme for each kind of our pages, and publish those that need nothing more of MkDocs."""
        assert self._publishing is not None, "on_pre_build comes first"
        if not find_others(config, self, ("env",)):  # what they add to it may be part of what Jinja makes
            env.bytecode_cache = self._compiled
        self._shells = Shells(env, config, files, self._nav)
        in_nav = {id(item) for item in items_of(self._nav.items)}
        pages = [page for page in _generated(files) if id(page) not in in_nav]  # the theme marks those in it
        if isinstance(files, SiteFiles):
            pages = finish_pages(pages, files, self._shells, self._publishing.put, config)
        if self._has_search:
            self._search.publish(self._planned, self._cache, self._publishing.put, config)
        else:
            self._search.drop(self._cache)
        if not find_others(config, self, SHAPING_EVENTS):
            self._shells.dress(pages)
        self._every_page = files.documentation_pages()
        return env

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Find the blocks in a host's page; what is wrong with them was said when the records were read."""
        if isinstance(page, GeneratedPage):
            return markdown
        chats = self._reading.chats if self._reading else frozenset()
        placed = place_blocks(markdown, chats, page.file.src_uri)
        if is_landing(page.file) and not (placed.blocks or placed.problems):
            placed = place_blocks(complete_landing(markdown, speak(self._language_of(page))), chats)
        if is_landing(page.file):
            name_landing(page, placed.markdown, config.site_name, speak(self._language_of(page)))
        if page.file.generated_by:  # by another plugin: nobody has read it yet
            report_problems(placed.problems, may_go_on=self.is_serving)
        if placed.blocks:
            self._placed[page.file.src_uri] = placed
        return placed.markdown

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the blocks in."""
        if isinstance(page, GeneratedPage):
            return html
        if self._has_search:
            self._search.add_host_page(page, html, self._language_of(page))
        html += str(foot_html(self.settings, speak(self._language_of(page)), page.url))  # Markup would escape the page
        placed = self._placed.get(page.file.src_uri)
        if placed is None:
            hide_lone_navigation(page, config)
            return html
        first_is_title = page.is_homepage and "<h1" not in html
        blocks = placed.blocks

        def render(block: Block) -> Any:
            level = 1 if first_is_title and block is blocks[0] else 2
            shown = replace(block, level=level)
            language = self._language_of(page)
            return render_block(
                shown, self._planned.library, self.settings, self.now, address=page.url, language=language
            )

        if "navigation" not in page.meta.get("hide", []):
            page.meta["hide"] = ["navigation", "toc"]
        return link_to_files(fill_blocks(html, blocks, render), config)

    @event_priority(-100)  # after every other plugin: this is what the theme will see
    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let the theme speak the page's language."""
        context["config"] = in_language(config, self._language_of(page))
        if len(context["pages"]) < len(self._every_page):  # MkDocs does not see the finished ones
            context["pages"] = self._every_page
        self._context = context
        return context

    @event_priority(100)  # before every other plugin: this is what the theme has given
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Make feeds and calendars discoverable from every page, whatever the host's templates are."""
        if isinstance(page, GeneratedPage):
            output = self._shells.check(page, output, self._context)
            head = page.artifact.head
        else:
            head = host_head(page, output, self.settings, speak(self._language_of(page)))
        return add_head(output, head)

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """The page for what is not found leads on."""
        return complete_not_found(output, self.settings, config) if template_name == "404.html" else output

    @event_priority(100)  # before every other plugin
    def _flush(self, *, config: MkDocsConfig) -> None:
        """Let others find every file where they look for it."""
        if self._publishing is not None and find_others(config, self, ("post_build",)):
            self._publishing.flush()

    @event_priority(-100)  # after every other plugin has written what it writes
    def _finish(self, *, config: MkDocsConfig) -> None:
        """The site is whole: put it in its place, unless MkDocs is about to refuse it."""
        if self._publishing is not None and not (config.strict and has_warned()):
            config.site_dir = self._site_dir
            if isinstance(self._publishing, Preview):
                self._publishing.finish()
            else:
                self._publishing.finish(self._keep_reading)
                self._cache.write({self._manifest_name: (b"", pickle.dumps(self._publishing.manifest))})
                self._publishing = None
        self._keep_reading()
        self._cache.close()
        if not self.is_serving:
            gc.freeze()  # the process ends soon, and all of this with it
        gc.enable()

    on_post_build = CombinedEvent(_flush, _finish)

    def on_build_error(self, *, error: Exception) -> None:
        """The site is not whole: keep the old one."""
        self._leave()

    def on_shutdown(self) -> None:
        """Leave nothing behind, also when somebody interrupted the build."""
        if self._watcher is not None:
            self._watcher.stop()
        self._leave()

    def _leave(self) -> None:
        """Drop what was not finished."""
        if self._publishing is not None:
            self._publishing.abandon()
        self._keep_reading()
        self._cache.close()
        gc.enable()

    def _keep_reading(self) -> None:
        """Let the next build have what came of the records, also when this one fails."""
        if self._reading is not None:
            self._reading.keep()

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Rebuild when a record changes."""
        from causerie.mkdocs_plugin.watching import watch_records  # brings along what only a preview needs

        self._watcher = watch_records(self.settings.content, server)
        return server

    @property
    def _planned(self) -> Site:
        assert self._site is not None, "on_config reads the records first"
        return self._site

    @property
    def _manifest_name(self) -> str:
        return f"site {os.path.relpath(os.path.realpath(self._site_dir), self.settings.root)}"

    def _read_manifest(self) -> Manifest:
        """What the last build put into the site, as far as anybody knows."""
        try:
            found = load_plain(self._cache.read_long(self._manifest_name) or b"")
            return {path: (key, size, modified, inode) for path, (key, size, modified, inode) in found.items()}
        except Exception:  # whatever is wrong with it: then everything is written
            return {}

    def _say_others(self, config: MkDocsConfig) -> bool:
        """Whether other plugins take part in making pages: then MkDocs makes each of ours, too."""
        others = find_others(config, self, PAGE_EVENTS)
        if others:
            log.info("Each page is built on its own, which takes longer, because of %s.", ", ".join(others))
        return bool(others)

    def _language_of(self, page: Page) -> str:
        if isinstance(page, GeneratedPage):
            return page.artifact.language
        return str(page.meta.get("language") or self.settings.language)


def _generated(files: Files) -> list[GeneratedPage]:
    return [file.page for file in files.documentation_pages() if isinstance(file.page, GeneratedPage)]
