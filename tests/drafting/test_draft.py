"""A draft as a whole: the same posts give the same, hands are never overruled, anonymous chats show no handle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from causerie.drafting.assigned import AssignedPost, Assignment
from causerie.drafting.draft import draft_recap, forget_assignments, record_assignments
from causerie.drafting.proposals import describe_draft, propose_entries, question_texts
from causerie.model.post import Link, Media, Role
from causerie.model.recap import Highlight, Resource, Takeaway, Unanswered
from causerie.records.recap_file import add_proposals, begin_recap
from tests import make
from tests.drafting.assigning import WORDS, answer, asked, assign, post, remark


def some_posts() -> list[AssignedPost]:
    return [
        asked(5, "Q1 What is the worst label? #MuseumHour"),
        answer(
            6,
            f"A1 {WORDS}, says @jo. #MuseumHour",
            "lea",
            likes=9,
            media=(Media(url="https://p.example", alt="A label"),),
        ),
        answer(
            7,
            "A1 Labels belong to their readers. https://a.example/guide",
            "jo",
            links=(Link("https://a.example/guide"),),
        ),
        asked(20, "Q2 Who signs the labels?", to=2),
        answer(21, "A2 See https://x.com/lea/status/99999 for ours, and sign everything.", "kim", to=2),
        remark(30, "@amara Who pays for the translation that @jo wants?", "kim"),
    ]


def test_a_draft_has_everything_and_is_always_the_same() -> None:
    assignment = assign(*some_posts())
    session = make.session()
    draft = draft_recap(assignment, session)
    assert draft == draft_recap(assignment, session)
    entries = propose_entries(draft, session)
    assert {type(each.value) for each in entries} == {Takeaway, Highlight, Resource, Unanswered}
    assert entries[0].value == Takeaway("Labels belong to their readers.", is_proposed=True)
    first = next(each for each in entries if isinstance(each.value, Highlight))
    assert first.comment == (f"Lea (@lea): {WORDS}, says @jo.", "  X; 9 likes; a picture", "  picture: A label")


def test_a_chat_without_handles_has_none_in_its_recap() -> None:
    session = make.session(chat=make.chat(anonymise=True))
    draft = draft_recap(assign(*some_posts()), session)
    entries = propose_entries(draft, session)
    text = add_proposals(
        begin_recap(describe_draft(draft, session, date(2026, 12, 3)), date(2026, 12, 3)),
        entries,
        question_texts(draft, session),
    ).text
    for handle in ("@lea", "@jo", "kim", "Lea", "Kim", "@amara", "x.com/lea"):
        assert handle not in text
    assert "# A participant: " in text


def test_what_a_hand_assigned_stays() -> None:
    by_hand = post(1, "A1", questions=(4,), role=Role.OTHER, assigned="hand")
    unsigned = post(2, "A1", questions=(3,))
    drafted = post(3, "A1", questions=(3,), role=Role.ANSWER, assigned="draft")
    fresh = post(4, "A1")
    stranger = post(5, "Not assigned")
    every = (by_hand, unsigned, drafted, fresh, stranger)
    assignment = Assignment(
        questions=(), posts=tuple(AssignedPost(post=each, role=Role.ANSWER, questions=(1,)) for each in every[:4])
    )
    expected = {"questions": (1,), "role": Role.ANSWER, "assigned": "draft"}
    assert record_assignments(every, assignment) == (
        by_hand,
        unsigned,
        replace(drafted, **expected),  # type: ignore[arg-type]
        replace(fresh, **expected),  # type: ignore[arg-type]
        stranger,
    )


def test_an_earlier_draft_is_no_evidence() -> None:
    drafted = post(3, "A1", questions=(3,), role=Role.ANSWER, assigned="draft")
    by_hand = post(1, "A1", questions=(4,), role=Role.OTHER, assigned="hand")
    assert forget_assignments([drafted, by_hand]) == (post(3, "A1"), by_hand)


def test_an_empty_session_makes_an_empty_draft() -> None:
    draft = draft_recap(Assignment(questions=(), posts=()), make.session())
    assert propose_entries(draft, make.session()) == ()
    assert describe_draft(draft, make.session(title=""), date(2026, 12, 3)) == (
        "drafted on 2026-12-03 from 0 posts by 0 people.",
    )
