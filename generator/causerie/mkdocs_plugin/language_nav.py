"""The navigation of one of a site's languages, made of the one that MkDocs has made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

Like = Callable[[Page], Page | None]  # gives the page that stands for one in this language


class _Part(Section):
    """What of a section there is in one language; open while one of its pages is shown."""

    @property
    def active(self) -> bool:
        """Whether one of its pages is shown."""
        return any(getattr(child, "active", False) for child in self.children)

    @active.setter
    def active(self, value: bool) -> None:
        """Nothing is to be remembered."""


def translate_navigation(nav: Navigation, like: Like, own: Sequence[Page], landing: Page) -> Navigation:
    """The pages of one language: those that say what MkDocs' navigation says, in its order, and then `own`.

    Where the host has given this language a section, with its landing page in it, that is the navigation.
    """
    section = _section_with(landing, nav.items)
    items = list(_translate(nav.items, like)) if section is None else section.children
    for page in (*own, landing) if section is None else ():
        if not any(page is each for each in _pages(items)):
            items.insert(0 if page is landing else len(items), page)
    for item in items:
        item.parent = None
    pages = list(_pages(items))
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        page.previous_page, page.next_page = before, after
    found = Navigation(items, pages)
    found.homepage = landing
    return found


def _section_with(landing: Page, items: Iterable[StructureItem]) -> Section | None:
    """The section that the host wrote for a language."""
    return next((each for each in items if isinstance(each, Section) and landing in _pages(each.children)), None)


def _translate(items: Iterable[StructureItem], like: Like) -> Iterator[StructureItem]:
    for item in items:
        if isinstance(item, Section):
            children = list(_translate(item.children, like))
            if children:
                part = _Part(item.title, children)
                for child in children:
                    child.parent = part
                yield part
        elif isinstance(item, Page):
            if (found := like(item)) is not None:
                yield found
        else:
            yield item


def _pages(items: Iterable[StructureItem]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)
