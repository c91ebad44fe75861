"""Marks: texts that stand in for a page's own while the theme is evaluated, and tell when a template asks something.

A template that only prints a page's texts, as they are or through a usual filter, is the same for every page. One that
compares or counts them, or hands them to functions that nobody here knows, may decide otherwise for the next page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from jinja2 import Environment
from jinja2.runtime import BlockReference, Context, Macro

_SIGN = "causeriemark"
_MARK = re.compile(_SIGN + "([0-9a-f]+)x")

_RAW, _UNRAW = "{%+ raw %}", "{%+ endraw +%}"  # with '+', no white space goes, whatever the environment is set to

# A template may put these between a text and its output, with plain arguments: a shell does the same.
_PRINTING = {"capitalize", "e", "escape", "forceescape", "lower", "replace", "safe", "striptags", "title", "tojson"}
_PRINTING |= {"trim", "truncate", "upper", "urlencode"}
_WALKING = {"first", "last", "list", "map", "reverse"}  # through the table of contents
_TYPE_TESTS = {"boolean", "callable", "defined", "iterable", "mapping", "none", "number", "sequence", "string"}
_TYPE_TESTS |= {"undefined"}
_FAMILIAR = ("jinja2", "markupsafe", "mkdocs", "properdocs")  # what they are given to see, they do not decide by


def mark_for(expression: str) -> str:
    """A word that stands for an expression, and passes through templates and addresses unchanged."""
    return f"{_SIGN}{expression.encode().hex()}x"


def fill_marks(html: str) -> str:
    """A rendered text as a template: every mark becomes what it stands for; '' where that cannot be."""
    if "endraw" in html:
        return ""
    filled = _MARK.sub(lambda mark: _UNRAW + "{{ " + _expression(mark) + " }}" + _RAW, html)
    return "" if _SIGN in filled else _RAW + filled + _UNRAW


def add_hole(template: str, expression: str, before: str) -> str:
    """A template that `fill_marks` gave, with what an expression gives before the first of some text in it."""
    return template.replace(before, f"{_UNRAW}{{{{ {expression} }}}}{_RAW}{before}", 1)


class Watch:
    """An environment in which a template's questions to marks are noticed."""

    def __init__(self, environment: Environment) -> None:
        self.is_asked = False
        self.linked: set[str] = set()  # what templates link to, and the folders above: from there, links are shorter
        self._things: tuple[object, ...] = ()  # what belongs to the stand-in page
        self._toc: object = None
        self._environment = environment
        self._replaced = {
            "getattr": self._get(environment.getattr),
            "getitem": self._get(environment.getitem),
            "filters": {name: self._filter(name, function) for name, function in environment.filters.items()},
            "tests": {name: self._test(name, function) for name, function in environment.tests.items()},
            "concat": self._concat,
            "context_class": self._context_class(environment.context_class),
        }

    def mark(self, text: str) -> Mark:
        """A text with marks in it that notices questions."""
        return Mark(text, self)

    @contextmanager
    def watch(self, page: Any) -> Iterator[None]:
        """See to it that nothing is asked unnoticed while a stand-in page is shown."""
        own = self._environment.__dict__
        before = {name: own[name] for name in self._replaced if name in own}
        self.is_asked, self._things, self._toc = False, (page, page.file, page.meta), page.toc
        own.update(self._replaced)
        try:
            yield
        finally:
            for name in self._replaced:
                del own[name]
            own.update(before)

    def _concerns(self, values: Iterable[object]) -> bool:
        return any(
            (isinstance(value, str) and _SIGN in str.__str__(value))
            or value is self._toc
            or any(value is thing for thing in self._things)
            for value in values
        )

    def _get(self, original: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        def get(owner: Any, name: Any) -> Any:
            value = original(owner, name)
            if owner is self._toc:
                self.is_asked = True
            if type(value) is str and _SIGN in value and any(owner is thing for thing in self._things):
                return self.mark(value)
            return value

        return get

    def _filter(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        knows_context = bool(getattr(function, "jinja_pass_arg", None))
        is_familiar = str(getattr(function, "__module__", "")).startswith(_FAMILIAR)

        @wraps(function)
        def apply(*given: Any, **named: Any) -> Any:
            value, *arguments = given[knows_context:]
            more = [*arguments, *named.values()]
            if isinstance(value, str) and _SIGN in (text := str.__str__(value)):
                if name in ("d", "default"):
                    return value
                if name == "url" and is_familiar:
                    return self.mark(function(given[0], text))
                if name in _PRINTING and is_familiar and all(isinstance(each, bool | int | str) for each in more):
                    parts = [*map(_literal, arguments), *(f"{key}={_literal(each)}" for key, each in named.items())]
                    return self.mark(mark_for(f"({_expression_of(text)})|{name}({', '.join(parts)})"))
            elif name == "url" and is_familiar:
                self.linked.update(_folders_above(str(value)))
            is_walk = value is self._toc and name in _WALKING
            if self._concerns(more if is_walk else (value, *more)) or (knows_context and not is_familiar):
                self.is_asked = True
            return function(*given, **named)

        return apply

    def _test(self, name: str, function: Any) -> Callable[..., Any]:
        @wraps(function)
        def apply(*given: Any) -> Any:
            if name not in _TYPE_TESTS and self._concerns(given):
                self.is_asked = True
            return function(*given)

        return apply

    def _concat(self, texts: Iterable[str]) -> str:
        joined = "".join(texts)
        return self.mark(joined) if _SIGN in joined else joined

    def _context_class(self, original: type[Context]) -> type[Context]:
        watch = self

        class WatchedContext(original):  # type: ignore[misc,valid-type]  # the host's own, where it has one
            def call(__self, __function: Any, *given: Any, **named: Any) -> Any:  # noqa: N805  # as in Jinja
                if not isinstance(__function, Macro | BlockReference):
                    knows_context = getattr(__function, "jinja_pass_arg", None)
                    more = (value for name, value in named.items() if name not in ("_loop_vars", "_block_vars"))
                    if knows_context or watch._concerns((*given, *more)):
                        watch.is_asked = True
                return super().call(__function, *given, **named)

        return WatchedContext


class Mark(str):
    """A text with marks in it: it is there, and whatever else it is asked, it cannot answer for every page."""

    __slots__ = ("contains", "watch")
    watch: Watch
    contains: str  # what stands in every text for which this one stands in

    def __new__(cls, text: str, watch: Watch, contains: str = "") -> Mark:  # noqa: D102  # as a text is made
        mark = super().__new__(cls, text)
        mark.watch = watch
        mark.contains = contains
        return mark

    def __str__(self) -> str:
        return str.__str__(self)

    def __bool__(self) -> bool:
        return True

    def __add__(self, other: str) -> str:
        return self.watch.mark(str.__add__(self, other))

    def __radd__(self, other: str) -> str:
        return self.watch.mark(str.__add__(other, str.__str__(self)))

    def __rmod__(self, other: str) -> str:
        return self.watch.mark(str.__mod__(other, str.__str__(self)))

    def __contains__(self, text: object) -> bool:
        if text == self.contains:
            return True
        self.watch.is_asked = True
        return isinstance(text, str) and str.__contains__(self, text)


def _asking(name: str) -> Callable[..., Any]:
    method = getattr(str, name)

    @wraps(method)
    def ask(self: Mark, *given: Any, **named: Any) -> Any:
        self.watch.is_asked = True
        return method(self, *given, **named)

    return ask


_SILENT = {"__class__", "__getattribute__", "__getnewargs__", "__new__", "__sizeof__"}
for _name, _method in vars(str).items():
    if _name not in vars(Mark) and _name not in _SILENT and callable(_method) and not isinstance(_method, staticmethod):
        setattr(Mark, _name, _asking(_name))


def _expression(mark: re.Match[str]) -> str:
    return bytes.fromhex(mark[1]).decode()


def _expression_of(text: str) -> str:
    """What a text with marks in it stands for."""
    place, parts = 0, []
    for mark in _MARK.finditer(text):
        parts += [_literal(text[place : mark.start()]), f"({_expression(mark)})"]
        place = mark.end()
    return " ~ ".join([*parts, _literal(text[place:])]) if parts else _literal(text)


def _folders_above(path: str) -> Iterator[str]:
    """`a/b/c.html` gives `a/b/` and `a/`, and so does `a/b/`."""
    while path := path.rpartition("/")[0]:
        yield f"{path}/"


def _literal(value: object) -> str:
    """A plain value as templates write it."""
    if not isinstance(value, str):
        return repr(value).lower()
    return '"' + value.encode("unicode_escape").decode().replace('"', "\\x22") + '"'
