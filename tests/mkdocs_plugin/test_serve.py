"""`mkdocs serve` while a host writes: every edit shows, a mistake is said at its place and takes nothing down."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.mkdocs_plugin.site_making import CHAT, NEXT, RECAP, SESSION, Site, environment_of

PATIENCE = 60  # seconds: a busy machine is no failure
LABELS = "chats/museum-hour/labels/"
AMPHORA = "chats/museum-hour/amphora/"
HELD_FOLDER = "content/chats/museum-hour/2026-10-07-amphora"
POST = (
    '{"id": "bluesky:did:plc:jonas/3k2b", "platform": "bluesky", "url": "https://bsky.app/profile/jonas.example/post/3k2b",'
    ' "author": {"handle": "jonas.example"}, "posted": "2026-10-07T19:20:00Z", "text": "A1 %s #MuseumHour"}\n'
)


class Preview:
    """A server that shows a site while its records change."""

    def __init__(self, site: Site, *options: str) -> None:
        self.site = site
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self._log = site.root / "serve.log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "-a", self.address, *options],
                cwd=site.root,
                env=environment_of(site.root, PYTHONUNBUFFERED="1"),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait(lambda: "Serving on" in self.said)

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def wait(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)

    def get(self, address: str = "") -> str:
        """What the server answers; empty where there is nothing."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{address}", timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            assert error.code == 404
            return ""

    def shows(self, text: str, at: str = "") -> None:
        """Wait until a page has a text."""
        self.wait(lambda: text in self.get(at))

    def says(self, text: str) -> None:
        """Wait until the log has a line."""
        self.wait(lambda: text in self.said)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Preview]]:
    previews: list[Preview] = []

    def start(change: Callable[[Site], None] = lambda site: None, *options: str) -> Preview:
        site = Site(tmp_path / "host")
        change(site)
        previews.append(Preview(site, *options))
        return previews[-1]

    yield start
    for preview in previews:
        preview.process.kill()
        preview.process.wait()


def test_every_kind_of_record_shows_when_it_is_edited(serve: Callable[..., Preview]) -> None:
    preview = serve()
    site = preview.site
    assert "Who writes the label?" in preview.get()

    site.change(SESSION, "Who writes the label?", "Who reads the label?")
    preview.shows("Who reads the label?", LABELS)
    site.change(f"{HELD_FOLDER}/recap.yml", "Say first what it is.", "Leave out the date.")
    preview.shows("Leave out the date.", AMPHORA)
    site.change("content/people.yml", "Amara Diallo", "Amara D. Diallo")
    preview.shows("Amara D. Diallo", LABELS)
    site.change("content/chats/museum-hour/chat.yml", "title: Museum Hour", "title: The Museum Hour")
    preview.shows("The Museum Hour", "chats/")
    site.change("content/pages/index.md", "Welcome.", "Come in.")
    preview.shows("Come in.")

    site.write(f"{HELD_FOLDER}/transcript.jsonl", POST % "Three.")
    site.write(f"{HELD_FOLDER}/recap.yml", RECAP + "  - {question: 2, post: 'bluesky:did:plc:jonas/3k2b'}\n")
    preview.shows("A1 Three.", AMPHORA)
    site.write(f"{HELD_FOLDER}/transcript.jsonl", POST % "Four.")
    preview.shows("A1 Four.", AMPHORA)

    site.write(
        "content/chats/museum-hour/2026-12-09-loans/session.md", NEXT.replace("12-02", "12-09").replace("Who", "W")
    )
    preview.shows("W writes the label?", "chats/museum-hour/loans/")
    shutil.rmtree(site.root / "content/chats/museum-hour/2026-12-09-loans")
    preview.wait(lambda: not preview.get("chats/museum-hour/loans/"))
    site.write("content/chats/paper-hour/chat.yml", CHAT.replace("Museum", "Paper"))
    preview.shows("Paper Hour", "chats/paper-hour/")
    assert "Traceback" not in preview.said


