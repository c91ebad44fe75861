"""A site in several languages: which pages say the same, where the switch leads, and each language's navigation.

A page of the host is in the language of its folder, or of its front matter; `translates: join.md` there names the page
that says the same in the site's own language, where that is not called alike.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from causerie.frozen import frozen
from causerie.i18n import speak
from causerie.mkdocs_plugin.generated_page import GeneratedPage
from causerie.mkdocs_plugin.language_nav import translate_navigation
from causerie.problems import did_you_mean
from causerie.settings import Settings
from causerie.views import paths

log = logging.getLogger("mkdocs.plugins.causerie.languages")

SWITCH = Path(__file__).parents[1] / "templates" / "switch"
_LANDING = "index.html"


@frozen
class OtherLanguage:
    """A way of the switch: to the same page in another language, else to where that language begins."""

    language: str
    name: str  # in the language itself
    url: str


def add_switch(config: MkDocsConfig, settings: Settings) -> None:
    """Put our switch where Material has its own; one that the host has set up stays."""
    if settings.languages and not config.extra.get("alternate"):
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(SWITCH))  # after what the host overrides
        config.extra["alternate"] = True  # in the header Material asks for it, in <head> for a list of links


def leave_to_languages(files: Iterable[File], settings: Settings) -> None:
    """Keep the pages in the folder of a language out of MkDocs' navigation, which is that of the site's own."""
    homes = tuple(filter(None, map(settings.home, settings.languages)))
    for file in files if homes else ():
        is_usual = file.inclusion in (InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED)
        if is_usual and file.src_uri.startswith(homes) and file.is_documentation_page():
            file.inclusion = InclusionLevel.NOT_IN_NAV


def host_language(file: File, meta: Mapping[str, Any], settings: Settings) -> str:
    """The language of a page of the host."""
    of_folder = (each for each in settings.languages[1:] if file.src_uri.startswith(settings.home(each)))
    return str(meta.get("language") or next(of_folder, settings.language))


class SiteLanguages:
    """The pages of one build by what they say. A site in one language keeps the navigation that MkDocs has made."""

    def __init__(self, settings: Settings, files: Files, nav: Navigation, config: MkDocsConfig) -> None:
        self._settings = settings
        self._nav = nav
        self._config = config
        self._homes = {each: settings.home(each) for each in settings.languages}
        self._places: dict[str, tuple[str, str]] = {}  # of the host's pages by source: what they say, and their home
        self._pages: dict[tuple[str, str], Page] = {}  # by place: those of the host, and those that gather
        if settings.languages:
            every = files.documentation_pages()
            self._read([file for file in every if not isinstance(file.page, GeneratedPage)])
            for file in every:
                if isinstance(file.page, GeneratedPage) and paths.is_gathered(self._place(file.page)[0]):
                    self._pages.setdefault(self._place(file.page), file.page)

    @cached_property
    def navigations(self) -> dict[str, Navigation]:
        """Each language's navigation, by its home."""
        if not self._homes:
            return {"": self._nav}
        return {home: self._navigation(home) for home in self._homes.values()}

    def navigation(self, language: str) -> Navigation:
        """What a page in a language shows as navigation."""
        return self.navigations[self._settings.home(language)]

    def alternates(self, page: Page) -> dict[str, str]:
        """The addresses of what the host wrote in several languages, by language; empty where it is in one."""
        subject, _ = self._places.get(page.file.src_uri, ("", ""))
        found = {each: self._pages.get((subject, home)) for each, home in self._homes.items()}
        urls = {each: same.url for each, same in found.items() if same is not None}
        return urls if subject and len(urls) > 1 else {}

    def lead(self, context: Any, page: Page | None, language: str) -> None:
        """Let the theme lead on from a page: in its language, and to the others. What is no page has the site's own."""
        if self._homes:
            context["nav"] = self.navigation(language)
            context["causerie_home"] = self._settings.home(language)
            context["causerie_languages"] = self._others(page, language)

    def _others(self, page: Page | None, language: str) -> list[OtherLanguage]:
        own = self._settings.home(language)
        return [
            OtherLanguage(each, _name(each, self._settings.languages), self._url(page, home))
            for each, home in self._homes.items()
            if home != own
        ]

    def stands_apart(self, page: GeneratedPage) -> bool:
        """Whether a page has its like in other languages, and its address does not tell by the folder."""
        subject, _ = self._place(page) if self._homes else ("", "")
        return subject.count("/") == 1 and paths.is_gathered(subject)

    def _url(self, page: Page | None, home: str) -> str:
        """The like of a page, else the landing page."""
        subject, _ = self._place(page) if page is not None else ("", "")
        if isinstance(page, GeneratedPage):
            if paths.is_gathered(subject):
                return paths.in_language(subject, home) + ("" if self._config.use_directory_urls else "index.html")
            subject = ""
        found = self._pages.get((subject, home)) or self._pages[_LANDING, home]
        return found.url

    def _place(self, page: Page) -> tuple[str, str]:
        """What a page says, and its home: the address of one that we have made, or the file of the host's."""
        if not isinstance(page, GeneratedPage):
            return self._places.get(page.file.src_uri, ("", ""))
        address = page.planned.address
        home = next((each for each in self._homes.values() if each and address.startswith(each)), "")
        return address.removeprefix(home), home

    def _read(self, files: Iterable[File]) -> None:
        """Find out what the host's pages say, and in which language."""
        known = {file.src_uri: file for file in files}
        for file in known.values():
            meta = get_data(file.content_string)[1]
            home = self._settings.home(host_language(file, meta, self._settings))
            subject = file.dest_uri.removeprefix(home)
            translates = str(meta.get("translates") or "")
            if translates in known:
                subject = known[translates].dest_uri
            elif translates:
                hint = did_you_mean(translates, known) or " Write its name, such as join.md."
                log.warning("%s: 'translates: %s' names no page.%s", file.src_uri, translates, hint)
            subject = subject if subject == _LANDING else subject.removesuffix(_LANDING)
            self._places[file.src_uri] = (subject, home)
            if file.page is not None:
                self._pages.setdefault((subject, home), file.page)

    def _navigation(self, home: str) -> Navigation:
        landing = self._pages[_LANDING, home]
        written = self._nav.pages if self._config.nav is not None else list(self._pages.values())
        own = [page for page in written if self._place(page)[1] == home and not isinstance(page, GeneratedPage)]
        return translate_navigation(self._nav, lambda page: self._like(page, home), own, landing)

    def _like(self, page: Page, home: str) -> Page | None:
        """The page that says in a language what one of the site's own says; what is about a chat is there for all."""
        subject, at = self._place(page)
        if at:
            return None
        is_one = not home or (isinstance(page, GeneratedPage) and not paths.is_gathered(subject))
        return page if is_one else self._pages.get((subject, home))


@lru_cache(maxsize=64)
def _name(language: str, among: tuple[str, ...]) -> str:
    """A language's own name, with its country only where the site has it in several kinds: "Français"."""
    base = language.split("-")[0]
    is_alone = sum(each.split("-")[0] == base for each in among) == 1
    name = speak(language).language_name(base if is_alone else language)
    return name[:1].upper() + name[1:]
