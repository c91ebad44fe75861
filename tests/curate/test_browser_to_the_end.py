"""The command itself with a browser before it: a site goes out, a session is made, somebody is left out for good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.curate.driving import Curator, curate, run_command
from tests.curate.site_making import FOLDER, NOW, commit_site, git, make_site

SCHEDULE = 'schedule: {every: week, on: wednesday, at: "20:00"}\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site that is committed, and sent to a repository beside it."""
    root = tmp_path / "site"
    make_site(root)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("theme: {name: material}\n")
    with (root / "content/chats/museum-hour/chat.yml").open("a", encoding="utf-8") as chat:
        chat.write(SCHEDULE)
    (root / ".gitignore").write_text("site/\n.cache/\n", encoding="utf-8")
    commit_site(root)
    git(root, "config", "user.name", "A")
    git(root, "config", "user.email", "a@b.example")
    return root


@pytest.fixture
def curator(browser: Browser, root: Path) -> Iterator[Curator]:
    """Somebody before the page of the command."""
    still = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
    with (
        run_command(root, "museum-hour/labels", "--now", NOW.isoformat(), **still) as running,
        curate(browser, running.address, root / FOLDER) as someone,
    ):
        yield someone
        assert someone.complaints == []


def press_twice(page: Page, first: str, second: str) -> None:
    """A button that asks before it does anything."""
    page.get_by_role("button", name=first).click()
    page.get_by_role("button", name=second).click()


def test_a_recap_is_published_committed_and_put_on_the_web(curator: Curator, root: Path) -> None:
    page = curator.page
    page.get_by_role("button", name="Keep").click()
    page.locator(".bar [data-act=publish]").click()
    dialog = page.locator("dialog")
    dialog.get_by_label("Day").fill("2026-12-03")
    dialog.get_by_role("button", name="Set as published").click()
    expect(dialog.locator(".step--bad")).to_contain_text("Not committed yet:")
    press_twice(page, "Commit it here…", "Yes, commit it")
    expect(dialog.locator(".step--good").nth(1)).to_contain_text("Everything is committed.")
    assert git(root, "log", "-1", "--format=%s").strip() == "Recap of museum-hour/labels"
    assert git(root, "ls-remote", "--heads", "origin", "gh-pages") == ""
    press_twice(page, "Run it here…", "Yes, put it on the web")
    expect(dialog.get_by_role("log")).to_contain_text("Published.", timeout=60_000)
    git(root, "fetch", "origin", "gh-pages")
    recap = git(root, "show", "FETCH_HEAD:chats/museum-hour/labels/index.html")
    assert "Sign your labels." in recap


def test_a_session_is_made_of_the_schedules_next_day(curator: Curator) -> None:
    page = curator.page
    page.locator(".bar [data-act=page-menu]").click()
    page.get_by_role("button", name="A new session…").click()
    form = page.locator("dialog")
    expect(form.get_by_label("Start")).to_have_value("2026-12-09 20:00")
    form.get_by_label("Title").fill("Labels in verse")
    form.get_by_role("button", name="Make it").click()
    expect(page.locator("h1")).to_have_text("Labels in verse")
    expect(page.locator(".kicker")).to_contain_text("2026-12-09 20:00")
    page.get_by_role("textbox", name="Summary").fill("In verse.")
    page.get_by_role("textbox", name="Summary").press("Control+Enter")
    curator.wait_until_saved()
    folder = curator.folder.parent / "2026-12-09-labels-in-verse"
    assert "In verse." in (folder / "recap.yml").read_text(encoding="utf-8")
    assert "slot: 2026-12-09" in (folder / "session.md").read_text(encoding="utf-8")


def test_somebody_who_asks_is_left_out_everywhere(curator: Curator, root: Path) -> None:
    page = curator.page
    shown = page.frame_locator(".preview__frame.is-shown").locator("body")
    expect(shown).to_contain_text("not to lean")
    curator.post(102).get_by_role("button", name="More for this post").click()
    page.get_by_role("button", name="Leave out this person…").click()
    page.get_by_label("Reason").fill("asked by mail")
    page.get_by_role("button", name="Leave out", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Left out: Lea")
    for number in (102, 106):
        expect(curator.post(number)).to_have_count(0)
    expect(page.locator(".highlight")).to_have_count(0)
    expect(shown).not_to_contain_text("not to lean")
    curator.wait_until_saved()
    forget = (root / "content/forget.yml").read_text(encoding="utf-8")
    assert re.fullmatch(r"- \{hashed: [0-9a-f ]+, on: 2026-12-03, reason: asked by mail\}", forget.splitlines()[-1])
    page.reload()
    page.wait_for_selector("body:not(.is-loading)")
    expect(curator.post(103)).to_be_visible()
    expect(curator.post(102)).to_have_count(0)
