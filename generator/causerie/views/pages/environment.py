"""The one Jinja environment for bodies: everything is escaped, and a missing value is an error, not a gap."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from causerie.i18n import Speech, speak
from causerie.settings import Settings
from causerie.views import paths

TEMPLATES = Path(__file__).parents[2] / "templates"
_OF_SESSIONS = ("macros.html", "session.html", "share.html", "head.html", "head_feeds.html")
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
_find_special = re.compile("[&<>'\"]").search
_FUNCTIONS = {"t", "tn", "url", "icon"}  # in every template; none of them asks Jinja for more than its arguments


class _Code(CodeGenerator):
    """Templates as Python would write them: without Jinja's way around attributes, and around our own functions."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or not _is_ours(node.node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def _is_ours(function: nodes.Expr) -> bool:
    """Whether a template calls one of `_FUNCTIONS`, or of the macros that all share."""
    if isinstance(function, nodes.Getattr):
        return isinstance(function.node, nodes.Name) and function.node.name == "m"
    return isinstance(function, nodes.Name) and function.name in _FUNCTIONS


class _Environment(Environment):
    """Templates that show page models: a missing attribute is an error at once, and no item is looked for instead."""

    code_generator_class = _Code
    getattr = staticmethod(getattr)  # type: ignore[assignment]  # the built-in one, nothing around it


class _Loader(FileSystemLoader):
    """Templates without indentation, which nobody sees, that escape as markupsafe does.

    But they make no copy of what needs no escaping: a sixth of a page's time.

    A compiled template finds `escape` among its module's names; a Jinja that looked elsewhere would only be slower.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, is_current = super().get_source(environment, template)
        return _INDENTATION.sub("", source), file, is_current

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002 - Jinja's name
        template = super().load(environment, name, globals)
        template.root_render_func.__globals__["escape"] = escape_text
        return template


def escape_text(value: object) -> str:
    """Text as HTML; what is HTML already stays, and what has nothing to escape is not copied."""
    if type(value) is str:
        return escape(value) if _find_special(value) else value
    return value if isinstance(value, Markup) else escape(value)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = _Environment(
        loader=_Loader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["icon"] = _icon
    return environment


def prepare_templates(compiled: BytecodeCache | None = None) -> None:
    """Have the templates of sessions ready, before processes are forked that would each make them ready for themselves.

    `compiled` keeps what Jinja makes of them, and of all others.
    """
    environment = _environment()
    environment.bytecode_cache = compiled
    for name in _OF_SESSIONS:
        environment.get_template(name)


def prepare_more_templates() -> None:
    """Have the others ready, too: when there is time."""
    for file in sorted(TEMPLATES.glob("*.html")):
        _environment().get_template(file.name)


@lru_cache(maxsize=64)
def _icon(name: str) -> Markup:
    """A drawing that the style sheet holds: decoration only, coloured like its text."""
    return Markup('<span class="c-icon c-icon--{}" aria-hidden="true"></span>').format(name)


def speak_page(language: str, settings: Settings) -> Speech:
    """How a page speaks a language: its links lead to the site's pages in that, where there are some."""
    return speak(language, settings.home(language))


def render_template(template: str, speech: Speech, address: str, /, **values: object) -> str:
    """A template's HTML in a language, for the page at an address (its links are relative to that)."""
    return _environment().get_template(template).render(_means_at_depth(speech, address.count("/")), **values)


def render_macro(name: str, speech: Speech, address: str, /, *values: object) -> str:
    """The same of one of the pieces that pages share, which needs no template around it."""
    macros = _means_at_depth(speech, address.count("/"))["m"]
    return str(getattr(macros, name)(*values))


def render_absolute(template: str, speech: Speech, site_url: str, /, **values: object) -> str:
    """A template's HTML with absolute links, for places outside the site."""
    return _environment().get_template(template).render(_means_outside(speech, site_url), **values)


@lru_cache(maxsize=1024)
def _means_at_depth(speech: Speech, depth: int) -> dict[str, object]:
    page = "/" * depth
    if not speech.home:
        return _means(speech, partial(paths.relative, page=page))
    return _means(speech, lambda address: paths.relative(paths.in_language(address, speech.home), page))


@lru_cache(maxsize=64)
def _means_outside(speech: Speech, site_url: str) -> dict[str, object]:
    return _means(speech, lambda address: site_url + address)


def _means(speech: Speech, url: Callable[[str], str]) -> dict[str, object]:
    """What every template has beside its values: texts, links, and the macros made with them, which takes a while."""
    means = {"t": speech.text, "tn": speech.plural, "speech": speech, "url": url}
    macros: Any = _environment().get_template("macros.html").make_module(means)
    macros.person = lru_cache(maxsize=4096)(macros.person)  # the same people stand on page after page
    return {**means, "m": macros}
