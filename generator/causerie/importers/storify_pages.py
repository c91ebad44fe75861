"""Storify's XML and embed HTML as the elements that its JSON has; both are read leniently, as few were kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from causerie.importers.addresses import find_addresses
from causerie.importers.export import ExportFile
from causerie.importers.html_text import close_html
from causerie.importers.reading import fault
from causerie.problems import Problem

_ENTITIES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")
_ELEMENT = re.compile(r"class=[\"'][^\"']*\bs-element\b[^\"']*[\"']")
_DEEPEST = 40


def is_xml(text: str) -> bool:
    """Whether it is a story as XML."""
    begin = text.lstrip("\ufeff \r\n")
    return begin.startswith("<") and not is_html(text) and "<permalink>" in text and "storify.com" in text and bool(
        re.search(r"<elements?\b", text)
    )  # fmt: skip


def is_html(text: str) -> bool:
    """Whether it is a story as a page, or as what pages embed."""
    return _ELEMENT.search(text) is not None


def read_xml(file: ExportFile, text: str) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    """The elements of a story as XML. Entities of its own are refused: they could make a small file huge."""
    if _ENTITIES.search(text):
        yield fault(file, 1, "the XML declares entities of its own, which no story does, and was not read.")
        return
    try:
        root = ElementTree.fromstring(_DECLARATION.sub("", text))
    except (ElementTree.ParseError, ValueError) as error:
        line = error.position[0] if isinstance(error, ElementTree.ParseError) else 1
        yield fault(file, line, f"this is no whole XML: {error}.")
        return
    for node in root.iter():
        names = {child.tag.lower() for child in node}
        if "permalink" in names and names & {"source", "attribution", "elementclass"} and "elements" not in names:
            value = _object(node)
            yield 1, value if isinstance(value, dict) else {}


def _object(node: ElementTree.Element, depth: int = 0) -> Any:
    """A node as JSON would have it: text, or an object of its children."""
    if not len(node) or depth > _DEEPEST:
        return (node.text or "").strip()
    return {child.tag: _object(child, depth + 1) for child in node}


def read_html(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The elements of a story as a page."""
    begins = [match.start() for match in _ELEMENT.finditer(text)]
    line, counted = 1, 0
    for begin, end in zip(begins, [*begins[1:], len(text)], strict=False):
        line, counted = line + text.count("\n", counted, begin), begin
        page = _Element()
        page.feed(close_html(text[text.rfind("<", 0, begin) : end][:100_000]))
        page.close()
        yield line, page.element()


class _Element(HTMLParser):
    """One `.s-element`: what stands in its parts, by their class."""

    _VOID = frozenset(("br", "img", "hr", "meta", "link", "input", "source", "wbr"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._open: list[tuple[str, str]] = []  # tags, each with the part in which it is
        self._parts: dict[str, list[str]] = {}
        self._found: dict[str, str] = {}
        self._addresses: list[str] = []

    def element(self) -> dict[str, Any]:
        """The same as Storify's JSON has it."""
        posts = [address for text in self._addresses for address in find_addresses(text)]
        is_x = any(address.platform == "x" for address in posts) or "twitter" in self._found.get("source", "")
        text = "".join(self._parts.get("text", self._parts.get("content", [])))
        name = unescape(re.sub(r"<[^>]*>", "", "".join(self._parts.get("name", [])))).strip()
        handle = name.removeprefix("@") if name.startswith("@") else ""
        is_post = is_x and self._found.get("type") != "text"
        return {
            "type": self._found.get("type", ""),
            "permalink": next(
                (address.url for address in posts if address.platform == "x"), self._found.get("link", "")
            ),
            "posted_at": self._found.get("time", ""),
            "source": {"name": "twitter" if is_post else self._found.get("source", "storify")},
            "attribution": {"name": name, "username": handle, "thumbnail": self._found.get("avatar", "")},
            "data": {"quote": {"text": text}} if is_post else {"text": text},
        }

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        for name in classes:
            if name.startswith("s-element-") and name not in ("s-element-content", "s-element-text-content"):
                self._found.setdefault("type", name.removeprefix("s-element-"))
        for key in ("href", "data-permalink", "data-href", "cite"):
            if key in given:
                self._addresses.append(given[key])
        if "timestamp" in classes or tag == "time":
            when = given.get("datetime") or given.get("data-timestamp") or given.get("title", "")
            self._found.setdefault("time", when)
        if source := given.get("data-source"):
            self._found["source"] = source.lower()
        self._add(self.get_starttag_text() or "")
        if tag not in self._VOID:
            self._open.append((tag, _part(classes) or self._part))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            closed, _ = self._open.pop()
            if closed == tag:
                break
        self._add(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add(f"&#{name};")

    def _add(self, html: str) -> None:
        if self._part:
            self._parts.setdefault(self._part, []).append(html)

    @property
    def _part(self) -> str:
        """The part in which the parser is: the innermost element's that is one."""
        return self._open[-1][1] if self._open else ""


def _part(classes: list[str]) -> str:
    """Which part of an element begins with these classes: of those within each other, the innermost counts."""
    if "s-author-name" in classes:
        return "name"
    if {"s-quote-text", "s-element-text-content", "s-quote", "s-text"} & set(classes):
        return "text"
    if {"s-attribution", "s-source", "s-element-footer"} & set(classes):
        return "attribution"
    return "content" if "s-element-content" in classes else ""
