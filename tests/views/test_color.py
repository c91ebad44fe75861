"""Accents: whatever colour a host chose, text in it can be read in both schemes, and so can text upon it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from causerie.views.color import DARK_PAPER, LIGHT_PAPER, Paper, accent_on, contrast, grounds
from causerie.views.stylesheet import STATIC

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize("paper", [LIGHT_PAPER, DARK_PAPER])
@given(color=COLORS)
@example(color="#000000")
@example(color="#ffffff")
@example(color="#ffff00")
def test_any_colour_becomes_one_that_can_be_read_on_every_ground(paper: Paper, color: str) -> None:
    accent = accent_on(color, paper)
    assert min(contrast(accent.ink, ground) for ground in grounds(accent.ink, paper)) >= 4.5
    assert contrast(accent.ink, accent.on_ink) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_was_chosen() -> None:
    assert accent_on("#7a3b69", LIGHT_PAPER).ink == "#7a3b69"
    assert accent_on("#f0c4e2", DARK_PAPER).ink == "#f0c4e2"


def test_contrast_is_as_wcag_defines_it() -> None:
    """Black on white, and the well-known grey that just passes; https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_the_style_sheet_has_the_papers_for_which_accents_are_computed() -> None:
    css = (STATIC / "site" / "ground.css").read_text(encoding="utf-8")
    pages = [color.lower() for color in re.findall(r"--c-paper: (#\w+);", css)]
    cards = [color.lower() for color in re.findall(r"--c-card: (#\w+);", css)]
    assert pages == [LIGHT_PAPER.page, DARK_PAPER.page]
    assert [card if len(card) == 7 else f"#{card[1:] * 2}" for card in cards] == [LIGHT_PAPER.card, DARK_PAPER.card]
    assert "--c-tint: color-mix(in srgb, var(--c-accent) 9%, var(--c-card));" in css
