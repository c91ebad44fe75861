"""A real chat, from its export to the published recap, with no file touched: by mouse, by keyboard alone, by finger."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.curate.driving import DESKTOP, TABLET, Curator, curate, run_command
from tests.curate.hands import Finger, Keys, Mouse
from tests.importers.real import real_data

SESSION = "critlib/publics"
CLOCK = ["--now", "2026-12-03T12:00"]
STILL = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1796299200"}
TOUCHED = {"has_touch": True, "is_mobile": True}

SUMMARY = "We met to ask whom a library serves, and left with more to read."
NOTE = "This is where the hour turned."
REWRITTEN = ["Ask who is missing from the room.", "Say out loud what a rule is for."]
NEW = ["Read together before you argue.", "Write down what you promised."]
LINK = "https://shelf.example/guide"
LINK_TITLE = "A guide to reading together"
ASKED = "Who will keep the list of what we read?"
OUT = (14, 12, 9, 6, 3, 1, 0)  # which of the draft's sixteen highlights go, the last first
IN = (2, 3, 5)  # of which questions one more answer is chosen


def run(root: Path, *arguments: str, module: str = "causerie.cli") -> str:
    """What a command prints; it must go well."""
    call = "main()" if module == "causerie.cli" else "cli()"
    code = f"from {module} import {call[:-2]}; {call}"
    command, environment = [sys.executable, "-c", code, *arguments], {**os.environ, **STILL}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site with the chat's session, its posts and the draft, made by nothing but commands."""
    export = real_data("twarc1-jsonl", "critlib-2015-05-19.jsonl")
    root = tmp_path_factory.mktemp("critlib") / "site"
    run(root.parent, "new", "site", "site", *CLOCK)
    run(root, "new", "chat", "critlib", "--hashtag", "critlib", "--timezone", "America/New_York", "--x", *CLOCK)
    run(root, "new", "session", "critlib", "Publics", "--start", "2015-05-19 21:00", *CLOCK)
    run(root, "new", "session", "critlib", "Later", "--start", "2026-12-10 21:00", *CLOCK)
    assert "253 reposts" in run(root, "import", str(export), "--session", SESSION, "--all", *CLOCK)
    run(root, "draft", "--questions", SESSION, *CLOCK)
    return root


def choose_highlights(hand: Mouse, page: Page) -> None:
    """Sixteen are proposed; seven go, three come, one moves up and one gets a note: twelve."""
    rows = page.locator(".highlight")
    hand.show("recap")
    expect(rows).to_have_count(16)
    for at, number in enumerate(OUT, start=1):
        hand.take_out(number)
        expect(rows).to_have_count(16 - at)
    for at, question in enumerate(IN, start=1):
        hand.choose(question)
        expect(rows).to_have_count(9 + at)
    hand.show("recap")
    hand.move_up(4)
    hand.write(rows.nth(2).get_by_label("Note under this post"), NOTE)


def write_takeaways(hand: Mouse, page: Page) -> None:
    """Three are proposed: one is kept, two are rewritten, and two are new."""
    kept = page.locator(".takeaway")
    hand.press(kept.nth(0).get_by_role("button", name="Keep"))
    for at, text in enumerate(REWRITTEN, start=1):
        hand.write(kept.nth(at).locator("textarea"), text)
    for text in NEW:
        hand.write(page.get_by_label("A new takeaway"), text)
    expect(kept).to_have_count(5)


def decide_the_rest(hand: Mouse, page: Page) -> None:
    """Of eight links six go and one gets a title; of four open questions each has another fate."""
    links, asked = page.locator(".resource"), page.locator(".open-question")
    for left in range(7, 1, -1):
        hand.press(links.nth(left).get_by_role("button", name="Drop this link"))
        expect(links).to_have_count(left)
    hand.write(links.nth(0).locator("textarea"), LINK_TITLE)
    hand.write(page.get_by_label("Address of a new link"), LINK)
    expect(links).to_have_count(3)
    hand.press(asked.nth(3).get_by_role("button", name="Drop this question"))
    expect(asked).to_have_count(3)
    hand.set_option(asked.nth(0).get_by_label("What became of it"), "answered")
    hand.set_option(asked.nth(1).get_by_label("What became of it"), "carried")
    hand.set_option(asked.nth(1).get_by_label("To which session"), "later")
    hand.write(page.get_by_label("A new open question"), ASKED)
    expect(asked).to_have_count(4)


