"""Pictures of numbers: for those who see them, for those who do not, and the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from causerie.i18n import Speech, speak
from causerie.views.pages.charts import Chart, Series, bars_html, columns_html

Draw = Callable[[Chart, Speech], Markup]
DRAWN: list[Draw] = [bars_html, columns_html]
ENGLISH = speak("en-GB")


def chart(**changes: Any) -> Chart:
    values: dict[str, Any] = {
        "id": "answers",
        "title": "Answers",
        "description": "Q1 has the most answers: 1,200.",
        "heading": "Question",
        "labels": ("Q1", "Q2"),
        "series": (Series("Answers", (1200, 6)),),
    }
    return Chart(**{**values, **changes})


def tree(html: Markup) -> Any:
    """The figure, read as strictly as XML is."""
    return etree.fromstring(str(html).encode())


@pytest.mark.parametrize("draw", DRAWN)
def test_a_picture_has_words_for_those_who_do_not_see_it_and_a_table_behind_it(draw: Draw) -> None:
    figure = tree(draw(chart(), ENGLISH))
    [svg] = figure.findall("svg")
    assert svg.get("role") == "img"
    named = [figure.find(f".//*[@id='{name}']").text for name in svg.get("aria-labelledby").split()]
    assert named == ["Answers", "Q1 has the most answers: 1,200."]
    rows = [["".join(cell.itertext()) for cell in row] for row in figure.iterfind(".//tr")]
    assert rows == [["Question", "Answers"], ["Q1", "1,200"], ["Q2", "6"]]


def test_lengths_are_in_proportion() -> None:
    bars = [float(each) for each in re.findall(r'width="([\d.]+)%" height="8" rx="4"/>', bars_html(chart(), ENGLISH))]
    assert bars == [100, 0.5]


def test_series_are_stacked_and_named() -> None:
    both = chart(series=(Series("New", (1, 0)), Series("Returning", (3, 4))))
    figure = tree(bars_html(both, ENGLISH))
    placed = [(each.get("x"), each.get("width")) for each in figure.iter("rect") if each.get("x")]
    assert placed == [("0%", "25%"), ("25%", "75%"), ("0%", "100%")]
    assert [each.text for each in figure.iterfind(".//p/span")] == ["New", "Returning"]


def test_labels_lead_somewhere_in_the_table() -> None:
    figure = tree(columns_html(chart(links=("../a/", "../b/?c&d")), ENGLISH))
    assert [(each.get("href"), each.text) for each in figure.iter("a")] == [("../a/", "Q1"), ("../b/?c&d", "Q2")]


def test_a_phone_has_room_for_the_words_below() -> None:
    many = chart(labels=tuple(map(str, range(100))), series=(Series("Posts", tuple(range(100))),))
    words = [each.text for each in tree(columns_html(many, ENGLISH)).iter("text")]
    assert words == ["99", "0", "17", "34", "51", "68", "85"]


words = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=60)
numbers = st.integers(0, 10**9)


@given(st.lists(st.tuples(words, numbers, numbers), max_size=9), words)
def test_whatever_is_in_it_a_picture_is_whole_and_the_same_each_time(
    rows: list[tuple[str, int, int]], title: str
) -> None:
    drawn = chart(
        title=title,
        labels=tuple(label for label, _, _ in rows),
        series=(Series(title, tuple(one for _, one, _ in rows)), Series("<b>", tuple(two for _, _, two in rows))),
    )
    for draw in DRAWN:
        html = draw(drawn, ENGLISH)
        assert html == draw(drawn, ENGLISH)
        figure = tree(html)
        assert ["".join(each.itertext()) for each in figure.findall("figcaption")] == [title]
        assert len(figure.findall(".//tr")) == len(rows) + 1
