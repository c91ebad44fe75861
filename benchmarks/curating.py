"""How soon the page of `causerie curate` shows what one does: `python benchmarks/curating.py --posts 1500`.

A site with one session of invented posts, the real server, a real browser: from the click to the next frame, in
milliseconds. Needs Playwright (in the project's `test` extra) and a Chromium.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.pop(0)  # this folder, whose profile.py is not Python's own
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Page, sync_playwright

from benchmarks.machine import describe_machine
from causerie.model.post import Author, Post
from causerie.records import write_transcript

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_WORDS = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split()
_START = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)
_QUESTIONS = 6
_RECORDS = {
    "mkdocs.yml": "site_name: Chats\ndocs_dir: content/pages\nplugins: [causerie]\n",
    "content/pages/about.md": "# About\n",
    "content/chats/museum-hour/chat.yml": "title: Museum Hour\nhashtag: MuseumHour\ntimezone: UTC\n",
    "content/chats/museum-hour/2026-11-18-labels/session.md": "---\ntitle: Labels\nstart: 2026-11-18 20:00\n"
    + "questions:\n"
    + "".join(f"  - What of the {n}. kind?\n" for n in range(1, _QUESTIONS + 1))
    + "---\n",
}
# Does something, and says how many milliseconds passed until the next frame was drawn.
_TIME = """async ([selector, act]) => {
  const element = document.querySelector(selector);
  const begin = performance.now();
  if (act === 'click') element.click();
  else { element.value = act; element.dispatchEvent(new Event(element.tagName === 'SELECT' ? 'change' : 'input')); }
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begin;
}"""


def main() -> int:
    """Measure and print a table; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1500, help="how many posts the session has")
    parser.add_argument("--rounds", type=int, default=5, help="how often each thing is done")
    given = parser.parse_args()
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        print("There is no Chromium to measure with.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, _serve(Path(folder), given.posts) as address:
        rows = _measure(browser, address, given.posts, given.rounds)
    print(f"{describe_machine()}. {given.posts:,} posts, medians of {given.rounds}.\n")
    print("| what one does | ms until it shows |\n|---|---:|")
    for what, taken in rows.items():
        print(f"| {what} | {statistics.median(taken):.0f} |")
    return 0


@contextmanager
def _serve(root: Path, posts: int) -> Iterator[str]:
    for name, text in _RECORDS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    write_transcript(root / "content/chats/museum-hour/2026-11-18-labels/transcript.jsonl", _make_posts(posts))
    code = "from causerie.cli import main; main()"
    command = [sys.executable, "-c", code, "curate", "museum-hour/labels", "--no-browser"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None, "it is a pipe"
        yield process.stdout.readline().strip()
        process.terminate()


def _make_posts(count: int) -> Iterator[Post]:
    dice = random.Random(1)
    for number in range(count):
        words = " ".join(dice.choices(_WORDS, k=22))
        yield Post(
            id=f"x:{1000 + number}",
            platform="x",
            url=f"https://x.com/p{number % 90}/status/{1000 + number}",
            author=Author(handle=f"p{number % 90}", name=f"Person {number % 90}"),
            posted=_START + timedelta(hours=1) * number / count,
            text=f"A{1 + number * _QUESTIONS // count} {words} #MuseumHour",
            likes=number % 17,
        )


def _measure(browser: str, address: str, posts: int, rounds: int) -> dict[str, list[float]]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=_FLAGS)
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        page.goto(address)
        page.locator(".post").nth(posts - 1).wait_for(state="attached")
        step = max(1, posts // (rounds + 1))
        rows: dict[str, list[float]] = {}
        for at in range(1, rounds + 1):
            post = f'[data-post="x:{1000 + at * step}"] .choose'
            rows.setdefault("choose a post", []).append(_do(page, post))
            saved = page.locator('.saving[data-state="saved"]')
            saved.wait_for()
            rows.setdefault("show one question", []).append(_do(page, '.pill[data-question="2"]'))
            rows.setdefault("show all", []).append(_do(page, '.pill[data-question=""]'))
            rows.setdefault("sort by score", []).append(_do(page, "select[name=sort]", "score"))
            rows.setdefault("sort by time", []).append(_do(page, "select[name=sort]", "time"))
            rows.setdefault("search", []).append(_do(page, "input[name=search]", _WORDS[at]))
            rows.setdefault("end the search", []).append(_do(page, "input[name=search]", ""))
        chromium.close()
    return rows


def _do(page: Page, selector: str, act: str = "click") -> float:
    taken: float = page.evaluate(_TIME, [selector, act])
    return taken


if __name__ == "__main__":
    sys.exit(main())
