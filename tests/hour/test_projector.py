"""The projector's page: what the clock shows, what a hand turns to, that every text fits, and where its code leads."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from causerie.hour.projector import render_projector
from causerie.model.session import Question, Session
from tests import make
from tests.hour.kits import Host, a_host, come_back, hour, kit_of
from tests.readers import need
from tests.site.test_accessibility import find_violations
from tests.waiting import is_soon

SCREENS = [
    ViewportSize(width=w, height=h) for w, h in ((800, 600), (1280, 720), (1920, 1080), (3840, 2160), (360, 640))
]
TEXTS = {
    "en": "Why? | A draft by a machine, a signature by a person. How long must the person look? | "
    + "Word by word " * 30,
    "de": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbaubeamtengesellschaft? | Wer schreibt das Schild?",
    "ja": "展示室の解説パネルは、だれが、だれのために、どのような言葉で書くべきだと思いますか。理由も教えてください。",
    "ar": "ما أسوأ بطاقة قرأتها في متحف، ولماذا لا تزال تذكرها؟",
}


def open_projector(host: Host, folder: Path, session: Session, minute: float) -> Page:
    file = folder / "projector.html"
    file.write_text(render_projector(kit_of(session)), encoding="utf-8")
    return host.open(file, session.start + timedelta(minutes=minute))


def shown(page: Page) -> str:
    return page.locator(".slide:visible .slide__text").inner_text()


def test_the_clock_turns_the_slides(browser: Browser, tmp_path: Path) -> None:
    session = hour()
    with a_host(browser, viewport=SCREENS[1]) as host:
        page = open_projector(host, tmp_path, session, -10)
        seen = [shown(page)]
        for _ in range(72):
            page.clock.fast_forward(60_000)
            if shown(page) != seen[-1]:
                seen.append(shown(page))
        asked = [each.text.replace("\u2028", " ") for each in session.questions]
        assert [each.replace("\n", " ").replace("\u2028", " ") for each in seen] == [
            session.title,
            *asked,
            "Thank you all!",
        ]


def test_a_hand_turns_the_slides_until_the_clock_comes_to_the_next(browser: Browser, tmp_path: Path) -> None:
    session = hour()
    first, _, third = (each.text for each in session.questions)
    with a_host(browser, viewport=SCREENS[1]) as host:
        page = open_projector(host, tmp_path, session, 21)
        page.keyboard.press("ArrowRight")
        assert shown(page) == third
        page.keyboard.press("PageUp")
        page.keyboard.press("ArrowLeft")
        assert shown(page) == first
        page.clock.fast_forward(60_000)
        assert shown(page) == first
        page.mouse.click(1000, 300)
        page.mouse.click(1000, 300)
        assert shown(page) == third
        page.mouse.click(100, 300)
        page.mouse.click(100, 300)
        assert shown(page) == first
        page.clock.fast_forward(19 * 60_000)
        assert shown(page) == third
        page.keyboard.press("Home")
        assert shown(page) == session.title
        page.get_by_role("button", name="Follow the clock").click()
        assert shown(page) == third


def test_it_starts_as_late_as_the_console_says(browser: Browser, tmp_path: Path) -> None:
    session = hour()
    with a_host(browser) as host:
        page = open_projector(host, tmp_path, session, 6)
        assert shown(page) == session.questions[0].text
        page.evaluate(
            "localStorage.setItem(`causerie hour ${document.body.dataset.key}`, JSON.stringify({ shift: 5 }))"
        )
        come_back(page)
        assert shown(page) == session.title


@pytest.mark.parametrize("language", TEXTS)
def test_every_text_fits_every_screen(browser: Browser, tmp_path: Path, language: str) -> None:
    texts = TEXTS[language].split(" | ")
    questions = tuple(Question(number=at, text=each, at=at) for at, each in enumerate(texts, 1))
    session = hour(chat=make.chat(language=language), questions=questions)
    with a_host(browser) as host:
        page = open_projector(host, tmp_path, session, -5)
        for screen in SCREENS:
            page.set_viewport_size(screen)
            page.keyboard.press("Home")
            for _ in range(len(questions) + 2):
                assert is_soon(lambda: not misfits(page)), (screen, shown(page), misfits(page))
                page.keyboard.press("PageDown")


def misfits(page: Page) -> list[str]:
    """What stands outside the screen, or over something else."""
    found: list[str] = page.evaluate("""() => {
        const slide = document.querySelector(".slide:not([hidden])");
        const parts = [".head", ".slide__label", ".slide__text", ".slide__below", ".foot"]
            .map((name) => (name.startsWith(".slide") ? slide : document).querySelector(name)).filter(Boolean);
        const boxes = parts.map((each) => ({ name: each.className, ...each.getBoundingClientRect().toJSON() }));
        const isOut = (b) => b.left < 0 || b.top < 0 || b.right > innerWidth + 1 || b.bottom > innerHeight + 1;
        const wrong = boxes.filter(isOut);
        const over = boxes.filter((b, at) => at && b.top < boxes[at - 1].bottom - 1);
        const root = document.documentElement;
        const scrolls = root.scrollHeight > innerHeight || root.scrollWidth > innerWidth ? [{ name: "page" }] : [];
        const text = slide.querySelector(".slide__text");
        const wide = text.scrollWidth > text.clientWidth ? [{ name: "word" }] : [];
        return [...wrong, ...over, ...scrolls, ...wide].map((each) => each.name);
    }""")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_code_leads_to_the_session(browser: Browser, tmp_path: Path, scheme: str) -> None:
    with a_host(browser, viewport=SCREENS[0], color_scheme=scheme) as host:
        page = open_projector(host, tmp_path, hour(), 6)
        picture = Image.open(BytesIO(page.screenshot()))
        assert [each.text for each in zxingcpp.read_barcodes(picture)] == [
            "https://chats.example/chats/museum-hour/ai-labels/"
        ]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(browser: Browser, tmp_path: Path, scheme: str, language: str) -> None:
    session = hour(chat=make.chat(language=language, color="#e8c547"))
    with a_host(browser, viewport=SCREENS[0], bypass_csp=True, color_scheme=scheme) as host:
        page = open_projector(host, tmp_path, session, 6)
        page.clock.resume()  # axe waits, too
        page.add_script_tag(path=need("axe-core"))
        assert find_violations(page) == set()
        page.keyboard.press("ArrowLeft" if language == "ar" else "ArrowRight")
        assert page.locator(".slide:visible .slide__label").inner_text() == "Q2"
