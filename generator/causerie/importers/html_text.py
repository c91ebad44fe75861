"""HTML of posts as plain text: paragraphs and line breaks stay, no space is lost, shortened links are whole."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = {"p", "div", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section"}
_LINES = {"br", "li", "tr"}
_UNSEEN = {"script", "style", "template", "head", "title", "noscript"}


def html_to_text(html: str) -> str:
    """The text of a piece of HTML: a blank line between paragraphs, `\\n` for `<br>`, links by their shown text.

    A link whose shown text is a shortened form of its address (Mastodon's `ellipsis`) becomes the address.
    """
    reader = _Text()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._unseen = 0
        self._link: tuple[str, int, bool] | None = None  # address, where its text begins, whether it is shortened

    def text(self) -> str:
        lines = (" ".join(line.split(" ")).strip() for line in "".join(self._pieces).split("\n"))
        text = "\n".join(lines).strip()
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _LINES:
            self._pieces.append("\n")
        elif tag in _BLOCKS:
            self._pieces.append("\n\n")
        elif tag == "a":
            is_name = {"mention", "hashtag"} & set(classes)
            self._link = None if is_name else (given.get("href", ""), len(self._pieces), False)
        elif tag == "img" and (alt := given.get("alt", "")).startswith(":") and alt.endswith(":"):
            self._pieces.append(alt)  # an emoji of the server
        if self._link and {"invisible", "ellipsis"} & set(classes):
            self._link = (*self._link[:2], True)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self._pieces.append("\n\n")
        elif tag == "a" and self._link:
            address, begin, is_short = self._link
            self._link = None
            if is_short and address:
                self._pieces[begin:] = [address]

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(data.replace("\n", " "))
