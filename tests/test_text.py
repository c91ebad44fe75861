"""Foreign text, cleaned: what `clean_line` keeps and what it does not."""

from __future__ import annotations

import pytest

from causerie.text import clean_line, clean_text

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


@pytest.mark.parametrize("dropped", ["\u202c", "\u2069", "\x00", "\x9f", "\ufffe"])
def test_what_is_taken_out_keeps_no_accent_from_its_letter(dropped: str) -> None:
    assert clean_text(f"caf\u0065{dropped}\u0301") == "caf\u00e9"
