"""`causerie export`: a recap for another place, published or a draft; who is to be left out is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from causerie.cli import main

MKDOCS = "site_name: Chats\nsite_url: https://chats.example/\ndocs_dir: content/pages\nplugins: [causerie]\n"
CHAT = "title: Museum Hour\nhashtag: MuseumHour\ntimezone: Europe/London\nlanguage: en-GB\n"
SESSION = "---\ntitle: Who writes the label?\nstart: 2026-11-04 20:00\nquestions: [Who signs?]\n---\n"
RECAP = """\
published: 2026-11-06
takeaways:
  - Sign it & date it.
  - {text: Nobody agreed., proposed: true}
highlights:
  - question: 1
    post:
      platform: bluesky
      url: https://bsky.app/profile/jonas.example/post/3k2a
      author: {name: Jonas, handle: jonas.example}
      text: "A1 I do, *always*, says @lea.example. #MuseumHour"
      posted: 2026-11-04T20:14:10Z
      likes: 12
      media: [{file: media/label.png, alt: A label}]
resources: [{title: Guide, url: https://guide.example/, shared_by: jonas.example}]
"""
FOLDER = "content/chats/museum-hour/2026-11-04-labels"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "mkdocs.yml": MKDOCS,
        "content/pages/index.md": "# Chats\n",
        "content/chats/museum-hour/chat.yml": CHAT,
        f"{FOLDER}/session.md": SESSION,
        f"{FOLDER}/recap.yml": RECAP,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / FOLDER / "media").mkdir()
    (tmp_path / FOLDER / "media/label.png").write_bytes(b"png")
    return tmp_path


def export(site: Path, *options: str, now: str = "2026-11-22T12:00", name: str = "museum-hour/labels") -> Result:
    return CliRunner().invoke(main, ["export", name, "--config", str(site / "mkdocs.yml"), "--now", now, *options])


def test_a_recap_comes_out_as_markdown(site: Path) -> None:
    run = export(site)
    assert (run.exit_code, run.stderr) == (0, "")
    assert run.stdout.startswith("# Who writes the label?\n\n[Museum Hour #MuseumHour](https://chats.example/chats/")
    assert "> A1 I do, \\*always\\*, says @lea.example. #MuseumHour\n" in run.stdout
    assert "- Sign it &amp; date it.\n" in run.stdout
    assert "Nobody agreed" not in run.stdout


def test_html_has_no_classes_and_no_scripts_and_every_address_is_whole(site: Path) -> None:
    run = export(site, "--as", "html")
    assert (run.exit_code, run.stderr) == (0, "")
    assert re.findall(r"<script|<style|\b(?:class|style|id|on\w+)=", run.stdout) == []
    addresses = re.findall(r'(?:href|src)="([^"]*)"', run.stdout)
    assert "https://chats.example/chats/museum-hour/labels/media/label.png" in addresses
    assert [each for each in addresses if not each.startswith("https://")] == []
    assert run.stdout.startswith("<h2>Who writes the label?</h2>\n<p>")


def test_json_has_every_post_in_full(site: Path) -> None:
    run = export(site, "--as", "json")
    document = json.loads(run.stdout)
    assert (document["session"]["id"], document["recap"]["published"]) == ("labels", "2026-11-06T00:00:00+00:00")
    assert document["recap"]["takeaways"] == ["Sign it & date it."]
    assert document["recap"]["highlights"] == [
        {
            "question": 1,
            "post": {
                "platform": "bluesky",
                "url": "https://bsky.app/profile/jonas.example/post/3k2a",
                "author": {"handle": "jonas.example", "name": "Jonas"},
                "posted": "2026-11-04T20:14:10Z",
                "text": "A1 I do, *always*, says @lea.example. #MuseumHour",
                "media": [{"alt": "A label", "url": "https://chats.example/chats/museum-hour/labels/media/label.png"}],
                "likes": 12,
            },
        }
    ]


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_a_draft_comes_with_a_warning(site: Path, form: str) -> None:
    run = export(site, "--as", form, now="2026-11-05T12:00")
    assert run.exit_code == 0
    assert run.stderr == "'Who writes the label?' has a recap that is not published: this is a draft.\n"
    assert "Sign it" in run.stdout
    assert "published" not in run.stdout


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_who_is_forgotten_or_hidden_is_not_in_it(site: Path, form: str) -> None:
    (site / "content/forget.yml").write_text('- {account: "bluesky:lea.example", on: 2026-11-07}\n', encoding="utf-8")
    assert "lea" not in export(site, "--as", form).stdout
    chat = site / "content/chats/museum-hour/chat.yml"
    chat.write_text(CHAT + "anonymise: true\n", encoding="utf-8")
    hidden = export(site, "--as", form)
    assert hidden.exit_code == 0
    assert "jonas" not in hidden.stdout.lower()
    assert "A1 I do" in hidden.stdout


def test_it_is_written_to_a_file_where_one_is_named(site: Path) -> None:
    run = export(site, "--out", str(site / "out/recap.md"))
    assert run.stdout == f"Wrote {site / 'out/recap.md'}\n"
    assert (site / "out/recap.md").read_bytes().decode() == export(site).stdout


def test_what_cannot_be_exported_is_said(site: Path) -> None:
    unknown = export(site, name="museum-hour/other")
    assert (unknown.exit_code, "Museum Hour has no session 'other'" in unknown.stderr) == (2, True)
    (site / FOLDER / "recap.yml").unlink()
    missing = export(site)
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert "has no recap.yml. To make one from its posts: causerie draft museum-hour/labels" in missing.stderr
    (site / "content/forget.yml").write_text("- nonsense\n", encoding="utf-8")
    assert export(site).exit_code == 1


def test_without_the_address_of_the_site_its_links_are_not_whole(site: Path) -> None:
    config = site / "mkdocs.yml"
    config.write_text(MKDOCS.replace("site_url: https://chats.example/\n", ""), encoding="utf-8")
    assert "mkdocs.yml has no site_url: addresses of your own site are not whole.\n" in export(site).stderr
