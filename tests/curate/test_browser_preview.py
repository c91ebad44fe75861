"""The preview follows what one writes: it goes to what has changed, and leaves the focus where it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.curate.driving import Curator, curate, serve_page
from tests.curate.site_making import make_site

TAKEAWAYS = "".join(f"  - Sign your labels, for reason {n} of many.\n" for n in range(14))
RECAP = f"summary: Labels.\ntakeaways:\n{TAKEAWAYS}highlights:\n" + "".join(
    f"  - {{post: x:{n}, question: 1}}\n" for n in range(102, 108)
)
FRAME = ".preview__frame.is-shown"
IS_SEEN = """([frame, text]) => {
    const view = document.querySelector(frame).contentWindow;
    const parts = [...view.document.querySelectorAll("p, li, figure, h2, h3")];
    const found = parts.findLast(part => part.textContent.includes(text));
    if (!found) return false;
    const {top, bottom} = found.getBoundingClientRect();
    return top >= 0 && bottom <= view.innerHeight;
}"""
# How far the preview is scrolled ten frames later, when whatever was to scroll it has begun.
SCROLLED_LATER = """async (frame) => {
    for (let frames = 0; frames < 10; frames += 1) await new Promise(requestAnimationFrame);
    return document.querySelector(frame).contentWindow.scrollY;
}"""


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Iterator[Curator]:
    """Somebody before a recap that is longer than the screen."""
    folder = make_site(tmp_path, recap=RECAP)
    with serve_page(tmp_path) as address, curate(browser, address, folder) as someone:
        expect(someone.page.frame_locator(FRAME).locator("h1")).to_be_visible()
        yield someone
        assert someone.complaints == []


def wait_until_seen(reader: Curator, text: str) -> None:
    reader.page.wait_for_function(IS_SEEN, arg=[FRAME, text])


def test_a_note_far_below_is_shown_when_it_is_written(reader: Curator) -> None:
    note = reader.row(5).get_by_label("Note under this post")
    note.fill("The last word.")
    note.evaluate("field => field.dispatchEvent(new Event('change'))")
    wait_until_seen(reader, "The last word.")
    expect(note).to_be_focused()


def test_a_summary_is_shown_again_as_it_will_be(reader: Curator) -> None:
    reader.row(5).get_by_label("Note under this post").fill("The last word.")
    summary = reader.page.get_by_role("textbox", name="Summary")
    summary.fill("Labels, **signed**.")
    wait_until_seen(reader, "The last word.")
    summary.press("Control+Enter")
    wait_until_seen(reader, "Labels, signed.")
    expect(reader.page.frame_locator(FRAME).locator(".c-summary strong")).to_have_text("signed")
    expect(summary).to_be_focused()


def test_a_post_that_is_moved_is_followed(reader: Curator) -> None:
    row = reader.row(0)
    text = json.loads((reader.folder / "transcript.jsonl").read_text(encoding="utf-8").splitlines()[2])["text"][:30]
    row.focus()
    for _ in range(5):
        reader.page.keyboard.press("]")
    assert reader.chosen()[-1] == ("x:102", 1)
    wait_until_seen(reader, text)


def test_what_changed_in_sight_moves_nothing(reader: Curator) -> None:
    summary = reader.page.get_by_role("textbox", name="Summary")
    summary.fill("Labels, signed.")
    summary.press("Control+Enter")
    expect(reader.page.frame_locator(FRAME).locator(".c-summary")).to_have_text("Labels, signed.")
    assert reader.page.evaluate(SCROLLED_LATER, FRAME) == 0
