"""A page that waits for changes, and leaves: nobody goes on waiting in its place."""

from __future__ import annotations

import http.client
import threading
from pathlib import Path
from urllib.parse import urlsplit

from tests.curate.driving import serve_page
from tests.curate.site_making import make_site, open_desk
from tests.waiting import is_soon


def test_whoever_has_left_is_not_waited_for(tmp_path: Path) -> None:
    make_site(tmp_path)
    with serve_page(tmp_path) as address:
        before = threading.active_count()
        site = urlsplit(address)
        waiting = http.client.HTTPConnection(site.netloc)
        waiting.request("GET", f"{site.path}changes?revision={open_desk(tmp_path).state()['revision']}")
        assert is_soon(lambda: threading.active_count() > before)
        waiting.close()
        assert is_soon(lambda: threading.active_count() == before)
