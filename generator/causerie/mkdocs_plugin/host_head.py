"""What a page that the host wrote says in <head>: feeds, calendars, and what others show where it is passed on."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup
from mkdocs.structure.pages import Page

from causerie.i18n import Speech
from causerie.mkdocs_plugin.landing import is_landing
from causerie.settings import Settings
from causerie.views.pages.head import head_html


def host_head(page: Page, output: str, settings: Settings, speech: Speech, alternates: Mapping[str, str]) -> str:
    """Our part of a host's page; its preview only where nothing else has given it one, such as Material's own cards.

    `alternates` are the page's addresses by language, where it is there in several.
    """
    address = page.url.removeprefix("./")
    if 'property="og:title"' in output or "property=og:title" in output:
        return head_html(settings, speech, address, alternates=alternates)
    title = (
        settings.site_name
        if is_landing(page.file, settings.homes)
        else str(page.meta.get("title") or page.title or settings.site_name)
    )
    plain = str(Markup(title).striptags())  # noqa: S704 - MkDocs gives titles as HTML, and tags go
    description = str(page.meta.get("description") or settings.site_description or settings.site_name)
    return head_html(settings, speech, address, plain, description, alternates=alternates)
