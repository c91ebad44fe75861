"""Ways into what a chat or a site has gathered: a short list on the pages where people begin."""

from __future__ import annotations

from causerie.frozen import frozen


@frozen
class Way:
    """A page that is there, and how much it holds."""

    words: str
    address: str
    number: str = ""


@frozen
class Ways:
    """Pages that belong together: a chat's, or those of the whole site, which need no title."""

    title: str = ""
    language: str = ""  # of a chat's title
    chat_class: str = ""  # carries a chat's accent
    ways: tuple[Way, ...] = ()
