"""Numbers as pictures: bars and columns as inline SVG in the theme's colours, each with its table behind it.

Shapes are placed by percentages and words by their own size, so that a picture fits a phone and a wide screen and its
words stay readable on both. No script, no random number, no clock: the same numbers give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.views.pages.prose import shorten

_ROW, _BAR = 34, 8  # pixels of a bar with its words, and of the bar alone
_HEIGHT, _FLOOR = 132, 18  # pixels of columns, and of the words below them
_HEAD = 16  # pixels above the highest column, for its number
_LABELS = 6  # words below a picture that fit beside each other on a phone
_LONGEST = 40


@frozen
class Series:
    """Numbers of one kind, one for each label of their chart."""

    name: str
    values: tuple[float, ...]


@frozen(kw_only=True)
class Chart:
    """What a picture shows. Several series are stacked."""

    id: str  # unique on its page
    title: str
    description: str  # what the picture says, in a sentence, for those who do not see it
    heading: str  # of the labels, in the table: "Question"
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    links: tuple[str, ...] = ()  # where the labels lead, in the table


def bars_html(chart: Chart, speech: Speech) -> Markup:
    """A bar for each label, one below the other: for a few labels that are words."""
    sums = _sums(chart)
    most = max(sums, default=0) or 1
    shapes = []
    for i, (label, total) in enumerate(zip(chart.labels, sums, strict=True)):
        top = i * _ROW
        shapes.append(f'<text y="{top + 13}">{escape(shorten(label, _LONGEST))}</text>')
        shapes.append(f'<text x="100%" y="{top + 13}" text-anchor="end">{speech.number(total)}</text>')
        shapes.append(f'<rect y="{top + 18}" width="100%" height="{_BAR}" rx="4" class="c-chart__ground"/>')
        left = 0.0
        for number, series in enumerate(chart.series):
            width = 100 * series.values[i] / most
            if width:
                shapes.append(
                    f'<rect x="{left:.4g}%" y="{top + 18}" width="{width:.4g}%" height="{_BAR}" rx="4"'
                    f"{_colour(number)}/>"
                )
            left += width
    return _figure(chart, speech, "".join(shapes), len(chart.labels) * _ROW - 4)


def columns_html(chart: Chart, speech: Speech) -> Markup:
    """A column for each label, side by side: for the parts of an hour, or for years."""
    sums = _sums(chart)
    most = max(sums, default=0) or 1
    step = 100 / (len(sums) or 1)
    shapes = [_floor()]
    for i, total in enumerate(sums):
        bottom = float(_HEIGHT)
        for number, series in enumerate(chart.series):
            height = (_HEIGHT - _HEAD) * series.values[i] / most
            if height:
                bottom -= height
                shapes.append(
                    f'<rect x="{(i + 0.1) * step:.4g}%" y="{bottom:.4g}" width="{0.8 * step:.4g}%"'
                    f' height="{height:.4g}"{_colour(number)}/>'
                )
        if total == most and total not in sums[:i]:  # the highest says how high it is
            shapes.append(_word(f"{(i + 0.5) * step:.4g}%", _HEAD - 4, speech.number(total), i, len(sums)))
    shapes += _words_below(chart.labels, [(i + 0.5) * step for i in range(len(sums))])
    return _figure(chart, speech, "".join(shapes), _HEIGHT + _FLOOR)


def _sums(chart: Chart) -> list[float]:
    return [sum(series.values[i] for series in chart.series) for i in range(len(chart.labels))]


def _colour(number: int) -> str:
    """The first series has the accent, the others their own colours."""
    return f' class="c-chart__{number + 1}"' if number else ""


def _floor() -> str:
    return f'<line y1="{_HEIGHT}" x2="100%" y2="{_HEIGHT}" class="c-chart__floor"/>'


def _words_below(labels: Sequence[str], places: Sequence[float]) -> list[str]:
    """As many labels as a phone has room for, evenly."""
    every = -(-len(labels) // _LABELS) or 1
    return [
        _word(f"{places[i]:.4g}%", _HEIGHT + _FLOOR - 4, labels[i], i, len(labels))
        for i in range(0, len(labels), every)
    ]


def _word(x: str, y: float, text: str, i: int, count: int) -> str:
    """A word at a place, inside the picture also at its ends."""
    if count > _LABELS and i in (0, count - 1):
        x, anchor = ("0", "") if i == 0 else ("100%", ' text-anchor="end"')
    else:
        anchor = ' text-anchor="middle"'
    return f'<text x="{x}" y="{y}"{anchor}>{escape(text)}</text>'


def _figure(chart: Chart, speech: Speech, shapes: str, height: int) -> Markup:
    legend = ""
    if len(chart.series) > 1:
        names = (f'<span class="c-chart__key--{i + 1}">{escape(s.name)}</span>' for i, s in enumerate(chart.series))
        legend = f'<p class="c-chart__legend">{" ".join(names)}</p>'
    return Markup(  # noqa: S704 - each text is escaped where it is put in
        f'<figure class="c-chart"><figcaption>{escape(chart.title)}</figcaption>'
        f'<svg role="img" aria-labelledby="{chart.id}-t {chart.id}-d" width="100%" height="{height}">'
        f'<title id="{chart.id}-t">{escape(chart.title)}</title>'
        f'<desc id="{chart.id}-d">{escape(chart.description)}</desc>{shapes}</svg>{legend}'
        f"<details><summary>{escape(speech.text('As a table'))}"
        f'<span class="c-sr"> · {escape(chart.title)}</span></summary>{_table(chart, speech)}</details></figure>\n'
    )


def _table(chart: Chart, speech: Speech) -> str:
    heads = "".join(f'<th scope="col">{escape(each)}</th>' for each in (chart.heading, *(s.name for s in chart.series)))
    rows = []
    for i, label in enumerate(chart.labels):
        words = escape(label)
        if chart.links:
            words = f'<a href="{escape(chart.links[i])}">{words}</a>'
        values = "".join(f"<td>{speech.number(series.values[i])}</td>" for series in chart.series)
        rows.append(f'<tr><th scope="row">{words}</th>{values}</tr>')
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
