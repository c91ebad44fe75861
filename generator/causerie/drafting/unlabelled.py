"""Questions that nobody labels: of the host's posts with '?' those that read like a question to all, well apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from causerie.drafting.cues import asks_everybody, is_prompt, reposted_handle
from causerie.drafting.hosts import HOST, Hosts, SeenPost
from causerie.drafting.labels import Kind
from causerie.model.post import Role
from causerie.model.session import Session

_ENOUGH = 2.5
_KEPT = 200  # posts that are compared with each other
_MOST = 24  # nobody asks more in an hour
_TOO_CLOSE = 3.0  # what two questions at the same time cost
_ANNOUNCED = timedelta(minutes=5)


def find_unlabelled(seen: Sequence[SeenPost], session: Session, hosts: Hosts) -> list[tuple[SeenPost, float]]:
    """The posts that ask, by time, with how sure that is; of the platform where most is asked."""
    by_platform: dict[str, list[tuple[SeenPost, float]]] = {}
    for platform in dict.fromkeys(each.post.platform for each in seen):
        here = [each for each in seen if each.post.platform == platform]
        by_platform[platform] = _well_apart(_rate(here, hosts), session)
    chosen = max(by_platform.values(), key=lambda each: sum(score - _ENOUGH for _, score in each), default=[])
    if len(chosen) > _MOST:
        least = sorted((score for _, score in chosen), reverse=True)[_MOST - 1]
        chosen = [each for each in chosen if each[1] >= least][:_MOST]
    return [(each, round(min(0.75, 0.35 + (score - _ENOUGH) / 10), 2)) for each, score in chosen]


def _rate(here: Sequence[SeenPost], hosts: Hosts) -> list[tuple[SeenPost, float]]:
    """The host's posts to all that have a '?', and how much each reads like a question."""
    to_all = [
        each for each in here if hosts.weight(each.author) and not each.is_reply and not reposted_handle(each.post.text)
    ]
    replied = _count_replies(here)
    echoes = sorted(_echo(each, replied) for each in to_all)
    rated = []
    announced = None
    for each in to_all:
        text = each.post.text
        if "?" not in text and "？" not in text and not is_prompt(text):
            if "question" in text.lower() or "frage" in text.lower():
                announced = each
            continue
        is_decided = each.post.assigned == "hand" and each.post.role is not Role.QUESTION
        if is_decided or each.leads(Kind.ANSWER):
            continue
        score = asks_everybody(text) + (1.0 if each.is_in_time else -2.0)
        score += 0.5 if hosts.weight(each.author) >= HOST else 0.0
        if announced is not None and each.at - announced.at <= _ANNOUNCED:
            score += 1.0
            announced = None
        echo = _echo(each, replied)
        if echo and echo >= echoes[len(echoes) * 3 // 4]:
            score += 1.0
        rated.append((each, score))
    return rated


def _count_replies(here: Sequence[SeenPost]) -> Counter[str]:
    """How many people replied to a post, in these posts."""
    pairs = {(each.post.reply_to, each.author) for each in here if each.post.reply_to and each.is_reply}
    pairs |= {(each.post.quote_of, each.author) for each in here if each.post.quote_of}
    return Counter(target for target, _ in pairs)


def _echo(each: SeenPost, replied: Counter[str]) -> int:
    post = each.post
    return (post.reposts or 0) * 2 + (post.replies or 0) + (post.quotes or 0) + replied[post.id] * 2


def _well_apart(rated: list[tuple[SeenPost, float]], session: Session) -> list[tuple[SeenPost, float]]:
    """Those that together are the best choice: good ones, and some minutes between them."""
    apart = timedelta(minutes=max(3.0, min(session.duration, 240) / 10))
    kept = [each for each in rated if each[1] > _ENOUGH]
    kept = sorted(sorted(kept, key=lambda each: -each[1])[:_KEPT], key=lambda each: (each[0].at, each[0].post.id))
    best: list[tuple[float, int]] = []
    for place, (each, score) in enumerate(kept):
        worth, before = 0.0, -1
        for earlier in range(place - 1, -1, -1):
            gap = each.at - kept[earlier][0].at
            value = best[earlier][0] - (_TOO_CLOSE * (1 - gap / apart) if gap < apart else 0.0)
            if value > worth:
                worth, before = value, earlier
        best.append((worth + score - _ENOUGH, before))
    place = max(range(len(best)), key=lambda one: (best[one][0], -one), default=-1)
    chosen = []
    while place >= 0:
        chosen.append(kept[place])
        place = best[place][1]
    return chosen[::-1]
