"""What a person is told before they trust a draft."""

from __future__ import annotations

from dataclasses import replace

from causerie.drafting.assigned import AskedQuestion, Assignment
from causerie.drafting.doubts import find_strange_questions, find_unknown_askers, name_askers
from causerie.drafting.participants import Participants
from tests import make
from tests.drafting.assigning import answer, asked


def assignment_of(*texts: str, by: str = "amara.example") -> Assignment:
    posts = tuple(asked(at, text, by, to=at) for at, text in enumerate(texts, 1))
    questions = (
        AskedQuestion(number=at, text="as in the record", posts=(each.post.id,)) for at, each in enumerate(posts, 1)
    )
    return Assignment(questions=tuple(questions), posts=(*posts, answer(9, "A1 The one in green")))


def test_questions_that_were_asked_in_nearly_these_words_are_not_strange() -> None:
    said = assignment_of(
        "Q1 So, what is the worst label you have read? #MuseumHour", "Q2: and which was the best label?"
    )
    assert find_strange_questions(said, make.session()) == ()


def test_where_most_questions_of_the_record_were_never_asked_it_is_said_with_both_texts() -> None:
    said = assignment_of("Q1 Who pays for translating leaflets? #MuseumHour", "Q2 How do visitors find your shop?")
    strange = find_strange_questions(said, make.session())
    assert [(each.number, each.recorded, each.posted) for each in strange] == [
        (1, "What is the worst label?", "Who pays for translating leaflets?"),
        (2, "And the best?", "How do visitors find your shop?"),
    ]


def test_one_question_of_several_may_be_asked_otherwise() -> None:
    said = assignment_of("Q1 What is the worst label? #MuseumHour", "Q2 How do visitors find your shop?")
    assert find_strange_questions(said, make.session()) == ()


def test_who_asked_is_named_and_whether_people_yml_knows_it() -> None:
    session = make.session()
    said = assignment_of("Q1 What is the worst label?", by="amara.example")
    assert name_askers(said, Participants(session)) == "Amara.Example (@amara.example)"
    assert find_unknown_askers(said, session) == ()
    elsewhere = assignment_of("Q1 What is the worst label?", "Q2 And?", by="else.example")
    (unknown,) = find_unknown_askers(elsewhere, session)
    assert unknown.author.handle == "else.example"
    assert name_askers(replace(said, questions=()), Participants(session)) == ""
