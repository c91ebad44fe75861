"""The host's own pages for search: their HTML in sections, each with the heading that leads to it."""

from __future__ import annotations

from html.parser import HTMLParser

from causerie.views.search.texts import NAMED, SAID, SearchText, TextMaker

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNREAD = frozenset({"script", "style", "template", "svg"})
_NO_BREAK = "a abbr b bdi bdo cite code del em i ins kbd mark q s small span strong sub sup time u var"
_INLINE = frozenset(_NO_BREAK.split())


def index_page(address: str, title: str, language: str, html: str) -> SearchText:
    """What a page of the host lets visitors find; a result leads to the nearest heading above that has an id."""
    reader = _Sections()
    reader.feed(html)
    reader.close()
    maker = TextMaker(address, title, language)
    for anchor, heading, text in reader.finish():
        if heading and heading != title:
            maker.mention(NAMED, heading)
        maker.add(SAID, text or heading, anchor=anchor, label=heading if text and heading != title else "")
    return maker.finish()


class _Sections(HTMLParser):
    """A section is an anchor, a heading and the text up to the next heading."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._sections: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._heading = ""  # the tag of the one that is open
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread += 1
        elif tag in _HEADINGS:
            self._heading = tag
            self._sections.append((dict(attrs).get("id") or self._sections[-1][0], [], []))
        elif tag not in _INLINE:
            self._add(" ")
        for name, value in attrs:
            if name == "alt" and value:
                self._add(f" {value} ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(0, self._unread - 1)
        elif tag == self._heading:
            self._heading = ""
        elif tag not in _INLINE:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        if not self._unread:
            _, heading, body = self._sections[-1]
            (heading if self._heading else body).append(text)

    def finish(self) -> list[tuple[str, str, str]]:
        """The sections that say something."""
        found = [
            (anchor, " ".join("".join(heading).replace("¶", " ").split()), " ".join("".join(text).split()))
            for anchor, heading, text in self._sections
        ]
        return [section for section in found if section[1] or section[2]]
