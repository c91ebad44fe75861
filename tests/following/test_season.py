"""A season in numbers: goals against figures, trends of like numbers alone, who came again."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import StringIO
from typing import Any

import pytest

from causerie.following.counting import Held
from causerie.following.goals import Goal, measure_goals
from causerie.following.regulars import Regular
from causerie.following.report import make_report, sparkline
from causerie.following.season import Season, make_season
from causerie.following.sheet import season_csv
from causerie.following.written import report_lines, report_markdown
from causerie.model.chat import Chat
from causerie.model.recap import Metric
from causerie.records.retro import Retro
from tests import make


def held(day: int, people: str = "", *, new: str = "", typed: int | None = None, **changes: Any) -> Held:
    """A session of November whose people are letters; without letters it has no transcript."""
    session = make.session(id=f"day-{day}", title=f"Day {day}", start=datetime(2026, 11, day, 20, tzinfo=make.LONDON))
    values: dict[str, Any] = {
        "session": session,
        "people": len(people) if people else typed,
        "posts": 2 * len(people) if people else typed,
        "new": len(new) if people else None,
        "answers": ((1, len(people)), (2, len(people))) if people else (),
        "keys": frozenset(letter.encode() for letter in people),
        "first_time": frozenset(letter.encode() for letter in new),
        "is_counted": bool(people),
        "recap_days": 2,
    }
    return Held(**{**values, **changes})


def season(*every: Held, chat: Chat | None = None, since: date = date(2026, 11, 1)) -> Season:
    library = make.library(*(each.session for each in every))
    return make_season(library, chat or make.chat(), every, since, date(2026, 11, 30), make.NOW)


def goals(wishes: dict[str, str], *every: Held) -> list[Goal]:
    return list(measure_goals(season(*every, chat=make.chat(goals=tuple(wishes.items())))))


@pytest.mark.parametrize(
    ("name", "wish", "figure", "share"),
    [
        ("participants", "4", "3 on average, 4 at most; reached in 1 of 2 sessions", 0.75),
        ("participants", "more", "3 on average, 4 at most", None),
        ("posts", "6", "6 on average, 8 at most; reached in 1 of 2 sessions", 1.0),
        ("recaps", "every session", "2 of 3 sessions, half of them within 3 days", 2 / 3),
        ("recaps", "every session, within three days", "2 of 3 sessions, 1 of them within 3 days", 1 / 3),
        ("recaps", "sous 2 jours", "2 of 3 sessions, 1 of them within 2 days", 1 / 3),
        ("recaps", "4", "2 of 3 sessions, half of them within 3 days", 0.5),
        ("followers", "200", "150 at last, estimated", 0.75),
        ("mails", "5", "", None),
    ],
)
def test_goals_stand_against_figures(name: str, wish: str, figure: str, share: float | None) -> None:
    followers = (Metric(name="followers", value=150, is_estimated=True),)
    every = (held(4, "abcd", metrics=followers), held(11, "ab", recap_days=4), held(18, recap_days=None))
    assert goals({name: wish}, *every) == [Goal(name=name, wish=wish, figure=figure, share=share)]


def test_only_sessions_of_the_time_are_in_the_season() -> None:
    assert [each.session.id for each in season(held(4), held(11), held(18), since=date(2026, 11, 11)).held] == [
        "day-11",
        "day-18",
    ]


def test_a_trend_has_no_typed_numbers_beside_counted_ones() -> None:
    assert season(held(4, "ab"), held(11, typed=400), held(18, "abc")).trends[0].values == (2, None, 3)
    assert season(held(4, "ab"), held(11, typed=400)).trends[0].values == (2, 400)


def test_halves_are_compared_from_four_sessions_on() -> None:
    assert season(held(4, "ab"), held(11, "ab"), held(18, "abc")).trends[0].halves is None
    four = season(held(4, "ab"), held(11, "ab"), held(18, "abc"), held(20, "abcde"))
    assert four.trends[0].halves == (2, 4)


def test_who_came_again() -> None:
    every = (held(4, "ab"), held(11, "abcd", new="cd"), held(18, "ace", new="e"))
    retention = season(*every).retention
    assert retention is not None
    assert (retention.sessions, retention.people) == (3, 5)
    assert retention.often == (("once", 2), ("2 to 4 times", 3), ("5 times and more", 0))
    assert retention.pairs == (6, 4)
    assert (retention.new, retention.new_again) == (2, 1)
    assert (retention.streaks.faithful, retention.streaks.held) == (1, 3)
    assert season(held(4, "ab"), held(11)).retention is None


@pytest.mark.parametrize(
    ("values", "shown"),
    [((0, 4, 8), "▁▅█"), ((None, 7), "·█"), ((0, 0), "▁▁"), ((), ""), (tuple(range(99)), "▄▄▅")],
)
def test_a_sparkline_begins_at_nothing(values: tuple[int | None, ...], shown: str) -> None:
    assert sparkline(values)[: len(shown)] == shown
    assert len(sparkline(values)) <= 52


def test_the_report_has_no_name_unless_asked_for() -> None:
    every = season(held(4, "ab"), held(11, "ab"))
    assert not any(section.title == "Regulars" for section in make_report(every).sections)
    named = "\n".join(report_lines(make_report(every, (Regular("Noor", 2),))))
    assert "Noor: 2 sessions" in named
    hidden = season(held(4, "ab"), held(11, "ab"), chat=make.chat(anonymise=True))
    assert "Noor" not in "\n".join(report_lines(make_report(hidden, (Regular("Noor", 2),))))


def test_a_report_reads_on_the_screen_and_as_markdown() -> None:
    retro = Retro(went_well=("Fine | <b>*all*</b>\nround \x1b[31mred.",))
    source = (Metric(name="impressions", value=48000, source="TweetReach", is_estimated=True),)
    report = make_report(season(held(4, "ab", retro=retro, metrics=source), held(11, typed=30)))
    shown = "\n".join(report_lines(report))
    assert "2026-11-01 to 2026-11-30: 2 sessions held, 2 recaps published." in shown
    assert "2026-11-11 Day 11 30* – 30* – – 2 days" in " ".join(shown.split())
    assert "  impressions  2026-11-04  48,000  estimated, TweetReach" in shown
    assert "\x1b" not in shown
    assert "  - 2026-11-04: Fine | <b>*all*</b> round [31mred." in shown
    marked = report_markdown(report)
    assert "| impressions | 2026-11-04 | 48,000 | estimated, TweetReach |" in marked
    assert "Fine &#124; &lt;b>\\*all\\*&lt;/b> round" in marked


def test_columns_stand_below_each_other_whatever_the_letters() -> None:
    wide = held(4, "ab")
    wide = held(4, "ab", session=make.session(title="美術館のラベルを書くのは誰か", start=wide.session.start))
    lines = list(report_lines(make_report(season(wide, held(11, "abc")))))
    at = next(place for place, line in enumerate(lines) if "美術館" in line)
    assert lines[at].index("2  ") + len("美術館のラベルを書くのは誰か") == lines[at + 1].index("3  ")


def test_an_empty_time_is_said() -> None:
    assert "None in this time." in "\n".join(report_lines(make_report(season())))


def test_a_spreadsheet_takes_nothing_for_a_formula() -> None:
    tricky = make.session(title="=HYPERLINK(1)", start=datetime(2026, 11, 4, 20, tzinfo=make.LONDON))
    metrics = (Metric(name="new_followers", value=-4, source="@us"), Metric(name="posts", value=3))
    (row,) = csv.DictReader(StringIO(season_csv([held(4, "ab", session=tricky, metrics=metrics)])))
    assert (row["title"], row["people"], row["answers"]) == ("'=HYPERLINK(1)", "2", "4")
    assert (row["typed: new_followers"], row["typed: new_followers source"]) == ("-4", "'@us")
    assert "typed: posts" not in row  # our own count, without a source
