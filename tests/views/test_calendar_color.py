"""Colour names for calendars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.views.calendar_color import nearest_color_name


@pytest.mark.parametrize(
    ("color", "name"),
    [
        ("#ff0000", "red"),
        ("#FE0101", "red"),
        ("#808080", "gray"),
        ("#7a3b69", "darkslateblue"),
        ("#2e8b50", "seagreen"),
        ("", ""),
    ],
)
def test_a_colour_has_the_name_of_its_nearest(color: str, name: str) -> None:
    assert nearest_color_name(color) == name


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_name(color: int) -> None:
    assert nearest_color_name(f"#{color:06x}").isalpha()
