"""The line at the foot of every page: how to be taken out."""

from __future__ import annotations

from markupsafe import Markup

from causerie.i18n import Speech
from causerie.settings import Settings
from causerie.views.pages.environment import render_template
from causerie.views.pages.links import contact_link


def foot_html(settings: Settings, speech: Speech, address: str) -> Markup:
    """The foot of a page that is not made by a view of ours; empty where the host gave no `contact:`."""
    html = render_template("foot.html", speech, address, contact=contact_link(settings)) if settings.contact else ""
    return Markup(html)  # noqa: S704 - escaped by the template
