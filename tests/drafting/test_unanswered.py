"""Open questions: asked by participants, wanting an answer, and left without one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from causerie.drafting.assigned import AssignedPost
from causerie.drafting.unanswered import find_question, find_unanswered
from tests import make
from tests.drafting.assigning import answer, asked, assign, hour, people, remark

ASKS = "Who pays for the translation of labels?"


def find(*posts: AssignedPost) -> list[str]:
    assignment = assign(*posts)
    return [each.text for each in find_unanswered(assignment, make.chat(), people(assignment), hour(assignment))]


def test_a_question_without_a_reply_is_open() -> None:
    assert find(remark(1, f"@amara {ASKS} #MuseumHour")) == [ASKS]


@pytest.mark.parametrize(
    "reply",
    [
        remark(2, "We do!", "jo", reply_to="x:1"),
        remark(2, "We do!", "jo", quote_of="x:1"),
        remark(2, "@lea we do, out of our own budget", "jo"),
        remark(2, ".@lea We do!", "jo"),
    ],
)
def test_a_reply_of_somebody_else_closes_it(reply: AssignedPost) -> None:
    assert find(remark(1, ASKS), reply) == []


def test_a_reply_that_only_the_platform_counts_closes_it() -> None:
    assert find(remark(1, ASKS, replies=2)) == []


def test_ones_own_reply_does_not_close_it() -> None:
    own = remark(2, "And who reads it then?", reply_to="x:1")
    assert find(remark(1, ASKS, replies=1), own)[0] == ASKS


@pytest.mark.parametrize(
    "text",
    [
        "Labels should be signed, right?",
        "Every label needs a name, doesn't it?",
        "On signe toujours, n'est-ce pas ?",
        "Das gehört auf jedes Schild, oder?",
        "Who knew that labels were this hard?",
        "How cool is that little label?",
        "Why not sign every single one?",
        "Seriously?",
        'The best label asks "Who are you looking at today?"',
        "What is the worst label, everybody?",
        "Labels? Signs? No idea.",
    ],
)
def test_what_wants_no_answer_is_not_open(text: str) -> None:
    assert find(remark(1, text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A1 We sign ours. Does anybody translate them?", "Does anybody translate them?"),
        ("A1 Who pays for it, you ask? We do.", ""),
        ("A1 We sign ours. Do your visitors like it?", "We sign ours. Do your visitors like it?"),
    ],
)
def test_an_answer_asks_only_at_its_end(text: str, found: str) -> None:
    words = text.removeprefix("A1 ")
    expected = {"Does anybody translate them?": f"We sign ours. {found}"}.get(found, found)
    assert find_question(words, is_answer=True) == expected
    assert find(answer(1, text)) == ([expected] if expected else [])


def test_hosts_ask_no_open_questions() -> None:
    asks: dict[str, Any] = {"platform": "bluesky", "id": "bluesky:a/3", "url": ""}
    assert find(asked(1, f"Q1 {ASKS}"), remark(3, ASKS, "amara.example", **asks)) == []


def test_who_asks_the_numbered_questions_is_a_host_without_a_record() -> None:
    first, second = (asked(n, f"Q{n} What about it, everybody?", "asker.example", to=n) for n in (1, 2))
    assignment = assign(first, second, remark(3, ASKS, "asker.example", platform="bluesky", id="bluesky:b/3", url=""))
    questions = tuple(
        replace(each, posts=(post.post.id,)) for each, post in zip(assignment.questions, (first, second), strict=True)
    )
    assignment = replace(assignment, questions=questions)
    assert find_unanswered(assignment, make.chat(), people(assignment), hour(assignment)) == ()


def test_the_same_question_is_asked_once() -> None:
    assert find(remark(1, ASKS), remark(9, f"Again: {ASKS}")) == [ASKS]


def test_hidden_and_advertising_posts_ask_nothing() -> None:
    assert find(remark(1, ASKS, sensitive=True), remark(2, f"{ASKS} #a #b #c #d #e #f #g")) == []


@pytest.mark.parametrize(
    "text",
    [
        "&how would I explain that to a visitor in a hurry?",
        "and who pays for the lamp beside it?",
        "Et qui paie la lampe à côté ?",
        "hot take: only the cloakroom reads our leaflets?",
        "Since nobody has a list of labels yet, maybe add yours to mine?",
    ],
)
def test_a_fragment_is_not_open(text: str) -> None:
    assert find(remark(1, text)) == []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Wonder if our labels are any different?", "en"),
        ("Sorry, does anybody sign the labels of loans?", "en"),
        ("You sign them how, exactly, on a loan?", ""),
        ("Any thoughts on the labels of loans?", "en"),
        ("Vous signez aussi les cartels des prêts ?", "fr"),
    ],
)
def test_a_question_in_plain_words_is_open(text: str, lang: str) -> None:
    assert find(remark(1, text, lang=lang)) == [text]
