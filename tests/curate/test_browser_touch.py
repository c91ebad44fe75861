"""By finger on a tablet and on a phone: from the posts to a published recap."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, ViewportSize, expect

from tests.curate.driving import PHONE, TABLET, Curator, curate, serve_page
from tests.curate.site_making import make_site
from tests.waiting import is_soon

IS_IN_LIST = """([what, goal]) => what.closest(".row, .post").parentElement === goal.parentElement"""
TARGETS = "button, select, input, textarea, summary, .grip:not(.grip--none), .post .avatar"


def touch_drag(curator: Curator, what: Locator, to: Locator) -> None:
    """Drag with one finger, as the browser's own protocol has it."""
    what.scroll_into_view_if_needed()
    begin, end = what.bounding_box(), to.bounding_box()
    held, goal = what.element_handle(), to.element_handle()
    assert begin and end
    finger = curator.page.context.new_cdp_session(curator.page)
    x, y = begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2
    far_x, far_y = end["x"] + end["width"] / 2, end["y"] + end["height"] / 2

    def send(kind: str, *points: tuple[float, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]})

    send("touchStart", (x, y))
    for step in range(1, 13):
        send("touchMove", (x + (far_x - x) * step / 12, y + (far_y - y) * step / 12))
        curator.page.wait_for_timeout(30)
    assert is_soon(lambda: curator.page.evaluate(IS_IN_LIST, [held, goal]))
    send("touchEnd")


def test_a_row_and_a_post_are_dragged_by_finger(browser: Browser, served: tuple[str, Path]) -> None:
    with curate(browser, *served, TABLET, has_touch=True, is_mobile=True) as curator:
        touch_drag(curator, curator.post(108).locator(".avatar"), curator.page.locator("[data-in='1'] .highlight"))
        expect(curator.page.locator("[data-in='1'] .highlight")).to_have_count(2)
        assert sorted(curator.chosen()) == [("x:102", 1), ("x:106", 2), ("x:108", 1)]
        curator.show_highlights()
        touch_drag(curator, curator.row(0).locator(".grip"), curator.page.locator("[data-in='2'] .highlight"))
        expect(curator.page.locator("[data-in='2'] .highlight")).to_have_count(2)
        assert curator.complaints == []


@pytest.mark.parametrize("screen", [TABLET, PHONE], ids=["tablet", "phone"])
def test_a_recap_is_made_by_finger(browser: Browser, served: tuple[str, Path], screen: ViewportSize) -> None:
    with curate(browser, *served, screen, has_touch=True, is_mobile=True) as curator:
        page = curator.page
        curator.post(107).locator(".choose").tap()
        recap = page.locator("[data-pane-of=recap]")
        recap.tap()
        page.get_by_role("button", name="Keep").tap()
        page.get_by_role("textbox", name="Summary").fill("Labels, signed.")
        curator.row(2).get_by_role("button", name="More for this part").tap()
        page.get_by_role("button", name="Move up").tap()
        assert curator.chosen() == [("x:102", 1), ("x:107", 2), ("x:106", 2)]
        page.locator("[data-pane-of=preview]").tap()
        expect(page.frame_locator(".preview__frame.is-shown").locator("body")).to_contain_text("in very small letters")
        page.locator(".bar [data-act=publish]").tap()
        page.get_by_role("button", name="Set as published").tap()
        expect(page.locator("dialog")).to_contain_text("Published on")
        assert curator.recap()["published"]
        assert curator.complaints == []


def test_what_is_tapped_is_large_enough(browser: Browser, served: tuple[str, Path]) -> None:
    """At least 24 by 24 CSS pixels (WCAG 2.2, 2.5.8)."""
    with curate(browser, *served, TABLET, has_touch=True, is_mobile=True) as curator:
        boxes = [each.bounding_box() for each in curator.page.locator(TARGETS).all() if each.is_visible()]
        assert [box for box in boxes if box and min(box["width"], box["height"]) < 24] == []
        assert boxes


def test_nothing_moves_the_page_itself_on_a_phone(browser: Browser, served: tuple[str, Path]) -> None:
    with curate(browser, *served, PHONE, has_touch=True, is_mobile=True) as curator:
        page = curator.page
        for number in (107, 108):
            curator.post(number).locator(".choose").tap()
        page.locator("[data-pane-of=recap]").tap()
        page.get_by_label("A new open question").evaluate("field => field.scrollIntoView({block: 'center'})")
        moved = (
            "[document.body.scrollTop, document.documentElement.scrollTop, document.querySelector('.panes').scrollTop]"
        )
        assert page.evaluate(moved) == [0, 0, 0]
        expect(page.locator(".bar [data-act=publish]")).to_be_in_viewport()


def test_questions_are_wide_enough_to_be_read_on_a_phone(browser: Browser, served: tuple[str, Path]) -> None:
    with curate(browser, *served, PHONE, has_touch=True, is_mobile=True) as curator:
        curator.page.locator(".bar [data-act=session]").tap()
        box = curator.page.get_by_label("Question", exact=True).first.bounding_box()
        assert box
        assert box["width"] > PHONE["width"] * 0.6


def test_a_tap_meets_what_one_taps_when_a_long_post_above_folds(browser: Browser, tmp_path: Path) -> None:
    folder = make_site(tmp_path)
    file = folder / "transcript.jsonl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("A1 A label that asks", "A1 A label " + "that asks " * 40), encoding="utf-8")
    with (
        serve_page(tmp_path) as address,
        curate(browser, address, folder, PHONE, has_touch=True, is_mobile=True) as curator,
    ):
        curator.page.locator("[data-pane-of=recap]").tap()
        curator.row(0).focus()
        curator.row(1).get_by_role("button", name="Insert here").click()
        expect(curator.page.locator(".menu")).to_be_visible()
