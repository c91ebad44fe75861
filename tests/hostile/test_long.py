"""Posts as long as an import lets them be, of one sign again and again: time grows with them, not with their square.

What took minutes takes some tenths of a second; the limits leave room for a machine that is busy.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from causerie.drafting.assign import assign_posts
from causerie.drafting.draft import draft_recap
from causerie.drafting.proposals import propose_entries, question_texts
from causerie.importers.clean import LONGEST
from causerie.importers.html_text import html_to_text, read_post_html
from causerie.importers.sample import Sample
from causerie.importers.table_authors import read_author
from causerie.model.anonymous import anonymise_session
from causerie.model.post import Author
from causerie.model.recap import Highlight, Recap
from causerie.records import Forgotten, read_library
from causerie.records.keyed import read_keyed, write_keyed
from causerie.records.leave_out import hide_names
from causerie.views.pages.post_text import text_html
from tests import make
from tests.curate.site_making import make_site
from tests.hostile.limited import limited

UNITS = (
    *"a1@#<[( _-é\u3000",
    *("\n", "Q1 ", "@a", "@a.", "#a ", "a@b.", "0.", "x_", "https://a.b/", "#MuseumHour ", "https://t.co/a ", "did:a:"),
)
SECONDS = 20.0
PLAIN = Forgotten(accounts=frozenset({"x:bea_w", "mastodon:lea@glammr.example"}), posts=frozenset({"x:77"}))
HASHED = Forgotten(hashes=frozenset(read_keyed(write_keyed(["x:bea_w", "name:bea whitlock"], bytes(16)))))


def long_texts(unit: str) -> tuple[str, ...]:
    text = unit * ((LONGEST - 100) // len(unit))
    return text, f"x{text}\x00", f"is it?{text}a"


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_post_is_drafted(unit: str, tmp_path: Path) -> None:
    make_site(tmp_path, recap=None)
    session = read_library(make.settings(root=tmp_path, content=tmp_path / "content")).library.sessions[0]
    posts = [
        make.post(id=f"x:{number}", platform="x", text=text, author=Author(handle=handle), posted=session.start)
        for number, (text, handle) in enumerate((text, name) for text in long_texts(unit) for name in ("lea", "otto"))
    ]
    with limited(repr(unit), SECONDS):
        draft = draft_recap(assign_posts(posts, session), session, own_site="https://chats.example/")
        propose_entries(draft, session)
        question_texts(draft, session)


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_post_is_shown(unit: str) -> None:
    for text in long_texts(unit):
        post = make.post(text=text, platform="x", author=Author(handle="jonas.example"))
        recap = Recap(highlights=(Highlight(post=post),))
        with limited(repr(unit), SECONDS):
            text_html(post)
            anonymise_session(make.session(chat=make.chat(anonymise=True), recap=recap))
            for platform in ("x", "bluesky"):
                hide_names(text, PLAIN, platform)
                hide_names(text, HASHED, platform)


@pytest.mark.parametrize("unit", [*UNITS, "<a ", "<!--", "</", "&", "<a href='"])
def test_a_long_post_is_read(unit: str) -> None:
    for text in long_texts(unit):
        with limited(repr(unit), SECONDS):
            html_to_text(text)
            read_post_html(text)
            read_author(text, text, "x", None)


@pytest.mark.parametrize("unit", ['"', "\\", '\\"', "[", "a"])
def test_a_sample_that_ends_within_a_text_is_recognised(unit: str) -> None:
    head = '[{"id": "1", "likes": 5, "content": ' + json.dumps(unit * 200_000)
    for cut in (-1, -2):
        with limited(repr(unit), SECONDS):
            assert Sample("export.json", head[:cut].encode(), is_whole=False).value == [{"id": "1", "likes": 5}]
