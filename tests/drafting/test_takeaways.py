"""Takeaways: word for word, on their own, of different people."""

from __future__ import annotations

import pytest

from causerie.drafting.assigned import AssignedPost
from causerie.drafting.highlights import rate_posts
from causerie.drafting.takeaways import propose_takeaways, stands_alone
from tests import make
from tests.drafting.assigning import answer, assign, hour, people


def propose(*posts: AssignedPost, questions: int = 2) -> list[str]:
    assignment = assign(*posts, questions=questions)
    rated = rate_posts(assignment, make.chat(), people(assignment), hour(assignment))
    return [each.text for each in propose_takeaways(rated, range(1, questions + 1))]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A1 Label text is a conversation; sign it. #MuseumHour", "Label text is a conversation; sign it."),
        ("A1: Labels belong to their readers #MuseumHour #labels @jonas", "Labels belong to their readers"),
        ("@jonas @amara (A1) Labels belong to their readers!", "Labels belong to their readers!"),
        ("#MuseumHour A1/A2 Labels belong to their readers. https://a.example/x", "Labels belong to their readers."),
        ("A1 I agree. Dr. Weiss says: sign all labels. Yes!", "Dr. Weiss says: sign all labels."),
        ("A1 Who cares?\nLabels belong to their readers.", "Labels belong to their readers."),
        ("Labels belong to their readers. A1", "Labels belong to their readers."),
        ("R1 Une étiquette se signe toujours, voilà ! #BibliHeure", "Une étiquette se signe toujours, voilà !"),
        ("A1 Write every label on A4 paper", "Write every label on A4 paper"),
    ],
)
def test_a_sentence_stays_word_for_word(text: str, sentence: str) -> None:
    assert propose(answer(1, text)) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "This is what every label needs.",
        "It makes all the difference to visitors.",
        "But nobody reads the second line.",
        "C'est une question de budget pour nous tous.",
        "Why does nobody sign the labels?",
        "Sign it.",
        "Labels need this kind of care and more.",
        "Labels are written by @jonas in our museum.",
        "The best guide is at https://a.example/x for everybody.",
        'Labels that say "Please do not touch the painting',
        "Labels are written by many people and…",
        "(Labels are written by many people.)",
        "NOBODY EVER READS THE LABELS IN HERE",
        "Yes, a label can be signed by anybody.",
        " ".join(["label"] * 40),
    ],
)
def test_what_leans_on_other_words_is_no_takeaway(sentence: str) -> None:
    assert not stands_alone(sentence)


def test_a_quoted_speech_is_not_cut() -> None:
    text = 'A1 The guard said: "Look again. Then look again." to every single visitor.'
    assert propose(answer(1, text)) == [text.removeprefix("A1 ")]


def test_there_are_five_at_most_of_different_people_and_questions() -> None:
    posts = [
        answer(n, f"A1 Label number {n} belongs to its own readers.", f"p{n // 2}", to=1 + n % 2, likes=n)
        for n in range(1, 20)
    ]
    found = propose(*posts)
    assert len(found) == 5
    assert found[0] == "Label number 19 belongs to its own readers."


def test_one_person_has_one() -> None:
    posts = [answer(n, f"A1 Label number {n} belongs to its own readers.", "lea") for n in range(5)]
    assert len(propose(*posts)) == 1


def test_what_is_not_well_received_fills_up_to_three() -> None:
    good = [answer(1, "A1 Good labels belong to their own readers.", "p1", likes=50)]
    others = [answer(n, f"A1 Label number {n} belongs to its own readers.", f"p{n}", likes=0) for n in range(2, 9)]
    assert len(propose(*good, *others)) == 3


def test_nothing_is_invented_where_nothing_stands_alone() -> None:
    assert propose(answer(1, "A1 Yes!"), answer(2, "A1 This."), answer(3, "A2 I do, it is fun.", to=2)) == []


def test_an_answer_that_may_be_none_gives_no_takeaway() -> None:
    assert propose(answer(1, "Label text is a conversation; sign it.", confidence=0.3)) == []