def publish(hand: Mouse, page: Page) -> None:
    """Set the recap as published; what a site still needs before it is on the web is another matter."""
    hand.open_publishing()
    hand.press(page.locator("dialog").get_by_role("button", name="Set as published"))
    expect(page.locator("dialog")).to_contain_text("Published on")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


def check_record(recap: dict[str, Any], accepted: str) -> None:
    """What stands in the file is what was done on the page."""
    assert recap["published"]
    assert recap["summary"].strip() == SUMMARY
    assert [each["text"] if isinstance(each, dict) else each for each in recap["takeaways"]] == [
        accepted,
        *REWRITTEN,
        *NEW,
    ]
    assert "proposed" not in str(recap["takeaways"])
    assert len([each for each in recap["highlights"] if "post" in each]) == 12
    assert [each["note"] for each in recap["highlights"] if "note" in each] == [NOTE]
    assert len(recap["resources"]) == 3
    assert [each["status"] for each in recap["unanswered"]] == ["answered", "carried", "open", "open"]


def check_page(file: Path) -> None:
    """What visitors read is the recap."""
    tree = html.fromstring(file.read_text(encoding="utf-8"))
    texts = [" ".join(each.text_content().split()) for each in tree.find_class("p-content")]
    assert len(texts) == 12
    assert all(texts)
    takeaways = [each.text_content() for each in tree.xpath("//section[contains(@class, 'c-takeaways')]//li")]
    assert (len(takeaways), takeaways[1:]) == (5, [*REWRITTEN, *NEW])
    assert [each.text_content().strip() for each in tree.find_class("p-summary")] == [SUMMARY]
    for text in (NOTE, LINK_TITLE, ASKED):
        assert text in tree.text_content()


@pytest.mark.parametrize(
    ("kind", "screen", "options"),
    [(Mouse, DESKTOP, {}), (Keys, DESKTOP, {}), (Finger, TABLET, TOUCHED)],
    ids=["mouse", "keys", "finger"],
)
def test_a_whole_recap_is_made_of_a_real_chat(
    browser: Browser, drafted: Path, tmp_path: Path, kind: type[Mouse], screen: ViewportSize, options: dict[str, bool]
) -> None:
    root = shutil.copytree(drafted, tmp_path / "site")
    folder = root / "content/chats/critlib/2015-05-19-publics"
    with (
        run_command(root, SESSION, *CLOCK, **STILL) as running,
        curate(browser, running.address, folder, screen, **options) as curator,
    ):
        make_recap(kind(curator.page), curator)
        assert curator.complaints == []
    run(root, "build", "--strict", "--quiet", module="mkdocs.__main__")
    check_page(root / "site" / "chats" / SESSION / "index.html")


def make_recap(hand: Mouse, curator: Curator) -> None:
    """All of it, as somebody would who has read the posts."""
    page = curator.page
    expect(page.locator(".post")).to_have_count(275)
    accepted = page.locator(".takeaway textarea").nth(0).input_value()
    choose_highlights(hand, page)
    hand.write(page.get_by_role("textbox", name="Summary"), SUMMARY, end="Control+Enter")
    write_takeaways(hand, page)
    decide_the_rest(hand, page)
    hand.show("preview")
    shown = page.frame_locator(".preview__frame.is-shown").locator("body")
    expect(shown).to_contain_text(re.compile(re.escape(NEW[-1])))
    publish(hand, page)
    check_record(curator.recap(), accepted)
