"""What moves when somebody opens a recap: little, and from nobody else."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.corpus import Corpus
from benchmarks.shapes import write_records
from tests.site.browsing import Visitor, serve
from tests.site.building import CHECKOUT, build_site
from tests.site.html_page import HtmlPage
from tests.site.page_kinds import LONGEST_RECAP

MOST_OF_A_VIEW = 100_000  # bytes over the wire, pictures apart
MOST_OF_A_RECAP = 8_250  # bytes of HTML, of twelve highlights


def test_the_longest_recap_is_the_longest(pages: list[HtmlPage], site: Path) -> None:
    recaps = [page.path for page in pages if page.path.count("/") == 3 and page.path.startswith("chats/")]
    assert max(recaps, key=lambda path: (site / path).stat().st_size) == f"{LONGEST_RECAP}index.html"


def test_the_first_view_of_the_longest_recap_is_light(browser: Browser, site: Path) -> None:
    moved = 0
    with serve(site, compressed=True) as address:
        visitor = Visitor(browser, address)
        page = visitor.visit("404.html")  # somewhere to begin: sizes are known only of what is asked for from then on
        page.context.clear_cookies()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        pictures: set[str] = set()
        sizes: dict[str, int] = {}
        session.on(
            "Network.responseReceived", lambda got: pictures.add(got["requestId"]) if got["type"] == "Image" else None
        )
        session.on("Network.loadingFinished", lambda got: sizes.update({got["requestId"]: got["encodedDataLength"]}))
        visitor.requests.clear()
        page.goto(address + LONGEST_RECAP, wait_until="networkidle")
        assert [url for url in visitor.requests if not url.startswith((address, "data:"))] == []
        moved = sum(size for request, size in sizes.items() if request not in pictures)
        visitor.leave()
        assert visitor.complaints == []
    assert 20_000 < moved < MOST_OF_A_VIEW


@pytest.fixture(scope="module")
def plain_recaps(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Recaps of the shape that the benchmarks build."""
    folder = tmp_path_factory.mktemp("corpus")
    shutil.copytree(CHECKOUT / "benchmarks" / "peers" / "causerie", folder, dirs_exist_ok=True)
    corpus = Corpus(12)
    write_records(corpus, folder / "content")
    site = build_site(folder)
    return [site / "chats" / session.chat.id / session.id / "index.html" for session in corpus.past]


def test_a_recap_of_twelve_highlights_is_light(plain_recaps: list[Path]) -> None:
    weights = [len(gzip.compress(path.read_bytes(), 9)) for path in plain_recaps]
    assert 4_000 < max(weights) <= MOST_OF_A_RECAP
