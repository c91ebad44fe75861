"""A season as a report: sections of sentences, tables and lists, which `written` puts down as text or as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from causerie.following.counting import Held
from causerie.following.goals import Goal, measure_goals, show_number
from causerie.following.regulars import Regular
from causerie.following.season import Retention, Season, Trend
from causerie.frozen import frozen
from causerie.model.recap import Metric

_SPARKS = "▁▂▃▄▅▆▇█"
_MOST_SPARKS = 52  # a year of weeks
_BAR = 10
_UNKNOWN = "–"


@frozen
class Table:
    """Rows below headings; the columns in `numbers` stand on the right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@frozen
class Points:
    """A list."""

    points: tuple[str, ...]


Block = str | Table | Points


@frozen
class Section:
    """A part of a report."""

    title: str
    blocks: tuple[Block, ...]


@frozen
class Report:
    """What a host reads of a season."""

    title: str
    summary: str
    sections: tuple[Section, ...]


def make_report(season: Season, regulars: Sequence[Regular] | None = None) -> Report:
    """The report of a season; `regulars` only where names were asked for."""
    sections = (
        Section("Goals", tuple(_goals(season))),
        Section("Over the season", tuple(_trends(season))),
        Section("Sessions", tuple(_sessions(season.held))),
        Section("Answers to each question", tuple(_answers(season.held))),
        Section("Who came again", tuple(_retention(season.retention)) if season.held else ()),
        Section("Regulars", tuple(_regulars(season, regulars)) if regulars is not None else ()),
        Section("Numbers that you typed in", tuple(_metrics(season.held))),
        Section("What went well", tuple(_notes((each, each.retro.went_well) for each in season.held))),
        Section("What to improve", tuple(_notes((each, each.retro.to_improve) for each in season.held))),
        Section("What was wonderful", tuple(_notes((each, each.retro.wonderful) for each in season.held))),
    )
    return Report(season.chat.title, _summary(season), tuple(each for each in sections if each.blocks))


def _summary(season: Season) -> str:
    recaps = sum(each.recap_days is not None for each in season.held)
    parts = [
        f"{_count(len(season.held), 'session', 'sessions')} held",
        f"{_count(recaps, 'recap', 'recaps')} published",
    ]
    if season.cancelled:
        parts.append(f"{season.cancelled} cancelled")
    return f"{season.since} to {season.until}: {', '.join(parts)}."


def _goals(season: Season) -> Iterator[Block]:
    goals = list(measure_goals(season))
    if goals:
        yield Table(("Goal", "Wished for", "", "Reached"), tuple(map(_goal, goals)))
    elif season.held:
        yield "chat.yml names none. Write some, such as goals: {participants: 40, recaps: every session}."


def _goal(goal: Goal) -> tuple[str, ...]:
    return goal.name, goal.wish, "" if goal.share is None else _bar(goal.share), goal.figure or "nobody knows"


def _bar(share: float) -> str:
    full = min(_BAR, round(_BAR * share))
    return f"{'█' * full}{'░' * (_BAR - full)} {100 * share:.0f} %"


def _trends(season: Season) -> Iterator[Block]:
    trends = [trend for trend in season.trends if len(trend.known) > 1]
    if trends:
        rows = tuple(_trend(trend) for trend in trends)
        yield Table(
            ("", "Session by session", "Average", "Least", "Most", "First half → second"), rows, frozenset((2, 3, 4))
        )


def _trend(trend: Trend) -> tuple[str, ...]:
    known, change = trend.known, ""
    if trend.halves:
        before, after = trend.halves
        share = f" ({100 * (after - before) / before:+.0f} %)" if before else ""
        change = f"{show_number(before)} → {show_number(after)}{share}"
    average = show_number(round(sum(known) / len(known), 1))
    return trend.name, sparkline(trend.values), average, show_number(min(known)), show_number(max(known)), change


def sparkline(values: Sequence[int | None]) -> str:
    """Numbers as a line of blocks, from nothing to the most; what nobody knows is a dot."""
    values = values[-_MOST_SPARKS:]
    most = max((value for value in values if value is not None), default=0) or 1
    steps = len(_SPARKS) - 1
    return "".join("·" if value is None else _SPARKS[round(steps * value / most)] for value in values)


