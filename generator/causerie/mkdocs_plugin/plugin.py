"""The adapter: MkDocs' events on one side, the pipeline on the other. It holds no rule of its own."""

from __future__ import annotations

import gc
import logging
import pickle
from collections.abc import Sequence, Set
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

from causerie.build import Site, build_cards, build_files, build_pages, check_blocks, list_card_texts, plan_site
from causerie.cache import Cache
from causerie.clock import read_clock
from causerie.entries import SiteReading, read_site
from causerie.i18n import speak
from causerie.mkdocs_plugin.compiled import CompiledTemplates
from causerie.mkdocs_plugin.config import CauserieConfig, settings_from_config
from causerie.mkdocs_plugin.finishing import finish_pages
from causerie.mkdocs_plugin.generated_page import GeneratedFile, GeneratedPage, SiteFiles, add_page, generated_pages
from causerie.mkdocs_plugin.host_blocks import HostBlocks
from causerie.mkdocs_plugin.host_head import host_head
from causerie.mkdocs_plugin.host_pictures import list_pictures, strip_pictures
from causerie.mkdocs_plugin.landing import add_sections, ensure_landing, is_landing, name_landing
from causerie.mkdocs_plugin.languages import SiteLanguages, add_switch, host_language, leave_to_languages
from causerie.mkdocs_plugin.manifest import manifest_name, read_manifest
from causerie.mkdocs_plugin.not_found import complete_not_found
from causerie.mkdocs_plugin.others import SHAPING_EVENTS, find_others, say_others
from causerie.mkdocs_plugin.policy import Policy, policy_for
from causerie.mkdocs_plugin.preview import Preview
from causerie.mkdocs_plugin.private_files import leave_out_private
from causerie.mkdocs_plugin.reporting import has_warned, refuse_full_disk, report_problems
from causerie.mkdocs_plugin.scanning import scan_site
from causerie.mkdocs_plugin.search import SearchFiles, take_over_search
from causerie.mkdocs_plugin.shell import WHOLE, Shells, add_head, items_of
from causerie.mkdocs_plugin.staging import Staging
from causerie.mkdocs_plugin.theme import dress_theme, hide_lone_navigation, in_language
from causerie.problems import CauserieError, sort_problems
from causerie.program import name_program
from causerie.records import read_pages
from causerie.records.circle import read_circle
from causerie.settings import Settings
from causerie.views.calendar_ics import load_ics
from causerie.views.feeds.rss_atom import load_feedgen
from causerie.views.pages import render_block
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
    _languages: SiteLanguages
    _in_nav: Set[int]  # which pages are in a navigation
    _shells: Shells
    _every_page: Sequence[File]
    _context: TemplateContext
    _compiled: CompiledTemplates
    is_serving = False
    _host_pictures: Sequence[str] = ()
    _policy: Policy | None = None  # a preview has none: MkDocs puts a script of its own into each page

    def __init__(self) -> None:
        super().__init__()
        self._cache = Cache(None)
        self._reading: SiteReading | None = None
        self._site: Site | None = None
        self._search = SearchFiles()
        self._has_search = False
        self._blocks = HostBlocks()
        self._publishing: Staging | Preview | None = None
        self._site_dir = ""
        self._watcher: Watcher | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this event makes MkDocs keep this instance from one preview build to the next."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the records before MkDocs touches the site: a build with errors leaves it as it was."""
        self._blocks = HostBlocks()
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
        if self.config.policy and not self.is_serving:
            self._policy = policy_for(config, self.config.policy)
        dress_theme(config, self.settings.language)
        add_switch(config, self.settings)
        self._has_search = take_over_search(config)
        self._search.begin()
        reading = read_site(
            self.settings,
            self.now,
            self._cache,
            self._reading if self.is_serving else None,
            has_search=self._has_search,
            meanwhile=partial(self._prepare_theme, config),
        )
        self._reading = reading
        pages = read_pages(self.settings)
        blocks = check_blocks(pages.texts, reading.chats)
        others = read_circle(self.settings, self.now, reading.forgotten)
        problems = [*reading.problems, *pages.problems, *blocks, *others.problems]
        report_problems(sort_problems(problems), may_go_on=self.is_serving)
        self._site = plan_site(
            reading.library,
            self.settings,
            self.now,
            reading.parts,
            has_search=self._has_search,
            read_page=reading.read_page,
            circle=others.circle,
        )
        if not self.settings.site_url:
            log.warning(
                "mkdocs.yml has no 'site_url': no calendars and no feeds are written. Write the published address."
            )
        return config

    def _prepare_theme(self, config: MkDocsConfig) -> None:
        """Do already what will take time when the pages are shown."""
        prepare_more_templates()
        if self.settings.site_url:
            load_feedgen()
        if not find_others(config, self, ("env",)):
            self._compiled.prepare(config.theme.get_env(), WHOLE)

    @event_priority(-100)  # after every other plugin: from here on, the build writes to a folder of its own
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build beside the site that stands, and bring over what did not change."""
        self._site_dir = config.site_dir
        self._manifest_name = manifest_name(config.site_dir, self.settings.root)
        if not self.is_serving:
            known = read_manifest(self._cache, self._manifest_name)
            may_link = not find_others(config, self, ("post_build",))
            self._publishing = Staging(Path(config.site_dir), known, may_link=may_link)
        elif not isinstance(self._publishing, Preview):
            self._publishing = Preview(Path(config.site_dir))
        assert self._publishing is not None
        self._publishing.begin()
        config.site_dir = str(self._publishing.folder)

    def _add_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add everything that comes of the records; what the host put at the same address stands."""
        assert self._publishing is not None, "on_pre_build comes first"
        leave_out_private(files, config.docs_dir, self.settings)
        files = SiteFiles(files)
        taken = {file.dest_uri for file in files}
        self._host_pictures = list_pictures(files, config.docs_dir)
        cards = () if self.is_serving else build_cards(self._planned)  # a preview has to be there at once
        for artifact in chain(build_files(self._planned), cards):
            if artifact.path not in taken:
                files.append(GeneratedFile(artifact, config, self._publishing.put))
        for page in build_pages(self._planned):
            if f"{page.address}index.html" not in taken:
                add_page(page, files, config)
        ensure_landing(files, config, self.settings.homes)
        leave_to_languages(files, self.settings)
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
            add_sections(nav, files)
        return nav

    @event_priority(-100)  # after every other plugin: the navigation is what it will be
    def _choose_pages(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep MkDocs from making those pages that need no more of it than the theme."""
        self._languages = SiteLanguages(self.settings, files, nav, config)
        self._in_nav = {id(item) for each in self._languages.navigations.values() for item in items_of(each.items)}
        if isinstance(files, SiteFiles) and not say_others(config, self):
            files.finished |= {page.file.src_uri for page in generated_pages(files) if id(page) not in self._in_nav}
        return nav

    on_nav = CombinedEvent(_end_nav, _complete_nav, _choose_pages)

    @event_priority(-100)  # after every other plugin: the environment is what it will be
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Evaluate the theme for each kind of our pages, and publish those that need nothing more of MkDocs."""
        assert self._publishing is not None, "on_pre_build comes first"
        if not find_others(config, self, ("env",)):  # what they add to it may be part of what Jinja makes
            env.bytecode_cache = self._compiled
        self._shells = Shells(env, config, files, self._languages, self._policy)
        pages = [page for page in generated_pages(files) if id(page) not in self._in_nav]  # the theme marks those in it
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
        placed = self._blocks.find(page, markdown, chats, self.settings, speak(self._language_of(page)))
        if is_landing(page.file, self.settings.homes):
            name_landing(page, placed.markdown, config.site_name, speak(self._language_of(page)))
        if page.file.generated_by:  # by another plugin: nobody has read it yet
            report_problems(placed.problems, may_go_on=self.is_serving)
        return placed.markdown

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the blocks in."""
        if isinstance(page, GeneratedPage):
            return html
        if self._has_search:
            self._search.add_host_page(page, html, self._language_of(page))
        html += str(foot_html(self.settings, speak(self._language_of(page)), page.url))  # Markup would escape the page
        if not self._blocks.has(page):
            hide_lone_navigation(page, config)
            return html
        if "navigation" not in page.meta.get("hide", []):
            page.meta["hide"] = ["navigation", "toc"]
        library, language = self._planned.library, self._language_of(page)
        show = partial(
            render_block, library=library, settings=self.settings, now=self.now, address=page.url, language=language
        )
        return self._blocks.fill(page, html, show, self.settings, config)

    @event_priority(-100)  # after every other plugin: this is what the theme will see
    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let the theme speak the page's language."""
        language = self._language_of(page)
        context["config"] = in_language(config, language)
        self._languages.lead(context, page, language)
        if len(context["pages"]) < len(self._every_page):  # MkDocs does not see the finished ones
            context["pages"] = self._every_page
        self._context = context
        return context

    @event_priority(100)  # before every other plugin: this is what the theme has given
    def _complete_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Make feeds and calendars discoverable from every page, whatever the host's templates are."""
        if isinstance(page, GeneratedPage):
            output = self._shells.check(page, output, self._context)
            head = page.artifact.head
        else:
            speech = speak(self._language_of(page))
            head = host_head(page, output, self.settings, speech, self._languages.alternates(page))
        return add_head(output, head)

    @event_priority(-100)  # after every other plugin: its scripts count, and what it did to those of the theme
    def _seal_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Let the page load and run what the host and the theme put there, and nothing else."""
        if self._policy is None:
            return output
        if isinstance(page, GeneratedPage):
            return self._policy.seal(output, (page.content or "", page.artifact.head))
        return self._policy.seal(output, self._blocks.filled(page))

    on_post_page = CombinedEvent(_complete_page, _seal_page)

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Let what is no page, such as what is shown for a missing one, lead on in the site's own language."""
        self._languages.lead(context, None, self.settings.language)
        return context

    @event_priority(-100)  # after every other plugin, as for pages
    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """The page for what is not found leads on."""
        if template_name == "404.html":
            output = complete_not_found(output, self.settings, config)
        return self._policy.seal(output) if self._policy and template_name.endswith(".html") else output

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
                self._publishing.flush(self._keep_reading)
                strip_pictures(self._publishing.folder, self._host_pictures)
                self._refuse_forgotten(self._publishing)
                self._publishing.finish()
                self._cache.write({self._manifest_name: (b"", pickle.dumps(self._publishing.manifest))})
                self._publishing = None
        self._keep_reading()
        self._cache.close()
        if not self.is_serving:
            gc.freeze()  # the process ends soon, and all of this with it
        gc.enable()

    def _refuse_forgotten(self, staging: Staging) -> None:
        """Publish nothing in which somebody is who must be forgotten."""
        assert self._reading is not None, "on_config reads the records first"
        forgotten, own, cards = self._reading.forgotten, self.settings.site_url, list_card_texts(self._planned)
        try:
            scan_site(staging.folder, self._manifest_name, forgotten, own, staging.manifest, cards, self._cache)
        except CauserieError as error:
            raise PluginError(str(error)) from error

    on_post_build = CombinedEvent(_flush, _finish)

    @event_priority(-100)  # as what is raised here ends the event
    def on_build_error(self, *, error: Exception) -> None:
        """The site is not whole: keep the old one."""
        self._leave()
        refuse_full_disk(error)

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

    def _language_of(self, page: Page) -> str:
        if isinstance(page, GeneratedPage):
            return page.artifact.language
        return host_language(page.file, page.meta, self.settings)
