"""The theme around our pages, evaluated once for each kind of page instead of once for each page.

Material's `main.html` is rendered for a stand-in page whose values are marks; what comes out, with holes where the
marks stood, is the template of every page of that kind. So that no page is ever wrong because of it, a sample of each
kind is rendered both ways on every build; where they differ, that kind gets the whole theme, and a line says so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import TemplateContext

from causerie.mkdocs_plugin.generated_page import GeneratedPage, PageFile
from causerie.mkdocs_plugin.theme import in_language
from causerie.views.artifact import Heading, PageArtifact, PlannedPage

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
    _templates: dict[Kind, str] = field(default_factory=dict)  # what the shells say; '' where there is none
    _stamps: dict[Kind, bytes] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)
    _given_up: set[str] = field(default_factory=set)

    def stamp(self, page: GeneratedPage) -> bytes:
        """Names the shell of a page's kind."""
        return self._stamps[kind_of(page)]

    def finish(self, page: GeneratedPage) -> str:
        """A page in its shell."""
        page.read_source(self.config)
        page.render(self.config, self.files)
        output = self.environment.get_template(kind_of(page).template).render(page=page)
        return add_head(output, page.artifact.head)

    def find_equal(self, pages: Iterable[GeneratedPage]) -> list[GeneratedPage]:
        """Those of the pages that their shell shows as the whole theme does, as far as samples tell."""
        by_kind: dict[Kind, list[GeneratedPage]] = {}
        for page in pages:
            by_kind.setdefault(kind_of(page), []).append(page)
        self._make_shells(by_kind)
        every = self.files.documentation_pages()
        return [
            page
            for kind, of_kind in by_kind.items()
            if self._templates[kind] and all(self._is_equal(each, every) for each in of_kind[::_SAMPLE_EVERY])
            for page in of_kind
        ]

    def dress(self, pages: Iterable[GeneratedPage]) -> None:
        """Give each page that MkDocs will make the shell of its kind as its template."""
        dressed = [page for page in pages if "template" not in page.meta]
        self._make_shells({kind_of(page) for page in dressed})
        for page in dressed:
            if self._templates[kind_of(page)]:
                page.meta["template"] = kind_of(page).template

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
            _say_different(page)
        return whole

    def _is_equal(self, page: GeneratedPage, every: Sequence[File]) -> bool:
        shown = self.finish(page)
        page.active = True  # as MkDocs does while it makes a page
        context = get_context(self.nav, every, self.config, page)
        context["config"] = in_language(self.config, kind_of(page).language)
        whole = self.environment.get_template(WHOLE).render(context)
        page.active = False
        is_equal = add_head(whole, page.artifact.head) == shown
        page.forget()
        if not is_equal:
            _say_different(page)
        return is_equal

    def _make_shells(self, kinds: Iterable[Kind]) -> None:
        made = {kind: self._shell(kind) for kind in kinds if kind not in self._templates}
        self._templates |= made
        self._stamps |= {kind: blake2b(each.encode(), digest_size=16).digest() for kind, each in made.items()}
        sources = {kind.template: source for kind, source in made.items() if source}
        if sources and self.environment.loader is not None:
            self.environment.loader = ChoiceLoader([DictLoader(sources), self.environment.loader])

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
        planned = PlannedPage(address=address, make=lambda: stand_in)
        page = GeneratedPage(planned, PageFile(address, self.config), self.config)
        page.read_source(self.config)
        page.render(self.config, self.files)
        page.content = f"<h1>{_BODY}</h1>"  # a body has its own title, and the theme looks for one
        context = get_context(self.nav, self.files, self.config, page)
        context["config"] = in_language(self.config, kind.language)
        return self.environment.get_template(WHOLE).render(context)


def kind_of(page: GeneratedPage) -> Kind:
    """The kind of a page; a page that nobody has made yet is not made for it."""
    folder, _, _ = page.planned.address.rstrip("/").rpartition("/")
    planned = page.planned
    if planned.language:
        return Kind(planned.language, f"{folder}/", planned.has_outline)
    return Kind(page.artifact.language, f"{folder}/", bool(page.artifact.outline))


def add_head(html: str, head: str) -> str:
    """A page with more in its head: feeds and calendars are found from there, whatever the host's templates are."""
    return html.replace("</head>", f"{head}</head>", 1)


def items_of(items: Iterable[StructureItem]) -> Iterator[StructureItem]:
    """All that a navigation holds, sections' children included."""
    for item in items:
        yield item
        yield from items_of(getattr(item, "children", None) or ())


def _say_different(page: GeneratedPage) -> None:
    log.info("The theme shows pages like %s in more than one way: they are built slower.", page.url)


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
