"""The console runs through a simulated hour: in a real browser, from a file, offline, on a phone-sized screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from causerie.hour.console import render_console
from causerie.model.session import Question, Session
from causerie.promoting.kit import Kit, KitPost
from tests import make
from tests.hour.kits import DESKTOP, PHONE, Host, a_host, come_back, hour, kit_of
from tests.readers import need
from tests.site.test_accessibility import find_violations

LABELS = {"welcome": "Welcome", "icebreaker": "Icebreaker", "reminder": "Reminder of the rules", "next": "Next date"}


def label(post: KitPost) -> str:
    return LABELS.get(post.kind) or f"Question {post.question}"


def live(kit: Kit) -> list[KitPost]:
    return sorted((post for post in kit.posts if post.is_live), key=lambda post: post.at)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Session], tuple[Path, Kit]]:
    def write_console(session: Session) -> tuple[Path, Kit]:
        kit, file = kit_of(session), tmp_path / "console.html"
        file.write_text(render_console(kit), encoding="utf-8")
        return file, kit

    return write_console


def stage(page: Page) -> tuple[str, str]:
    """What the stage says, and what it is about."""
    return page.inner_text("[data-stage-title]"), page.inner_text("[data-stage-what]")


def overdue(page: Page) -> list[str]:
    return page.locator("[data-late-list] li a span:first-child").all_inner_texts()


def go_on(page: Page, minutes: int = 1) -> None:
    page.clock.fast_forward(minutes * 60_000)


def mark_all(page: Page) -> None:
    """Tick every platform of the post on the stage; the last tick takes it away."""
    for _ in range(page.locator("[data-stage] [data-mark]").count()):
        page.locator("[data-stage] [data-mark]:not(:checked)").first.click()


def test_a_whole_hour(browser: Browser, write: Callable[[Session], tuple[Path, Kit]]) -> None:
    session = hour()
    file, kit = write(session)
    posts = live(kit)
    assert [post.kind for post in posts].count("question") == 3
    assert {post.kind for post in posts} >= set(LABELS)
    due = {post.at: post for post in posts}
    begin = session.start - timedelta(minutes=6)
    with a_host(browser) as host:
        host.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = host.open(file, begin)
        assert stage(page)[0] == "The hour has not begun"
        done: list[KitPost] = []
        for minute in range(1, 70):
            go_on(page)
            now = begin + timedelta(minutes=minute)
            post = due.get(now)
            following = next((each for each in posts if each.at > now), None)
            if following:
                left = f"{int((following.at - now).total_seconds()) // 60}:00"
                assert page.inner_text("[data-next]").split() == f"Next: {label(following)} {left}".split()
            if post is None:
                waiting = "The hour has not begun" if now < session.start else "Nothing to post now"
                assert stage(page)[0] == ("That was the hour" if now >= session.end else waiting), now
                continue
            assert stage(page) == ("Post this now", label(post))
            assert page.title().startswith("● ")
            assert overdue(page) == []
            check_texts(page, post)
            mark_all(page)
            done.append(post)
            assert stage(page)[0] == "Nothing to post now"
            assert page.inner_text("[data-done]") == f"{len(done)} of {len(posts)} posted"
            if post.question == 2:
                come_back(page)
                assert page.inner_text("[data-done]") == f"{len(done)} of {len(posts)} posted"
                assert stage(page)[0] == "Nothing to post now"
        assert done == posts
        assert stage(page)[0] == "That was the hour"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def check_texts(page: Page, post: KitPost) -> None:
    """Each platform's text, length, link, and what the button puts on the clipboard are those of the kit."""
    found: dict[str, tuple[str, str, str | None]] = {}
    for block in page.locator("[data-stage] .wording").all():
        text = str(block.locator("[data-text]").evaluate("each => each.textContent"))
        page.evaluate("document.querySelector('[data-said]').textContent = ''")
        block.locator("[data-copy]").click()
        expect(page.locator("[data-said]")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == text
        for item in block.locator("li").all():
            link = item.locator("a")
            name = item.locator("[data-mark]").get_attribute("data-platform") or ""
            found[name] = (text, item.locator("bdi").inner_text(), link.get_attribute("href"))
    assert found == {
        each.platform: (each.text, f"{each.length} / {each.limit}", each.compose) for each in post.wordings
    }
    pictures = page.locator("[data-stage] img")
    assert pictures.count() == bool(post.image)
    if post.image:
        assert pictures.get_attribute("alt") == post.alt
        assert pictures.evaluate("each => each.decode().then(() => each.naturalWidth)") == 1200


def opened(host: Host, write: Callable[[Session], tuple[Path, Kit]], minute: int, **changes: Any) -> Page:
    session = hour(**changes)
    return host.open(write(session)[0], session.start + timedelta(minutes=minute))


def test_what_was_not_posted_is_overdue_until_it_is_marked_or_left_out(
    browser: Browser, write: Callable[[Session], tuple[Path, Kit]]
) -> None:
    with a_host(browser) as host:
        page = opened(host, write, 21)
        assert stage(page) == ("Post this now", "Question 2")
        late = overdue(page)
        assert late[0] == "Welcome"
        assert late[-1] == "Question 1"
        page.locator("[data-late-list] a").first.click()
        assert page.evaluate("document.activeElement.closest('[data-row]').dataset.row") == "welcome"
        page.locator("#welcome [data-all]").check()
        assert overdue(page) == late[1:]
        page.locator("#welcome [data-all]").uncheck()
        assert overdue(page) == late
        page.locator("#question-1 details").evaluate("each => (each.open = true)")
        page.locator("#question-1 [data-out]").click()
        assert overdue(page) == late[:-1]
        come_back(page)
        assert overdue(page) == late[:-1]
        page.locator("[data-again]").click()
        assert overdue(page) == late


def test_starting_late_moves_everything(browser: Browser, write: Callable[[Session], tuple[Path, Kit]]) -> None:
    with a_host(browser) as host:
        page = opened(host, write, 2)
        times = page.locator("[data-time]").all_inner_texts()
        assert times[0] == "08:00 PM"
        assert page.inner_text("[data-yours]") == "Your time: 09:02 PM"
        page.locator('[data-shift="5"]').click()
        assert stage(page)[0] == "The hour has not begun"
        assert page.inner_text("[data-starts-at]") == "We start at 08:05 PM (+5)"
        assert page.locator("[data-time]").first.inner_text() == "08:05 PM"
        go_on(page, 3)
        assert stage(page) == ("Post this now", "Welcome")
        assert page.inner_text("[data-minute]") == "Minute 1 of 60"
        come_back(page)
        assert page.inner_text("[data-starts-at]") == "We start at 08:05 PM (+5)"
        page.locator('[data-shift="0"]').click()
        assert page.locator("[data-time]").all_inner_texts() == times


def test_a_mark_in_one_window_is_seen_in_another(
    browser: Browser, write: Callable[[Session], tuple[Path, Kit]]
) -> None:
    with a_host(browser) as host:
        page = opened(host, write, 6)
        other = opened(host, write, 6)
        page.locator("#question-1 [data-all]").check()
        expect(other.locator("#question-1 [data-all]")).to_be_checked()


def test_it_works_where_nothing_may_be_kept_and_the_clipboard_is_closed(
    browser: Browser, write: Callable[[Session], tuple[Path, Kit]]
) -> None:
    refuse = """
        Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.addEventListener("copy", () => (window.copied = document.activeElement.value));
    """
    with a_host(browser) as host:
        host.context.add_init_script(refuse)
        page = opened(host, write, 6)
        assert page.locator("[data-forgetful]").is_visible()
        text = page.locator("[data-stage] [data-text]").first.evaluate("each => each.textContent")
        page.locator("[data-stage] [data-copy]").first.click()
        expect(page.locator("[data-said]")).to_have_text("Copied")
        assert page.evaluate("window.copied") == text
        page.evaluate("document.execCommand = () => false")
        page.locator("[data-stage] [data-copy]").first.click()
        expect(page.locator("[data-said]")).to_have_text("The text is selected. Copy it yourself.")
        assert page.evaluate("getSelection().toString()") == text
        mark_all(page)
        assert stage(page)[0] == "Nothing to post now"


def test_the_focus_stays_where_the_host_is_and_little_is_read_out(
    browser: Browser, write: Callable[[Session], tuple[Path, Kit]]
) -> None:
    watch = """
        window.said = [];
        new MutationObserver(() => said.push(document.querySelector("[data-said]").textContent))
          .observe(document.querySelector("[data-said]"), { childList: true, characterData: true, subtree: true });
    """
    with a_host(browser) as host:
        page = opened(host, write, 5)
        page.evaluate(watch)
        page.locator("[data-stage] a").first.focus()
        for _ in range(10):
            page.clock.run_for(1000)
        assert page.evaluate("document.activeElement.tagName") == "A"
        go_on(page, 15)
        assert page.evaluate("document.activeElement.id") == "stage"
        assert page.evaluate("said") == ["Post this now: Question 2"]


def test_nothing_of_a_question_gets_out_of_its_place(
    browser: Browser, write: Callable[[Session], tuple[Path, Kit]]
) -> None:
    with a_host(browser) as host:
        page = opened(host, write, 20)
        assert '</script><img src=x onerror="alert(1)">' in page.locator("#question-2 .row__gist").inner_text()
        assert page.locator("img:not([src^='data:image/'])").count() == 0
        assert page.locator("script").count() == 1


def test_without_script_the_sheet_can_be_read(browser: Browser, write: Callable[[Session], tuple[Path, Kit]]) -> None:
    file, kit = write(hour())
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("summary time").all_inner_texts() == [f"{post.at:%-I:%M}\u00a0PM" for post in live(kit)]
    page.locator("#question-1 summary").click()
    assert page.locator("#question-1 [data-text]").first.is_visible()
    assert page.locator("button:visible").count() == 0
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(
    browser: Browser, write: Callable[[Session], tuple[Path, Kit]], scheme: str, language: str
) -> None:
    chat = make.chat(language=language, color="#e8c547")
    session = hour(chat=chat)
    with a_host(browser, bypass_csp=True, color_scheme=scheme) as host:
        page = host.open(write(session)[0], session.start + timedelta(minutes=21))
        page.clock.resume()  # axe waits, too
        page.add_script_tag(path=need("axe-core"))
        page.evaluate("document.querySelectorAll('details').forEach((each, at) => (each.open = at < 4))")
        page.locator("#welcome [data-out]").click()
        page.locator("#icebreaker [data-all]").check()
        for screen in (PHONE, DESKTOP):
            page.set_viewport_size(screen)
            assert find_violations(page) == set()
            assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")


def test_what_a_thumb_touches_is_large_enough(browser: Browser, write: Callable[[Session], tuple[Path, Kit]]) -> None:
    with a_host(browser, has_touch=True) as host:
        page = opened(host, write, 21)
        small = page.locator(
            "button:visible, a.button:visible, summary:visible, label:visible, .late a:visible"
        ).evaluate_all(
            "all => all.filter((it) => Math.min(it.offsetHeight, it.offsetWidth) < 44).map((it) => it.innerText)"
        )
        assert small == []


def test_a_chat_without_platforms_has_its_texts(browser: Browser, write: Callable[[Session], tuple[Path, Kit]]) -> None:
    session = hour(chat=make.chat(venues=()), questions=(Question(number=1, text="Why?", at=10),))
    with a_host(browser) as host:
        page = host.open(write(session)[0], datetime(2026, 12, 2, 20, 10, tzinfo=session.chat.zone))
        assert stage(page) == ("Post this now", "Question 1")
        mark_all(page)
        assert stage(page)[0] == "Nothing to post now"
