"""Shows the built site in the machine's Chromium, served on loopback as by a plain web host, at any time and place."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, ViewportSize

from tests.site.building import NOW

PHONE, SMALL_PHONE, DESKTOP = (ViewportSize(width=w, height=h) for w, h in ((360, 800), (320, 640), (1280, 900)))
BROWSER_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class _PlainHost(SimpleHTTPRequestHandler):
    """Files as they are, and 404.html with its status where there is none."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Nothing: the test's output is for its failures."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


class _CompressingHost(_PlainHost):
    """Texts with gzip, as most web hosts send them."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = self.guess_type(path)
        if not path.exists() or not kind.startswith(("text/", "application/", "image/svg")):
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


class _Server(ThreadingHTTPServer):
    """Lets a page of many frames open all its connections at once; a browser that leaves early is no error."""

    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, unless nobody waits for the answer any more."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serve(site: Path, *, compressed: bool = False) -> Iterator[str]:
    """The address under which a thread of this process serves a site."""
    host = _CompressingHost if compressed else _PlainHost
    server = _Server(("127.0.0.1", 0), partial(host, directory=str(site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Visitor:
    """Opens pages, each in a fresh profile, and keeps what their browser asked for and complained of."""

    browser: Browser
    base: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _open: ExitStack = field(default_factory=ExitStack)

    def visit(
        self,
        address: str,
        *,
        now: datetime = NOW,
        zone: str = "Europe/London",
        language: str = "en-GB",
        screen: ViewportSize = DESKTOP,
        script: bool = True,
        **options: Any,
    ) -> Page:
        """A page of the site as somebody there and then sees it; `options` go to the browser's profile."""
        context = self.browser.new_context(
            base_url=self.base,
            timezone_id=zone,
            locale=language,
            viewport=screen,
            java_script_enabled=script,
            **options,
        )
        self._open.callback(context.close)
        page = context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", self._note_failure)
        page.on("response", self._note_response)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if script:
            page.clock.install(time=now)
        page.goto(address)
        return page

    def leave(self) -> None:
        """Close every page."""
        self._open.close()

    def _note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # somebody left meanwhile: no fault of the page
            self.complaints.append(f"failed: {request.url}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)
