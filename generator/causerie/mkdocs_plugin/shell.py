"""The theme around our pages, evaluated once for each kind of page instead of once for each page.

Material's `main.html` is rendered for a stand-in page whose values are marks; what comes out, with holes where the
marks stood, is the template of every page of that kind. So that no page is ever wrong because of it, a sample of each
kind is rendered both ways on every build; where they differ, that kind gets the whole theme, and a line says so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import TemplateContext

from causerie.mkdocs_plugin.generated_page import GeneratedPage
from causerie.mkdocs_plugin.theme import in_language
from causerie.views.artifact import Heading, PageArtifact

log = logging.getLogger("mkdocs.plugins.causerie.shell")

WHOLE = "main.html"
_SAMPLE_EVERY = 500  # pages of a kind between two that are rendered both ways

# The marks are words that no page holds and that pass every filter of a theme unchanged.
_TITLE, _DESCRIPTION, _BODY, _PLACE = (
    "causeriemarktitle",
    "causeriemarkdescription",
    "causeriemarkbody",
    "causeriemarkplace",
)
_FIRST, _SECOND = Heading("causeriemarkid1", "causeriemarkentry1"), Heading("causeriemarkid2", "causeriemarkentry2")


@dataclass(frozen=True, slots=True)
class Kind:
    """What pages must share to share a shell."""

    language: str
    folder: str  # what stands above the page: the theme's relative links depend on it
    has_outline: bool

    @property
    def template(self) -> str:
        """The name under which the theme's environment finds the shell."""
        return f"causerie-shell/{self.language}/{self.folder}{'outline' if self.has_outline else 'plain'}.html"


@dataclass(slots=True)
class Shells:
    """The shells of one build."""

    environment: Environment
    config: MkDocsConfig
    files: Files
    nav: Navigation
    _built: int = 0
    _seen: dict[str, int] = field(default_factory=dict)
    _given_up: set[str] = field(default_factory=set)

    def dress(self, pages: Iterable[GeneratedPage]) -> None:
        """Give each page the shell of its kind; pages in the navigation get the whole theme, which marks them there."""
        templates: dict[str, str] = {}
        in_nav = {id(item) for item in _items(self.nav.items)}
        for page in pages:
            if id(page) in in_nav or "template" in page.meta:
                continue
            folder, _, _ = page.artifact.address.rstrip("/").rpartition("/")
            kind = Kind(page.artifact.language, f"{folder}/", bool(page.artifact.outline))
            if kind.template not in templates:
                templates[kind.template] = self._shell(kind)
            if templates[kind.template]:
                page.meta["template"] = kind.template
        found = {name: source for name, source in templates.items() if source}
        if found and self.environment.loader is not None:
            self.environment.loader = ChoiceLoader([DictLoader(found), self.environment.loader])

    def check(self, page: GeneratedPage, output: str, context: TemplateContext) -> str:
        """A page's HTML: as its shell gave it, or the whole theme's where a sample shows that they differ."""
        name = page.meta.get("template", "")
        if not name.startswith("causerie-shell/"):
            return output
        count = self._seen.get(name, 0)
        self._seen[name] = count + 1
        if name not in self._given_up and count % _SAMPLE_EVERY:
            return output
        whole = self.environment.get_template(WHOLE).render(context)
        if name not in self._given_up and whole != output:
            self._given_up.add(name)
            log.info("The theme shows pages like %s in more than one way: they are built slower.", page.url)
        return whole

    def _shell(self, kind: Kind) -> str:
        """The template of a kind, or '' where a mark is not found where it should be."""
        if not kind.has_outline:
            return _fill_marks(self._render(kind, ()))
        one, two = self._render(kind, (_FIRST,)), self._render(kind, (_FIRST, _SECOND))
        entry = _inserted(one, two)
        if entry is None or entry[1].count(_SECOND.title) != 1 or _SECOND.title in two.replace(entry[1], ""):
            return ""
        place, text = entry
        loop = "{% for entry in page.toc.items[1:] %}" + _fill_entry(_raw(text), _SECOND, "entry") + "{% endfor %}"
        before, after = _fill_marks(two[:place]), _fill_marks(two[place + len(text) :])
        if not before or not after:
            return ""
        return _fill_entry(before, _FIRST, "page.toc.items[0]") + loop + after

    def _render(self, kind: Kind, outline: tuple[Heading, ...]) -> str:
        """The whole theme around a stand-in page of a kind."""
        address = f"{kind.folder}{_PLACE}/"
        stand_in = PageArtifact(
            address=address, title=_TITLE, description=_DESCRIPTION, language=kind.language, body="", outline=outline
        )
        file = File.generated(self.config, f"{address}index.md", content="")
        file.edit_uri = None
        page = GeneratedPage(stand_in, file, self.config)
        page.read_source(self.config)
        page.render(self.config, self.files)
        page.content = f"<h1>{_BODY}</h1>"  # a body has its own title, and the theme looks for one
        context = get_context(self.nav, self.files, self.config, page)
        context["config"] = in_language(self.config, kind.language)
        return self.environment.get_template(WHOLE).render(context)


def _items(items: Iterable[StructureItem]) -> Iterator[StructureItem]:
    """All that a navigation holds, sections' children included."""
    for item in items:
        yield item
        yield from _items(getattr(item, "children", None) or ())


def _inserted(shorter: str, longer: str) -> tuple[int, str] | None:
    """Where and what a text has in one place more than another; None where they differ in more than one place."""
    place = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    size = len(longer) - len(shorter)
    if size <= 0 or longer[place + size :] != shorter[place:]:
        return None
    return place, longer[place : place + size]


def _fill_marks(html: str) -> str:
    """A rendered text as a template: every mark becomes the page's own value."""
    template = _raw(html)
    for mark, value in (
        (f"<h1>{_BODY}</h1>", "page.content"),
        (_TITLE, "page.meta.title"),
        (_DESCRIPTION, "page.meta.description"),
        (_PLACE, "page.artifact.address.split('/')[-2]"),
    ):
        template = template.replace(mark, _hole(value))
    return template


def _fill_entry(template: str, heading: Heading, name: str) -> str:
    return template.replace(f"#{heading.id}", _hole(f"{name}.url")).replace(heading.title, _hole(f"{name}.title"))


def _raw(html: str) -> str:
    return "{% raw %}" + html + "{% endraw %}"


def _hole(value: str) -> str:
    return "{% endraw %}{{ " + value + " }}{% raw %}"
