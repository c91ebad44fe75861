"""What the importers of chat rooms share: no e-mail address leaves a room, and the links of a plain text."""

from __future__ import annotations

import re

from causerie.model.post import Link

MAIL_ADDRESS = "[e-mail address]"
_LINK = re.compile(r"https?://[^\s<>\"`]+", re.IGNORECASE)
_MAIL = re.compile(r"(?:mailto:)?(?<![\w.+@/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}", re.IGNORECASE)
_MAIL_IN_LINK = re.compile(r"(?<=[\w.+-])@(?=[\w-]+(?:\.[\w-]+)+)")
_CLOSING = {")": "(", "]": "[", "}": "{"}


def hide_mail_addresses(text: str) -> str:
    """A text without e-mail addresses; in a link to a list's archive the `@` is escaped, so that it still works."""
    if "@" not in text:
        return text
    pieces, at = [], 0
    for link in _LINK.finditer(text):
        address = _MAIL_IN_LINK.sub("%40", link[0]) if "/@" not in link[0] else link[0]
        pieces += [_MAIL.sub(MAIL_ADDRESS, text[at : link.start()]), address]
        at = link.end()
    return "".join([*pieces, _MAIL.sub(MAIL_ADDRESS, text[at:])])


def find_links(text: str) -> tuple[Link, ...]:
    """The addresses that a plain text names, each once, without the punctuation behind them."""
    return tuple(Link(address) for address in dict.fromkeys(_trim(link[0]) for link in _LINK.finditer(text)))


def _trim(address: str) -> str:
    while address:
        last = address[-1]
        is_open = last in _CLOSING and address.count(last) > address.count(_CLOSING[last])
        if last not in ".,;:!?'\"*_~|" and not is_open:
            break
        address = address[:-1]
    return address
