"""The plan as a private page: what it shows, who gets it, and that it is nobody else's."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, ViewportSize

from causerie.i18n import speak
from causerie.loopback.page import make_page
from causerie.loopback.server import HOST, open_server
from causerie.planning.page import STATIC, render_page
from causerie.planning.plan import make_plan
from causerie.planning.shown import show_plan
from causerie.records import read_ideas, read_library
from tests import make
from tests.readers import need
from tests.site.test_accessibility import find_violations

CHECKOUT = Path(__file__).resolve().parents[2]
TOKEN = "a-token-that-nobody-guesses-0123"
SCREENS = [ViewportSize(width=width, height=900) for width in (360, 768, 1280)]


def render(root: Path, language: str = "en-GB") -> str:
    """The page of the plan of a site."""
    settings = make.settings(root=root, content=root / "content")
    reading = read_library(settings)
    chats = reading.library.chats
    ideas = read_ideas(settings.content, root, chats, reading.chats, reading.forgotten).ideas
    plan = make_plan(reading.library, chats, ideas, make.NOW, 20, language)
    return render_page(show_plan(plan, speak(language)), settings.site_name, make.NOW, speak(language))


@pytest.fixture
def address() -> Iterator[str]:
    """The page of the demo's plan."""
    server = open_server(make_page(lambda: render(CHECKOUT), STATIC, TOKEN, lambda: server.port), 0)
    thread = Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    yield f"http://{HOST}:{server.port}/{TOKEN}/"
    server.shutdown()
    thread.join()
    server.server_close()


def ask(url: str, **headers: str) -> int:
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_only_its_own_address_gets_it(address: str) -> None:
    root = address.removesuffix(f"{TOKEN}/")
    assert (ask(address), ask(address + "static/plan/plan.css")) == (200, 200)
    assert [ask(root), ask(root + "x" * 32 + "/"), ask(root + "x" * 32 + "/static/plan/plan.css")] == [404, 404, 404]
    assert [ask(address, Host="evil.example"), ask(address, Sec_Fetch_Site="cross-site")] == [403, 403]
    assert ask(address + "static/..%2fsettings.py") == 404


def test_nothing_keeps_it_and_it_has_no_script(address: str) -> None:
    with urllib.request.urlopen(address, timeout=20) as answer:
        html, headers = answer.read().decode(), answer.headers
    assert headers["Cache-Control"] == "no-store"
    assert "<script" not in html
    assert re.findall(r'(?:src|href)="(?!static/|#)([^"]*)"', html) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_every_screen_and_axe_finds_nothing(browser: Browser, address: str, scheme: str) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        page.goto(address)
        page.add_script_tag(path=need("axe-core"))
        for screen in SCREENS:
            page.set_viewport_size(screen)
            assert page.evaluate("document.documentElement.scrollWidth") == screen["width"]
            assert find_violations(page) == set()
    finally:
        page.close()
    assert complaints == []


def test_what_others_wrote_is_shown_as_text(tmp_path: Path) -> None:
    chat = tmp_path / "content/chats/tea"
    chat.mkdir(parents=True)
    (chat / "chat.yml").write_text("title: '<b>Tea</b>'\nhashtag: Tea\ntimezone: UTC\n", encoding="utf-8")
    (tmp_path / "content/ideas.yml").write_text(
        '- {title: "<script>alert(1)</script>", by: "<img src=x>", note: "<i>", topics: ["<u>"]}\n', encoding="utf-8"
    )
    html = render(tmp_path)
    assert re.findall(r"<(?:b|script|img|i|u)\b", html) == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_it_speaks_the_language_of_the_site_from_right_to_left_where_that_is_written_so() -> None:
    assert '<html lang="ar" dir="rtl">' in render(CHECKOUT, "ar")
