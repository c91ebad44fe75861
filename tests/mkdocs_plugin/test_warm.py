"""A build that uses what the one before left makes the same site as a first build, whatever changed in between."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

import causerie
from tests.mkdocs_plugin.builder import Builder
from tests.mkdocs_plugin.site_making import Site, tree
from tests.mkdocs_plugin.warm_site import AMPHORA, LABELS, MUSEUM, NOW, PAPER, Twins

Edit = Callable[[Twins], object]


@dataclass(frozen=True)
class Step:
    """What somebody does between two builds."""

    name: str
    edit: Edit
    is_seen: bool | None = True  # whether the site is another one then; None where that is nobody's business
    is_valid: bool = True
    forgotten: str = ""  # must be nowhere in the cache afterwards


def change(name: str, old: str, new: str) -> Edit:
    return lambda twins: twins.warm.change(name, old, new)


def write(name: str, text: str | bytes) -> Edit:
    return lambda twins: twins.warm.write(name, text)


def delete(name: str) -> Edit:
    def do(twins: Twins) -> None:
        path = twins.warm.root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return do


def move(name: str, to: str) -> Edit:
    return lambda twins: (twins.warm.root / name).rename(twins.warm.root / to)


def both(*edits: Edit) -> Edit:
    return lambda twins: [edit(twins) for edit in edits]


def turn_clock(*when: int) -> Edit:
    def do(twins: Twins) -> None:
        twins.now = datetime(*when, tzinfo=NOW.tzinfo)  # type: ignore[arg-type,misc]  # year, month, day, hour …

    return do


def change_silently(name: str, old: str, new: str) -> Edit:
    """As a copy that keeps times does: neither the size nor the time of the file tells."""

    def do(twins: Twins) -> None:
        assert len(old) == len(new)
        path = twins.warm.root / name
        state = path.stat()
        twins.warm.change(name, old, new)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))

    return do


def link(name: str, to: Callable[[Site], Path]) -> Edit:
    def do(twins: Twins) -> None:
        path = twins.warm.root / name
        path.unlink(missing_ok=True)
        path.symlink_to(to(twins.warm))

    return do


def add_package(twins: Twins) -> None:
    """A copy of this program, that a step may change; both twins run it."""
    library = twins.warm.root.parent / "library"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(causerie.__file__).parent, library / "causerie", ignore=ignored)
    twins.library = str(library)


def change_package(name: str, old: str, new: str) -> Edit:
    def do(twins: Twins) -> None:
        path = twins.warm.root.parent / "library" / "causerie" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return do


WRITES = "def on_post_build(config):\n    open(config.site_dir + '/calendar.ics', 'a').write('end')\n"
MIRRORS = """\
---
title: Mirrors
start: 2026-10-14 20:00
slot: 2026-10-14
status: confirmed
announced: 2026-10-01
hosts: [lea]
questions: [Who looks back?]
---
See ![a mirror](media/mirror.png).
"""
CONFIG = "mkdocs.yml"
OPTION = "      language: en-GB\n"
FORGET, PEOPLE = "content/forget.yml", "content/people.yml"
TRANSCRIPT = f"{AMPHORA}/transcript.jsonl"
JAR = f"{MUSEUM}/2026-10-07-jar"

CHAINS: dict[str, tuple[Step, ...]] = {
    "records": (
        Step("nothing", lambda twins: None, is_seen=False),
        Step("a recap is edited", change(f"{AMPHORA}/recap.yml", "Say first what it is.", "First say what it is.")),
        Step(
            "a session is edited", change(f"{AMPHORA}/session.md", "title: Describe this amphora", "title: An amphora")
        ),
        Step("a retro is edited", change(f"{AMPHORA}/retro.yml", "stopwatch", "clock"), is_seen=False),
        Step("a session's folder is renamed", move(AMPHORA, f"{MUSEUM}/2026-10-08-amphora"), is_seen=False),
        Step(
            "a session gets another id",
            both(
                move(f"{MUSEUM}/2026-10-08-amphora", JAR),
                change(f"{JAR}/session.md", "aliases: [vase]", "aliases: [vase, amphora]"),
            ),
        ),
        Step(
            "a session comes between two others",
            both(
                write(f"{MUSEUM}/2026-10-14-mirrors/session.md", MIRRORS),
                write(f"{MUSEUM}/2026-10-14-mirrors/recap.yml", "published: 2026-10-16\ntakeaways: [Look.]\n"),
                write(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png", b"mirror"),
            ),
        ),
        Step("a picture is another one", write(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png", b"rorrim")),
        Step("a picture is deleted", delete(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png"), False, is_valid=False),
        Step(
            "a picture is a link to nowhere",
            link(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png", lambda site: site.root / "nowhere"),
            False,
            is_valid=False,
        ),
        Step(
            "a picture is a file again",
            both(
                delete(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png"),
                write(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png", b"mirror"),
            ),
        ),
        Step(
            "a picture is a link to a file of others",
            link(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png", lambda site: site.root / "mkdocs.yml"),
            False,
            is_valid=False,
        ),
        Step(
            "a picture is in the folder again",
            both(
                delete(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png"),
                write(f"{MUSEUM}/2026-10-14-mirrors/media/mirror.png", b"miroir"),
            ),
        ),
        Step("a session is deleted", delete(f"{MUSEUM}/2026-10-14-mirrors")),
        Step("a session is cancelled", change(f"{LABELS}/session.md", "status: confirmed", "status: cancelled")),
        Step(
            "a session to which a question was carried has another id",
            both(
                move(LABELS, f"{MUSEUM}/2026-12-09-tags"),
                change(f"{MUSEUM}/2026-12-09-tags/session.md", "topics:", "aliases: [labels]\ntopics:"),
            ),
        ),
        Step(
            "a session to which a question was carried is an idea",
            change(f"{MUSEUM}/2026-12-09-tags/session.md", "status: cancelled", "status: idea"),
        ),
        Step(
            "a session to which a question was carried is gone",
            delete(f"{MUSEUM}/2026-12-09-tags"),
            is_seen=False,
            is_valid=False,
        ),
        Step("a recap is wrong", change(f"{JAR}/recap.yml", "published: 2026-10-09", "published: soon"), False, False),
        Step("a recap is deleted", delete(f"{JAR}/recap.yml")),
        Step("a chat is deleted", delete(PAPER)),
        Step(
            "a chat's folder is renamed",
            both(
                move(MUSEUM, "content/chats/museums"),
                change("content/chats/museums/chat.yml", "[museum-hours]", "[museum-hours, museum-hour]"),
                write("content/pages/join.md", "# Join\n"),
            ),
        ),
        Step("the last chat is deleted", delete("content/chats/museums")),
    ),
    "people, posts, chats": (
        Step("a post of the transcript is edited", change(TRANSCRIPT, "two horses", "three horses")),
        Step("a post is edited and its file's time kept", change_silently(TRANSCRIPT, "three horses", "seven horses")),
        Step("somebody has another name", change(PEOPLE, "Jonas Lindqvist", "Jonas Lindberg")),
        Step("somebody has another account", change(PEOPLE, "jonas.example}", "lindberg.example}")),
        Step(
            "somebody has an address",
            change(PEOPLE, "  name: Jonas", "  url: https://j.example\n  name: Jonas"),
        ),
        Step(
            "somebody comes whom nobody names",
            change(PEOPLE, "lea:\n", "ida:\n  name: Ida\nlea:\n"),
            False,
        ),
        Step("a person goes whom sessions name", change(PEOPLE, "jonas:\n", "jonna:\n"), False, False),
        Step("that person is back", change(PEOPLE, "jonna:\n", "jonas:\n"), False),
        Step(
            "an account is forgotten",
            change(FORGET, "gone.example", "jonas.example"),
            forgotten="mended handle",
        ),
        Step(
            "a person is forgotten who is host and guest",
            write(FORGET, '- {account: "bluesky:lindberg.example", on: 2026-11-02}\n'),
            forgotten="Lindberg",
        ),
        Step(
            "a post is forgotten",
            write(FORGET, '- {post: "mastodon:glammr.example/113580000000000001", on: 2026-11-02}\n'),
            forgotten="seven horses",
        ),
        Step("a host is forgotten", write(FORGET, '- {account: "bluesky:amara.example", on: 2026-11-02}\n')),
        Step("forget.yml is wrong", write(FORGET, "- {acount: x}\n"), False, is_valid=False),
        Step("nobody is forgotten", delete(FORGET)),
        Step("a session is deleted", delete(f"{MUSEUM}/2026-11-18-loans"), forgotten="Loans & crates"),
        Step("a recap is deleted", delete(f"{MUSEUM}/2026-11-11-dust/recap.yml"), None, forgotten="With brushes"),
        Step("a chat has another title", change(f"{MUSEUM}/chat.yml", "title: Museum Hour", "title: The Museum Hour")),
        Step("a chat is in another zone", change(f"{MUSEUM}/chat.yml", "Europe/London", "America/New_York")),
        Step("a chat has another colour", change(f"{MUSEUM}/chat.yml", "#7a3b69", "#1b3b69")),
        Step("a chat has another language", change(f"{MUSEUM}/chat.yml", "language: en-GB", "language: fr")),
        Step("a chat has another hashtag", change(f"{MUSEUM}/chat.yml", "hashtag: MuseumHour", "hashtag: MuseumTime")),
        Step("a chat takes place elsewhere", change(f"{MUSEUM}/chat.yml", "bluesky: true, x: true", "bluesky: true")),
        Step("a chat has another schedule", change(f"{MUSEUM}/chat.yml", "on: wednesday", "on: thursday")),
        Step("a chat's people are anonymous", change(f"{MUSEUM}/chat.yml", "topics:", "anonymise: true\ntopics:")),
        Step("a chat has another host", change(f"{MUSEUM}/chat.yml", "hosts: [amara]", "hosts: [lea]")),
        Step("a chat is wrong", change(f"{MUSEUM}/chat.yml", "America/New_York", "America/New_Yorck"), False, False),
    ),
    "options and theme": (
        Step("another language", change(CONFIG, OPTION, "      language: fr\n")),
        Step("two languages", change(CONFIG, "      language: fr\n", "      languages: [fr, en-GB]\n")),
        Step("a page in the other", write("content/pages/en-gb/join.md", "# Come in\n\n[causerie recaps]\n")),
        Step("a recap is edited in both", change(f"{AMPHORA}/recap.yml", "forty", "sixty")),
        Step("two others", change(CONFIG, "languages: [fr, en-GB]", "languages: [fr, de]")),
        Step(
            "one language again",
            both(
                change(CONFIG, "languages: [fr, de]", "language: fr"),
                change(f"{AMPHORA}/recap.yml", "sixty", "forty"),
                delete("content/pages/en-gb"),
            ),
        ),
        Step("another contact", change(CONFIG, "hello@", "bye@")),
        Step("a uid_domain", change(CONFIG, "      contact", "      uid_domain: ids.example\n      contact")),
        Step("fewer months", change(CONFIG, "      contact", "      keep_months: 1\n      contact")),
        Step("fewer weeks", change(CONFIG, "      contact", "      weeks_ahead: 2\n      contact")),
        Step("fewer feed items", change(CONFIG, "      contact", "      feed_items: 2\n      contact")),
        Step("another site_url", change(CONFIG, "https://chats.example/", "https://chats.example/talk/")),
        Step("another site_name", change(CONFIG, "site_name: Chats", "site_name: Talks")),
        Step("links to files", change(CONFIG, "theme:", "use_directory_urls: false\ntheme:")),
        Step("links to folders", change(CONFIG, "use_directory_urls: false\n", "")),
        Step("another palette", change(CONFIG, "  name: material", "  palette: {primary: teal}\n  name: material")),
        Step("features", change(CONFIG, "  name: material", "  features: [navigation.top]\n  name: material")),
        Step(
            "a block that is overridden",
            both(
                change(CONFIG, "  name: material", "  custom_dir: ours\n  name: material"),
                write("ours/main.html", '{% extends "base.html" %}{% block announce %}Hear, hear.{% endblock %}'),
            ),
        ),
        Step("the block says something else", change("ours/main.html", "Hear, hear.", "Here, here.")),
        Step("a partial that is overridden", write("ours/partials/copyright.html", "<p>{{ page.title }}</p>")),
        Step(
            "another custom_dir",
            both(
                write("theirs/main.html", '{% extends "base.html" %}{% block announce %}Well.{% endblock %}'),
                change(CONFIG, "custom_dir: ours", "custom_dir: theirs"),
            ),
        ),
        Step(
            "a hook that changes the environment",
            both(
                write("hook.py", "def on_env(env, **more):\n    env.filters['shout'] = lambda text: text + '!'\n"),
                change("theirs/main.html", "Well.", "{{ 'well' | shout }}"),
                change(CONFIG, "theme:", "hooks: [hook.py]\ntheme:"),
            ),
        ),
        Step("the hook does something else", change("hook.py", "text + '!'", "text.upper()")),
        Step(
            "a hook that changes pages",
            both(
                change("theirs/main.html", "{{ 'well' | shout }}", "Well."),
                write("hook.py", "def on_post_page(output, **more):\n    return output + 'end'\n"),
            ),
        ),
        Step("it changes them otherwise", change("hook.py", "'end'", "'END'")),
        Step(
            "a hook that writes files",
            write(
                "hook.py", "def on_post_build(config):\n    open(config.site_dir + '/calendar.ics', 'a').write('end')\n"
            ),
        ),
        Step("search is not listed", change(CONFIG, "  - search\n", "")),
        Step("a recap is edited meanwhile", change(f"{AMPHORA}/recap.yml", "forty", "fifty")),
        Step("search is listed again", change(CONFIG, "  - causerie", "  - search\n  - causerie")),
        Step("a host's page is edited", change("content/pages/index.md", "Welcome.", "Come in.")),
        Step(
            "a host's page has other blocks",
            write("content/pages/join.md", "# Join\n\n[causerie recaps]\n\n[causerie chats]\n"),
        ),
        Step("a host's page stands where ours stood", write("content/pages/chats/museum-hour/amphora.md", "# Mine\n")),
        Step("and is gone", delete("content/pages/chats")),
        Step("a host's file stands where ours stood", write("content/pages/chats/museum-hour/calendar.ics", "mine")),
        Step("and is gone, too", delete("content/pages/chats")),
        Step("a file of the host becomes a folder", write("content/pages/notes", "one")),
        Step("now", both(delete("content/pages/notes"), write("content/pages/notes/one", "one"))),
    ),
    "clock": (
        Step("a session begins", turn_clock(2026, 11, 24, 19, 40)),
        Step("a session is over", turn_clock(2026, 11, 24, 20, 40)),
        Step("an erratum comes", turn_clock(2026, 11, 26, 1)),
        Step("an announcement comes", turn_clock(2026, 12, 1, 1)),
        Step("questions come", turn_clock(2026, 12, 8, 1)),
        Step("the next one begins", turn_clock(2026, 12, 9, 20)),
        Step("the next one is over", turn_clock(2026, 12, 9, 21)),
        Step("next year", turn_clock(2027, 1, 1, 1)),
        Step("postponed until after its day", turn_clock(2027, 1, 14)),
        Step("calendars forget", turn_clock(2027, 10, 8)),
        Step("the clock goes back", turn_clock(2026, 11, 22, 12)),
        Step("before the recap", turn_clock(2026, 10, 8)),
        Step("before the announcement", turn_clock(2026, 9, 1)),
        Step("and on again", turn_clock(2026, 10, 12, 1)),
    ),
    "program": (
        Step("the same program elsewhere", add_package, is_seen=False),
        Step("a template of ours", change_package("templates/session.html", "</li>", "!</li>")),
        Step("a template that many sessions share", change_package("templates/macros.html", "</li>", "!</li>")),
        Step("a style sheet of ours", change_package("static/site/ground.css", "{", "{top:0;")),
        Step("a view of ours", change_package("views/paths.py", '"archive/"', '"archives/"')),
    ),
}


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    builder = Builder()
    yield builder
    builder.close()


@pytest.mark.parametrize("chain", CHAINS)
def test_a_warm_build_makes_what_a_cold_one_makes(chain: str, tmp_path: Path, builder: Builder) -> None:
    twins = Twins(tmp_path, builder)
    assert twins.build_both() == []
    before = tree(twins.warm.folder)
    wrong = {}
    for step in CHAINS[chain]:
        step.edit(twins)
        differing = twins.build_both(is_valid=step.is_valid)
        after = tree(twins.warm.folder)
        if step.is_seen is not None and (after != before) != step.is_seen:
            differing.append(f"the site {'did not change' if step.is_seen else 'changed'}")
        if step.forgotten and step.forgotten.encode() in twins.cached:
            differing.append(f"the cache remembers {step.forgotten}")
        if differing:
            wrong[step.name] = differing
        before = after
    assert not wrong, "".join(f"\n\n{name}:\n" + "\n".join(lines) for name, lines in wrong.items())
