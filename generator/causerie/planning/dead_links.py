"""Links of the records that lead nowhere any more: asked for when a host wants to know, one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests

from causerie.frozen import frozen
from causerie.importers.open_net import require_public_server
from causerie.model.library import Library
from causerie.model.links import canonical_url
from causerie.problems import CauserieError, Problem
from causerie.records.folder import RECAP
from causerie.records.source import Source
from causerie.records.yaml import Path as ValuePath

_TIMEOUTS = (5, 15)  # seconds until a server is reached, and until it answers
_PAUSE = 1.0  # seconds between two questions to the same server
_MOST_REDIRECTS = 5
_FEW = 3  # links that may all be dead by themselves
_GONE = (404, 410)
_NO_HEAD = (400, 403, 405, 501)  # what servers say that answer GET only
_MOVED = (301, 302, 303, 307, 308)


class Fate(StrEnum):
    """What became of an address, as far as it is certain."""

    THERE = "there"  # or nobody can say: it is for people who are signed in, or the server is busy
    GONE = "gone"
    UNREACHABLE = "unreachable"


@frozen
class Linked:
    """An address and where a record has it."""

    url: str
    file: Path
    place: ValuePath


Ask = Callable[[str], Fate]


def find_links(library: Library, root: Path) -> Iterator[Linked]:
    """The addresses that hosts have written as links: of people, of sessions, of recaps."""
    for session in library.sessions:
        file = root / session.path
        yield from (Linked(each.url, file, ("links", at, "url")) for at, each in enumerate(session.links))
        if session.recap is not None and session.recap.path:
            resources = enumerate(session.recap.resources)
            recap = file.with_name(RECAP)
            yield from (Linked(each.url, recap, ("resources", at, "url")) for at, each in resources)


def find_people_links(library: Library, content: Path) -> Iterator[Linked]:
    """The addresses of people's own pages."""
    for person in library.people:
        if person.url:
            yield Linked(person.url, content / "people.yml", (person.id, "url"))


def advise_links(links: Iterable[Linked], root: Path, ask: Ask | None = None) -> tuple[Problem, ...]:
    """Advice for each link that leads nowhere. Each address is asked for once.

    Raises CauserieError where not one can be reached: then it is this machine that is alone.
    """
    patient = ask or PoliteAsker()
    fates: dict[str, Fate] = {}
    sources: dict[Path, Source] = {}
    for link in links:
        if not link.url.startswith(("http://", "https://")):
            continue
        key = canonical_url(link.url)
        if key not in fates:
            fates[key] = patient(link.url)
        source = sources.setdefault(link.file, Source(link.file, root))
        if fates[key] is Fate.GONE:
            source.advise(
                link.place, f"the page at {link.url} is gone. Write its new address, or one of a web archive."
            )
        elif fates[key] is Fate.UNREACHABLE:
            source.advise(link.place, f"nothing answers at {link.url}. Look at it later, or write another address.")
    if len(fates) > _FEW and set(fates.values()) == {Fate.UNREACHABLE}:
        raise CauserieError(f"None of {len(fates)} links could be reached. Is this machine connected to the Internet?")
    return tuple(problem for source in sources.values() for problem in source.problems)


class PoliteAsker:
    """Asks for one address at a time, with a pause before it asks a server again; never asks machines here."""

    def __init__(self, pause: float = _PAUSE, check_server: Callable[[str], None] = require_public_server) -> None:
        self._pause = pause
        self._check_server = check_server
        self._asked: dict[str, float] = {}
        self._session = requests.Session()
        self._session.auth = lambda request: request  # nobody's: whom a server knows, it shows what is not public
        self._session.headers["User-Agent"] = "causerie (a static site for hashtag chats; looks for dead links)"

    def __call__(self, url: str) -> Fate:
        """What became of an address."""
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                status, target = self._ask(url)
                if status not in _MOVED or not target:
                    return Fate.GONE if status in _GONE else Fate.THERE
                url = urljoin(url, target)
        except (requests.RequestException, CauserieError, ValueError):
            return Fate.UNREACHABLE
        return Fate.THERE

    def _ask(self, url: str) -> tuple[int, str]:
        """A server's answer and where it leads on to: HEAD, and GET where that is not answered."""
        status, target = self._send("HEAD", url)
        if status in _NO_HEAD or status in _GONE:  # some servers know HEAD for no page at all
            status, target = self._send("GET", url)
        return status, target

    def _send(self, method: str, url: str) -> tuple[int, str]:
        host = urlsplit(url).hostname or ""
        if not url.startswith(("http://", "https://")):
            raise ValueError(url)
        self._check_server(host)
        wait = self._asked.get(host, -self._pause) + self._pause - time.monotonic()
        if host in self._asked and wait > 0:
            time.sleep(wait)
        try:
            with self._session.request(method, url, timeout=_TIMEOUTS, allow_redirects=False, stream=True) as answer:
                return answer.status_code, answer.headers.get("Location", "")
        finally:
            self._asked[host] = time.monotonic()