def test_a_broken_record_is_said_at_its_place_and_keeps_its_last_good_version(serve: Callable[..., Preview]) -> None:
    preview = serve()
    site = preview.site
    site.change(SESSION, "status: confirmed", "status: confirmd")
    preview.says(
        f"WARNING -  {SESSION}:5:9: 'status' is 'confirmd', none of idea, planned, confirmed, cancelled and postponed."
        " Did you mean 'confirmed'?\n"
    )
    site.change(SESSION, "Who writes the label?", "Who reads the label?")
    site.change(f"{HELD_FOLDER}/session.md", "Describe this amphora", "Describe that amphora")
    preview.shows("Describe that amphora", AMPHORA)
    assert "Who writes the label?" in preview.get(LABELS)
    assert "Who reads the label?" not in preview.get(LABELS) + preview.get() + preview.get("feed.xml")

    site.change(SESSION, "status: confirmd", "status: confirmed")
    preview.shows("Who reads the label?", LABELS)
    site.change("content/chats/museum-hour/chat.yml", "Europe/London", "Europe/Lundon")
    preview.says("content/chats/museum-hour/chat.yml:3:11: 'timezone' is 'Europe/Lundon'")
    site.change(SESSION, "Who reads the label?", "Who pays for the label?")
    preview.shows("Who pays for the label?", LABELS)
    assert "Traceback" not in preview.said


def test_a_record_that_is_broken_from_the_start_is_said_and_the_rest_is_shown(serve: Callable[..., Preview]) -> None:
    preview = serve(lambda site: site.change(SESSION, "status: confirmed", "status: confirmd"))
    assert f"{SESSION}:5:9: " in preview.said
    assert "Describe this amphora" in preview.get(AMPHORA)
    assert preview.get(LABELS) == ""
    preview.site.change(SESSION, "status: confirmd", "status: confirmed")
    preview.shows("Who writes the label?", LABELS)


def test_a_preview_starts_before_there_are_records(serve: Callable[..., Preview]) -> None:
    def move_away(site: Site) -> None:
        site.write("docs/index.md", "# Soon\n")
        site.change("mkdocs.yml", "docs_dir: content/pages", "docs_dir: docs")
        (site.root / "content").rename(site.root / "later")

    preview = serve(move_away)
    assert "content:1:1: the folder of the records is missing." in preview.said
    assert "Soon" in preview.get()
    (preview.site.root / "later").rename(preview.site.root / "content")
    preview.site.write("docs/index.md", "# Now\n")
    preview.shows("Who writes the label?", LABELS)
    preview.site.change(SESSION, "Who writes the label?", "Who reads the label?")
    preview.shows("Who reads the label?", LABELS)


def test_a_wrong_block_is_said_and_the_page_is_shown_with_its_line(serve: Callable[..., Preview]) -> None:
    preview = serve()
    preview.site.write("content/pages/join.md", "# Join\n\n[causerie upcoming chat=musem-hour]\n")
    preview.says("content/pages/join.md:3:20: 'chat=musem-hour' is no chat. Did you mean 'museum-hour'?")
    preview.shows("[causerie upcoming chat=musem-hour]", "join/")
    preview.site.write("content/pages/join.md", "# Join\n\n[causerie upcoming chat=museum-hour]\n")
    preview.shows("Who writes the label?", "join/")


def test_a_failure_of_another_plugin_is_survived(serve: Callable[..., Preview]) -> None:
    def add_hook(site: Site) -> None:
        site.write("hook.py", "import pathlib\ndef on_env(*v, **m):\n    assert not pathlib.Path('broken').exists()\n")
        site.change("mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")

    preview = serve(add_hook)
    preview.site.write("broken", "")
    preview.site.change(SESSION, "Who writes", "Who reads")
    preview.says("AssertionError")
    (preview.site.root / "broken").unlink()
    preview.site.change(SESSION, "Who reads", "Who sees")
    preview.shows("Who sees the label?", LABELS)


def test_feeds_and_calendars_carry_the_published_address_while_they_are_previewed(
    serve: Callable[..., Preview],
) -> None:
    preview = serve()
    published = ["calendar.ics", "feed.xml", "feed.atom", "feed.json", "recaps.xml", "causerie.json"]
    published += [f"{LABELS}labels.ics", "chats/museum-hour/calendar.ics", "chats/museum-hour/announcements.xml"]
    texts = {name: preview.get(name) for name in published}
    assert [name for name, text in texts.items() if "https://chats.example/" not in text] == []
    assert [name for name, text in texts.items() if re.search(r"127\.0\.0\.1|localhost", text)] == []


@pytest.mark.parametrize("options", [(), ("--clean",), ("--dirty",), ("--strict",)])
def test_ctrl_c_ends_a_preview_and_leaves_nothing_behind(
    serve: Callable[..., Preview], options: tuple[str, ...]
) -> None:
    preview = serve(lambda site: None, *options)
    preview.site.change(SESSION, "Who writes the label?", "Who reads the label?")
    preview.shows("Who reads the label?", LABELS)
    preview.stop()
    assert preview.process.returncode == 0
    assert "Traceback" not in preview.said
    assert list((preview.site.root / "tmp").iterdir()) == []
    assert preview.site.left_over == []
