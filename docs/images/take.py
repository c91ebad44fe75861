"""Takes the pictures of this folder again: `.venv/bin/python docs/images/take.py`, after `python3 generator test`.

Builds the demo as it stood on one day, opens it in the machine's Chromium, and photographs it. With the name of a
folder behind it, every kind of page is photographed into that folder, too (`sheets.py`), also of a chat in Arabic.
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

from arabic_chat import write_arabic_site
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from sheets import ARABIC, DEMO, SCHEMES, take_sheets

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
# Those of the page of `causerie curate`: the window's width and height, the scheme, and what is pressed before.
CURATING = {
    "curate.png": (1360, 850, "light", ".pill[data-question='4']"),
    "curate-tablet.png": (768, 900, "dark", ".pill[data-question='2']"),
    "curate-publish.png": (1024, 720, "light", ".bar [data-act=publish]"),
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing of each request."""


def take_pictures(sheets: Path | None = None) -> list[str]:
    """Build, serve on loopback, photograph; every kind of page, too, where there is a folder for the sheets.

    Gives what scrolls sideways there.
    """
    wide = []
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with _built(CHECKOUT, folder / "site", environment) as address:
            for name, picture in PICTURES.items():
                _take(browser, name, address, *picture)
            if sheets:
                wide += _take_sheets(browser, address, DEMO, sheets)
        with _curating(folder, environment) as address:
            for name, (width, height, scheme, pressed) in CURATING.items():
                _take(browser, name, address, "", width, height, scheme, pressed)
        if sheets:
            with _built(write_arabic_site(folder / "arabic"), folder / "arabic-site", environment) as address:
                wide += _take_sheets(browser, address, ARABIC, sheets)
        browser.close()
    return wide


@contextmanager
def _built(source: Path, site: Path, environment: dict[str, str]) -> Iterator[str]:
    """Where the site of a host's folder is served, built as of NOW."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=source, env=environment, check=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def _take_sheets(browser: Browser, address: str, kinds: dict[str, str], folder: Path) -> list[str]:
    contexts = {scheme: _open_profile(browser, 1280, 900, scheme) for scheme in SCHEMES}
    for context in contexts.values():
        context.clock.install(time=NOW)
    wide = take_sheets(contexts, address, kinds, folder)
    for context in contexts.values():
        context.close()
    return wide


@contextmanager
def _curating(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of the page on which a recap of the demo is curated, in a copy of its records ready to go out."""
    site = folder / "chats"
    shutil.copytree(CHECKOUT / "content", site / "content")
    shutil.copy(CHECKOUT / "mkdocs.yml", site)
    _run_git(folder, "init", "--quiet", "--bare", "remote.git")
    for line in ("init --quiet", "add .", "commit --quiet -m Site", f"remote add origin {folder}/remote.git"):
        _run_git(site, *line.split())
    code = "from causerie.cli import main; main()"
    command = [sys.executable, "-c", code, "curate", "museum-hour/who-writes-the-label", "--no-browser"]
    with subprocess.Popen(command, cwd=site, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None, "it is a pipe"
        yield process.stdout.readline().strip()
        process.terminate()


def _run_git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *words], cwd=folder, check=True)


def _take(
    browser: Browser, name: str, site: str, address: str, width: int, height: int, scheme: str, pressed: str = ""
) -> None:
    context = _open_profile(browser, width, height, scheme)
    page = context.new_page()
    page.clock.install(time=NOW)
    page.goto(site + address)
    page.wait_for_timeout(1500)
    if pressed:
        page.locator(pressed).click()
        page.mouse.move(0, 0)
        page.wait_for_timeout(1500)
    page.screenshot(path=HERE / name)
    Image.open(HERE / name).convert("RGB").quantize(256).save(HERE / name, optimize=True)
    context.close()


def _open_profile(browser: Browser, width: int, height: int, scheme: str) -> BrowserContext:
    return browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        timezone_id="Europe/Paris",
        locale="en-GB",
        reduced_motion="reduce",
    )


if __name__ == "__main__":
    too_wide = take_pictures(Path(sys.argv[1]) if sys.argv[1:] else None)
    sys.exit("".join(f"Scrolls sideways: {line}\n" for line in too_wide) or 0)
