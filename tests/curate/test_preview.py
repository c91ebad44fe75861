"""The preview: the recap as visitors will see it, in its own language and style, and without a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.curate.site_making import RECAP, SESSION, TOKEN, Page, make_site


@pytest.fixture
def page(tmp_path: Path) -> Page:
    make_site(tmp_path)
    return Page(tmp_path)


def test_the_recap_is_shown_as_if_it_were_published(page: Page) -> None:
    html = page.get("preview").get_data(as_text=True)
    assert "Recap of the session of" in html
    assert "Everybody laughed." in html
    assert "Sign your labels." not in html  # only proposed
    assert '<html lang="en" dir="ltr"' in html


def test_it_loads_only_what_the_server_has(page: Page) -> None:
    html = page.get("preview").get_data(as_text=True)
    links = re.findall(r'<link rel="stylesheet" href="(/[^"]+)"', html)
    assert len(links) == 5
    for link in links:
        answer = page.get(link.removeprefix(f"/{TOKEN}/"))
        assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert "<script" not in html
    policy = page.get("preview").headers["Content-Security-Policy"]
    assert "script-src 'none'" in policy
    assert "sandbox allow-same-origin" in policy
    assert "allow-scripts" not in policy


def test_links_to_pages_of_the_site_lead_nowhere(page: Page) -> None:
    html = page.get("preview").get_data(as_text=True).partition("<body")[2]
    assert all(re.match(r"https?://|mailto:|#", address) for address in re.findall(r'href="([^"]*)"', html))


def test_pictures_come_from_the_session(page: Page) -> None:
    text = RECAP + "  - post: x:104\n    question: 1\n"
    (page.folder / "recap.yml").write_text(text, encoding="utf-8")
    html = page.get("preview").get_data(as_text=True)
    source = re.findall(r'<img [^>]*src="([^"]+)"', html)
    assert [page.get(each.removeprefix(f"/{TOKEN}/")).status_code for each in source] == [200]


def test_a_hostile_post_is_text(page: Page) -> None:
    text = RECAP + "  - post: x:108\n    question: 1\n    note: '<script>alert(1)</script>'\n"
    (page.folder / "recap.yml").write_text(text, encoding="utf-8")
    html = page.get("preview").get_data(as_text=True)
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html
    assert "onerror=" not in re.sub(r"&lt;.*?&gt;", "", html)


def test_an_arabic_session_is_written_from_right_to_left(page: Page) -> None:
    text = SESSION.replace("guests:", "language: ar\nguests:")
    (page.folder / "session.md").write_text(text, encoding="utf-8")
    assert '<html lang="ar" dir="rtl"' in page.get("preview").get_data(as_text=True)


def test_an_idea_and_a_session_without_a_recap_are_shown_too(tmp_path: Path) -> None:
    make_site(tmp_path, recap=None)
    page = Page(tmp_path)
    (page.folder / "session.md").write_text(SESSION.replace("guests:", "status: idea\nguests:"), encoding="utf-8")
    assert "Recap of the session of" in page.get("preview").get_data(as_text=True)
