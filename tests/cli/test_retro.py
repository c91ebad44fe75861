"""`causerie retro`: a form that reads as a record, filled with what is counted, and never over what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from causerie.cli import main
from causerie.i18n import supported_languages
from causerie.records.retro import retro_fields
from tests.mkdocs_plugin.site_making import SMALL, Site

FOLDER = "content/chats/museum-hour/2026-10-07-amphora"
RETRO = f"{FOLDER}/retro.yml"
NOBODY = "There are no posts in the transcript, so nothing is counted."


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["retro", *arguments, "--now", "2026-11-22T12:00"])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    return Site(tmp_path, SMALL)


def post(number: int, who: str, question: int) -> str:
    return (
        f'{{"id": "x:{number}", "platform": "x", "author": {{"handle": "{who}"}}, "text": "A{question} A pot.",'
        f' "posted": "2026-10-07T19:2{number}:00Z", "question": {question}, "role": "answer"}}\n'
    )


def fields(site: Site) -> dict[str, object] | None:
    return retro_fields(site.root / RETRO, (site.root / RETRO).read_text(encoding="utf-8"))


def test_a_form_is_written_once(site: Site) -> None:
    result = run("museum-hour/amphora")
    assert (result.exit_code, result.output.splitlines()[0]) == (0, f"Wrote {RETRO}")
    assert NOBODY in result.output
    text = (site.root / RETRO).read_text(encoding="utf-8")
    assert "“Describe this amphora”" in text
    assert fields(site) == {}
    assert run("museum-hour/amphora").output.startswith(f"{RETRO} has all of it already.")
    assert (site.root / RETRO).read_text(encoding="utf-8") == text
    assert site.check().code == 0


def test_what_the_transcript_tells_is_filled_in(site: Site) -> None:
    posts = post(1, "noor", 1) + post(2, "lea", 1) + post(3, "noor", 2)
    site.write(f"{FOLDER}/transcript.jsonl", posts)
    assert NOBODY not in run("museum-hour/amphora").output
    assert fields(site) == {"numbers": {"participants": 2, "posts": 3, "answers": 3}}
    assert "#  Q1 2 · Q2 1\n" in (site.root / RETRO).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", supported_languages())
def test_in_every_language_deleting_a_sign_makes_each_example_a_note(site: Site, language: str) -> None:
    site.change("content/chats/museum-hour/chat.yml", "timezone:", f"language: {language}\ntimezone:")
    assert run("museum-hour/amphora").exit_code == 0
    text = (site.root / RETRO).read_text(encoding="utf-8")
    read = retro_fields(site.root / RETRO, text.replace("\n#  ", "\n  "))
    assert read is not None
    assert list(read) == ["went_well", "to_improve", "wonderful", "numbers"]
    assert (language == "en") == ("What was wonderful?" in text)


def test_what_is_written_stays_and_only_what_lacks_is_added(site: Site) -> None:
    mine = "# Mine.\nwonderful: [A girl with a bird.]   # hers\nwent_well:\n  - All.\n\n\n"
    site.write(RETRO, mine)
    result = run("museum-hour/amphora")
    assert result.output.splitlines()[0] == f"Added to_improve, numbers to {RETRO}"
    text = (site.root / RETRO).read_text(encoding="utf-8")
    assert text.startswith(mine.rstrip() + "\n\n# What should be better next time?\nto_improve:\n")
    assert fields(site) == {"wonderful": ["A girl with a bird."], "went_well": ["All."]}


@pytest.mark.parametrize(
    ("mine", "said"),
    [
        ("{went_well: All.}\n", "Nothing can be added to retro.yml as it is written."),
        ("went_good: All.\n", "retro.yml has errors, and is left as it is."),
        (b"went_well: caf\xe9\n", "is no UTF-8 text. Save it as UTF-8."),
    ],
)
def test_what_cannot_be_added_to_is_left_as_it_is(site: Site, mine: str | bytes, said: str) -> None:
    before = site.write(RETRO, mine).read_bytes()
    result = run("museum-hour/amphora")
    assert (result.exit_code, said in result.output) == (2, True), result.output
    assert (site.root / RETRO).read_bytes() == before


def test_there_is_nothing_to_look_back_on_before_the_hour(site: Site) -> None:
    result = run("museum-hour/labels")
    assert (result.exit_code, "is still to come" in result.output) == (2, True)
