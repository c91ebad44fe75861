"""Takes the pictures of this folder again: `.venv/bin/python docs/images/take.py`, after `python3 generator test`.

Builds the demo as it stood on one day, opens it in the machine's Chromium, and photographs it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# Each picture: the page, the window's width and height, the scheme.
PICTURES = {
    "landing.png": ("", 1280, 980, "light"),
    "recap-phone.png": ("chats/museum-hour/who-writes-the-label/", 390, 844, "dark"),
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing of each request."""


def take_pictures() -> None:
    """Build, serve on loopback, photograph."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", f"{folder}/site"]
        subprocess.run(command, cwd=CHECKOUT, env=environment, check=True)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=f"{folder}/site"))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            for name in PICTURES:
                _take(browser, name, f"http://127.0.0.1:{server.server_port}/", *PICTURES[name])
            with _curating(Path(folder), environment) as address:
                _take(browser, "curate.png", address, "", 1360, 850, "light")
            browser.close()
        server.shutdown()


@contextmanager
def _curating(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of the page on which a recap of the demo is curated, in a copy of its records."""
    shutil.copytree(CHECKOUT / "content", folder / "content")
    shutil.copy(CHECKOUT / "mkdocs.yml", folder)
    code = "from causerie.cli import main; main()"
    command = [sys.executable, "-c", code, "curate", "museum-hour/who-writes-the-label", "--no-browser"]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None, "it is a pipe"
        yield process.stdout.readline().strip()
        process.terminate()


def _take(browser: Browser, name: str, site: str, address: str, width: int, height: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        timezone_id="Europe/Paris",
        locale="en-GB",
    )
    page = context.new_page()
    page.clock.install(time=NOW)
    page.goto(site + address)
    page.wait_for_timeout(1500)
    page.screenshot(path=HERE / name)
    Image.open(HERE / name).convert("RGB").quantize(128).save(HERE / name, optimize=True)
    context.close()


if __name__ == "__main__":
    take_pictures()
