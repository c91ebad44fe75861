"""The theme around our pages, evaluated once for each kind of page instead of once for each page.

Material's `main.html` is rendered for a stand-in page whose values are marks; what comes out, with holes where the
marks stood, is the template of every page of that kind. Of rare kinds each page is rendered with the whole theme, which
takes less time than a shell for them would. So that no page is ever wrong because of it, a kind gets the
whole theme, and a line says so, where a template asks the marks something that each page may answer in its own way, and
where an odd page, or a sample of the pages of that kind, looks different when it is rendered both ways.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from html import escape
from itertools import chain
from typing import NamedTuple

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.utils.templates import TemplateContext

from causerie.mkdocs_plugin.generated_page import GeneratedPage, PageFile
from causerie.mkdocs_plugin.languages import SiteLanguages
from causerie.mkdocs_plugin.marks import Mark, Watch, add_hole, fill_marks, mark_for
from causerie.mkdocs_plugin.policy import Policy, find_anchor
from causerie.mkdocs_plugin.theme import in_language
from causerie.views.artifact import Heading, PageArtifact, PlannedPage

log = logging.getLogger("mkdocs.plugins.causerie.shell")

WHOLE = "main.html"
RARE = 7  # pages of a kind: to make and to check a shell takes as long as to render so many with the whole theme
_SAMPLE_EVERY = 500  # pages of a kind between two that are rendered both ways

_SHARED = 2  # steps of an address that pages of a kind share
_PLACE = mark_for("page.artifact.address.split('/')[-2]")
_FIRST, _SECOND = (
    Heading(mark_for(f"{entry}.id"), mark_for(f"{entry}.title")) for entry in ("page.toc.items[0]", "entry")
)

_ODD = "An \"odd\" <text> & its 'marks' & more: " * 60  # longer than anything that a theme may cut
_ODD_OUTLINE = tuple(Heading(f"odd-{n}", f"{n}: {_ODD}") for n in range(40))


class Kind(NamedTuple):  # thousands of pages are asked for theirs
    """What pages must share to share a shell."""

    language: str
    folder: str  # what stands above the page: the theme's relative links depend on it; of a session's, a mark
    has_outline: bool

    @property
    def template(self) -> str:
        """The name under which the theme's environment finds the shell."""
        return f"causerie-shell/{self._name}"

    @property
    def finished(self) -> str:
        """The same for the shell with all that we put into a page's head."""
        return f"causerie-page/{self._name}"

    @property
    def _name(self) -> str:
        return f"{self.language}/{self.folder}{'outline' if self.has_outline else 'plain'}.html"


