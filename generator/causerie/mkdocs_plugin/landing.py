"""The landing page is the host's; where it places no block, or does not exist, the usual blocks stand on it."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from causerie.i18n import Speech


def ensure_landing(files: Files, config: MkDocsConfig, homes: Iterable[str] = ("",)) -> None:
    """Add an empty landing page for each language, by the folder of its pages, where the host wrote none."""
    for home in homes:
        if not any(is_landing(file, (home,)) for file in files):
            files.append(File.generated(config, f"{home}index.md", content=""))


def is_landing(file: File, homes: Iterable[str] = ("",)) -> bool:
    """Whether this is the first page of a language, wherever it stands in the navigation."""
    return file.is_documentation_page() and file.dest_uri in {f"{home}index.html" for home in homes}


def name_landing(page: Page, markdown: str, site_name: str, speech: Speech) -> None:
    """A landing page that is called like the site is "Home" in the navigation: the name would stand there twice.

    So is one that does not begin with its title; MkDocs would say it in English.
    """
    if page.meta.get("title") == site_name:
        del page.meta["title"]
    elif "title" in page.meta or "title" in vars(page) or markdown.lstrip().startswith("# "):
        return  # `vars` has what `nav:` says
    page.title = speech.text("Home")


def complete_landing(markdown: str, speech: Speech) -> str:
    """A landing page's Markdown with the usual blocks around it."""
    titles = (
        ("upcoming limit=6", speech.text("Coming up")),
        ("recaps", speech.text("Latest recaps")),
        ("chats", speech.text("The chats")),
        ("subscribe", speech.text("Never miss one")),
    )
    blocks = [f'[causerie {block} title="{title}"]' for block, title in titles]
    return "\n\n".join(["[causerie next]", markdown, *blocks, ""])


def add_sections(nav: Navigation, files: Files) -> None:
    """Put the section pages behind the landing page in a navigation that no host wrote."""
    pages = [file.page for uri in ("chats/index.md", "archive/index.md") if (file := files.get_file_from_path(uri))]
    place = 1 if nav.items and getattr(nav.items[0], "is_homepage", False) else 0
    nav.items[place:place] = [page for page in pages if page is not None]
