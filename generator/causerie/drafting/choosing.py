"""Chooses the highlights that are proposed: of all rated posts the best, so that many people are seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from causerie.drafting.assigned import ADRIFT, AssignedPost
from causerie.drafting.highlights import Rated
from causerie.drafting.wording import count_words

PER_QUESTION = 3
PER_PERSON = 2
_WITHOUT_QUESTIONS = 4  # times as many, where a session has no questions
_AGAIN = 0.8  # what a person's second post counts
_AGAIN_THERE = 0.6  # and to the same question
_FEWEST_WORDS = 5  # of a post of the general part
_NOTABLE = 0.5  # the reception that a post of the general part needs: as good as is usual
_CERTAIN = 0.6  # above this confidence a post has a label or replies to an answer; no time of posting says so much


def choose_highlights(
    rated: Sequence[Rated],
    questions: Collection[int],
    per_question: int = PER_QUESTION,
    *,
    opening_ends: datetime | None = None,
) -> tuple[Rated, ...]:
    """The proposed highlights in the order of a recap: what came before the questions, each question, the rest.

    At most two a person in all; where newcomers have said something, one of them is there. `opening_ends` is when the
    second question was asked: until then people arrive and introduce themselves.
    """
    beside = per_question * (1 if questions else _WITHOUT_QUESTIONS)
    places = dict.fromkeys(questions, per_question) | {0: beside}
    eligible = [each for each in rated if each.question in places and _is_notable(each, bool(questions))]
    answered = {each.question for each in eligible if not _is_adrift(each.assigned)}
    eligible = [each for each in eligible if each.question not in answered or not _is_adrift(each.assigned)]
    chosen = _choose_answers_first(eligible, places)
    if chosen and not any(each.is_newcomer for each in chosen):
        chosen = _make_room(chosen, [each for each in eligible if each.is_newcomer], places)
    by_time = [each for each in rated if each in chosen]
    first = next((at for at, each in enumerate(rated) if each.question), len(rated))
    opening = [
        each
        for at, each in enumerate(rated)
        if questions and each in chosen and not each.question and (at < first or _is_before(each, opening_ends))
    ]
    answers = [each for number in sorted(questions) for each in by_time if each.question == number]
    return (*opening, *answers, *(each for each in by_time if not each.question and each not in opening))


def _is_before(rated: Rated, instant: datetime | None) -> bool:
    return instant is not None and rated.post.posted is not None and rated.post.posted < instant


def _is_adrift(assigned: AssignedPost) -> bool:
    """Whether a post replies to one that nobody has here, and nothing else says what it answers."""
    return bool(assigned.post.reply_to) and assigned.confidence <= ADRIFT


def _is_notable(rated: Rated, has_questions: bool) -> bool:
    """Whether a post may be proposed at all; beside the questions only what was well received."""
    if rated.question:
        return True
    return count_words(rated.words) >= _FEWEST_WORDS and (rated.reception > _NOTABLE or not has_questions)


def _choose_answers_first(eligible: Sequence[Rated], places: Mapping[int, int]) -> list[Rated]:
    """The choice in which no other post of a person's takes the place of an answer that certainly is one."""
    rest = list(eligible)
    while True:
        chosen = _choose(rest, places)
        instead = _in_the_way(chosen, rest, places)
        if instead is None:
            return chosen
        rest.remove(instead)


def _in_the_way(chosen: Sequence[Rated], rest: Sequence[Rated], places: Mapping[int, int]) -> Rated | None:
    """The least of the chosen posts but for which an answer of the same person would be chosen, too."""
    said = Counter(each.person for each in chosen)
    weakest: dict[int, float] = {}
    taken: Counter[int] = Counter()
    for each in chosen:
        weakest[each.question] = min(each.score, weakest.get(each.question, each.score))
        taken[each.question] += 1
    kept_out = {
        each.person
        for each in rest
        if _is_certain(each)
        and said[each.person] >= PER_PERSON
        and each not in chosen
        and (taken[each.question] < places[each.question] or each.score * _AGAIN > weakest[each.question])
    }
    doubtful = [each for each in chosen if each.person in kept_out and not _is_certain(each)]
    return min(doubtful, key=lambda each: each.score, default=None)


def _is_certain(rated: Rated) -> bool:
    return bool(rated.question) and rated.assigned.confidence > _CERTAIN


def _choose(eligible: Sequence[Rated], places: Mapping[int, int]) -> list[Rated]:
    """The best post of all, then the best of the rest, and so on, as long as there is a place and a person may."""
    chosen: list[Rated] = []
    rest = list(eligible)
    said: Counter[str] = Counter()
    taken: Counter[int] = Counter()
    while rest := [r for r in rest if said[r.person] < PER_PERSON and taken[r.question] < places[r.question]]:
        best = max(rest, key=lambda each: each.score * _variety(each, said))
        chosen.append(best)
        rest.remove(best)
        said[best.person] += 1
        said[f"{best.question} {best.person}"] += 1
        taken[best.question] += 1
    return chosen


def _variety(rated: Rated, said: Mapping[str, int]) -> float:
    """What a post counts beside those that are chosen: less where a person speaks again, still less to one question."""
    if said.get(f"{rated.question} {rated.person}"):
        return _AGAIN_THERE
    return _AGAIN if said.get(rated.person) else 1.0


def _make_room(chosen: list[Rated], newcomers: Iterable[Rated], places: Mapping[int, int]) -> list[Rated]:
    """The choice with its best newcomer, in the place of the weakest post of that question."""
    best = max(newcomers, key=lambda each: each.score, default=None)
    if best is None:
        return chosen
    beside = [each for each in chosen if each.question == best.question]
    if len(beside) >= places[best.question]:
        weakest = min(beside, key=lambda each: each.score)
        chosen = [each for each in chosen if each is not weakest]
    return [*chosen, best]
