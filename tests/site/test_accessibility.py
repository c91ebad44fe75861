"""axe finds nothing in any kind of page, in light and dark, on phone and desktop, read from either side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.readers import need
from tests.site.browsing import DESKTOP, PHONE, SMALL_PHONE, Visitor, serve
from tests.site.building import NOW, build_site, copy_demo
from tests.site.demo_records import DemoSession
from tests.site.page_kinds import FRAMES, PAGES

EVERY_RULE = '{rules: {"target-size": {enabled: true}}}'  # which axe leaves out unless it is asked for
LOOKS = [(scheme, screen) for scheme in ("default", "slate") for screen in (PHONE, DESKTOP)]  # the theme's names


ARABIC_PAGES = ("chats/sahat/labels/", "chats/sahat/labels/transcript/", "chats/sahat/colours/")
_CHAT = """\
title: ساعة المتحف
hashtag: ساعة_المتحف
tagline: ساعة كل أسبوع
language: ar
timezone: Africa/Cairo
hosts: [amara]
platforms: {mastodon: glammr.example, x: true}
schedule: {every: week, on: thursday, at: "20:00", duration: 60}
"""
_HELD = """\
---
title: من يكتب البطاقة؟
start: 2026-11-12 20:00
status: confirmed
topics: [متاحف]
questions: [ما أسوأ بطاقة قرأتها؟]
---
مقدمة قصيرة.
"""
_RECAP = """\
published: 2026-11-13
summary: ملخص قصير.
takeaways: [البطاقة حوار.]
highlights:
  - {post: "x:1", question: 1, note: ملاحظة}
resources: [{title: دليل, url: "https://guide.example/", shared_by: nadia_h}]
unanswered: [{text: من يدفع؟, by: nadia_h}]
"""
_POST = (
    '{{"id":"x:{n}","platform":"x","url":"https://x.com/nadia_h/status/{n}","author":{{"id":"7","handle":"nadia_h",'
    '"name":"نادية"}},"posted":"2026-11-12T18:0{n}:00Z","text":"ج1 بطاقة بلا كلمات #ساعة_المتحف","lang":"ar",'
    '"hashtags":["ساعة_المتحف"],"likes":3,"question":1,"role":"answer"}}\n'
)
_COMING = "---\ntitle: ألوان القاعات\nstart: 2026-12-03 20:00\nstatus: confirmed\n---\nمقدمة.\n"


@pytest.fixture(scope="module")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with a third chat, in Arabic."""
    folder = copy_demo(tmp_path_factory.mktemp("arabic"))
    chat = folder / "content" / "chats" / "sahat"
    records = {
        "chat.yml": _CHAT,
        "2026-11-12-labels/session.md": _HELD,
        "2026-11-12-labels/recap.yml": _RECAP,
        "2026-11-12-labels/transcript.jsonl": "".join(_POST.format(n=n) for n in (1, 2)),
        "2026-12-03-colours/session.md": _COMING,
    }
    for name, text in records.items():
        (chat / name).parent.mkdir(parents=True, exist_ok=True)
        (chat / name).write_text(text, encoding="utf-8")
    return build_site(folder)


@pytest.fixture
def visitor_of_arabic(browser: Browser, arabic_site: Path) -> Iterator[Visitor]:
    """Somebody who opens pages of the site with the Arabic chat."""
    with serve(arabic_site) as address:
        someone = Visitor(browser, address)
        yield someone
        someone.leave()
        assert someone.complaints == []


def find_violations(page: Page) -> set[tuple[str, str, str]]:
    """What axe calls a violation: its rule, the element and how to mend it."""
    result: dict[str, Any] = page.evaluate(f"axe.run({EVERY_RULE})")
    return {
        (violation["id"], " ".join(map(str, node["target"])), node["failureSummary"])
        for violation in result["violations"]
        for node in violation["nodes"]
    }


def judge(page: Page) -> dict[str, set[tuple[str, str, str]]]:
    """Violations in each look of a page that has any."""
    page.add_script_tag(path=need("axe-core"))
    found = {}
    for scheme, screen in LOOKS:
        page.set_viewport_size(screen)
        page.emulate_media(color_scheme="dark" if scheme == "slate" else "light")  # for frames, which have no theme
        page.locator("body").evaluate("(body, scheme) => body.dataset.mdColorScheme = scheme", scheme)
        if violations := find_violations(page):
            found[f"{scheme}, {screen['width']} px"] = violations
    return found


@pytest.mark.parametrize("name", PAGES | FRAMES)
def test_axe_finds_nothing_wrong(visitor: Visitor, name: str) -> None:
    page = visitor.visit((PAGES | FRAMES)[name], reduced_motion="reduce", bypass_csp=True)
    assert judge(page) == {}


@pytest.mark.parametrize("address", ["", "chats/sahat/", *ARABIC_PAGES])
def test_axe_finds_nothing_wrong_from_right_to_left(visitor_of_arabic: Visitor, address: str) -> None:
    page = visitor_of_arabic.visit(address, reduced_motion="reduce", bypass_csp=True)
    if address:
        assert page.locator("html").get_attribute("lang") == "ar"
        assert page.locator("body").evaluate("body => getComputedStyle(body).direction") == "rtl"
    assert judge(page) == {}
    page.set_viewport_size(SMALL_PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"]


def test_axe_finds_nothing_wrong_during_a_session_with_an_open_menu(visitor: Visitor, ahead: list[DemoSession]) -> None:
    page = visitor.visit("", now=ahead[0].start, zone="Asia/Tokyo", reduced_motion="reduce", bypass_csp=True)
    page.locator(".c-hero .c-menu summary").click()
    assert page.locator("[data-causerie-live]:visible").count() > 0
    assert judge(page) == {}


def test_axe_finds_what_is_wrong(visitor: Visitor) -> None:
    """The judge is awake: a pale word and a picture without words, put in by hand, are found in every look."""
    page = visitor.visit("archive/", now=NOW, reduced_motion="reduce", bypass_csp=True)
    pale = '<p style="color:#888; background:#777">Pale</p><img>'
    page.locator(".c-lede").evaluate("(lede, pale) => lede.insertAdjacentHTML('afterend', pale)", pale)
    found = judge(page)
    assert len(found) == len(LOOKS)
    assert {rule for violations in found.values() for rule, _, _ in violations} == {"color-contrast", "image-alt"}
