"""A page that waits for changes, and leaves: nobody goes on waiting in its place."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from tests.curate.driving import serve_page
from tests.curate.site_making import make_site, open_desk


def test_whoever_has_left_is_not_waited_for(tmp_path: Path) -> None:
    make_site(tmp_path)
    with serve_page(tmp_path) as address:
        before = threading.active_count()
        site = urlsplit(address)
        waiting = http.client.HTTPConnection(site.netloc)
        waiting.request("GET", f"{site.path}changes?revision={open_desk(tmp_path).state()['revision']}")
        assert wait_for(lambda: threading.active_count() > before)
        waiting.close()
        assert wait_for(lambda: threading.active_count() == before)


def wait_for(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not is_so() and time.monotonic() < until:
        time.sleep(0.05)
    return is_so()
