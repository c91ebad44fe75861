"""A small site with one held session, and the server for it: asked as a browser would, without a browser."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from causerie.cli.config import read_site
from causerie.curate.app import Curating, make_app
from causerie.curate.desk import Desk
from causerie.curate.publishing import Publisher
from causerie.settings import Settings

NOW = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
START = datetime(2026, 12, 2, 20, 0, tzinfo=UTC)
TOKEN, PORT = "t0ken", 8765
FOLDER = "content/chats/museum-hour/2026-12-02-labels"
MKDOCS = "site_name: Chats\nsite_url: https://chats.example/\ndocs_dir: content/pages\nplugins: [causerie]\n"
PEOPLE = "amara: {name: Amara Diallo, accounts: {x: amara_d}}\njonas: {name: Jonas, accounts: {x: jonas_l}}\n"
CHAT = "title: Museum Hour\nhashtag: MuseumHour\ntimezone: Europe/London\nhosts: [amara]\n"
SESSION = """\
---
title: Who writes the label?   # as announced
start: 2026-12-02 20:00
guests: [jonas]
questions:
  - What is the worst label that you have read?
  - Who should sign a label?
---
We talk about labels.
"""
RECAP = """\
# A note of the host's own
summary: Labels, signed.
takeaways:
  # lea said so
  - text: Sign your labels.
    proposed: true
highlights:
  - post: x:102
    question: 1
    note: Everybody laughed.
  # the second one
  - post: x:106
    question: 2
"""
POSTS: list[tuple[int, str, str, dict[str, Any]]] = [
    (0, "amara_d", "Welcome to #MuseumHour!", {}),
    (5, "amara_d", "Q1 What is the worst label that you have read? #MuseumHour", {}),
    (7, "lea", "A1 A label that asks visitors not to lean on the #label. #MuseumHour", {"likes": 9}),
    (8, "jo", "A1 Labels in verse are the worst of all. https://label.example/verse #MuseumHour", {"likes": 4}),
    (9, "kim", "A1 I cannot remember a single one of them. #MuseumHour", {"media": [{"file": "media/a.png"}]}),
    (20, "amara_d", "Q2 Who should sign a label? #MuseumHour", {}),
    (22, "lea", "A2 Whoever wrote it, with a year and an address. #MuseumHour", {"likes": 12}),
    (23, "jonas_l", "A2 Everybody who touched it, in very small letters. #MuseumHour", {"likes": 1}),
    (31, "kim", "<script>alert(1)</script> <img src=x onerror=alert(2)> javascript:alert(3)", {}),
]


def post_line(at: int, minute: int, by: str, text: str, more: dict[str, Any]) -> str:
    """A post as a transcript has it."""
    fields = {
        "id": f"x:{at}",
        "platform": "x",
        "url": f"https://x.com/{by}/status/{at}",
        "author": {"handle": by, "name": by.title()},
        "posted": (START + timedelta(minutes=minute)).isoformat().replace("+00:00", "Z"),
        "text": text,
        **more,
    }
    return json.dumps(fields) + "\n"


def make_site(root: Path, *, recap: str | None = RECAP) -> Path:
    """Write the site; the session's folder."""
    folder = root / FOLDER
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    texts = {
        "mkdocs.yml": MKDOCS,
        "content/people.yml": PEOPLE,
        "content/chats/museum-hour/chat.yml": CHAT,
        f"{FOLDER}/session.md": SESSION,
        f"{FOLDER}/transcript.jsonl": "".join(post_line(100 + at, *each) for at, each in enumerate(POSTS)),
    }
    texts |= {} if recap is None else {f"{FOLDER}/recap.yml": recap}
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8")
    (root / "content/pages").mkdir()
    (root / "content/pages/index.md").write_text("# Chats\n", encoding="utf-8")
    return folder


def git(folder: Path, *arguments: str) -> str:
    """What Git answers, who must be content."""
    who = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **who}, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def commit_site(root: Path) -> None:
    """Commit a site, and send it to a repository beside it."""
    git(root.parent, "init", "--bare", "remote.git")
    git(root, "init")
    git(root, "remote", "add", "origin", str(root.parent / "remote.git"))
    git(root, "add", ".")
    git(root, "commit", "-m", "All")
    git(root, "push", "-u", "origin", "main")


def open_desk(root: Path, language: str = "en") -> Desk:
    """A desk for the session."""
    settings = Settings(
        root=root, content=root / "content", site_name="Chats", site_url="https://chats.example/", language=language
    )
    return Desk(settings, root / FOLDER, lambda: NOW)


def make_publisher(root: Path) -> Publisher:
    """One that reads the site's address as the command does."""
    return Publisher(root / "mkdocs.yml", lambda: read_site(root)[0].site_url)


class Page:
    """The page's side of the server: every request as the page's own script would send it."""

    def __init__(self, root: Path, **more: Any) -> None:
        self.folder = root / FOLDER
        self.desk = open_desk(root)
        self.curating = Curating(desks={TOKEN: self.desk}, publisher=make_publisher(root), port=PORT, **more)
        self.client: FlaskClient = make_app(self.curating).test_client()

    def get(self, address: str, *, token: str = TOKEN, headers: dict[str, str] | None = None) -> TestResponse:
        return self.client.get(f"/{token}/{address}", headers={"Host": f"127.0.0.1:{PORT}", **(headers or {})})

    def post(
        self, address: str, body: Any = None, *, token: str = TOKEN, headers: dict[str, str] | None = None
    ) -> TestResponse:
        own = {"Host": f"127.0.0.1:{PORT}", "Origin": f"http://127.0.0.1:{PORT}", "Sec-Fetch-Site": "same-origin"}
        content = body if isinstance(body, bytes) else json.dumps({} if body is None else body).encode()
        own["Content-Type"] = "application/json"
        return self.client.post(f"/{token}/{address}", data=content, headers={**own, **(headers or {})})

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get("state").get_json()
        return found

    def change(self, do: str, **fields: Any) -> dict[str, Any]:
        """Make a change that must work; the new state."""
        answer = self.post("change", {"do": do, **fields})
        assert answer.status_code == 200, answer.get_data(as_text=True)
        found: dict[str, Any] = answer.get_json()
        return found

    def read(self, name: str = "recap.yml") -> str:
        return (self.folder / name).read_bytes().decode("utf-8")