@dataclass(slots=True)
class Shells:
    """The shells of one build."""

    environment: Environment
    config: MkDocsConfig
    files: Files
    languages: SiteLanguages
    policy: Policy | None = None  # what pages may run and load
    _watch: Watch = field(init=False)
    _sources: dict[str, str] = field(default_factory=dict)  # by the names of templates
    _templates: dict[Kind, str] = field(default_factory=dict)  # what the shells say; '' where there is none
    _stamps: dict[Kind, bytes] = field(default_factory=dict)
    _policies: dict[Kind, tuple[str, str]] = field(default_factory=dict)  # what stands before it, and the policy
    _every: Sequence[File] = ()
    _seen: dict[str, int] = field(default_factory=dict)
    _given_up: set[str] = field(default_factory=set)
    _rare: Set[str] = frozenset()  # addresses of pages without a shell, as there are few of their kind

    def __post_init__(self) -> None:
        self._every = self.files.documentation_pages()
        self._watch = Watch(self.environment)
        assert self.environment.loader is not None, "a theme's templates come from its folders"
        self.environment.loader = ChoiceLoader([DictLoader(self._sources), self.environment.loader])

    def stamp(self, page: GeneratedPage) -> bytes:
        """Names the shell of a page's kind; empty for a rare one: nobody knows all that the theme looks at."""
        return b"" if page.planned.address in self._rare else self._stamps[kind_of(page)]

    def finish(self, page: GeneratedPage) -> bytes:
        """A page in its shell or, of a rare kind, in the whole theme, with its policy, as MkDocs would write it."""
        is_rare = page.planned.address in self._rare
        pieces = [self._show_complete(page)] if is_rare else self._show(page)
        if self.policy and (is_rare or not self._policies[kind_of(page)][0]):
            pieces = [self.policy.seal("".join(pieces), (page.content or "", page.artifact.head))]
        return b"".join([piece.encode("utf-8", errors="xmlcharrefreplace") for piece in pieces])

    def find_equal(self, pages: Iterable[GeneratedPage]) -> list[GeneratedPage]:
        """Those of the pages that `finish` shows as the whole theme does, as far as samples tell."""
        by_kind, equal = _sort(pages)
        self._rare = {page.planned.address for page in equal}
        self._make_shells(by_kind)
        for kind, of_kind in by_kind.items():
            fitting = [page for page in of_kind if self._fits(page)] if self._templates[kind] else []
            if all(self._is_equal(page) for page in fitting[::_SAMPLE_EVERY]):
                equal += fitting
            else:
                self._templates[kind] = ""
        return equal

    def dress(self, pages: Iterable[GeneratedPage]) -> None:
        """Give each page that MkDocs will make the shell of its kind as its template."""
        by_kind, _ = _sort(page for page in pages if "template" not in page.meta)
        self._make_shells(by_kind)
        for kind, of_kind in by_kind.items():
            for page in of_kind:
                if self._templates[kind] and self._fits(page):
                    page.meta["template"] = kind.template

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

    def _fits(self, page: GeneratedPage) -> bool:
        """Whether a page's links are those of its kind: not where one leads to the page, or to what is below it.

        Nor where one leads into a folder above it that is its own, and a mark in its kind, or where only its name says
        that it is there in other languages.
        """
        if self.languages.stands_apart(page):
            return False
        steps = page.planned.address.split("/")[:-1]
        own = ("/".join(steps[:count]) + "/" for count in range(_SHARED + 1, len(steps) + 1))
        return page.planned.address not in self._watch.linked and self._watch.linked.isdisjoint(own)

    def _is_equal(self, page: GeneratedPage) -> bool:
        shown = "".join(self._show(page))
        anchor, policy = self._policies[kind_of(page)]
        whole = self._show_complete(page).replace(anchor, anchor + policy, 1)
        page.forget()
        if whole != shown:
            _say_different(page)
        return whole == shown

    def _show(self, page: GeneratedPage) -> list[str]:
        """A page in its shell, with the policy of all pages of its kind, in pieces."""
        page.read_source(self.config)
        page.render(self.config, self.files)
        return list(self.environment.get_template(kind_of(page).finished).generate(page=page))

    def _show_complete(self, page: GeneratedPage) -> str:
        """A page in the whole theme, with all that we put into its head."""
        page.read_source(self.config)
        page.render(self.config, self.files)
        return add_head(self._show_whole(page), page.artifact.head)

    def _show_whole(self, page: GeneratedPage) -> str:
        """A page in the whole theme, as MkDocs makes it."""
        page.active = True
        language = kind_of(page).language
        context = get_context(self.languages.navigation(language), self._every, self.config, page)
        context["config"] = in_language(self.config, language)
        self.languages.lead(context, page, language)
        whole = self.environment.get_template(WHOLE).render(context)
        page.active = False
        return whole

    def _make_shells(self, kinds: Iterable[Kind]) -> None:
        made = {kind: self._shell(kind) for kind in kinds if kind not in self._templates}
        for kind, source in made.items():
            anchor, policy = find_anchor(source), self.policy.write(source) if self.policy else ""
            self._policies[kind] = (anchor, policy) if anchor and policy else ("", "")
            self._sources[kind.template] = source
            sealed = source.replace(anchor, anchor + policy, 1) if self._policies[kind][0] else source
            self._sources[kind.finished] = add_hole(sealed, "page.artifact.head", before="</head>")
            odd = self._odd_page(kind)
            if not source:
                _say_different(odd)
            is_good = bool(source) and self._is_equal(odd)
            self._templates[kind] = source if is_good else ""
            named = "\n".join((source, *self._policies[kind], str(self.policy)))
            self._stamps[kind] = blake2b(named.encode(), digest_size=16).digest()

    def _shell(self, kind: Kind) -> str:
        """The template of a kind, or '' where the marks do not make one."""
        if not kind.has_outline:
            return fill_marks(self._show_marks(kind, ()))
        one, two = self._show_marks(kind, (_FIRST,)), self._show_marks(kind, (_FIRST, _SECOND))
        entry = _inserted(one, two)
        if not one or entry is None:
            return ""
        place, text = entry
        parts = [fill_marks(part) for part in (two[:place], text, two[place + len(text) :])]
        if not all(parts) or _SECOND.title in two.replace(text, ""):
            return ""
        before, each, after = parts
        return before + "{%+ for entry in page.toc.items[1:] +%}" + each + "{%+ endfor +%}" + after

    def _show_marks(self, kind: Kind, outline: tuple[Heading, ...]) -> str:
        """The whole theme around a stand-in page of a kind; '' where it asks the marks something."""
        page, mark = self._new_page(kind, _PLACE, outline), self._watch.mark
        page.title = mark(mark_for("page.title"))
        page.content = Mark(mark_for("page.content"), self._watch, contains="<h1")  # a body has its own title
        page.meta.update({name: mark(mark_for(f"page.meta.{name}")) for name in ("title", "description")})
        for entry in page.toc:
            entry.id, entry.title = mark(entry.id), mark(entry.title)
        with self._watch.watch(page):
            shown = self._show_whole(page)
        return "" if self._watch.is_asked else str(shown)

    def _odd_page(self, kind: Kind) -> GeneratedPage:
        page = self._new_page(kind, "an-odd-place", _ODD_OUTLINE if kind.has_outline else ())
        page.forget()
        return page

    def _new_page(self, kind: Kind, place: str, outline: tuple[Heading, ...]) -> GeneratedPage:
        """A page of a kind that belongs to no record."""
        address = f"{kind.folder}{place}/"
        artifact = PageArtifact(
            address=address,
            title=_ODD,
            description=_ODD,
            language=kind.language,
            body=f"<h1>{escape(_ODD)}</h1>",
            outline=outline,
        )
        planned = PlannedPage(
            address=address, make=lambda: artifact, language=kind.language, has_outline=kind.has_outline
        )
        page = GeneratedPage(planned, PageFile(address, self.config), self.config)
        page.read_source(self.config)
        page.render(self.config, self.files)
        return page


