"""The benchmark of drafting runs, and the committed chats score above floors that have been seen to hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.drafting import LABELS, VARIANTS, LabelledChat, read_invented, read_real, score_variants
from tests.importers.real import real_data

CHECKOUT = Path(__file__).parents[2]
INVENTED = {chat.name: chat for chat in read_invented()}
REAL = ("critlib-2015-05-19", "critlib-2015-04-21")


def test_there_are_chats_and_every_post_is_labelled() -> None:
    assert set(INVENTED) == {"english-labelled", "french-q-r", "no-labels"}
    for chat in INVENTED.values():
        assert 60 <= len(chat.posts) <= 120
        assert len(chat.labels) == len(chat.posts)


@pytest.mark.parametrize("name", INVENTED)
def test_invented_chats(name: str) -> None:
    check_floors(INVENTED[name], questions=0.95, answers=0.9, without_labels=0.8)


@pytest.mark.parametrize("name", REAL)
def test_real_chats(name: str) -> None:
    real_data("twarc1-jsonl")
    chats = {chat.name: chat for chat in read_real(real_data())}
    check_floors(chats[name], questions=0.95, answers=0.8, without_labels=0.8)


def check_floors(chat: LabelledChat, *, questions: float, answers: float, without_labels: float) -> None:
    scores = dict(score_variants(chat))
    for variant in VARIANTS[:2]:
        if variant not in scores:
            continue
        each = scores[variant]
        assert min(each.questions.precision, each.questions.recall) >= questions, variant
        assert min(each.answers.precision, each.answers.recall) >= answers, variant
        assert min(each.labelled_answers.precision, each.labelled_answers.recall) >= 0.95, variant
    if VARIANTS[2] in scores:
        assert scores[VARIANTS[2]].questions.recall >= without_labels


def test_labels_of_real_chats_hold_nothing_but_numbers() -> None:
    for path in LABELS.glob("*.json"):
        assert "@" not in path.read_text(encoding="utf-8"), path


def test_it_prints_a_table() -> None:
    done = subprocess.run(
        [sys.executable, str(CHECKOUT / "benchmarks" / "drafting.py"), "--exports", str(CHECKOUT / "nowhere")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + 4 + 4 + 3


def test_it_lists_what_is_assigned_otherwise() -> None:
    done = subprocess.run(
        [sys.executable, str(CHECKOUT / "benchmarks" / "drafting.py"), "--misses", "french", "--exports", "nowhere"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Q1 0.95 the host's post, labelled Q1")
