"""The page of a kit in a browser: opened from a file, it copies, it opens platforms, and asks nobody for anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from causerie.model.session import Question, Session
from causerie.promoting.files import kit_files
from causerie.promoting.kit import Kit
from causerie.promoting.tables import OWN
from tests import make
from tests.promoting.kits import kit_of
from tests.readers import need
from tests.site.test_accessibility import find_violations

Opened = tuple[Path, Kit]
HOSTILE = '</p><script>alert(1)</script> "quoted" & <b>bold</b>'


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Session], Opened]:
    def written(session: Session) -> Opened:
        kit = kit_of(session)
        pages = {"console.html": "", "projector.html": ""}
        for name, content in kit_files(kit, make.settings(), make.NOW, OWN, pages).items():
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "index.html", kit

    return written


def hostile() -> Session:
    guest = make.person(id="lea", name="Léa <i>Fontaine</i>")
    return make.session(title=HOSTILE, questions=(Question(number=1, text=HOSTILE),), guests=(guest,))


def test_a_click_copies_the_very_text_without_a_network(browser: Browser, write: Callable[[Session], Opened]) -> None:
    file, kit = write(hostile())
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri())
    context.grant_permissions(["clipboard-read"])
    expected = list(dict.fromkeys(each.text for each in kit.posts[0].wordings))
    for at, text in enumerate(expected):
        page.locator("article").first.locator(".text .copy").nth(at).click()
        assert page.get_by_role("status").inner_text() == "Copied"
        assert page.evaluate("navigator.clipboard.readText()") == text
    assert page.locator("article script, article b, article i").count() == 0
    assert [url for url in asked if not url.startswith(file.parent.as_uri())] == []
    assert complaints == []
    context.close()


def test_each_platform_opens_with_its_own_text(browser: Browser, write: Callable[[Session], Opened]) -> None:
    file, kit = write(hostile())
    page = browser.new_page()
    page.goto(file.as_uri())
    links = page.locator(".ways li a").evaluate_all("all => all.map((each) => each.href)")
    page.close()
    sent = sorted(parse_qs(urlsplit(link).query)["text"][0] for link in links)
    assert sent == sorted(each.text for post in kit.posts for each in post.wordings)
    assert {urlsplit(link).hostname for link in links} == {"glammr.example", "bsky.app", "x.com"}


def test_without_script_every_text_can_be_read(browser: Browser, write: Callable[[Session], Opened]) -> None:
    file, kit = write(make.session())
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("article").count() == len(kit.posts)
    assert page.locator("button:visible").count() == 0
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_every_screen_and_axe_finds_nothing(
    browser: Browser, write: Callable[[Session], Opened], scheme: str, language: str
) -> None:
    file, _ = write(make.session(chat=make.chat(language=language, color="#e8c547"), language=language))
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
    page.goto(file.as_uri())
    page.add_script_tag(path=need("axe-core"))
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert find_violations(page) == set()
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    page.close()
