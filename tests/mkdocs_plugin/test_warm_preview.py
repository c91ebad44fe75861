"""A preview that rebuilds what an edit touches shows what a new one shows; mistakes keep the last good version."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from tests.mkdocs_plugin import builder as builder_module
from tests.mkdocs_plugin.builder import Builder
from tests.mkdocs_plugin.site_making import Site, environment_of, tree
from tests.mkdocs_plugin.test_warm import FORGET, MIRRORS, PEOPLE, Edit, both, change, delete, move, write
from tests.mkdocs_plugin.warm_site import AMPHORA, LABELS, MUSEUM, NOW, PAPER, Twins, differences


def nothing(twins: Twins) -> None:
    """Leave all as it is."""


@dataclass(frozen=True)
class Step:
    """What somebody saves, and where that is a mistake, what is to be shown all the same."""

    name: str
    edit: Edit
    shown_as: Edit | None = None
    when: datetime = NOW


SESSION, RECAP, CHAT = f"{LABELS}/session.md", f"{AMPHORA}/recap.yml", f"{MUSEUM}/chat.yml"
WRAPPINGS = f"{MUSEUM}/2026-12-16-wrappings/session.md"
LOANS, TOWEL = f"{MUSEUM}/2026-11-18-loans", f"{MUSEUM}/2026-11-19-loans"
GONE = '- {account: "bluesky:gone.example", on: 2026-11-01}\n'
DEC_8 = datetime(2026, 12, 8, 1, tzinfo=NOW.tzinfo)

STEPS = (
    Step("nothing", nothing),
    Step("a recap", change(RECAP, "Say first what it is.", "First say what it is.")),
    Step("a session gets a mistake", change(SESSION, "status: confirmed", "status: confirmd"), nothing),
    Step("another one is edited", change(WRAPPINGS, "title: Wrappings", "title: Boxes")),
    Step("the chat, too", change(CHAT, "title: Museum Hour", "title: The Museum Hour")),
    Step("the wrong one has new questions", change(SESSION, "the worst label?", "the best label?"), nothing),
    Step("questions come", nothing, when=DEC_8),
    Step(
        "it is right again",
        change(SESSION, "status: confirmd", "status: confirmed"),
        change(SESSION, "the worst label?", "the best label?"),
        DEC_8,
    ),
    Step("the clock goes back", nothing),
    Step(
        "a recap gets a mistake, and its session another text",
        both(
            change(RECAP, "summary: One amphora", "summery: One jar"),
            change(f"{AMPHORA}/session.md", "One **amphora**", "One **jar**"),
        ),
        change(f"{AMPHORA}/session.md", "One **amphora**", "One **jar**"),
    ),
    Step("that session is wrong, too", change(f"{AMPHORA}/session.md", "start: 2026", "begin: 2026"), nothing),
    Step("the session is right", change(f"{AMPHORA}/session.md", "begin: 2026", "start: 2026"), nothing),
    Step(
        "the recap is right",
        change(RECAP, "summery: One jar", "summary: One vase"),
        change(RECAP, "summary: One amphora", "summary: One vase"),
    ),
    Step(
        "two sessions have one slot, and one new questions",
        both(change(WRAPPINGS, "slot: 2026-12-16", "slot: 2026-12-02"), change(WRAPPINGS, "wrap it", "pack it")),
        nothing,
    ),
    Step(
        "each has its own",
        change(WRAPPINGS, "slot: 2026-12-02", "slot: 2026-12-16"),
        change(WRAPPINGS, "wrap it in?", "pack it in?"),
    ),
    Step(
        "a folder is renamed and its session wrong",
        both(move(LOANS, TOWEL), change(f"{TOWEL}/session.md", "title: Loans", "titel: Towels")),
        nothing,
    ),
    Step(
        "and right",
        change(f"{TOWEL}/session.md", "titel: Towels", "title: Towels"),
        both(move(LOANS, TOWEL), change(f"{TOWEL}/session.md", "title: Loans", "title: Towels")),
    ),
    Step("people.yml is wrong", change(PEOPLE, "jonas:\n  name", "jonas:\n  nome"), nothing),
    Step("a session is edited", change(WRAPPINGS, "title: Boxes", "title: Crates")),
    Step("people.yml is right", change(PEOPLE, "jonas:\n  nome", "jonas:\n  name"), nothing),
    Step(
        "forget.yml is wrong, and a session edited",
        both(change(FORGET, "account:", "acount:"), change(WRAPPINGS, "title: Crates", "title: Cases")),
        nothing,
    ),
    Step(
        "forget.yml is right",
        change(FORGET, "acount:", "account:"),
        change(WRAPPINGS, "title: Crates", "title: Cases"),
    ),
    Step("a recap gets a mistake", change(RECAP, "summary: One vase", "summery: One vase"), nothing),
    Step("one of its authors is forgotten", write(FORGET, GONE + GONE.replace("gone.", "jonas."))),
    Step("the recap is right again", change(RECAP, "summery: One vase", "summary: One vase"), nothing),
    Step("a chat is wrong", change(CHAT, "Europe/London", "Europe/Lundon"), nothing),
    Step("a session of it is edited", change(WRAPPINGS, "title: Cases", "title: Bags")),
    Step("the chat is right", change(CHAT, "Europe/Lundon", "Europe/London"), nothing),
    Step("the cache is deleted", lambda twins: shutil.rmtree(twins.warm.root / ".cache", ignore_errors=True)),
    Step(
        "the cache is deleted, and a recap edited",
        both(
            lambda twins: shutil.rmtree(twins.warm.root / ".cache", ignore_errors=True),
            change(RECAP, "One vase", "One pot"),
        ),
    ),
    Step("questions come again", nothing, when=DEC_8),
    Step(
        "a session comes",
        both(
            write(f"{MUSEUM}/2026-10-14-mirrors/session.md", MIRRORS),
            write(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png", b"mirror"),
        ),
    ),
    Step("its picture is another one", write(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png", b"rorrim")),
    Step("its picture is gone", delete(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png"), nothing),
    Step("it goes", delete(f"{MUSEUM}/2026-10-14-mirrors"), delete(f"{MUSEUM}/2026-10-14-mirrors")),
    Step("another language", change("mkdocs.yml", "language: en-GB", "language: fr")),
    Step("search is not listed", change("mkdocs.yml", "  - search\n", "")),
    Step("search is listed", change("mkdocs.yml", "  - causerie", "  - search\n  - causerie")),
    Step("links to files", change("mkdocs.yml", "theme:", "use_directory_urls: false\ntheme:")),
    Step("a host's page", write("content/pages/index.md", "# Come in\n")),
    Step("a chat goes", delete(PAPER)),
)


def shown_files(folder: Path) -> dict[str, bytes]:
    """What is served, but for the version of the search: with a last good session it is another."""
    return {name: _VERSION.sub(b"", content) for name, content in tree(folder).items()}


_VERSION = re.compile(rb'"version":"[0-9a-f]{16}"')


class Preview:
    """A preview without its server, from one save to the next."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.folder = folder
        self._log = site.root / "tmp" / "log"
        environment = environment_of(site.root)
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, builder_module.__file__, str(folder)],
                cwd=site.root,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def begin(self, now: datetime) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{int(now.timestamp())}\n")
        self.process.stdin.flush()

    def finish(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "built\n", self._log.read_text(encoding="utf-8")


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Twins]:
    builder = Builder()
    yield Twins(tmp_path / "written", builder)
    builder.close()


def test_a_preview_shows_what_a_new_one_shows(written: Twins, tmp_path: Path) -> None:
    shown = Twins(tmp_path / "shown", written.builder)
    preview = Preview(written.warm, tmp_path / "served")
    wrong = {}
    for step in STEPS:
        step.edit(written)
        (step.shown_as or step.edit)(shown)
        preview.begin(step.when)
        shown.now = step.when
        cold = shown.copy()
        served = cold.root / "tmp" / "served"
        (run,) = shown.build(cold, arguments=("preview", str(served)))
        preview.finish()
        assert run.code == 0, run.said
        if differing := list(differences(shown_files(preview.folder), shown_files(served))):
            wrong[step.name] = differing
        shutil.rmtree(cold.root)
    preview.process.communicate()
    assert not wrong, "".join(f"\n\n{name}:\n" + "\n".join(lines) for name, lines in wrong.items())
