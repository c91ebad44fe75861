"""Labels as people write them, and what only looks like one."""

from __future__ import annotations

import pytest

from causerie.drafting.labels import Kind, find_labels, find_part, without_labels
from tests import make

CHAT = make.chat()


def read(text: str, **changes: tuple[str, ...]) -> list[tuple[str, tuple[int, ...], bool]]:
    labels = find_labels(text, make.chat(**changes))
    return [("Q" if label.kind is Kind.QUESTION else "A", label.numbers, label.is_leading) for label in labels]


@pytest.mark.parametrize(
    "text",
    (
        "Q1: What",
        "Q1. What",
        "Q1 What",
        "Q1) What",
        "Q1/ What",
        "Q1 - What",
        "Q.1 What",
        "Q 1: What",
        "q1 what",
        "#q1 what",
        "#Q1: What",
        "(Q1) What",
        "**Q1** What",
        "@lea @jonas.example Q1: What",
        "@lea@glammr.example: Q1 What",
        "#MuseumHour Q1 What",
        "👉 Q1️⃣ What",
        "Ｑ１： What",
        "𝗤𝟭: What",
        "Question 1: What",
        "Question one: What",
        "Question n°1 : quoi",
        "Frage 1: Was",
        "Q1a: What",
        "Q1.5 What",
    ),
)
def test_a_leading_question_label(text: str) -> None:
    assert read(text) == [("Q", (1,), True)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    (
        ("A1) yes", (1,)),
        ("A1 - yes", (1,)),
        ("a1 yes", (1,)),
        ("R2 : oui", (2,)),
        ("R2: oui", (2,)),
        ("🅰️2 yes", (2,)),
        ("Réponse 2 : oui", (2,)),
        ("A4/5: both", (4, 5)),
        ("A1/A2 both", (1, 2)),
        ("A1 & A2: both", (1, 2)),
        ("A1, A2 and A3: all", (1, 2, 3)),
        ("A1+2: both", (1, 2)),
        ("A3/5 the third part of five", (3,)),
        ("A10: yes", (10,)),
        ("A1!", (1,)),
    ),
)
def test_a_leading_answer_label(text: str, numbers: tuple[int, ...]) -> None:
    assert read(text) == [("A", numbers, True)]


@pytest.mark.parametrize(
    ("text", "number"),
    (
        ("Tonight's #MuseumHour Q3!", 3),
        ("Two more Qs! Q5. What is it?", 5),
        ("Last question: Q6. How would you?", 6),
        ("it seems good for Q3: so there", 3),
        ("but question 4 first asks why", 4),
    ),
)
def test_a_label_in_the_middle_is_found_and_said_to_be_there(text: str, number: int) -> None:
    assert read(text) == [("Q", (number,), False)]


def test_a_second_label_that_is_in_doubt() -> None:
    assert read("A2: (Or maybe Q2.5) yes") == [("A", (2,), True), ("Q", (2,), False)]


@pytest.mark.parametrize(
    "text",
    (
        "A 3 day course",
        "On A4 paper",
        "A4 sheets outlive us",
        "in Q3 2026 we sold gloves",
        "in Q3 of 2026",
        "R2D2 is a droid",
        "H1N1 was bad",
        "A11y matters",
        "https://museum.example/q1?a1=2",
        "the Q&A1 room",
        "Here comes question two, soon",
        "I like a1 steak sauce",
        "Q0: nothing",
        "Q99: nobody asks so much",
        "R 1.000 francs",
        "",
        "Q",
    ),
)
def test_what_only_looks_like_a_label(text: str) -> None:
    assert read(text) == []


def test_the_letters_are_those_of_the_chat() -> None:
    assert read("F2: Warum?", question_labels=("F",), answer_labels=("AW",)) == [("Q", (2,), True)]
    assert read("AW2 weil", question_labels=("F",), answer_labels=("AW",)) == [("A", (2,), True)]
    assert read("Q2: Why?", question_labels=("F",), answer_labels=("AW",)) == []


def test_letters_that_mean_something_to_a_pattern_are_only_letters() -> None:
    assert read("Q+1: What?", question_labels=("Q+", "("), answer_labels=("",)) == [("Q", (1,), True)]


@pytest.mark.parametrize(
    "text", ("Q1 cont. more", "Q1 cont: more", "Q1 cont'd more", "Q1 (continued) more", "Q1 suite")
)
def test_a_label_that_continues(text: str) -> None:
    assert [label.continues for label in find_labels(text, CHAT)] == [True]


@pytest.mark.parametrize(
    ("text", "part"),
    (("Why? (1/2)", (1, 2)), ("2/2 and how", (2, 2)), ("1 of 3", (1, 3)), ("24/7", None), ("3/2", None)),
)
def test_the_mark_of_a_part(text: str, part: tuple[int, int] | None) -> None:
    assert find_part(text) == part


@pytest.mark.parametrize(
    ("text", "question"),
    (
        ("Q1: What is the worst label? #MuseumHour", "What is the worst label?"),
        ("#MuseumHour Q1 - What is the worst label?", "What is the worst label?"),
        ("Two more! Q5. What is the worst label? (1/2) #MuseumHour", "What is the worst label?"),
        ("What is the worst label? Tonight's #MuseumHour Q3!", "What is the worst label?"),
        ("Q1: What does #MuseumHour look like?", "What does #MuseumHour look like?"),
        ("@lea Q2 Why is that?", "Why is that?"),
        ("Why is that? #MuseumHour", "Why is that?"),
    ),
)
def test_what_a_question_says(text: str, question: str) -> None:
    assert without_labels(text, find_labels(text, CHAT), CHAT) == question
