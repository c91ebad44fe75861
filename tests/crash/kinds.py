"""The commands that write, each with the small site that it is run on: what is killed, and what must be whole then."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.crash.answering import SERVER, SITE
from tests.curate.site_making import CHAT, FOLDER, SESSION, START, make_site
from tests.records.circle_making import chat, content

NOW = "2026-12-03T12:00"
NAME = "museum-hour/labels"
SCHEDULE = 'schedule: {every: week, on: wednesday, at: "20:00"}\n'
PUBLISHED = "published: 2026-12-03\nsummary: Labels, signed.\ntakeaways: [Sign your labels.]\n"
EXPORT = "export.jsonl"
OTHER = "content/chats/museum-hour/2026-11-25-lamps"


@dataclass(frozen=True)
class Kind:
    """A command to kill."""

    name: str
    arguments: tuple[str, ...]  # of `causerie`; or `mkdocs` and its own; or `curate` and what a person changes
    prepare: Callable[[Path], None] = lambda root: None
    earlier: tuple[str, ...] = ()  # what was run before `prepare`
    codes: tuple[int, ...] = (0,)  # with which it may end, also where there is nothing left to do
    between: tuple[str, ...] = ()  # files that have another content meanwhile
    salted: tuple[str, ...] = ()  # files that are another each time


def make_records(root: Path) -> None:
    """A site with a held session, its posts, a recap, and an export with more posts of it."""
    make_site(root)
    (root / "content/chats/museum-hour/chat.yml").write_text(CHAT + SCHEDULE, encoding="utf-8")
    posts = [("lea", "A1 One about stairs. #MuseumHour"), ("kim", "@lea A1 The same. #MuseumHour")] * 12
    lines = []
    for number, (by, text) in enumerate(posts):
        written = START + timedelta(minutes=10, seconds=number)
        lines.append({
            "id_str": str(((int(written.timestamp() * 1000) - 1288834974657) << 22) + number),
            "created_at": f"{written:%a %b %d %H:%M:%S +0000 %Y}",
            "full_text": f"{number} {text}",
            "user": {"screen_name": by, "name": by.title(), "id_str": by},
            "entities": {"hashtags": [], "urls": []},
        })  # fmt: skip
    (root / EXPORT).write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    (root / SITE).parent.mkdir()
    (root / SITE).write_bytes(content())
    (root / OTHER).mkdir(parents=True)
    (root / OTHER / "session.md").write_text(
        '---\ntitle: Lamps\nstart: 2026-11-25 20:00\nslot: "2026-11-25"\n---\n', encoding="utf-8"
    )


def _without_recap(root: Path) -> None:
    (root / FOLDER / "recap.yml").unlink()


def _without_questions(root: Path) -> None:
    _without_recap(root)
    head, _, rest = SESSION.partition("questions:\n")
    (root / FOLDER / "session.md").write_text(head + rest.partition("---")[1] + "\n", encoding="utf-8")


def _published(root: Path) -> None:
    (root / FOLDER / "recap.yml").write_text(
        f"{PUBLISHED}highlights:\n  - post: x:102\n    question: 1\n", encoding="utf-8"
    )


def _begun_retro(root: Path) -> None:
    (root / FOLDER / "retro.yml").write_text("went_well: [Everybody stayed.]\n", encoding="utf-8")


def _retitled(root: Path) -> None:
    path = root / FOLDER / "session.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Who writes the label?", "Who signs the label?"), encoding="utf-8")


def _with_news(root: Path) -> None:
    (root / SITE).write_bytes(content(chats=[chat(title="Shelves")]))


def _older_file(*names: str) -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        _published(root)
        for name in names:
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_bytes(b"older\n" * 2000)

    return prepare


_CHOOSE = '{"do": "choose", "post": "x:103", "question": 1, "before": null}'
_QUESTIONS = '{"do": "assign", "post": "x:104", "questions": [1]}'
_LEAVE_OUT = '{"do": "leave-out", "post": "x:102", "whole": true}'
_MANIFEST = "kit/museum-hour/labels/.kit.json"
_AT = ("--now", NOW)
_LATER = ("--now", "2026-12-04T12:00")
KINDS = (
    Kind("import", ("import", EXPORT, "--session", NAME, *_AT)),
    Kind("import, the first", ("import", EXPORT, "--session", "museum-hour/lamps", "--all", *_AT)),
    Kind(
        "import --from",
        ("import", "--session", NAME, "--from", "mastodon", "--server", SERVER, *_AT),
    ),
    Kind("draft", ("draft", NAME, *_AT)),
    Kind("draft, the first", ("draft", NAME, *_AT), _without_recap),
    Kind("draft --questions", ("draft", NAME, "--questions", *_AT), _without_questions),
    Kind("forget", ("forget", "x:kim", "--yes", *_AT), _published, codes=(0, 1), salted=("content/forget.yml",)),
    Kind("curate, a post", ("curate", _CHOOSE), codes=(0, 2)),
    Kind("curate, a question", ("curate", _QUESTIONS)),
    Kind("curate, the first", ("curate", _CHOOSE), _without_recap, codes=(0, 2)),
    Kind("curate, leaving out", ("curate", _LEAVE_OUT), codes=(0, 2), salted=("content/forget.yml",)),
    Kind("new site", ("new", "site", "fresh", "--host-name", "Ada", *_AT), codes=(0, 2)),
    Kind("new chat", ("new", "chat", "library-hour", *_AT), codes=(0, 2)),
    Kind("new session", ("new", "session", "museum-hour", "Frames", "--id", "frames", *_AT), codes=(0, 2)),
    Kind("kit", ("kit", NAME, *_AT), between=(_MANIFEST,)),
    Kind("kit, again", ("kit", NAME, *_AT), _retitled, earlier=("kit", NAME, *_AT), between=(_MANIFEST,)),
    Kind("kit --templates", ("kit", "--templates", *_AT)),
    Kind("export", ("export", NAME, "--out", "out/recap.md", *_AT), _older_file("out/recap.md")),
    Kind("card", ("card", NAME, "--out", "out", *_AT), _older_file("out/labels.png", "out/labels.txt")),
    Kind("schema", ("schema", "recap", "--output", "out/recap.json"), _older_file("out/recap.json")),
    Kind("retro", ("retro", NAME, *_AT)),
    Kind("retro, begun", ("retro", NAME, *_AT), _begun_retro),
    Kind("report, a bare name", ("report", "--to", "season.md", *_AT)),
    Kind("report", ("report", "--to", "out/season.md", *_AT), _older_file("out/season.md")),
    Kind("directory add", ("directory", "add", SITE, *_AT)),
    Kind("directory add, again", ("directory", "add", SITE, *_LATER), earlier=("directory", "add", SITE, *_AT)),
    Kind("directory update", ("directory", "update", *_LATER), _with_news, earlier=("directory", "add", SERVER, *_AT)),
    Kind(
        "directory remove",
        ("directory", "remove", "stacks.example", *_AT),
        earlier=("directory", "add", SITE, *_AT),
        codes=(0, 2),
    ),
    Kind("mkdocs build", ("mkdocs", "build"), _published),
    Kind("mkdocs build, again", ("mkdocs", "build"), _published, earlier=("mkdocs", "build")),
)
