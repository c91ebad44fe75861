"""ideas.yml: what it says, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from causerie.records import Idea, Ideas, read_ideas
from causerie.records.forget import Forgotten
from tests import make

CHATS = (make.chat(aliases=("museum-hours",)),)
NOBODY = Forgotten()


def read(folder: Path, text: str | None, forgotten: Forgotten = NOBODY) -> Ideas:
    if text is not None:
        (folder / "ideas.yml").write_text(text, encoding="utf-8")
    return read_ideas(folder, folder, CHATS, frozenset({"museum-hour"}), forgotten)


def test_every_field_and_a_title_alone(tmp_path: Path) -> None:
    text = (
        "- title: Who may touch it?  # asked twice\n  chat: museum-hours\n  topics: [loans, loans]\n"
        "  by: Margo\n  votes: 7\n  note: |\n    Not in March.\n- Crates\n- 1984\n"
    )
    full = Idea(
        title="Who may touch it?", chat="museum-hour", topics=("loans",), by="Margo", votes=7, note="Not in March."
    )
    assert read(tmp_path, text) == Ideas((full, Idea(title="Crates"), Idea(title="1984")))


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n", "[]\n"])
def test_without_ideas_nothing_is_wrong(tmp_path: Path, text: str | None) -> None:
    assert read(tmp_path, text) == Ideas()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: One\n", "ideas.yml:1:1: this record is a list. Begin each entry with '- '."),
        ("- votes: 3\n", "ideas.yml:1:3: 'title' is missing. Write title: \"Who may touch the instruments?\"."),
        ("- {title: A, vote: 3}\n", "ideas.yml:1:14: 'vote' is no field here. Did you mean 'votes'?"),
        (
            "- title: A\n  votes: -1\n",
            "ideas.yml:2:10: 'votes' is '-1', no whole number from 0. Write digits only, like 12.",
        ),
        (
            "- title: A\n  chat: museum-our\n",
            "ideas.yml:2:9: 'chat' is 'museum-our', and there is no such chat. Did you mean 'museum-hour'?",
        ),
    ],
)
def test_a_mistake_has_its_place_and_leaves_the_others(tmp_path: Path, text: str, said: str) -> None:
    found = read(tmp_path, text)
    assert [str(problem) for problem in found.problems] == [said]
    assert found.ideas == ()


def test_who_is_to_be_forgotten_is_left_out(tmp_path: Path) -> None:
    forgotten = Forgotten(accounts=frozenset({"mastodon:lea@a.example"}))
    text = '- {title: Thank @lea@a.example, by: "@lea@a.example", note: From @lea@a.example}\n'
    (idea,) = read(tmp_path, text, forgotten).ideas
    assert "lea" not in f"{idea.title}{idea.by}{idea.note}"
