"""The goals of chat.yml against the figures of a season."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import mean, median

from causerie.following.counting import Held
from causerie.following.season import Season
from causerie.frozen import frozen

_COUNTED = {
    "participants": "people",
    "people": "people",
    "newcomers": "newcomers",
    "posts": "posts",
    "answers": "answers",
}
_NUMBER = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*\Z")
_DAYS = re.compile(r"(\w{1,20})\s+(?:days?|jours?|tagen?|d[ií]as?|日)\b", re.IGNORECASE)
_WORDS = {
    **dict.fromkeys(("one", "un", "einem", "uno", "um"), 1),
    **dict.fromkeys(("two", "deux", "zwei", "dos", "dois"), 2),
    **dict.fromkeys(("three", "trois", "drei", "tres", "três"), 3),
    **dict.fromkeys(("four", "quatre", "vier", "cuatro", "quatro"), 4),
    **dict.fromkeys(("five", "cinq", "fünf", "cinco"), 5),
    **dict.fromkeys(("seven", "sept", "sieben", "siete", "sete"), 7),
}


@frozen(kw_only=True)
class Goal:
    """What the hosts want, and what there is of it."""

    name: str
    wish: str  # as chat.yml has it
    figure: str  # in words; empty where nothing is known
    share: float | None = None  # of what is wanted; None where that is no number


def measure_goals(season: Season) -> Iterator[Goal]:
    """Each goal of the chat, in the order of chat.yml."""
    for name, wish in season.chat.goals:
        if name == "recaps":
            yield _recaps(wish, season.held)
            continue
        trend = next((each for each in season.trends if each.name == _COUNTED.get(name)), None)
        found = _NUMBER.match(wish)
        target = float(found[1].replace(",", ".")) if found else None
        if trend is not None:
            yield _counted(name, wish, target, trend.known)
        else:
            yield _typed(name, wish, target, season.held)


def _counted(name: str, wish: str, target: float | None, values: Sequence[int]) -> Goal:
    average = mean(values)
    figure = f"{show_number(average)} on average, {max(values)} at most"
    if len(values) == 1:
        figure = f"{values[0]} in the one session that tells"
    if target and len(values) > 1:
        reached = sum(value >= target for value in values)
        figure += f"; reached in {reached} of {_sessions(len(values))}"
    return Goal(name=name, wish=wish, figure=figure, share=average / target if target else None)


def _recaps(wish: str, held: Sequence[Held]) -> Goal:
    days = [each.recap_days for each in held if each.recap_days is not None]
    if not held:
        return Goal(name="recaps", wish=wish, figure="")
    figure = f"{len(days)} of {_sessions(len(held))}"
    found = _DAYS.search(wish)
    limit = (int(found[1]) if found[1].isdecimal() else _WORDS.get(found[1].casefold())) if found else None
    if limit and days:
        figure += f", {sum(day <= limit for day in days)} of them within {_days(limit)}"
    elif days:
        figure += f", half of them within {_days(median(days))}"
    done = len(days) if limit is None else sum(day <= limit for day in days)
    number = _NUMBER.match(wish)
    return Goal(name="recaps", wish=wish, figure=figure, share=done / float(number[1]) if number else done / len(held))


def _typed(name: str, wish: str, target: float | None, held: Sequence[Held]) -> Goal:
    """A goal of which only the hosts know the figure: the last one that they typed in."""
    found = [metric for each in held for metric in each.metrics if metric.name == name]
    if not found:
        return Goal(name=name, wish=wish, figure="")
    last = found[-1]
    figure = f"{show_number(last.value)} at last{', estimated' if last.is_estimated else ''}"
    return Goal(name=name, wish=wish, figure=figure, share=last.value / target if target else None)


def show_number(value: float) -> str:
    """A number as one reads it: no decimals that say nothing."""
    return f"{value:,.0f}" if value >= 100 or value == round(value) else f"{value:,.1f}"


def _sessions(number: int) -> str:
    return f"{number} session" if number == 1 else f"{number} sessions"


def _days(number: float) -> str:
    return "1 day" if number == 1 else f"{show_number(number)} days"