def kind_of(page: GeneratedPage) -> Kind:
    """The kind of a page; a page that nobody has made yet is not made for it."""
    folder = _kind_folder(_folder_of(page.planned.address))
    planned = page.planned
    if planned.language:
        return Kind(planned.language, folder, planned.has_outline)
    return Kind(page.artifact.language, folder, bool(page.artifact.outline))


def _sort(pages: Iterable[GeneratedPage]) -> tuple[dict[Kind, list[GeneratedPage]], list[GeneratedPage]]:
    """Pages by their kind, and those of which there are few; one of few in its folder is not made for it."""
    by_folder: dict[str, list[GeneratedPage]] = {}
    for page in pages:
        by_folder.setdefault(_kind_folder(_folder_of(page.planned.address)), []).append(page)
    by_kind: dict[Kind, list[GeneratedPage]] = {}
    for in_folder in by_folder.values():
        for page in in_folder if len(in_folder) > RARE else ():
            by_kind.setdefault(kind_of(page), []).append(page)
    rare = [in_folder for in_folder in by_folder.values() if len(in_folder) <= RARE]
    rare += [of_kind for of_kind in by_kind.values() if len(of_kind) <= RARE]
    by_kind = {kind: of_kind for kind, of_kind in by_kind.items() if len(of_kind) > RARE}
    return by_kind, list(chain.from_iterable(rare))


def _folder_of(address: str) -> str:
    return "".join(address.rstrip("/").rpartition("/")[:2])


@lru_cache(maxsize=4096)
def _kind_folder(folder: str) -> str:
    """A folder with marks for what is below `chats/museum-hour/`: there are thousands, and each holds a page or two."""
    places = folder.split("/")[:-1]
    return "".join(f"{_step(at) if at >= _SHARED else place}/" for at, place in enumerate(places))


@lru_cache(maxsize=16)
def _step(at: int) -> str:
    return mark_for(f"page.artifact.address.split('/')[{at}]")


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
