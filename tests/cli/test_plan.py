"""`causerie plan`: the calendar in the terminal, and a page for one person."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from causerie.cli import main
from tests.planning.site_making import add_chat, add_session, make_site
from tests.waiting import is_soon

SCHEDULE = 'schedule: {every: week, on: wednesday, at: "20:00", skip: {2026-12-09: Frost}}'
CONFIRMED = "status: confirmed\nannounced: 2026-11-20\nquestions: [a, b, c, d, e, f]"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_site(tmp_path)
    add_chat(tmp_path, "tea", SCHEDULE, title="Tea Time")
    add_session(tmp_path, "tea", "2026-11-18-cups", "start: 2026-11-18 20:00\ntopics: [cups]")
    add_session(tmp_path, "tea", "2026-11-25-milk", f"start: 2026-11-25 20:00\nslot: 2026-11-25\n{CONFIRMED}")
    (tmp_path / "content/ideas.yml").write_text("- {title: Biscuits, votes: 3, topics: [crumbs]}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plan(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["plan", "--now", "2026-11-23T12:00", *arguments])


def test_the_weeks_ahead_what_is_late_topics_and_ideas(site: Path) -> None:
    result = plan("--weeks", "2")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == """\
Tea Time

Nov 23 – Nov 29
  Wed, Nov 25, 2026, 8:00\u00a0PM
      About milk (confirmed) · tea/milk

Nov 30 – Dec 6
  Wed, Dec 2, 2026, 8:00\u00a0PM
      Topic to be announced
      ! no topic

Dec 7 – Dec 13
  nothing

Overdue recaps
  ! About cups (Wed, Nov 18, 2026): no posts yet
      causerie import EXPORT --session tea/cups

Topics of the last twelve months
  cups: 1 session, last on Wed, Nov 18, 2026

Neglected topics
  crumbs: never yet

Ideas
  Biscuits (3 votes, crumbs)
"""
    )


def test_one_chat_of_several(site: Path) -> None:
    add_chat(site, "the", SCHEDULE, title="Thé")
    assert "Thé" in plan().stdout
    assert "Thé" not in plan("tea").stdout
    result = plan("teaa")
    assert (result.exit_code, "Did you mean 'tea'?" in result.stderr) == (2, True)


def test_a_chat_that_has_ended_is_planned_only_by_its_name(site: Path) -> None:
    add_chat(site, "old", "status: ended", title="Old times")
    assert "Old times" not in plan().stdout
    assert "Old times" in plan("old").stdout


def test_mistakes_in_ideas_are_said_and_the_others_shown(site: Path) -> None:
    (site / "content/ideas.yml").write_text("- {titel: Cake}\n- Biscuits\n", encoding="utf-8")
    result = plan()
    assert result.stdout.endswith("Ideas\n  Biscuits\n")
    assert result.stderr == "content/ideas.yml:1:4: 'titel' is no field here. Did you mean 'title'?\n"


def test_without_a_chat_it_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = plan()
    assert (result.exit_code, "causerie new chat" in result.stderr) == (2, True)


def test_who_is_to_be_forgotten_stands_in_no_plan(site: Path) -> None:
    (site / "content/forget.yml").write_text('- {account: "mastodon:lea@a.example"}\n', encoding="utf-8")
    (site / "content/ideas.yml").write_text('- {title: Cake, by: "@lea@a.example"}\n', encoding="utf-8")
    assert "lea" not in plan().stdout
    (site / "content/forget.yml").write_text("- {account: lea}\n", encoding="utf-8")
    assert plan().exit_code == 1


def test_the_page_is_served_until_it_is_ended_and_nothing_is_written(site: Path, tmp_path: Path) -> None:
    before = sorted(site.rglob("*"))
    log = tmp_path.with_suffix(".log")
    command = [sys.executable, "-c", "from causerie.cli import main; main()", "plan", "--page", "--no-browser"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=site, stdout=output, stderr=output, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
    try:
        address = re.compile(r"^http://127\.0\.0\.1:\d+/[\w-]{20,}/$", re.MULTILINE)
        assert is_soon(lambda: bool(address.search(log.read_text())), within=60), log.read_text()
        found = address.search(log.read_text())
        assert found is not None
        with urllib.request.urlopen(found[0], timeout=20) as answer:
            assert "Biscuits" in answer.read().decode()
        (site / "content/ideas.yml").write_text("- Scones\n", encoding="utf-8")
        with urllib.request.urlopen(found[0], timeout=20) as answer:
            assert "Scones" in answer.read().decode()
        (site / "content/forget.yml").write_text("- {account: lea}\n", encoding="utf-8")
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(found[0], timeout=20)
        assert (refused.value.code, "content/forget.yml:1:" in refused.value.read().decode()) == (422, True)
        (site / "content/forget.yml").unlink()
        assert "Traceback" not in log.read_text()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert log.read_text().endswith("Ended.\n")
    finally:
        process.kill()
        process.wait(10)
    assert sorted(site.rglob("*")) == before
    log.unlink()


def test_nothing_of_it_reaches_the_site(site: Path) -> None:
    words = "Zweischalig", "Quittenbrot", "Mirabellen"
    text = f"- {{title: {words[0]}, by: {words[1]}, note: {words[2]}, topics: [{words[0]}]}}\n"
    (site / "content/ideas.yml").write_text(text, encoding="utf-8")
    assert words[2] in plan().stdout
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(build, cwd=site, check=True, capture_output=True)
    published = [path for path in (site / "site").rglob("*") if path.is_file()]
    assert len(published) > 10
    for folder in ("site", ".cache"):
        for path in (site / folder).rglob("*"):
            assert path.is_dir() or not any(word.encode() in path.read_bytes() for word in words), path
