"""The page for what is not found: Material says only that; ours says where to go on, wherever it is shown."""

from __future__ import annotations

from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from causerie.i18n import speak
from causerie.settings import Settings
from causerie.views.pages.environment import render_absolute
from causerie.views.pages.foot import foot_html

_OF_MATERIAL = "<h1>404 - Not found</h1>"
_NAVIGATION = 'data-md-type="navigation"'  # its column, which Material leaves empty beside a page that is none


def complete_not_found(html: str, settings: Settings, config: MkDocsConfig) -> str:
    """Material's page with ways on in it; a page that the host wrote only gets the foot of every page."""
    speech = speak(settings.language)
    if _OF_MATERIAL in html:
        base = urlsplit(settings.site_url).path or "/"  # a host shows the page at any address
        file = "" if config.use_directory_urls else "index.html"
        ours = render_absolute("not_found.html", speech, base, file=file)
        html = html.replace(_OF_MATERIAL, ours, 1).replace(_NAVIGATION, f"{_NAVIGATION} hidden", 1)
    return html.replace("</article>", f"{foot_html(settings, speech, '')}</article>", 1)
