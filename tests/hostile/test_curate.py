"""The page on which a recap is made, of a session whose posts and recap are hostile: all of it is text there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.curate.driving import DESKTOP, serve_page
from tests.curate.site_making import CHAT, FOLDER, START, make_site
from tests.hostile.site_making import as_yaml, person, post, recap, session
from tests.hostile.strings import MARKUP, all_strings
from tests.hostile.texts import Texts
from tests.hostile.trap import trapped, trapping

FRAME = ".preview__frame.is-shown"
LONG = 30_000  # milliseconds, on a busy machine: the page has hundreds of posts
RECAPS_EVERY = 16  # a recap has as many texts, in turn
MERGED = ("takeaways", "errata", "highlights", "resources", "unanswered")


def write_records(root: Path) -> None:
    """One session with a post for each string, and a recap of many recaps."""
    make_site(root)
    strings, folder = all_strings(), root / FOLDER
    told = [post(Texts(strings, number), f"t{number}") for number in range(len(strings))]
    for number, each in enumerate(told):
        each["posted"] = (START + timedelta(seconds=5 * number)).isoformat().replace("+00:00", "Z")
    (folder / "transcript.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in told), encoding="utf-8")
    made = [recap(Texts(strings, at), f"t{at}", f"bluesky:t{at}") for at in range(0, len(strings), RECAPS_EVERY)]
    whole: dict[str, Any] = made[0] | {name: [part for each in made for part in each[name]] for name in MERGED}
    whole["summary"] = "\n\n".join(each["summary"] for each in made)
    (folder / "recap.yml").write_text(as_yaml(whole), encoding="utf-8")
    asked = session(Texts(strings, 3), START.date(), "amara", "confirmed") | {"title": " ".join(MARKUP[:4])}
    (folder / "session.md").write_text(f"---\n{as_yaml(asked)}---\n", encoding="utf-8")
    (root / "content/people.yml").write_text(as_yaml({"amara": person(Texts(strings, 9))}), encoding="utf-8")
    (root / "content/chats/museum-hour/chat.yml").write_text(
        CHAT.replace("Museum Hour", json.dumps(MARKUP[1])), encoding="utf-8"
    )


@pytest.fixture
def page(browser: Browser, tmp_path: Path, asked: list[str]) -> Iterator[Page]:
    write_records(tmp_path)
    with serve_page(tmp_path) as address, trapping(browser, address, asked, viewport=DESKTOP) as page:
        page.goto(address)
        page.wait_for_selector("body:not(.is-loading)")
        yield page


def test_nothing_runs_where_a_recap_is_made(page: Page, asked: list[str]) -> None:
    """Neither in the page, nor in what it opens and says, nor in the preview, whose frame runs nothing anyway."""
    assert (page.locator(".post").count(), page.locator(".highlight").count() > 100) == (len(all_strings()), True)
    post = page.locator(".post").nth(600)
    steps: dict[str, Callable[[], None]] = {
        "the preview": lambda: expect(page.frame_locator(FRAME).locator("h1")).to_be_visible(timeout=LONG),
        "the filters": page.locator("[data-act=filters]").click,
        "a search": lambda: page.get_by_role("searchbox").fill("<script>trap()"),
        "its end": lambda: page.get_by_role("searchbox").fill(""),
        "a score": post.locator("[data-act=why]").click,
        "a choice": post.locator(".choose").click,
        "a takeaway": lambda: write_takeaway(page, MARKUP[1] + MARKUP[2]),
        "what is before the publication": page.locator(".bar [data-act=publish]").click,
        "and back": lambda: page.keyboard.press("Escape"),
        "the session": page.locator(".bar [data-act=session]").click,
    }
    wrong = {}
    for name, do in steps.items():
        do()
        page.wait_for_timeout(150)
        if found := trapped(page) + trapped(page, FRAME):
            wrong[name] = found
    assert (wrong, asked) == ({}, [])
    assert "trap()" in page.locator("dialog[open]").get_by_label("Title").input_value()


def write_takeaway(page: Page, text: str) -> None:
    field = page.get_by_label("A new takeaway")
    field.fill(text)
    field.press("Enter")
    expect(page.locator(".saving")).to_have_attribute("data-state", "saved", timeout=LONG)
    expect(page.frame_locator(FRAME).get_by_text(text).first).to_be_attached(timeout=LONG)
