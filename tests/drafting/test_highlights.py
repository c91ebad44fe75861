"""Highlights: explained, from many people, and nothing that only fills the hour."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from causerie.drafting.assigned import ADRIFT, AssignedPost
from causerie.drafting.choosing import choose_highlights
from causerie.drafting.highlights import Rated, rate_posts
from causerie.drafting.participants import Participants
from causerie.model.post import Link, Media
from tests import make
from tests.drafting.assigning import START, WORDS, answer, asked, assign, hour, people, remark
from tests.drafting.said import assign as assign_said
from tests.drafting.said import said
from tests.drafting.said import session as said_session


def rate(*posts: AssignedPost, earlier: frozenset[str] = frozenset()) -> tuple[Rated, ...]:
    assignment = assign(*posts)
    return rate_posts(assignment, make.chat(), people(assignment, earlier=earlier), hour(assignment))


def choose(*posts: AssignedPost, per_question: int = 3, earlier: frozenset[str] = frozenset()) -> list[str]:
    return [each.post.id for each in choose_highlights(rate(*posts, earlier=earlier), [1, 2], per_question)]


def test_the_best_received_are_chosen_and_stand_in_time_order() -> None:
    posts = [answer(n, f"A1 {WORDS} {n}", f"p{n}", likes=likes) for n, likes in enumerate([1, 9, 2, 8, 7], 1)]
    assert choose(*posts) == ["x:2", "x:4", "x:5"]


def test_each_platform_is_measured_by_itself() -> None:
    loud = [answer(n, f"A1 {WORDS} {n}", f"p{n}", likes=100 + n) for n in range(1, 4)]
    quiet = [
        answer(n, f"A1 {WORDS} {n}", f"p{n}", likes=likes, platform="mastodon", id=f"mastodon:glammr.example/{n}")
        for n, likes in ((11, 0), (12, 1), (13, 8))
    ]
    assert "mastodon:glammr.example/13" in choose(*loud, *quiet, per_question=1)


def test_nobody_is_chosen_more_than_twice() -> None:
    loud = [answer(n, f"A1 {WORDS} {n}", "loud", to=1 + n % 2, likes=50) for n in range(6)]
    others = [answer(10 + n, f"A1 {WORDS} {n} too", f"p{n}", to=1 + n % 2, likes=1) for n in range(4)]
    chosen = choose(*loud, *others)
    assert len(chosen) == 6
    assert len([each for each in chosen if int(each[2:]) < 6]) == 2


def test_the_accounts_of_a_person_of_the_records_are_one_person() -> None:
    posts = [
        answer(1, f"A1 {WORDS} one", "amara.example", platform="bluesky", id="bluesky:a/1", url=""),
        answer(
            2, f"A1 {WORDS} two", "amara@glammr.example", platform="mastodon", id="mastodon:glammr.example/2", url=""
        ),
    ]
    assert {each.person for each in rate(*posts)} == {"amara"}


def test_newcomers_are_seen() -> None:
    known = [answer(n, f"A1 {WORDS} {n}", f"p{n}", likes=90) for n in range(1, 5)]
    new = answer(9, "A1 Ask the guards.", "new", likes=0)
    earlier = frozenset(f"x:p{n}" for n in range(1, 5))
    assert "x:9" in choose(*known, new, earlier=earlier)
    rated = {each.post.id: each for each in rate(*known, new, earlier=earlier)}
    assert "first time in this chat" in rated["x:9"].reasons
    assert not rated["x:1"].is_newcomer


def test_without_earlier_transcripts_nobody_is_new() -> None:
    assert not any(each.is_newcomer for each in rate(answer(1, f"A1 {WORDS}", "lea")))


def test_every_reason_is_said() -> None:
    media = (Media(url="https://pics.example/1.png"),)
    best = answer(1, f"A1 {WORDS}", likes=20, reposts=1, media=media, links=(Link("https://label.example"),))
    posts = [best, *(answer(n, f"A1 {WORDS} {n}", f"p{n}", likes=1, reposts=0) for n in range(2, 7))]
    posts.append(answer(8, "A1 Signed!", "jo", reply_to="x:1"))
    (rated, *_) = rate(*posts)
    assert rated.reasons == (
        "20 likes and 1 repost, 5 times what is usual",
        "1 reply",
        "a link",
        "a picture that nobody has described",
    )


def test_an_unsure_answer_says_so() -> None:
    unsure = answer(1, WORDS, confidence=0.3)
    assert rate(unsure)[0].reasons == ("perhaps no answer to this question (by its time alone)",)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("A1 #MuseumHour", {}),
        ("A1 @jonas https://label.example/1 #MuseumHour", {}),
        ("A1 🎉🎉", {}),
        ("A1 Good evening everybody! #MuseumHour", {}),
        ("R1 Bonsoir à toutes et tous !", {}),
        ("A1 Thank you all so much #MuseumHour", {}),
        ("A1 Sorry I am late tonight", {}),
        (f"A1 {WORDS}", {"sensitive": True}),
        (f"A1 {WORDS}", {"id": ""}),
        (f"RT @jonas A1 {WORDS}", {}),
        ("A1 Win a #free #prize #now #crypto #deal #offer #wow https://spam.example", {}),
        ("A1 @a @b @c @d @e @f @g look at this wonderful offer", {}),
    ],
)
def test_what_is_no_answer_worth_reading_is_not_proposed(text: str, changes: dict[str, Any]) -> None:
    assert rate(answer(1, text, **changes)) == ()


def test_copies_are_proposed_once_and_what_is_posted_over_and_over_never() -> None:
    twice = [answer(n, "A1 Sign every single label https://a.example/" + str(n), f"p{n}") for n in (1, 2)]
    assert [each.post.id for each in rate(*twice)] == ["x:1"]
    often = [answer(n, "A1 Buy better labels here https://a.example/" + str(n), f"p{n}") for n in range(4)]
    assert rate(*often) == ()


def test_questions_and_the_remarks_of_hosts_are_none() -> None:
    posts = [asked(0, "Q1 What is the worst label?"), remark(1, f"{WORDS}, says the host", "amara.example")]
    posts[1] = remark(1, WORDS, "amara.example", platform="bluesky", id="bluesky:a/1", url="")
    assert rate(*posts) == ()


def test_what_was_well_received_beside_the_questions_opens_or_closes() -> None:
    before, after = (remark(n, f"{WORDS} {n}", f"p{n}", likes=40) for n in (1, 30))
    quiet = remark(31, f"{WORDS} again", "quiet", likes=0)
    first = answer(10, f"A1 {WORDS}", "lea", likes=1)
    assert choose(before, first, after, quiet) == ["x:1", "x:10", "x:30"]


def test_a_session_without_questions_has_highlights_too() -> None:
    posts = [remark(n, f"{WORDS} {n}", f"p{n}", likes=n) for n in range(20)]
    assignment = assign(*posts, questions=0)
    rated = rate_posts(assignment, make.chat(), people(assignment), hour(assignment))
    assert len(choose_highlights(rated, [])) == 12
    assert choose_highlights(rate(remark(1, "y/n", likes=9)), []) == ()


def test_what_was_posted_days_before_is_not_of_the_hour() -> None:
    long_ago = remark(-60 * 24 * 3, f"{WORDS} {WORDS}", "early", likes=500)
    first = answer(10, f"A1 {WORDS}", likes=1)
    assert choose(long_ago, first, answer(11, f"A1 {WORDS} {WORDS}", "jo", likes=2)) == ["x:10", "x:11"]


def test_an_answer_to_two_questions_is_proposed_once() -> None:
    both = AssignedPost(post=answer(1, f"A1/A2 {WORDS}").post, role=answer(1, "").role, questions=(2, 1))
    assert choose(both) == ["x:1"]


def test_what_a_host_says_beside_a_question_is_none() -> None:
    asides = [
        said("b", 5.5, "amara", "Q1: (I ask because my own labels are all unsigned, and nobody minds.)"),
        said("c", 9, "amara", "Has anybody else an example of a label that was signed by a visitor?"),
    ]
    own = said("d", 12, "amara", "A1 The worst label that I wrote was signed by my predecessor.")
    assignment = assign_said(
        [
            said("a", 5, "amara", "Q1 What is the worst label that you have read?"),
            *asides,
            own,
            said("e", 13, "lea", "A1 The one about gravity, which fell down."),
            said("f", 20, "amara", "Q2 Who should sign a label, and why?"),
            said("g", 22, "jo", "A2 Whoever wrote it has to sign it."),
        ]
    )
    session = said_session()
    rated = rate_posts(assignment, make.chat(), Participants(session, (), assignment), hour(assignment, session))
    assert [each.post.id for each in rated] == ["x:d", "x:e", "x:g"]


def test_an_answer_of_somebodys_comes_before_their_posts_that_may_be_none() -> None:
    sure = [answer(1, f"A1 {WORDS}", "lea", likes=5), answer(10, f"A2 {WORDS} again", "lea", to=2, likes=5)]
    beside = [
        remark(20, f"{WORDS} and more", "lea", likes=90),
        answer(21, f"{WORDS} too", to=2, likes=80, confidence=0.4),
    ]
    assert choose(*sure, *beside) == ["x:1", "x:10"]
    assert choose(sure[0], *beside) == ["x:1", "x:20"]  # one place is left
    assert choose(*beside) == ["x:20", "x:21"]


def test_an_answer_for_which_there_is_no_place_keeps_no_other_post_out() -> None:
    better = [answer(n, f"A1 {WORDS} {n}", f"p{n}", likes=90) for n in range(1, 4)]
    theirs = [answer(4, "A1 Signed.", "lea", likes=0)]
    beside = [remark(20 + n, f"{WORDS} said {n}", "lea", likes=80 - n) for n in range(2)]
    assert choose(*better, *theirs, *beside) == ["x:1", "x:2", "x:3", "x:20", "x:21"]


def test_a_reply_to_a_post_that_is_not_here_gives_way_to_what_surely_answers() -> None:
    adrift = answer(1, f"@jo {WORDS}", "kim", likes=90, reply_to="x:elsewhere", confidence=ADRIFT)
    assert choose(adrift, answer(2, "A1 Sign it.", "jo", likes=1)) == ["x:2"]
    assert choose(adrift) == ["x:1"]


@pytest.mark.parametrize(
    "text",
    [
        "pitch: nobody has moderated a chat about lamps. Volunteer here: https://a.example/1",
        "Call for papers on museum labels, until spring https://a.example/1",
        "Appel à contributions sur les cartels de musée https://a.example/1",
    ],
)
def test_what_calls_elsewhere_is_proposed_only_where_it_answers(text: str) -> None:
    assert rate(answer(1, text, confidence=0.4)) == rate(remark(1, text)) == ()
    assert len(rate(answer(1, f"A1 {text}"))) == 1


def test_who_introduces_themselves_after_the_first_question_opens_the_recap() -> None:
    first = answer(4, f"A1 {WORDS}", "lea", likes=1)
    arrives = remark(5, "This is Jo, a guard with a torch and an opinion", "jo", likes=40)
    later = remark(12, f"{WORDS} {WORDS}", "kim", likes=40)
    second = answer(11, f"A2 {WORDS}", "ruth", to=2, likes=1)
    rated = rate(first, arrives, second, later)
    ends = START + timedelta(minutes=10)
    chosen = [each.post.id for each in choose_highlights(rated, [1, 2], opening_ends=ends)]
    assert chosen == ["x:5", "x:4", "x:11", "x:12"]
