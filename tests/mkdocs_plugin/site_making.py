"""Small sites for the adapter's tests: a folder with records, and the real commands run in it, as a host runs them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

NOW = 1795348800  # 2026-11-22T12:00Z

MKDOCS = """\
site_name: Chats
site_url: https://chats.example/
site_description: Hashtag chats.
docs_dir: content/pages
theme: {name: material}
plugins: [search, causerie]
"""
CHAT = """\
title: Museum Hour
hashtag: MuseumHour
timezone: Europe/London
hosts: [amara]
platforms: {mastodon: glammr.example}
schedule: {every: week, on: wednesday, at: "20:00"}
"""
NEXT = """\
---
title: Who writes the label?
start: 2026-12-02 20:00
slot: 2026-12-02
status: confirmed
topics: [labels]
announced: 2026-11-20
questions: [What is the worst label?, And the best?]
---
Bring a label.
"""
HELD = """\
---
title: Describe this amphora
start: 2026-10-07 20:00
slot: 2026-10-07
status: confirmed
announced: 2026-09-25
questions: [What do you see?, What did you leave out?]
---
"""
RECAP = """\
published: 2026-10-09
summary: One amphora, forty descriptions.
takeaways: [Say first what it is.]
highlights:
  - question: 1
    post:
      platform: bluesky
      url: https://bsky.app/profile/jonas.example/post/3k2a
      author: {name: Jonas, handle: jonas.example}
      text: "A1 Two horses. #MuseumHour"
      posted: 2026-10-07T19:14:10Z
"""
SESSION = "content/chats/museum-hour/2026-12-02-labels/session.md"
SMALL = {
    "mkdocs.yml": MKDOCS,
    "content/people.yml": "amara:\n  name: Amara Diallo\n",
    "content/pages/index.md": "# Chats\n\nWelcome.\n",
    "content/chats/museum-hour/chat.yml": CHAT,
    SESSION: NEXT,
    "content/chats/museum-hour/2026-10-07-amphora/session.md": HELD,
    "content/chats/museum-hour/2026-10-07-amphora/recap.yml": RECAP,
}


@dataclass(frozen=True)
class Run:
    """What a command said, and how it ended."""

    code: int
    said: str

    @property
    def lines(self) -> list[str]:
        return self.said.splitlines()

    @property
    def problems(self) -> list[str]:
        """The lines that name a place, without MkDocs' level before them."""
        bare = [re.sub(r"^(ERROR|WARNING|INFO) +-  ", "", line) for line in self.lines]
        return [line for line in bare if re.match(r"[^ :]+:\d+:\d+: ", line)]

    @property
    def warnings(self) -> list[str]:
        return [line for line in self.lines if line.startswith("WARNING")]


class Site:
    """A folder like a host's repository."""

    def __init__(self, root: Path, files: dict[str, str] | None = None) -> None:
        self.root = root
        for name, text in (SMALL if files is None else files).items():
            self.write(name, text)

    @property
    def folder(self) -> Path:
        return self.root / "site"

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands exactly once in a file."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        self.write(name, text.replace(old, new))

    def run(self, *command: str, **environment: str) -> Run:
        """Run a program of this Python's environment in the site's folder."""
        done = subprocess.run(
            [Path(sys.executable).with_name(command[0]), *command[1:]],
            cwd=self.root,
            env=environment_of(self.root, **environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return Run(done.returncode, done.stdout.decode())

    def build(self, *options: str) -> Run:
        return self.run("mkdocs", "build", *options)

    def built(self, *options: str) -> Site:
        """The site, built without a word of warning."""
        done = self.build("--strict", *options)
        assert (done.code, done.warnings) == (0, []), done.said
        return self

    def check(self, *options: str) -> Run:
        return self.run("causerie", "check", *options)

    def page(self, address: str) -> str:
        path = self.folder / address
        return (path / "index.html" if address.endswith("/") or not address else path).read_text(encoding="utf-8")

    def body(self, address: str) -> str:
        """What the page says itself, without the theme around it."""
        return self.page(address).split("<article", 1)[1].split("</article>", 1)[0]

    @property
    def left_over(self) -> list[str]:
        """What a build forgot to clear away beside the site."""
        return sorted(path.name for path in self.root.iterdir() if path.name.startswith("site."))


def environment_of(root: Path, **more: str) -> dict[str, str]:
    """The least that a command needs; its temporary files go where the test can see them."""
    (root / "tmp").mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
    given = {"SOURCE_DATE_EPOCH": str(NOW), "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(root / "tmp"), "PYTHONUTF8": "1"}
    return {**kept, **given, **more}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class Elements(HTMLParser):
    """A page's elements in order, each with its attributes and the text directly in it; templates are not shown."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self._templates = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._templates += tag == "template"
        if not self._templates:
            self.found.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        self._templates -= tag == "template"

    def handle_data(self, data: str) -> None:
        if self.found and not self._templates:
            self.found[-1][2].append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes, _ in self.found if name == tag]

    def text_of(self, tag: str) -> list[str]:
        return ["".join(text).strip() for name, _, text in self.found if name == tag]
