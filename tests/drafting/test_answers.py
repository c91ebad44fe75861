"""Which question a post answers: by its reply, else its label, else its time, and what belongs to none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from causerie.drafting.assigned import ADRIFT
from causerie.model.post import Role
from tests.drafting.said import START, answered, assign, found, said

Q1 = said("q1", 5, "amara", "Q1: What is the worst label that you have read? #MuseumHour")
Q2 = said("q2", 20, "amara", "Q2: What would you let a machine write? #MuseumHour")
Q3 = said("q3", 35, "amara", "Q3: Who signs the labels, and who should? #MuseumHour")
ASKED = (Q1, Q2, Q3)


def test_a_reply_to_a_question_answers_it_whenever_it_comes() -> None:
    late = found(assign((*ASKED, said("late", 50, "lea", "The one in verse.", to="q1"))))["late"]
    assert (late.role, late.questions, late.reason) == (Role.ANSWER, (1,), "reply to Q1")
    assert late.confidence > 0.9


def test_a_reply_to_an_answer_goes_on_with_its_question() -> None:
    posts = (
        said("a1", 7, "lea", "A1 The one in verse."),
        said("b", 25, "tom", "@lea which verse?", to="a1"),
        said("c", 40, "lea", "@tom every one", to="b"),
    )
    each = found(assign((*ASKED, *posts)))
    assert (each["b"].questions, each["c"].questions) == ((1,), (1,))
    assert each["b"].reason == "reply to A1 of lea"


def test_a_reply_to_a_question_wins_over_a_label() -> None:
    each = found(assign((*ASKED, said("a", 22, "lea", "A1 nothing at all", to="q2"))))["a"]
    assert each.questions == (2,)
    assert each.confidence < 0.9


def test_an_own_thread_of_answers_goes_by_its_labels() -> None:
    posts = (
        said("a1", 7, "lea", "A1 The one in verse."),
        said("a2", 22, "lea", "A2 Nothing.", to="a1"),
        said("a3", 37, "lea", "A3 Me.", to="a2"),
    )
    assert answered(assign((*ASKED, *posts))) == {"a1": (1,), "a2": (2,), "a3": (3,)}


def test_a_label_wins_over_the_time() -> None:
    each = found(assign((*ASKED, said("a", 38, "lea", "A1 A late one: the one in verse."))))["a"]
    assert (each.questions, each.reason, each.confidence) == ((1,), "label A1", 0.95)


@pytest.mark.parametrize(
    ("text", "questions"),
    (
        ("A1/A2 both in verse", (1, 2)),
        ("A1 verse. A2 verse.", (1, 2)),
        ("A1 sorry, A2: nothing", (2,)),
        ("A2: (Or maybe Q2.5) nothing", (2,)),
        ("Q2 something that I think about a lot", (2,)),
        ("it was a good one for Q1: verse", (1,)),
        ("@amara A1: verse", (1,)),
    ),
)
def test_several_labels_and_labels_in_doubt(text: str, questions: tuple[int, ...]) -> None:
    assert found(assign((*ASKED, said("a", 30, "lea", text))))["a"].questions == questions


def test_a_label_far_ahead_of_its_question_is_a_slip() -> None:
    each = found(assign((*ASKED, said("a", 24, "lea", "A3 nothing"))))["a"]
    assert each.questions == (2,)
    assert each.confidence < 0.5


def test_a_label_of_a_question_that_the_host_has_answered_already_is_none() -> None:
    posts = (said("own", 23, "amara", "A3 I sign mine."), said("a", 24, "lea", "A3 so do I"))
    assert answered(assign((*ASKED, *posts)))["a"] == (3,)


def test_to_speak_of_a_question_is_not_to_answer_it() -> None:
    assert found(assign((*ASKED, said("a", 38, "lea", "Q3 is an easy one!"))))["a"].questions == ()


def test_without_reply_and_label_the_time_decides() -> None:
    each = found(assign((*ASKED, said("a", 24, "lea", "Captions, at most."), said("b", 36.5, "tom", "The intern."))))
    assert (each["a"].questions, each["a"].reason) == ((2,), "posted 4 minutes after Q2")
    assert (each["b"].questions, each["b"].reason) == ((3,), "posted 1 minute after Q3")
    assert each["a"].confidence < 0.6


def test_who_posts_seconds_after_a_question_answers_the_one_before() -> None:
    assert answered(assign((*ASKED, said("a", 20.4, "lea", "Verse, always verse."))))["a"] == (1,)


def test_a_post_that_quotes_a_question_answers_it() -> None:
    quoting = said("a", 40, "lea", "The intern, at night.", quote_of="x:q1")
    assert found(assign((*ASKED, quoting)))["a"].questions == (1,)


def test_two_who_talk_go_on_with_their_question_where_replies_are_not_recorded() -> None:
    posts = (
        said("a", 21.5, "lea", "A2 captions"),
        said("b", 33, "tom", "@lea only captions?"),
        said("c", 37, "lea", "@tom and the small print"),
    )
    assert answered(assign((*ASKED, *posts))) == {"a": (2,), "b": (2,), "c": (2,)}


def test_greetings_before_farewells_after_and_late_ones_belong_to_no_question() -> None:
    posts = (
        said("hi", 1, "lea", "Hi #MuseumHour! Lea from Lyon"),
        said("back", 2, "amara", "@lea welcome!", to="hi"),
        said("late", 22, "tom", "Just joining, what a day #MuseumHour"),
        said("closing", 56, "amara", "That's all for tonight, thank you all! #MuseumHour"),
        said("bye", 57, "lea", "Thanks @amara, lovely hour #MuseumHour"),
        said("after", 58, "ines", "My train is late again #MuseumHour"),
    )
    assert answered(assign((*ASKED, *posts))) == dict.fromkeys(("hi", "back", "late", "closing", "bye", "after"), ())


def test_who_comes_late_and_says_something_is_heard() -> None:
    late = said("late", 22, "tom", "Late to the party, but I would let it write the captions #MuseumHour")
    assert answered(assign((*ASKED, late)))["late"] == (2,)


def test_what_the_host_says_to_run_the_hour_belongs_to_no_question() -> None:
    posts = (
        said("soon", 18, "amara", "Q2 in two minutes! #MuseumHour"),
        said("more", 25, "amara", "Has anybody tried it with captions? #MuseumHour"),
        said("own", 26, "amara", "A2 from me: the opening hours. #MuseumHour"),
    )
    each = found(assign((*ASKED, *posts)))
    assert (each["soon"].role, each["soon"].questions) == (Role.OTHER, ())
    assert (each["more"].role, each["more"].questions) == (Role.OTHER, (2,))
    assert (each["own"].role, each["own"].questions) == (Role.ANSWER, (2,))


def test_what_a_hand_assigned_stays_and_replies_follow_it() -> None:
    by_hand = said("a", 24, "lea", "A2 captions", role=Role.ANSWER, questions=(3,), assigned="hand")
    none = said("n", 25, "ines", "A2 me too", role=Role.OTHER, assigned="hand")
    each = found(assign((*ASKED, by_hand, none, said("b", 26, "tom", "@lea why?", to="a"))))
    assert (each["a"].questions, each["a"].confidence, each["n"].questions) == ((3,), 1.0, ())
    assert each["b"].questions == (3,)


def test_what_a_draft_assigned_before_is_looked_at_again() -> None:
    drafted = said("a", 24, "lea", "A2 captions", role=Role.ANSWER, questions=(3,), assigned="draft")
    assert answered(assign((*ASKED, drafted)))["a"] == (2,)


def test_each_platform_has_its_own_time() -> None:
    there = said("q2b", 24, "amara.example", "Q2: What would you let a machine write?", platform="bluesky")
    first = said("q1b", 5, "amara.example", "Q1: What is the worst label that you have read?", platform="bluesky")
    posts = (said("a", 22, "lea", "captions"), said("b", 22, "tom.example", "verse", platform="bluesky"))
    assert answered(assign((*ASKED, first, there, *posts))) == {"a": (2,), "b": (1,)}


def test_a_post_without_a_time_goes_by_its_label_or_to_none() -> None:
    posts = (said("a", 0, "lea", "A2 captions", posted=None), said("b", 0, "tom", "captions", posted=None))
    assert answered(assign((*ASKED, *posts))) == {"a": (2,), "b": ()}


def test_replies_in_a_circle_end() -> None:
    posts = (said("a", 22, "lea", "one", to="b"), said("b", 23, "tom", "two", to="a"))
    assert set(answered(assign((*ASKED, *posts)))) == {"a", "b"}


def test_a_long_thread_ends() -> None:
    start = said("0", 6, "lea", "A1 verse")
    thread = [said(str(at), 0, "tom", "and on", to=str(at - 1), posted=None) for at in range(1, 5000)]
    assert set(answered(assign((*ASKED, start, *thread))).values()) == {(1,)}


def test_hours_after_the_chat_only_replies_and_labels_count() -> None:
    posts = (
        said("a", 200, "lea", "A1 verse, I have slept on it"),
        said("b", 201, "tom", "a good night for a walk"),
    )
    each = found(assign((*ASKED, *posts)))
    assert (each["a"].questions, each["b"].questions) == ((1,), ())
    assert START + timedelta(minutes=200) == each["a"].post.posted


def test_the_words_of_an_earlier_question_bring_a_post_back_to_it() -> None:
    posts = (
        said("a", 40, "lea", "My machine can write haiku. Nothing else."),
        said("b", 41, "tom", "The worst thing that I have read was signed with a cross."),
        said("c", 42, "ines", "A machine, I guess."),
    )
    assert answered(assign((*ASKED, *posts))) == {"a": (2,), "b": (3,), "c": (3,)}


def test_what_a_host_says_in_brackets_behind_a_question_answers_nothing() -> None:
    posts = (
        said("aside", 5.5, "amara", "Q1: (I ask for a friend whose labels rhyme.)"),
        said("own", 6, "amara", "Q1: mine rhymed, for a whole (long) year."),
    )
    each = found(assign((*ASKED, *posts)))
    assert (each["aside"].role, each["aside"].questions) == (Role.OTHER, (1,))
    assert each["own"].role is Role.ANSWER


def test_a_reply_to_a_post_that_is_not_here_is_hardly_sure() -> None:
    each = found(assign((*ASKED, said("a", 22, "lea", "@tom that one, too", to="elsewhere"))))["a"]
    assert (each.questions, each.confidence) == ((2,), ADRIFT)
    assert each.reason == "posted 2 minutes after Q2, as a reply to a post that is not here"
