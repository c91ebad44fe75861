"""The folder of one fetch and the way to its server: a page that is there is not asked for again."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import InvalidHeader
from urllib3.util.retry import Retry

from causerie.frozen import frozen
from causerie.importers.lenient import read_time
from causerie.importers.mastodon_ids import server_of
from causerie.problems import CauserieError

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse  # which version 1 of urllib3 has not

_TIMEOUTS = (15, 60)  # seconds until a server is reached, and between two pieces of its answer
_LONGEST_WAIT = 900  # seconds: Mastodon counts requests over five minutes
_BUSY = (429, 500, 502, 503, 504)
_SIGNED_IN = (401, 403)


class RefusedError(CauserieError):
    """A server's answer that is no page; `status` is its HTTP status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status

    @property
    def is_for_signed_in(self) -> bool:
        """Whether it answers those only who have an account and are signed in."""
        return self.status in _SIGNED_IN


@frozen(kw_only=True)
class Pages:
    """Pages of one server, each kept as it came; one request at a time, with a pause before each."""

    base: str  # https://glammr.example
    folder: Path
    pause: float  # seconds
    say: Callable[[str], None]
    _session: requests.Session = field(default_factory=lambda: _open_session())

    @property
    def server(self) -> str:
        """The server, as people name it."""
        return server_of(self.base)

    def get(self, name: str, path: str, query: Mapping[str, str]) -> tuple[Path, Any]:
        """The file of a page and what it holds. Raises CauserieError where the server does not give it."""
        file = self.folder / f"{name}.json"
        if file.exists() and (kept := _parse(file.read_bytes())) is not None:
            return file, kept
        time.sleep(self.pause)
        content = self._ask(path, query)
        value = _parse(content)
        if value is None:
            raise CauserieError(f"{self.server} answered with something that is no JSON. Is the address right?")
        unfinished = file.with_suffix(".part")
        unfinished.write_bytes(content)
        unfinished.replace(file)
        return file, value

    def _ask(self, path: str, query: Mapping[str, str]) -> bytes:
        try:
            answer = self._session.get(self.base + path, params=dict(query), timeout=_TIMEOUTS)
        except requests.RequestException as error:
            raise CauserieError(
                f"{self.server} could not be reached, or the connection broke: {_reason(error)}. "
                "Give the same command again: it goes on where it stopped."
            ) from error
        if answer.ok:
            return answer.content
        match answer.status_code:
            case 401 | 403:
                message = f"{self.server} shows this to signed-in people only."
            case 422 if "authenticated" in answer.text:  # what Mastodon said before version 4.3
                raise RefusedError(f"{self.server} shows this to signed-in people only.", 401)
            case 404:
                message = f"{self.server} has nothing at {path}. Is the address right?"
            case 429:
                message = (
                    f"{self.server} asks us to wait. Give the same command again later: it goes on where it stopped."
                )
            case status:
                message = (
                    f"{self.server} answered with the error {status} {answer.reason}. "
                    "Give the same command again later: it goes on where it stopped."
                )
        raise RefusedError(message, answer.status_code)


def _parse(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _reason(error: BaseException) -> str:
    """What went wrong in a few words: the innermost reason says it, what stands around it names objects."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return str(error).rstrip(".") or type(error).__name__


def _open_session() -> requests.Session:
    session = requests.Session()
    session.headers["User-Agent"] = f"causerie/{version('causerie')} (a static site for hashtag chats)"
    session.auth = lambda request: request  # nobody's: whom a server knows, it shows what is not public
    session.headers["Accept"] = "application/json"
    patience = _Patience(
        total=5,
        connect=2,  # what does not exist should not be waited for
        status_forcelist=_BUSY,
        allowed_methods=("GET",),
        backoff_factor=1,
        raise_on_status=False,
    )
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=patience))
    return session


class _Patience(Retry):
    """Waits as long as a server asks; Mastodon and Bluesky say when they answer again in headers of their own."""

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        try:
            wait = super().get_retry_after(response)
        except InvalidHeader:
            wait = None
        if wait is None and response.status == 429:
            wait = _until_reset(response.headers)
        return None if wait is None else min(wait, _LONGEST_WAIT)


def _until_reset(headers: Mapping[str, str]) -> float | None:
    """Seconds by the server's own clock until it answers again; None where it does not say."""
    reset = headers.get("X-RateLimit-Reset") or headers.get("RateLimit-Reset") or ""
    try:
        now = parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    if reset.isascii() and reset.isdigit():
        again: float | None = float(reset)
    else:
        again = _timestamp(read_time(reset))
    return None if again is None else max(0.0, again - now.timestamp()) + 1


def _timestamp(when: datetime | None) -> float | None:
    return None if when is None else when.timestamp()
