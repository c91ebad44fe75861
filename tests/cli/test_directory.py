"""`causerie directory`: other sites come, change and go, and a build never asks for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from causerie.cli import main
from tests.importers.test_fetch import Answer, serve
from tests.planning.site_making import add_chat, make_site
from tests.records.circle_making import chat, content, document


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_site(tmp_path)
    add_chat(tmp_path, "tea", title="Tea Time", hashtag="TeaTime")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def directory(*arguments: str, now: str = "2026-11-22T12:00") -> Result:
    return CliRunner().invoke(main, ["directory", *arguments, "--now", now])


@contextmanager
def answering(**changes: Any) -> Iterator[tuple[str, dict[str, Answer]]]:
    """The address of a site, and its answer, which may be changed."""
    answers = {"/causerie.json": Answer(document(**changes), headers={"ETag": '"1"'})}
    with serve(lambda path, query: answers[path]) as server:
        yield server.base, answers


KEPT = Path("content/directory/stacks.example.json")


def test_a_site_comes_is_listed_and_goes(site: Path) -> None:
    with answering() as (base, _):
        assert directory("add", base).output == "Added stacks.example: Stacks\n  #Stacks Stacks\n"
    kept = json.loads(KEPT.read_bytes())
    assert kept["address"] == f"{base}/causerie.json"
    assert kept["etag"] == '"1"'
    assert directory("list").output == "stacks.example  2026-11-22  Stacks\n  #Stacks Stacks\n"
    assert directory("remove", "stacks.exampel").output.endswith("Did you mean 'stacks.example'?\n")
    assert directory("remove", "../../mkdocs").exit_code == 2
    assert directory("remove", "stacks.example").output == "Removed stacks.example.\n"
    assert not KEPT.exists()
    assert directory("list").output.startswith("No other site is in the directory.")


def test_an_update_says_what_became_of_chats(site: Path) -> None:
    with answering() as (base, answers):
        directory("add", base)
        night = chat(id="night", title="Night", hashtag="Night", url="https://stacks.example/chats/night/")
        answers["/causerie.json"] = Answer(document(chats=[chat(hashtag="Shelves"), night]))
        result = directory("update")
    assert result.output == (
        "stacks.example: renamed: #Stacks Stacks is now #Shelves Stacks\nstacks.example: new: #Night Night\n"
    )


def test_an_update_without_news_says_that_it_asked(site: Path) -> None:
    with answering() as (base, answers):
        directory("add", base)
        answers["/causerie.json"] = Answer("", 304)
        assert directory("update", now="2026-12-22T12:00").output == "stacks.example: nothing new.\n"
    kept = json.loads(KEPT.read_bytes())
    assert (kept["fetched"], kept["etag"]) == ("2026-12-22T12:00:00Z", '"1"')


@pytest.mark.parametrize(
    "answer",
    [
        Answer("", 500),
        Answer("no JSON"),
        Answer(document(site={**document()["site"], "url": "https://museums.example/"})),
    ],
)
def test_a_site_that_does_not_answer_rightly_keeps_what_was_known(answer: Answer, site: Path) -> None:
    with answering() as (base, answers):
        directory("add", base)
        before = KEPT.read_bytes()
        answers["/causerie.json"] = answer
        result = directory("update")
    assert result.exit_code == 1
    assert result.output.startswith("stacks.example: ")
    assert KEPT.read_bytes() == before


def test_a_file_will_do(site: Path) -> None:
    (site / "theirs.json").write_bytes(content())
    assert directory("add", "theirs.json").output == "Added stacks.example: Stacks\n  #Stacks Stacks\n"
    assert directory("add", "theirs.json").output == "Renewed stacks.example: Stacks\n  #Stacks Stacks\n"
    assert directory("update").output == (
        "stacks.example: came from a file. Add its causerie.json again to renew it.\n"
    )
    assert str(site) not in KEPT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("site_of", "said"),
    [
        ({"site": {**document()["site"], "url": "https://chats.example/"}}, "is this very site"),
        ({"site": {"title": "Stacks"}}, "does not say where it is published"),
    ],
)
def test_what_is_no_other_site_is_refused(site_of: dict[str, Any], said: str, site: Path) -> None:
    (site / "theirs.json").write_bytes(content(**site_of))
    result = directory("add", "theirs.json")
    assert result.exit_code == 2
    assert said in result.output
    assert not KEPT.parent.exists()


def test_check_advises_about_old_data_and_shared_hashtags(site: Path) -> None:
    (site / "theirs.json").write_bytes(content(chats=[chat(hashtag="teatime")]))
    directory("add", "theirs.json")
    result = CliRunner().invoke(main, ["check", "--now", "2026-12-22T12:00"])
    assert result.exit_code == 0
    assert [line.partition(": advice: ")[2].partition(".")[0] for line in result.output.splitlines()[:2]] == [
        "#TeaTime is the hashtag of Stacks (Stacks), too: each will see the other's posts",
        "this is what Stacks said on 2026-11-22",
    ]


def test_check_fails_on_a_file_that_is_broken(site: Path) -> None:
    KEPT.parent.mkdir()
    KEPT.write_text("<<<<<<<", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--now", "2026-11-22T12:00"])
    assert result.exit_code == 1
    assert result.output.startswith(f"{KEPT}:1:1: this is not what the program has written here.")
