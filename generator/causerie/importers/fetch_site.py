"""Another site's causerie.json, asked for when a host says so: one request, and less where nothing has changed there.

What answers may be anybody: only https is asked, redirects are few and lead to servers of the open net, and an answer
has a size and a time. A server on this machine is asked by http, too: that is how a host tries it out.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Mapping
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit

import requests

from causerie.frozen import frozen
from causerie.importers.open_net import require_public_server
from causerie.problems import CauserieError
from causerie.records.circle_data import MAX_BYTES
from causerie.text import clean_line

DATA = "causerie.json"
_TIMEOUTS = (10, 20)  # seconds until a server is reached, and between two pieces of its answer
_LONGEST = 120  # seconds for the whole answer
_MOST_REDIRECTS = 3
_MOVED = (301, 302, 303, 307, 308)
_PIECE = 65536


@frozen
class Answer:
    """What a site has answered."""

    address: str  # where it is in the end
    content: bytes | None  # None where it is as it was
    etag: str
    last_modified: str


def data_address(address: str) -> str:
    """Where a site's causerie.json is, given its address or the file's own."""
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
    except ValueError:
        raise CauserieError(f"{address} is no address. Write it as your browser shows it.") from None
    path = parts.path if parts.path.endswith(".json") else f"{parts.path.rstrip('/')}/{DATA}"
    return parts._replace(path=path, query="", fragment="").geturl()


def is_loopback(address: str) -> bool:
    """Whether a server is on this very machine, as an address says it."""
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def fetch_site(address: str, etag: str = "", last_modified: str = "") -> Answer:
    """What stands at an address, if it is not as it was. Raises CauserieError where nothing does."""
    begun_here = is_loopback(address)
    asked = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value}
    with requests.Session() as session:
        session.auth = lambda request: request  # nobody's: whom a server knows, it shows what is not public
        session.headers["User-Agent"] = f"causerie/{version('causerie')} (a static site for hashtag chats)"
        session.headers["Accept"] = "application/json"
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                _check_address(address, begun_here)
                with session.get(
                    address, headers=asked, timeout=_TIMEOUTS, allow_redirects=False, stream=True
                ) as answer:
                    target = answer.headers.get("Location", "")
                    if answer.status_code not in _MOVED or not target:
                        return _read_answer(answer, address)
                    address = urljoin(address, target)
        except (requests.RequestException, ValueError) as error:
            host = urlsplit(address).hostname
            raise CauserieError(f"{host} could not be reached, or the connection broke. Try again later.") from error
    raise CauserieError(f"{urlsplit(address).hostname} leads on and on. Write the address as your browser shows it.")


def _check_address(address: str, begun_here: bool) -> None:
    parts = urlsplit(address)
    if "@" in parts.netloc:
        raise CauserieError("An address with a name or a password in it is not asked.")
    if begun_here and is_loopback(address) and parts.scheme in ("http", "https"):
        return
    if parts.scheme != "https":
        raise CauserieError(f"{clean_line(address)} does not begin with https://, and only that is asked.")
    require_public_server(parts.hostname or "")


def _read_answer(answer: requests.Response, address: str) -> Answer:
    host = urlsplit(address).hostname
    if answer.status_code == 304:
        return Answer(address, None, *_validators(answer.headers))
    if answer.status_code in (404, 410):
        raise CauserieError(f"{host} has nothing at {clean_line(address)}. Is it a site that causerie made?")
    if answer.status_code != 200:
        raise CauserieError(f"{host} answered with the error {answer.status_code}. Try again later.")
    content, end = bytearray(), time.monotonic() + _LONGEST
    for piece in answer.iter_content(_PIECE):
        content += piece
        if len(content) > MAX_BYTES:
            raise CauserieError(f"{host} sends more than {MAX_BYTES:,} bytes. That is no directory of chats.")
        if time.monotonic() > end:
            raise CauserieError(f"{host} takes more than {_LONGEST} seconds. Try again later.")
    return Answer(address, bytes(content), *_validators(answer.headers))


def _validators(headers: Mapping[str, str]) -> tuple[str, str]:
    """What names this version of the answer; none where it is too long to be kept."""
    etag, modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
    return (etag if len(etag) <= 200 else "", modified if len(modified) <= 200 else "")
