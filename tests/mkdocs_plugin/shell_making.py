"""Builds a site twice: as it is, and with the whole theme around each page, by MkDocs alone; both must be the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.mkdocs_plugin.site_making import MKDOCS, SMALL, Run, Site, tree

# A page event makes MkDocs read and build each page; without the name of a template, it takes the theme's main.html.
WHOLE = """\
from mkdocs.plugins import event_priority


def on_page_content(html, **more):
    return html


@event_priority(-1000)
def on_env(env, config, files, **more):
    for file in files.documentation_pages():
        file.page.meta.pop("template", None)
    return env
"""
# As if there were many pages of each kind: then the few of a test have shells, too.
SHELLS = """\
from causerie.mkdocs_plugin import shell

shell.RARE = 0
"""
_SESSION = """\
---
title: {title}
start: {day} 20:00
status: confirmed
announced: 2026-06-01
{more}
---
{prose}
"""


def session(day: str, title: str, prose: str = "", **more: str) -> str:
    """A session.md; `more` are lines of its front matter."""
    lines = "\n".join(f"{name}: {value}" for name, value in more.items())
    return _SESSION.format(day=day, title=title, prose=prose, more=lines)


LONG = "A title that says everything twice " * 5
SHAPES = {  # of the pages that a template may treat in ways of their own
    **SMALL,
    "content/chats/museum-hour/2026-09-02-first/session.md": session("2026-09-02", "First"),
    "content/chats/museum-hour/2026-09-09-odd/session.md": session("2026-09-09", "'Who said \"<b>no</b>\" & why?'"),
    "content/chats/museum-hour/2026-09-16-long/session.md": session("2026-09-16", LONG.strip(), LONG * 3),
    "content/chats/museum-hour/2026-09-23-video/session.md": session("2026-09-23", "Is it all on video?"),
    "content/chats/museum-hour/2027-01-06-many/session.md": session(
        "2027-01-06", "Many", questions=str([f"Question {n}?" for n in range(1, 13)])
    ),
    "content/chats/museum-hour/2027-01-13-off/session.md": session("2027-01-13", "Off", reason="Snow.").replace(
        "confirmed", "cancelled"
    ),
}
PLAIN = MKDOCS.replace("[search, causerie]", "[causerie]")


@dataclass(frozen=True)
class BothWays:
    """What came of the two builds."""

    run: Run
    pages: dict[str, bytes]  # and all other files
    whole: dict[str, bytes]

    @property
    def differing(self) -> list[str]:
        """The files that are not the same."""
        return sorted(name for name in self.pages | self.whole if self.pages.get(name) != self.whole.get(name))

    @property
    def slower(self) -> list[str]:
        """What the build said of pages that it could not make at once: the cause, or the kind of page."""
        causes = re.findall(r"takes longer, because of (.*)\.$", self.run.said, re.MULTILINE)
        return causes + re.findall(r"pages like (\S+) in more than one way: they are built slower", self.run.said)

    def text(self, address: str) -> str:
        return self.pages[f"{address}index.html"].decode()


def build_both_ways(
    folder: Path, files: dict[str, str], mkdocs: str = PLAIN, hooks: str = "", *, all_shells: bool = True
) -> BothWays:
    """The site of these files and settings; `hooks` is the text of a hook that the host has.

    With `all_shells` the rare kinds of pages have shells, too.
    """
    site = Site(folder, files)
    named = [*(["shells.py"] if all_shells else []), *(["mine.py"] if hooks else [])]
    site.write("shells.py", SHELLS)
    site.write("mine.py", hooks)
    site.write("whole.py", WHOLE)
    site.write("mkdocs.yml", f"{mkdocs}hooks: [{', '.join(named)}]\n")
    run = site.build()
    assert run.code == 0, run.said
    pages = tree(site.folder)
    site.write("mkdocs.yml", f"{mkdocs}hooks: [{', '.join([*named, 'whole.py'])}]\n")
    again = site.build("--site-dir", "whole")
    assert again.code == 0 and "whole.py" in again.said, again.said
    return BothWays(run, pages, tree(folder / "whole"))


def override(**blocks: str) -> dict[str, str]:
    """A host's main.html: the theme's, with more in these blocks (but for 404.html, which has no page)."""
    lines = [
        f"{{% block {name} %}}{{{{ super() }}}}{{% if page %}}{text}{{% endif %}}{{% endblock %}}"
        for name, text in blocks.items()
    ]
    return {"overrides/main.html": "\n".join(['{% extends "base.html" %}', *lines])}


def with_overrides(mkdocs: str = PLAIN) -> str:
    return mkdocs.replace("{name: material}", "{name: material, custom_dir: overrides}")
