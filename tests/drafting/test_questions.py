"""Which posts ask a session's questions: the traps that real chats set, in invented words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from causerie.model.person import Account
from causerie.model.post import Role
from causerie.model.session import Question
from tests import make
from tests.drafting.said import START, asked, assign, found, said

Q1 = said("q1", 5, "amara", "Q1: What is the worst label that you have read? #MuseumHour")
Q2 = said("q2", 15, "amara", "Q2: What would you let a machine write? #MuseumHour")
A1 = said("a1", 7, "lea", "A1 The one in verse. #MuseumHour")


def test_the_host_asks() -> None:
    assignment = assign((Q1, A1, Q2))
    assert asked(assignment) == {1: ["q1"], 2: ["q2"]}
    first = assignment.questions[0]
    assert (first.text, first.asked) == ("What is the worst label that you have read?", START + timedelta(minutes=5))
    assert (first.confidence, first.reason) == (0.95, "the host's post, labelled Q1")


def test_people_who_label_their_answers_as_questions_ask_nothing() -> None:
    early = said("early", 1, "lea", "Q1 is it the one in verse, or is that only me? #MuseumHour")
    late = said("late", 8, "lea", "Q1 is verse really so bad? I like it. #MuseumHour")
    assert asked(assign((early, Q1, late, Q2))) == {1: ["q1"], 2: ["q2"]}


def test_a_host_who_answers_with_the_questions_label_asks_once() -> None:
    own = said("own", 8, "amara", "Q1 for me at least, the one in verse. #MuseumHour")
    assert asked(assign((Q1, own, Q2))) == {1: ["q1"], 2: ["q2"]}


@pytest.mark.parametrize(
    "text",
    (
        "Q3 is coming in a minute! #MuseumHour",
        "Ready for Q3? #MuseumHour",
        "No time for Q3 tonight, sorry. #MuseumHour",
        "Here comes question three, soon #MuseumHour",
        "Q3 is an easy one! #MuseumHour",
        "RT @lea Q3: what do you think of my book? #MuseumHour",
    ),
)
def test_to_speak_of_a_question_is_not_to_ask_it(text: str) -> None:
    assert asked(assign((Q1, Q2, said("q3", 25, "amara", text)))) == {1: ["q1"], 2: ["q2"]}


@pytest.mark.parametrize(
    "text",
    (
        "Two more! Q3. Who signs the labels? #MuseumHour",
        "Last question: Q3. Who signs the labels? #MuseumHour",
        "Who signs the labels? Tonight's #MuseumHour Q3!",
        "#q3 who signs the labels #MuseumHour",
        "Q3 Tell us who signs the labels. #MuseumHour",
    ),
)
def test_a_label_anywhere_in_the_hosts_question(text: str) -> None:
    assignment = assign((Q1, Q2, said("q3", 25, "amara", text)))
    assert asked(assignment)[3] == ["q3"]


def test_a_question_in_two_posts() -> None:
    first = said("first", 25, "amara", "Q3: Who decides what we write? (1/2) #MuseumHour")
    second = said("second", 25.5, "amara", "(2/2) And who was never asked? #MuseumHour")
    assignment = assign((Q1, Q2, first, second))
    assert asked(assignment)[3] == ["first", "second"]
    assert assignment.questions[2].text == "Who decides what we write? And who was never asked?"


def test_a_question_that_goes_on_at_once() -> None:
    more = said("more", 15.5, "amara", "Q2 Or put otherwise, what would you never let it write? #MuseumHour")
    later = said("later", 19, "amara", "Q2: I struggle with this one, don't you? #MuseumHour")
    assert asked(assign((Q1, Q2, more, later)))[2] == ["q2", "more"]


def test_a_number_that_is_skipped_stays_free() -> None:
    assert asked(assign((Q1, said("q3", 25, "amara", "Q3: Who signs the labels? #MuseumHour")))) == {
        1: ["q1"],
        3: ["q3"],
    }


def test_several_hosts() -> None:
    jonas = make.person(id="jonas", name="Jonas", accounts=(Account("x", "jonas"),))
    second = said("q2", 15, "jonas", "Q2. Tell us about a label that made you cry. #MuseumHour")
    assignment = assign((Q1, A1, second), hosts=(make.person(accounts=(Account("x", "amara"),)), jonas))
    assert asked(assignment) == {1: ["q1"], 2: ["q2"]}


def test_a_host_whom_the_record_does_not_know() -> None:
    posts = [
        Q1,
        A1,
        said("b1", 8, "tom", "A1: mine"),
        Q2,
        said("c2", 16, "tom", "A2: nothing"),
        said("d2", 17, "lea", "A2 all"),
    ]
    assert asked(assign(posts, hosts=())) == {1: ["q1"], 2: ["q2"]}


def test_the_same_question_on_two_platforms() -> None:
    there = said("there", 5.2, "amara.example", "Q1: What is the worst label that you have read?", platform="bluesky")
    assert asked(assign((Q1, there, Q2))) == {1: ["q1", "there"], 2: ["q2"]}


def test_without_labels_the_hosts_questions_to_all_count_in_their_order() -> None:
    posts = (
        said("hello", 0, "amara", "Welcome! Who is here, and where from? #MuseumHour"),
        said("one", 5, "amara", "What is the worst label that you have ever read in a museum? #MuseumHour"),
        said("reply", 7, "amara", "@lea what did it say about the vase, and how did you react to it?", to="lea"),
        said("else", 9, "amara", "Anyone else? #MuseumHour"),
        said("two", 20, "amara", "How would you explain a vase to a child who has never seen one? #MuseumHour"),
        said("own", 24, "amara", "I loved the one in verse, was I the only one?"),
        said("three", 35, "amara", "Which words should nobody ever print on a wall, and why not? #MuseumHour"),
        said("bye", 55, "amara", "Thanks everyone, that's our hour! Any last pitches? #MuseumHour"),
    )
    assignment = assign(posts)
    assert asked(assignment) == {1: ["one"], 2: ["two"], 3: ["three"]}
    assert all(question.confidence < 0.8 for question in assignment.questions)


RECORD = (
    Question(number=1, text="What is the worst label that you have read?"),
    Question(number=2, text="When does the `sign()` of an author help, and when is it in the way of readers?"),
    Question(number=3, text="Who pays for translation?", at=50),
)


def test_the_records_questions_are_all_there_asked_or_not() -> None:
    assignment = assign((Q1,), questions=RECORD)
    assert asked(assignment) == {1: ["q1"], 2: [], 3: []}
    assert [each.text for each in assignment.questions] == [each.text for each in RECORD]
    assert assignment.questions[2].asked == START + timedelta(minutes=50)


def test_a_room_where_the_host_pastes_the_records_questions() -> None:
    posts = (
        said("1", 5, "amara", "so: What is the worst label that you have read?", platform="irc"),
        said(
            "2",
            15,
            "amara",
            "When does the sign() of an author help, and when is it in the way of readers?",
            platform="irc",
        ),
        said("3", 16, "lea", "amara: never", platform="irc"),
    )
    assignment = assign(posts, questions=RECORD)
    assert asked(assignment) == {1: ["1"], 2: ["2"], 3: []}


def test_the_records_numbers_win_over_the_hosts_labels() -> None:
    posts = (
        Q1,
        said("paid", 30, "amara", "Q2: Who pays for translation? #MuseumHour"),
        said("a2", 32, "lea", "A2 nobody, as always #MuseumHour"),
    )
    assignment = assign(posts, questions=RECORD)
    assert asked(assignment) == {1: ["q1"], 2: [], 3: ["paid"]}
    assert found(assignment)["a2"].questions == (3,)


def test_the_topics_of_a_meeting() -> None:
    posts = (
        said("r", 0, "amara", "#topic Roll call", platform="irc"),
        said("1", 2, "amara", "#topic Labels in verse", platform="irc"),
        said("x", 3, "lea", "I am for it", platform="irc"),
        said("2", 9, "amara", "TOPIC: Budget", platform="irc"),
    )
    assignment = assign(posts, hosts=())
    assert asked(assignment) == {1: ["1"], 2: ["2"]}
    assert [each.text for each in assignment.questions] == ["Labels in verse", "Budget"]
    assert found(assignment)["x"].questions == (1,)


def test_a_question_that_a_hand_assigned_is_the_one() -> None:
    by_hand = said("hand", 6, "lea", "And the best?", role=Role.QUESTION, questions=(1,), assigned="hand")
    assignment = assign((Q1, by_hand, Q2))
    assert asked(assignment)[1] == ["hand"]


def test_a_post_that_a_hand_took_out_asks_nothing() -> None:
    out = said("q1", 5, "amara", Q1.text, role=Role.OTHER, assigned="hand")
    assert asked(assign((out, Q2))) == {2: ["q2"]}


def test_answers_to_a_question_that_is_not_here() -> None:
    lost = [said(who, 30 + at, who, "A3: indeed #MuseumHour") for at, who in enumerate(("lea", "tom", "ines"))]
    assignment = assign((Q1, Q2, *lost))
    assert asked(assignment) == {1: ["q1"], 2: ["q2"], 3: []}
    assert {name: found(assignment)[name].questions for name in ("lea", "tom", "ines")} == dict.fromkeys(
        ("lea", "tom", "ines"), (3,)
    )


def test_nothing_to_ask() -> None:
    assert assign(()).questions == ()
    assert assign((said("hello", 1, "lea", "Hello!"),)).questions == ()
