"""The questions of a session and the posts that ask them: those of the record, else those that the posts label, else
those that the host seems to ask. A label alone proves nothing: people label their answers "Q1", too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from causerie.drafting.assigned import AskedQuestion
from causerie.drafting.cues import (
    goes_on,
    is_about_a_question,
    is_announcement,
    is_of_its_own,
    is_ordinal,
    is_prompt,
    reposted_handle,
    words_of,
)
from causerie.drafting.hosts import ASKER, GUEST, HOST, ROOMS, Hosts, SeenPost, author_key
from causerie.drafting.labels import Kind, find_part, without_labels
from causerie.drafting.unlabelled import find_unlabelled
from causerie.frozen import frozen
from causerie.model.post import Role
from causerie.model.session import Session

_ENOUGH = 5.0  # a post with less does not ask the question that it names
_OUT_OF_ORDER = 3.0  # what it costs to ask Q3 before Q2
_KEPT = 10  # candidates of a number that are looked at
_CLOSE = timedelta(minutes=3)  # the parts of a question stand as near as this
_AT_ONCE = timedelta(seconds=90)
_ALIKE, _SAID_BY_ANYBODY, _SAME = 0.6, 0.7, 0.8  # the share of the words that are the same


@frozen
class Candidate:
    """A post that may ask a question."""

    number: int
    seen: SeenPost
    score: float
    reason: str
    confidence: float


def find_questions(seen: Sequence[SeenPost], session: Session, hosts: Hosts) -> tuple[AskedQuestion, ...]:
    """The questions by number. Those of the record are all there, asked or not; others only where posts ask them."""
    recorded = {each.number: each.text for each in session.questions}
    if not recorded and (topics := _find_topics(seen)):
        return topics
    chosen = _choose(seen, session, hosts, recorded)
    if not recorded and len({each.number for each in chosen}) < 2:
        unlabelled = [
            Candidate(number, asking, _ENOUGH, f"{hosts.title(asking.author)} with '?' and without a label", sure)
            for number, (asking, sure) in enumerate(find_unlabelled(seen, session, hosts), 1)
        ]
        if len(unlabelled) > len(chosen):
            chosen = unlabelled
    chosen = [*chosen, *_same_elsewhere(seen, session, hosts, chosen)]
    found = dict(_describe(seen, session, hosts, chosen))
    for number in _only_answered(seen, found, hosts):
        found[number] = AskedQuestion(
            number=number,
            text="",
            asked=_first_answer(seen, number),
            confidence=0.5,
            reason="answers are labelled with it",
        )
    for question in session.questions:
        asked = found.get(question.number)
        due = session.start + timedelta(minutes=session.question_minute(question))
        if asked is None or not asked.posts:
            found[question.number] = AskedQuestion(
                number=question.number, text=question.text, asked=due, reason="in the record; no post asks it"
            )
        else:
            found[question.number] = replace(asked, text=question.text)
    return tuple(found[number] for number in sorted(found))


def _choose(seen: Sequence[SeenPost], session: Session, hosts: Hosts, recorded: Mapping[int, str]) -> list[Candidate]:
    """On each platform the post that asks a number, for as many numbers as have one."""
    answered = _who_answers(seen)
    record_words = {number: words_of(text) for number, text in recorded.items()}
    by_platform: dict[str, dict[int, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for each in seen:
        if each.post.assigned == "hand" and each.post.role is not Role.QUESTION:
            continue
        for candidate in _candidates(each, session, hosts, answered, record_words):
            if candidate.score >= _ENOUGH:
                by_platform[each.post.platform][candidate.number].append(candidate)
    return [each for here in by_platform.values() for each in _best_in_order(here)]


def _candidates(
    each: SeenPost,
    session: Session,
    hosts: Hosts,
    answered: Mapping[int, set[str]],
    record_words: Mapping[int, frozenset[str]],
) -> Iterator[Candidate]:
    post = each.post
    if post.assigned == "hand":
        yield from (Candidate(number, each, 100.0, "assigned by hand", 1.0) for number in post.questions)
        return
    weight = hosts.weight(each.author)
    alike = {}
    has_question_label = any(each.asks())
    rest = without_labels(post.text, each.labels, session.chat) if record_words or has_question_label else post.text
    if record_words and not each.leads(Kind.ANSWER):
        least = _ALIKE if weight >= ASKER else _SAID_BY_ANYBODY
        alike = _alike(words_of(rest), record_words, least)
    labelled = {number: label for label in each.labels if label.kind is Kind.QUESTION for number in label.numbers}
    nexts = record_words if weight and not labelled and not each.is_reply and is_ordinal(post.text) else ()
    if not (labelled or alike or nexts):
        return
    base = weight + (1.5 if each.is_in_time else -1.5) + (-3.0 if each.is_reply else 1.0)
    if handle := reposted_handle(post.text):
        base -= 2.5 if hosts.weight(author_key(post.platform, handle)) else 6.0
    base += 2.0 if "?" in post.text or "？" in post.text or find_part(post.text) else 0.0
    base += 1.5 if "?" not in post.text and is_prompt(post.text) else 0.0
    base -= 2.0 if len(labelled) > 1 else 0.0
    base -= 2.0 if len(words_of(rest)) < 2 else 0.0
    best = max(alike.values(), default=0.0)
    for number in sorted({*labelled, *alike, *nexts}):
        similarity = alike.get(number, 0.0)
        score = base + 4 * similarity - (4 * (best - similarity) if best > similarity else 0.0)
        if (label := labelled.get(number)) is not None:
            score += 1.0 if label.is_leading else 0.0
            score -= 2.5 if label.continues else 0.0
            if not label.is_leading and "?" not in post.text and not each.post.text[label.end :].strip():
                score -= 2.0
            if is_about_a_question(post.text, label.end):
                score -= 3.0
        if not similarity:
            score -= 3.5 if is_announcement(post.text) and ("?" not in post.text or len(words_of(rest)) < 5) else 0.0
            score -= 1.5 if is_of_its_own(rest) else 0.0
        if number in nexts and not similarity:
            score = min(score, _ENOUGH + 0.5) - number / 100
        if weight < ASKER:
            who = answered.get(number, ())
            score += 1.0 if len(who) - (each.author in who) >= 2 else -1.0
        yield Candidate(number, each, score, *_reason(each, hosts, number, number in labelled, similarity))


def _reason(each: SeenPost, hosts: Hosts, number: int, is_labelled: bool, similarity: float) -> tuple[str, float]:
    weight = hosts.weight(each.author)
    sure = 0.95 if weight >= HOST else 0.9 if weight >= GUEST else 0.8 if weight >= ASKER else 0.5
    if similarity:
        return f"{hosts.title(each.author)}, with the words of the record", max(sure, 0.9) if similarity > 0.8 else sure
    if is_labelled:
        return f"{hosts.title(each.author)}, labelled Q{number}", sure if each.leads(Kind.QUESTION) else sure - 0.1
    return f"{hosts.title(each.author)}, which speaks of the next question", 0.4


def _best_in_order(candidates: Mapping[int, list[Candidate]]) -> list[Candidate]:
    """Of each number one candidate or none, so that all together fit best and stand in the order of their numbers."""
    kept = [
        each
        for number in sorted(candidates)
        for each in sorted(candidates[number], key=lambda one: (-one.score, one.seen.at, one.seen.post.id))[:_KEPT]
    ]
    best: list[tuple[float, int]] = []  # the worth of the best way to each, and where it came from
    for place, each in enumerate(kept):
        worth, before = 0.0, -1
        for earlier in range(place):
            other = kept[earlier]
            if other.number == each.number or other.seen is each.seen:
                continue
            value = best[earlier][0] - (_OUT_OF_ORDER if other.seen.at > each.seen.at else 0.0)
            if value > worth:
                worth, before = value, earlier
        best.append((worth + each.score - _ENOUGH + 0.1, before))
    place = max(range(len(best)), key=lambda one: (best[one][0], -one), default=-1)
    chosen = []
    while place >= 0:
        chosen.append(kept[place])
        place = best[place][1]
    return chosen[::-1]


def _same_elsewhere(
    seen: Sequence[SeenPost], session: Session, hosts: Hosts, chosen: Iterable[Candidate]
) -> Iterator[Candidate]:
    """The same questions where the host asks them again, in the same words: another platform, or once more."""
    chosen = list(chosen)
    texts = {
        each.number: words_of(without_labels(each.seen.post.text, each.seen.labels, session.chat))
        for each in sorted(chosen, key=lambda one: one.score)
    }
    texts = {number: words for number, words in texts.items() if len(words) >= 4}
    known = {each.seen.post.id for each in chosen}
    for each in seen:
        if (
            hosts.weight(each.author)
            and each.post.id not in known
            and each.post.assigned != "hand"
            and not each.is_reply
        ):
            for number, similarity in _alike(words_of(each.post.text), texts).items():
                if similarity >= _SAME and each.is_in_time and not reposted_handle(each.post.text):
                    yield Candidate(number, each, 0.0, "", 0.9)


def _alike(words: frozenset[str], texts: Mapping[int, frozenset[str]], share_least: float = _ALIKE) -> dict[int, float]:
    """How many of the fewer words stand in the other text, by number; only what is alike."""
    alike = {}
    for number, text in texts.items():
        fewer = min(len(words), len(text))
        if fewer < 2 or (fewer < 4 and words != text):
            continue
        share = len(words & text) / fewer
        least = _SAME if len(words) * 5 < len(text) * 2 or len(text) * 3 < len(words) else share_least
        if share >= least:
            alike[number] = share
    return alike


def _describe(
    seen: Sequence[SeenPost], session: Session, hosts: Hosts, chosen: Iterable[Candidate]
) -> Iterator[tuple[int, AskedQuestion]]:
    """Each number with its posts: the parts of the first one, and the same on other platforms."""
    by_author: dict[str, list[SeenPost]] = defaultdict(list)
    for each in seen:
        by_author[each.author].append(each)
    by_number: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in chosen:
        by_number[candidate.number].append(candidate)
    taken = {each.seen.post.id for candidates in by_number.values() for each in candidates}
    for number, candidates in sorted(by_number.items()):
        main = max(candidates, key=lambda one: (one.score, -candidates.index(one)))
        posts: dict[str, SeenPost] = {}
        text = ""
        for candidate in candidates:
            parts = _parts(candidate, by_author[candidate.seen.author], taken) if candidate.reason else [candidate.seen]
            posts |= {each.post.id: each for each in parts}
            if candidate is main:
                text = " ".join(without_labels(each.post.text, each.labels, session.chat) for each in parts)
        ordered = sorted(posts.values(), key=lambda each: (each.at, each.post.id))
        asked = ordered[0].post.posted
        yield (
            number,
            AskedQuestion(
                number=number,
                text=text,
                posts=tuple(each.post.id for each in ordered),
                asked=asked,
                confidence=main.confidence,
                reason=main.reason,
            ),
        )


def _parts(candidate: Candidate, same_author: Sequence[SeenPost], taken: set[str]) -> list[SeenPost]:
    """The post with those that belong to it: "(1/2)" and "(2/2)", "Q1 cont.", or said at once in other words."""
    main = candidate.seen
    if main.post.posted is None:
        return [main]
    own = find_part(main.post.text)
    begin = bisect_left(same_author, main.at - _CLOSE, key=lambda each: each.at)
    end = bisect_right(same_author, main.at + _CLOSE, key=lambda each: each.at)
    parts = [main]
    for each in same_author[begin:end]:
        if each is main or each.post.id in taken or each.is_reply or each.post.assigned == "hand":
            continue
        if each.leads(Kind.ANSWER) or (any(each.asks()) and candidate.number not in each.asks()):
            continue
        part = find_part(each.post.text)
        is_labelled = candidate.number in each.asks()
        continues = any(label.continues for label in (each if each.at >= main.at else main).labels)
        soon = timedelta() <= each.at - main.at <= _AT_ONCE and "?" in each.post.text
        is_thread = each.post.reply_to == main.post.id
        if (
            (own and part and part[1] == own[1] and part[0] != own[0])
            or (is_labelled and continues)
            or (soon and (is_labelled or is_thread or goes_on(each.post.text) or not any(main.asks())))
        ):
            parts.append(each)
    return sorted(parts, key=lambda each: (each.at, each.post.id))


def _who_answers(seen: Iterable[SeenPost]) -> dict[int, set[str]]:
    answered: dict[int, set[str]] = defaultdict(set)
    for each in seen:
        for label in each.labels:
            if label.kind is Kind.ANSWER and label.is_leading:
                for number in label.numbers:
                    answered[number].add(each.author)
    return answered


def _only_answered(seen: Sequence[SeenPost], found: Mapping[int, AskedQuestion], hosts: Hosts) -> Iterator[int]:
    """Numbers whose question is missing here, though several people answer it."""
    asking = {post_id for question in found.values() for post_id in question.posts}
    if asking and not any(each.labels for each in seen if each.post.id in asking):
        return  # the host uses no labels, so those of others mean something else
    for number, authors in sorted(_who_answers(seen).items()):
        if number not in found and len(authors) >= 3:
            yield number


def _first_answer(seen: Iterable[SeenPost], number: int) -> datetime | None:
    for each in seen:
        if any(number in label.numbers and label.is_leading for label in each.labels):
            return each.post.posted
    return None


def _find_topics(seen: Iterable[SeenPost]) -> tuple[AskedQuestion, ...]:
    """The topics of a meeting that a bot recorded, in the order in which they were set."""
    found: dict[str, AskedQuestion] = {}
    for each in seen:
        if each.post.platform not in ROOMS:
            return ()  # elsewhere "#topic" is a hashtag like others
        command, _, topic = each.post.text.partition(" ")
        topic = " ".join(topic.split())
        key = topic.casefold()
        if command.lower() not in _SETS_TOPIC or not topic or key in _NO_TOPICS:
            continue
        if key in found:
            found[key] = replace(found[key], posts=(*found[key].posts, each.post.id))
        else:
            found[key] = AskedQuestion(
                number=len(found) + 1, text=topic, posts=(each.post.id,), asked=each.post.posted, reason="#topic"
            )
    return tuple(found.values())


_SETS_TOPIC = ("#topic", "topic:")
_NO_TOPICS = {
    "roll call",
    "rollcall",
    "init process",
    "hello",
    "agenda",
    "who's here",
    "welcome",
    "intro",
    "introductions",
}
