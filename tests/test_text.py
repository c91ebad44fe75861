"""Foreign text, cleaned: what `clean_line` keeps and what it does not."""

from __future__ import annotations

import pytest

from causerie.text import clean_line

_NARROW, _NO_BREAK = "\u202f", "\u00a0"


@pytest.mark.parametrize("space", [_NO_BREAK, _NARROW, "\u2007"])
def test_no_break_spaces_inside_a_line_stay(space: str) -> None:
    assert clean_line(f"Oui, mais qui{space}?") == f"Oui, mais qui{space}?"


@pytest.mark.parametrize("space", ["  ", "\n", "\r\n", "\t", "\u2028", " \u2003\n "])
def test_white_space_where_a_line_may_break_becomes_one_space(space: str) -> None:
    assert clean_line(f"Who{space}writes?") == "Who writes?"


@pytest.mark.parametrize("space", [" ", "\n", _NO_BREAK, _NARROW])
def test_white_space_around_a_line_goes(space: str) -> None:
    assert clean_line(f"{space}Who writes?{space}") == "Who writes?"
