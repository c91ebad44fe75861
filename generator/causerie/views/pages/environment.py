"""The one Jinja environment for bodies: everything is escaped, and a missing value is an error, not a gap."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from causerie.i18n import Speech
from causerie.views import paths

TEMPLATES = Path(__file__).parents[2] / "templates"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["icon"] = _icon
    return environment


def _icon(name: str) -> Markup:
    """A drawing that the style sheet holds: decoration only, coloured like its text."""
    return Markup('<span class="c-icon c-icon--{}" aria-hidden="true"></span>').format(name)


def render_template(template: str, speech: Speech, address: str, /, **values: object) -> str:
    """A template's HTML in a language, for the page at an address (its links are relative to that)."""
    return (
        _environment()
        .get_template(template)
        .render(
            t=speech.text,
            tn=speech.plural,
            speech=speech,
            url=partial(_linked, address),
            **values,
        )
    )


def render_absolute(template: str, speech: Speech, site_url: str, /, **values: object) -> str:
    """A template's HTML with absolute links, for places outside the site."""
    return (
        _environment()
        .get_template(template)
        .render(t=speech.text, tn=speech.plural, speech=speech, url=lambda address: site_url + address, **values)
    )


def _linked(address: str, target: str) -> str:
    return paths.relative(target, address)
