"""A folder of records: read without an error whatever it says, and what is right in it becomes a whole site."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import lxml.etree
import lxml.html

from causerie.build import Site, build_files, build_pages, list_searched, plan_site
from causerie.model.conversation import SaidGroup
from causerie.model.session import Session
from causerie.records import check_thoroughly, conversations, read_library
from causerie.views.search import render_search, update_index
from tests import make
from tests.fuzz.records import _SIGNS
from tests.fuzz.target import Target, put_files, split_files
from tests.readers.calendars import read_with_icalendar

_SCHEMES = {"", "http", "https", "mailto", "webcal"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SEEN_BY_NONE = re.compile(r"[\t\n\r]")  # in an address, as browsers read it


def check_site(content: bytes) -> None:
    """The files of a site's content."""
    with TemporaryDirectory() as name:
        room = Path(name)
        _, files = split_files(content)
        put_files(room / "content", files)
        settings = make.settings(root=room, content=room / "content")
        reading = read_library(settings)
        assert read_library(settings) == reading
        for problem in (*reading.problems, *check_thoroughly(settings, reading, make.NOW)):
            path = room / problem.path
            lines = path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") if path.is_file() else 0
            assert 1 <= problem.line <= lines + 2, problem
            assert problem.column >= 1 and problem.message, problem

        def read_page(session: Session, page: int) -> tuple[SaidGroup, ...]:
            assert session.conversation is not None
            return conversations.read_page(session, session.conversation, page, room, reading.forgotten)

        _check_built(plan_site(reading.library, settings, make.NOW, has_search=True, read_page=read_page))


def _check_built(site: Site) -> None:
    for planned in build_pages(site):
        page = planned.make()
        assert page.title and page.address.endswith("/"), page.address
        check_markup(page.body)
    searched = list(list_searched(site))
    for artifact in (*build_files(site), *render_search(update_index(searched), searched)):
        assert re.fullmatch(r"[\w./%-]+", artifact.path) and ".." not in artifact.path, artifact.path
        content = artifact.read()
        match artifact.path.rpartition(".")[2]:
            case "ics" if "topics/" not in artifact.path:  # which are many, and hold the same events
                read_with_icalendar(content)
            case "json":
                json.loads(content)
            case "xml" | "atom" | "svg" | "xsl":
                lxml.etree.fromstring(content)
            case "html":
                check_markup(content.decode())


def check_markup(markup: str) -> None:
    """Nothing in it runs, and no address leads into a script."""
    for element in lxml.html.fragment_fromstring(markup or "<p>", create_parent=True).iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name not in ("srcdoc", "formaction"), (element.tag, name)
            if name in ("href", "src", "action", "cite", "data", "poster"):
                plain = _SEEN_BY_NONE.sub("", value).lstrip("".join(map(chr, range(33))))
                scheme = _SCHEME.match(plain)
                assert (scheme[1].lower() if scheme else "") in _SCHEMES, value


_FIELDS = (
    *_SIGNS, "2026-12-02 20:00", "2026-11-18", "24:00", "Europe/Paris", "\n-- people.yml --\n", "cancelled",
    "postponed", "idea", "nth: -1", "every: month", "skip: ", "extra: ", "aliases: ", "published: 2026-11-20",
    "mastodon", "language: ar", "language: ja", "media/a.png", "![](media/a.png)", "<b>", "0", "-1", "9999",
)  # fmt: skip
TARGETS = (
    Target(
        name="sites",
        check=check_site,
        share=4,
        words=_FIELDS,
    ),
)
