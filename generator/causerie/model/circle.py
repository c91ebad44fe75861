"""The circle: other sites whose chats a site lists beside its own, as they were when a host last asked them."""

from __future__ import annotations

from datetime import datetime

from causerie.frozen import frozen
from causerie.model.library import Library


@frozen(kw_only=True)
class OtherSite:
    """What another site says of its chats; its library has chats and sessions, and no people, questions or recaps."""

    name: str  # of the file that is kept: "museums.example", "stacks.example-chats"
    title: str
    url: str  # its landing page, with a trailing slash
    language: str
    uid_domain: str  # right of the '@' in its calendar UIDs; empty where it names a domain that is not its own
    fetched: datetime
    library: Library
    path: str = ""  # of the file, relative to the folder of mkdocs.yml


Circle = tuple[OtherSite, ...]
