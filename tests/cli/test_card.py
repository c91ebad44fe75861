"""`causerie card`: a PNG and its alt text, of a session or of a quote, and of nobody who is to be left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from causerie.cli import main
from tests.mkdocs_plugin.site_making import RECAP, SMALL, Site

AMPHORA = "content/chats/museum-hour/2026-10-07-amphora/recap.yml"
SECOND = """\
  - question: 2
    post:
      platform: mastodon
      url: https://glammr.example/@otto/2
      author: {name: Otto, handle: otto@glammr.example}
      text: "A2 The handles."
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--now", "2026-11-22T12:00"])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    return Site(tmp_path, {**SMALL, AMPHORA: RECAP + SECOND})


def test_a_recap_gets_its_card_and_its_alt_text(site: Site) -> None:
    result = run("card", "museum-hour/amphora", "--out", "cards")
    assert (result.output, result.exit_code) == ("Wrote cards/amphora.png, and its alt text in amphora.txt.\n", 0)
    assert Image.open(site.root / "cards/amphora.png").size == (1200, 630)
    assert (site.root / "cards/amphora.txt").read_text(encoding="utf-8") == (
        "Describe this amphora — Recap of Wednesday, October 7, 2026 · Hosted by Amara Diallo · #MuseumHour · Chats\n"
    )


@pytest.mark.parametrize("wanted", ["2", "https://glammr.example/@otto/2"])
def test_a_quote_by_its_number_or_its_address(site: Site, wanted: str) -> None:
    assert run("card", "museum-hour/amphora", "--highlight", wanted).exit_code == 0
    assert (site.root / "amphora-2.txt").read_text(encoding="utf-8") == (
        "“A2 The handles.” — Otto · @otto@glammr.example · Mastodon · Wednesday, October 7, 2026"
        " · #MuseumHour · Chats\n"
    )


def test_the_forgotten_are_on_no_card(site: Site) -> None:
    site.write("content/forget.yml", '- {account: "mastodon:otto@glammr.example", on: 2026-11-01}\n')
    result = run("card", "museum-hour/amphora", "--highlight", "2")
    assert result.exit_code == 2
    assert "It quotes one: write a number from 1 to 1" in result.output
    site.write("content/forget.yml", "- nonsense\n")
    assert run("card", "museum-hour/amphora").exit_code == 1
    assert not list(site.root.glob("*.png"))


def test_a_chat_that_hides_handles_hides_them_here(site: Site) -> None:
    chat = "content/chats/museum-hour/chat.yml"
    site.write(chat, SMALL[chat] + "anonymise: true\n")
    assert run("card", "museum-hour/amphora", "--highlight", "1").exit_code == 0
    assert "jonas" not in (site.root / "amphora-1.txt").read_text(encoding="utf-8").casefold()


def test_a_session_without_quotes_has_no_quote_to_draw(site: Site) -> None:
    result = run("card", "museum-hour/labels", "--highlight", "1")
    assert (result.exit_code, result.output) == (2, "Error: The recap of 'Who writes the label?' quotes no post yet.\n")
