"""HTML of posts as plain text: paragraphs and line breaks stay, no space is lost, shortened links are whole."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from itertools import islice

from causerie.frozen import frozen

_BLOCKS = frozenset(
    (
        "p",
        "div",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "main",
        "figure",
        "figcaption",
        "address",
        "details",
        "summary",
        "hr",
    )
)  # fmt: skip - a table
_LINES = frozenset(("br", "li", "tr", "dt", "dd"))
_UNSEEN = frozenset(("script", "style", "template", "head", "title", "noscript"))
_SPACES = re.compile(r"[ \t\r\f\v]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_TAG = re.compile(r"<[^<>]*+>")
_UNCLOSED = re.compile(r"<(?=[^<>]*+(?:<|\Z))")
_MOST_UNCLOSED = 200  # in texts within quotes, which a parser reads; of more each one is looked for to the end
_NAME = re.compile(r"[#＃@＠]\S+\Z")  # a hashtag or a mention, whose address is no link of the post
_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_EMOJI = re.compile(r":\w+:\Z")


@frozen
class HtmlText:
    """What a piece of HTML says, and the addresses that it links to: without those of hashtags and mentions."""

    text: str
    links: tuple[str, ...]


def html_to_text(html: str) -> str:
    """The text of a piece of HTML: a blank line between paragraphs, `\\n` for `<br>`, links by their shown text.

    A link whose shown text is a shortened form of its address (Mastodon's `ellipsis`) becomes the address.
    """
    return _read(_Text(), html).text


def read_post_html(html: str, without: Collection[str] = ()) -> HtmlText:
    """The text of a post in HTML: besides, what it quotes begins with `>`, and links under words have their address.

    Elements of the classes `without` are left out.
    """
    return _read(_Text(without, is_post=True), html)


def close_html(html: str) -> str:
    """HTML as a parser can read it in one go: where hundreds of tags have no end, none of them is one."""
    has_many = sum(1 for _ in islice(_UNCLOSED.finditer(html), _MOST_UNCLOSED + 1)) > _MOST_UNCLOSED
    return _UNCLOSED.sub("&lt;", html) if has_many else html


def spell_link(shown: str, address: str) -> str:
    """A link as plain text: its address where it is shown as that or shortened, else `words (address)`."""
    whole = whole_link(shown, address)
    return whole if whole == address or not shown.strip() else f"{shown} ({address})"


def whole_link(shown: str, address: str) -> str:
    """The address of a link that is shown without its scheme or its end; the shown text where it is another."""
    words = shown.strip()
    begin = words.removesuffix("…").removesuffix("...")
    if not address or not begin or "." not in words or any(char.isspace() for char in words):
        return shown
    is_cut = begin != words and "." in begin.rstrip(".")
    is_begin = _bare(address).startswith(_bare(begin))
    return address if is_cut or is_begin else shown


def _bare(address: str) -> str:
    return address[_SCHEME.match(address).end() :].casefold()  # type: ignore[union-attr]  # it may be empty: it matches


def _read(reader: _Text, html: str) -> HtmlText:
    try:
        reader.feed(close_html(html))
        reader.close()
    except AssertionError:  # how the parser refuses `<![…`
        return HtmlText(_tidy(unescape(_TAG.sub(" ", html))), ())
    return HtmlText(reader.text(), tuple(dict.fromkeys(reader.links)))


def _tidy(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


@dataclass(slots=True)
class _Link:
    address: str
    pieces: list[str]  # to which its text goes
    begin: int  # where its text begins there
    is_name: bool
    is_short: bool = False


class _Text(HTMLParser):
    def __init__(self, without: Collection[str] = (), *, is_post: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self._without = frozenset(without)
        self._is_post = is_post
        self._pieces: list[str] = []
        self._around: list[list[str]] = []  # what stands before each quotation that is open
        self._lists: list[int | None] = []  # the number of the next item; None in a list without numbers
        self._link: _Link | None = None
        self._unseen, self._unseen_depth = "", 0  # the element that is left out, and how often it is open
        self._in_code = 0

    def text(self) -> str:
        while self._around:
            self._end_quotation()
        return _tidy("".join(self._pieces))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").lower().split()
        if tag == "body":
            self._unseen = ""
        if self._unseen:
            self._unseen_depth += tag == self._unseen
        elif tag in _UNSEEN or not self._without.isdisjoint(classes):
            self._unseen, self._unseen_depth = tag, 1
        elif tag in _LINES or tag in _BLOCKS:
            self._start_block(tag, given)
        elif tag == "a":
            self._start_link(given, classes)
        elif tag in ("td", "th"):
            self._pieces.append(" ")
        elif tag == "img" and ("emoji" in classes or _EMOJI.match(given.get("alt", ""))):
            self._pieces.append(given.get("alt", ""))
        if self._link and not {"invisible", "ellipsis"}.isdisjoint(classes):
            self._link.is_short = True

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            self._unseen_depth -= tag == self._unseen
            if not self._unseen_depth:
                self._unseen = ""
        elif tag == "a":
            self._end_link()
        elif tag in _BLOCKS:
            self._in_code -= tag == "pre" and self._in_code > 0
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            if tag == "blockquote" and self._around:
                self._end_quotation()
            self._break("\n" if self._lists else "\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(data if self._in_code else data.replace("\n", " "))

    def _break(self, end: str) -> None:
        """Begin a new line or paragraph, but not behind the sign of an item."""
        if not (self._pieces and self._pieces[-1].endswith(("\n- ", ". ")) and self._pieces[-1].startswith("\n")):
            self._pieces.append(end)

    def _start_block(self, tag: str, given: dict[str, str]) -> None:
        if tag == "li":
            number = self._lists[-1] if self._lists else None
            self._pieces.append("\n- " if number is None else f"\n{number}. ")
            if number is not None:
                self._lists[-1] = number + 1
            return
        self._break("\n" if tag in _LINES or self._lists else "\n\n")
        if tag == "ul":
            self._lists.append(None)
        elif tag == "ol":
            start = given.get("start", "")
            self._lists.append(int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1)
        elif tag == "pre":
            self._in_code += 1
        elif tag == "blockquote" and self._is_post and len(self._around) < 20:
            self._around.append(self._pieces)
            self._pieces = []

    def _end_quotation(self) -> None:
        quoted = _tidy("".join(self._pieces))
        self._pieces = self._around.pop()
        if quoted:
            self._pieces += ["\n\n", "\n".join(f"> {line}".rstrip() for line in quoted.split("\n")), "\n\n"]

    def _start_link(self, given: dict[str, str], classes: list[str]) -> None:
        before = self._pieces[-1] if self._pieces else ""
        is_name = (
            not {"mention", "hashtag"}.isdisjoint(classes)
            or "tag" in given.get("rel", "").split()
            or before.endswith(("@", "#"))
        )
        self._link = _Link(given.get("href", "").strip(), self._pieces, len(self._pieces), is_name)

    def _end_link(self) -> None:
        link, self._link = self._link, None
        if link is None or link.pieces is not self._pieces:
            return
        shown = "".join(self._pieces[link.begin :])
        if link.is_name or _NAME.match(shown.strip()) or not link.address.lower().startswith(("http://", "https://")):
            return
        self.links.append(link.address)
        if link.is_short:
            self._pieces[link.begin :] = [link.address]
        elif not self._is_post:
            self._pieces[link.begin :] = [whole_link(shown, link.address)]
        elif "\n" not in shown:
            self._pieces[link.begin :] = [spell_link(shown, link.address)]
