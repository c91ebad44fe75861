"""Counts what a search moves, compressed, in a real browser: `python benchmarks/search_bytes.py --recaps 5000`.

The site is built with search and served with gzip, as web hosts do; what counts is every byte of code and index that
the box asks for, headers aside. Needs Playwright (in the project's `test` extra) and a Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.pop(0)  # this folder, whose profile.py is not Python's own
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Page, sync_playwright

from benchmarks.contest import Contestant, Found
from benchmarks.corpus import Corpus
from benchmarks.machine import working_room
from benchmarks.measure import time_run
from benchmarks.peers import CAUSERIE_WITH_SEARCH, Places

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_OURS = ("/assets/causerie/causerie.js", "/assets/causerie/causerie-search", "/assets/causerie/search/")
_LEVEL = 6  # what gzip has in most web servers
_LETTER = 400  # milliseconds between the letters of somebody slow, for whom every letter is a query


class Traffic:
    """What was moved, by the path of the file."""

    def __init__(self) -> None:
        self.moved: dict[str, int] = {}

    def take(self) -> dict[str, int]:
        """What was moved since the last look."""
        moved, self.moved = self.moved, {}
        return {path: size for path, size in moved.items() if path.startswith(_OURS)}


class _Compressing(SimpleHTTPRequestHandler):
    """Every file with gzip."""

    def __init__(self, *args: Any, traffic: Traffic, **options: Any) -> None:
        self._traffic = traffic
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), _LEVEL)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        asked = self.path.partition("?")[0]
        self._traffic.moved[asked] = self._traffic.moved.get(asked, 0) + len(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Nothing."""


@contextmanager
def _served(site: Path, traffic: Traffic) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(site), traffic=traffic))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def main() -> int:
    """Build, search and print; returns the exit code."""
    given = _read_arguments()
    corpus = Corpus(given.recaps)
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        print("There is no Chromium on PATH.", file=sys.stderr)
        return 2
    if given.site:
        _measure(given.site, corpus, browser)
        return 0
    with working_room(given.recaps * 2, None) as (room, _):
        peer = CAUSERIE_WITH_SEARCH
        us = Contestant(
            title=peer.title,
            found=Found(peer, peer.find(Places()) or ()),
            corpus=corpus,
            folder=room / "site-of-ours",
            places=Places(),
        )
        us.make_ready()
        time_run(us.job)
        us.check()
        _measure(us.folder / peer.site, corpus, browser)
    return 0


def _measure(site: Path, corpus: Corpus, browser: str) -> None:
    traffic = Traffic()
    with sync_playwright() as playwright, _served(site, traffic) as address:
        chromium = playwright.chromium.launch(executable_path=browser, args=_FLAGS)
        firsts = [_first_query(chromium.new_page(), address, query, traffic) for query in _queries(corpus)]
        page = chromium.new_page()
        _first_query(page, address, "time", traffic)
        laters = [_query(page, query, traffic) for query in _queries(corpus)]
        slow = _query(page, corpus.past[-1].highlights[0].author.handle, traffic, letter=_LETTER)
        chromium.close()
    print(f"Search over {corpus.recaps:,} recaps, kB that move with gzip:\n")
    print("| | median | most | at most |\n|---|---:|---:|---:|")
    print(f"| the first query, with its code | {statistics.median(firsts):.0f} | {max(firsts):.0f} | 170 |")
    print(f"| a later query | {statistics.median(laters):.0f} | {max(laters):.0f} | 60 |")
    print(f"| a long word typed so slowly that every letter is a query | {slow:.0f} | | |")


def _queries(corpus: Corpus) -> list[str]:
    """What visitors look for: everyday and rare words, names, questions, several words, the beginning of one."""
    sessions = [corpus.past[i * len(corpus.past) // 5] for i in range(5)]
    found = ["the", "school time", "co", "li"]
    for session in sessions:
        post = session.highlights[4]
        found += [post.author.name, f"@{post.author.handle}", session.title, " ".join(post.text.split()[3:7])]
        found += [max(session.questions[2].rstrip("?").split(), key=len), post.text.split()[5][:3]]
    return found


def _first_query(page: Page, address: str, query: str, traffic: Traffic) -> float:
    page.goto(address)
    return _query(page, query, traffic)


def _query(page: Page, query: str, traffic: Traffic, *, letter: int = 0) -> float:
    """The kB that a query moves, until its results stand there."""
    if not page.locator("#__search").is_checked():
        page.keyboard.press("/")
    box = page.locator("[data-causerie-search] input")
    results = page.locator("[data-causerie-search] ol a")
    box.fill("")
    results.first.wait_for(state="detached")
    if letter:
        box.press_sequentially(query, delay=letter)
        page.wait_for_timeout(letter)
    else:
        box.fill(query)
    results.first.wait_for()
    page.wait_for_timeout(300)  # nothing comes after the results, if all is well
    return sum(traffic.take().values()) / 1000


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python benchmarks/search_bytes.py", description="Count what a search moves.")
    parser.add_argument("--recaps", type=int, default=5000, metavar="N", help="the size of the corpus (default: 5000)")
    parser.add_argument("--site", type=Path, metavar="DIR", help="a site that was built of that corpus already")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
