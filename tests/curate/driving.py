"""The page in a browser, with the real server behind it: driven as a person would, by mouse, key or finger."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import yaml
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, ViewportSize, expect

from causerie.curate.app import Curating
from causerie.curate.server import open_server
from causerie.loopback.server import HOST
from tests.curate.site_making import TOKEN, make_publisher, open_desk
from tests.waiting import is_soon

ADDRESS = re.compile(r"^http://127\.0\.0\.1:(\d+)/([\w-]{20,})/$", re.MULTILINE)

DESKTOP, TABLET, PHONE = (ViewportSize(width=w, height=h) for w, h in ((1280, 860), (768, 1024), (360, 780)))


@contextmanager
def serve_page(root: Path, **more: Any) -> Iterator[str]:
    """The address of the page of a site's one session."""
    curating = Curating(desks={TOKEN: open_desk(root)}, publisher=make_publisher(root), **more)
    server = open_server(curating, 0)
    thread = Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{curating.port}/{TOKEN}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(frozen=True)
class RunningCommand:
    """`causerie curate` as a process of its own: the address that it printed, and what it says."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    @property
    def address(self) -> str:
        found = ADDRESS.search(self.said)
        return found[0] if found else ""

    @property
    def has_failed(self) -> bool:
        """Whether it ended by itself, and not well: tests may end or kill it."""
        return self.process.poll() not in (None, 0, -signal.SIGKILL)


@contextmanager
def run_command(root: Path, session: str, *options: str, **environment: str) -> Iterator[RunningCommand]:
    """The command as a host starts it, until it has printed its address and for as long as it is needed."""
    code = "from causerie.cli import main; main()"
    command = [sys.executable, "-c", code, "curate", session, "--no-browser", *options]
    with TemporaryDirectory() as room:
        log = Path(room) / "log.txt"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=root,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        running = RunningCommand(process, log)
        try:
            assert is_soon(lambda: bool(running.address) or process.poll() is not None, within=60), running.said
            assert running.address and process.poll() is None, running.said
            yield running
        finally:
            assert not running.has_failed, running.said
            process.kill()
            process.wait(10)


@dataclass
class Curator:
    """Somebody who makes a recap; what the browser complains of is kept."""

    page: Page
    folder: Path
    complaints: list[str] = field(default_factory=list)

    def post(self, number: int) -> Locator:
        """A post of the transcript."""
        return self.page.locator(f'.post[data-post="x:{number}"]')

    def show_highlights(self) -> None:
        """Scroll the recap to its highlights."""
        self.page.locator("#part-highlights").evaluate("part => part.scrollIntoView()")

    def row(self, number: int) -> Locator:
        """The chosen post's row in the recap: the `number`th highlight."""
        return self.page.locator(".highlight").nth(number)

    def wait_until_saved(self) -> None:
        """Everything that was done has come to the files."""
        expect(self.page.locator(".saving")).to_have_attribute("data-state", "saved")

    def recap(self) -> dict[str, Any]:
        """What stands in recap.yml once everything is saved."""
        self.wait_until_saved()
        found: dict[str, Any] = yaml.safe_load((self.folder / "recap.yml").read_text(encoding="utf-8"))
        return found

    def chosen(self) -> list[tuple[str, int]]:
        """The chosen posts and their questions, as the file has them."""
        return [(each["post"], each.get("question", 0)) for each in self.recap()["highlights"] if "post" in each]


@contextmanager
def curate(
    browser: Browser, address: str, folder: Path, screen: ViewportSize = DESKTOP, **options: Any
) -> Iterator[Curator]:
    """Somebody before the page, until it is closed."""
    context = browser.new_context(viewport=screen, reduced_motion="reduce", **options)
    curator = Curator(context.new_page(), folder)
    complaints = curator.complaints

    def note_message(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            complaints.append(message.text)

    def note_response(response: Response) -> None:
        if response.status >= 400 and response.status not in (409, 422):
            complaints.append(f"{response.status}: {response.url}")

    curator.page.on("console", note_message)
    curator.page.on("response", note_response)
    curator.page.on("pageerror", lambda error: complaints.append(str(error)))
    curator.page.goto(address)
    curator.page.wait_for_selector("body:not(.is-loading)")
    try:
        yield curator
    finally:
        context.close()


IS_THERE = """([what, goal, below]) => {
    const own = what.closest(".row, .post"), at = [...goal.parentElement.children];
    return at.includes(own) && (below ? at.indexOf(own) > at.indexOf(goal) : at.indexOf(own) < at.indexOf(goal));
}"""


def drag(page: Page, what: Locator, to: Locator, *, below: bool = False) -> None:
    """Drag by a grip above or below a row, slowly, with an eye on where it would fall."""
    what.scroll_into_view_if_needed()
    begin, held, goal = what.bounding_box(), what.element_handle(), to.element_handle()
    assert begin
    page.mouse.move(begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(begin["x"] + 12, begin["y"] + 12, steps=3)
    for part in (0.8, 0.7, 0.6, 0.75) if below else (0.2, 0.3, 0.4):
        end = goal.bounding_box()
        assert end
        page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] * part, steps=8)
        page.wait_for_timeout(200)
        if page.evaluate(IS_THERE, [held, goal, below]):
            break
    page.mouse.up()