def _sessions(held: Sequence[Held]) -> Iterator[Block]:
    if not held:
        yield "None in this time."
        return
    headings = ("Day", "Session", "People", "New", "Posts", "Answers", "A question", "Recap after")
    yield Table(headings, tuple(map(_session, held)), frozenset(range(2, len(headings))))
    if any(not each.is_counted and (each.people, each.new, each.posts) != (None, None, None) for each in held):
        yield "* typed in: the session has no transcript. The other numbers are counted in transcripts."
    if any(each.new is not None and each.is_counted for each in held):
        yield "New is whom no earlier transcript of the chat has; hosts and guests never are."


def _session(held: Held) -> tuple[str, ...]:
    mark = "" if held.is_counted else "*"

    def shown(value: int | None) -> str:
        return _UNKNOWN if value is None else f"{value:,}{mark}"

    each = _UNKNOWN if held.answered is None else show_number(round(held.answered / len(held.answers), 1))
    days = _UNKNOWN if held.recap_days is None else _count(held.recap_days, "day", "days")
    answered = shown(held.answered)
    return _day(held), held.session.title, shown(held.people), shown(held.new), shown(held.posts), answered, each, days


def _answers(held: Sequence[Held]) -> Iterator[Block]:
    rows = tuple(
        (
            _day(each),
            sparkline([count for _, count in each.answers]),
            " · ".join(f"Q{number}\u00a0{count}" for number, count in each.answers),
        )
        for each in held
        if each.answered
    )
    if rows:
        yield Table(("Day", "", "Answers"), rows)


def _retention(retention: Retention | None) -> Iterator[Block]:
    if retention is None:
        yield "That takes two sessions with a transcript: causerie import EXPORT --session CHAT/ID"
        return
    streaks = retention.streaks
    rows = [(f"came {often}", str(number), _share(number, retention.people)) for often, number in retention.often]
    yield (f"{_people(retention.people)} wrote in the {retention.sessions} sessions that have a transcript.")
    yield Table(("", "People", ""), tuple(rows), frozenset((1, 2)))
    points = []
    if retention.pairs[0]:
        points.append(
            f"Of the people of a session, {_share(retention.pairs[1], retention.pairs[0])} were in the next one."
        )
    if retention.new:
        points.append(f"Of {_count(retention.new, 'newcomer', 'newcomers')}, {retention.new_again} came again.")
    if retention.sessions > 2:
        points.append(f"{_people(streaks.faithful)} came to each of the last three sessions.")
        points.append(f"The longest row of one person: {_count(streaks.longest_visit, 'session', 'sessions')}.")
    if streaks.held > 1:
        points.append(f"{streaks.held} sessions held in a row, up to the last one.")
    yield Points(tuple(points))


def _regulars(season: Season, regulars: Sequence[Regular]) -> Iterator[Block]:
    if season.chat.anonymise:
        yield "chat.yml says anonymise: true, so nobody is named."
    elif regulars:
        yield Points(tuple(f"{each.name}: {each.times} sessions" for each in regulars))
    else:
        yield "Nobody came to more than one session with a transcript."


def _metrics(held: Sequence[Held]) -> Iterator[Block]:
    rows = tuple(
        (metric.name.replace("_", " "), _day(each), show_number(metric.value), _source(metric))
        for each in held
        for metric in each.typed
    )
    if rows:
        names = list(dict.fromkeys(name for name, *_ in rows))
        ordered = sorted(rows, key=lambda row: names.index(row[0]))
        yield Table(("", "Day", "Number", "From"), tuple(ordered), frozenset((2,)))


def _source(metric: Metric) -> str:
    return ", ".join(filter(None, ("estimated" if metric.is_estimated else "", metric.source)))


def _notes(notes: Iterable[tuple[Held, Sequence[str]]]) -> Iterator[Block]:
    points = tuple(f"{_day(held)}: {' '.join(text.split())}" for held, texts in notes for text in texts)
    if points:
        yield Points(points)


def _day(held: Held) -> str:
    return held.session.start.astimezone(held.session.chat.zone).date().isoformat()


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else ""


def _people(number: int) -> str:
    return _count(number, "person", "people")


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
