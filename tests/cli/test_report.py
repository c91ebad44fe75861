"""`causerie report`: the season of real records, on the screen and in private files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from causerie.cli import main
from tests.cli.test_retro import FOLDER, post
from tests.mkdocs_plugin.site_making import HELD, SMALL, Site

EARLIER = "content/chats/museum-hour/2026-09-30-stores"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", *arguments, "--now", "2026-11-22T12:00"])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    site = Site(tmp_path, SMALL)
    earlier = HELD.replace("2026-10-07", "2026-09-30").replace("Describe this amphora", "Moving the store")
    site.write(f"{EARLIER}/session.md", earlier)
    site.write(f"{EARLIER}/transcript.jsonl", (post(1, "noor", 1) + post(2, "gone", 1)).replace("10-07", "09-30"))
    site.write(f"{FOLDER}/transcript.jsonl", post(3, "noor", 1) + post(4, "lea", 2) + post(5, "gone", 2))
    site.write(f"{FOLDER}/retro.yml", "went_well: Noor drew a pot.\nnumbers: {followers: 19}\n")
    site.change("content/chats/museum-hour/chat.yml", "hosts:", "goals: {participants: 2}\nhosts:")
    return site


def test_it_says_what_the_records_tell(site: Site) -> None:
    result = run()
    assert result.exit_code == 0, result.output
    assert "2 sessions held, 1 recap published." in result.output
    assert (
        "participants  2           ██████████ 125 %  2.5 on average, 3 at most; reached in 2 of 2 sessions"
        in result.output
    )
    assert "2026-10-07 Describe this amphora 3 1 3 3 1.5 2 days" in " ".join(result.output.split())
    assert "Of the people of a session, 100 % were in the next one." in result.output
    assert "followers  2026-10-07      19" in result.output
    assert "  - 2026-10-07: Noor drew a pot." in result.output
    assert "@noor" not in result.output


def test_names_are_there_when_asked_for_and_never_of_who_is_forgotten(site: Site) -> None:
    site.write("content/forget.yml", '- {account: "x:gone", on: 2026-11-01}\n')
    result = run("museum-hour", "--names")
    assert "  - @noor: 2 sessions" in result.output
    assert "gone" not in result.output
    assert "2026-10-07 Describe this amphora 2 " in " ".join(result.output.split())


def test_a_time_may_be_chosen(site: Site) -> None:
    assert "1 session held" in run("--since", "2026-10-01", "--until", "2026-10-31").output
    for arguments, said in (
        (("--since", "2026-10-01", "--until", "2026-09-01"), "--since is 2026-10-01, after --until"),
        (("--until", "2025-01-01"), "No chat has held a session in that time."),
        (("museum-our",), "Did you mean 'museum-hour'?"),
    ):
        result = run(*arguments)
        assert (result.exit_code, said in result.output) == (2, True), result.output


def test_a_file_with_a_bare_name_is_private(site: Site) -> None:
    assert run("--format", "markdown", "--to", "autumn.md").output == "Wrote kit/autumn.md\n"
    assert (site.root / "kit/autumn.md").read_text(encoding="utf-8").startswith("# Museum Hour\n")
    assert (site.root / "kit/.gitignore").read_text(encoding="utf-8").endswith("*\n")


def test_a_csv_has_a_row_a_session(site: Site) -> None:
    lines = run("--format", "csv").output.splitlines()
    assert lines[0].startswith("chat,session,start,title,people,newcomers,posts,answers,questions,counted,recap_days")
    assert lines[2].startswith("museum-hour,amphora,2026-10-07T20:00:00+01:00,Describe this amphora,3,1,3,3,2,yes,2,19")


def test_what_is_wrong_in_a_retro_is_said_beside_the_report(site: Site) -> None:
    site.write(f"{FOLDER}/retro.yml", "went_good: All.\n")
    result = run()
    assert (result.exit_code, "retro.yml:1:1: 'went_good' is no field here." in result.output) == (0, True)


@pytest.mark.parametrize("option", ["--since", "--until"])
def test_a_year_without_chats_is_refused(site: Site, option: str) -> None:
    result = run(option, "0001-01-01")
    said = "Error: No chat was held in the year 1. Write a day such as 2026-11-22.\n"
    assert (result.exit_code, result.output) == (2, said)
