"""The tables: medians, ratios of one round each, exponents."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.contest import Contestant, Found, edit_record, ratio
from benchmarks.corpus import Corpus
from benchmarks.measure import Cost
from benchmarks.peers import CAUSERIE, HUGO, Peer, Places
from benchmarks.preview import Preview
from benchmarks.tables import build_table, fit_exponent, growth_table, preview_table


def contestant(peer: Peer, *walls: float, recaps: int = 100, peak: float | None = 50) -> Contestant:
    return Contestant(
        title=peer.title,
        found=Found(peer, ("it",)),
        corpus=Corpus(recaps),
        folder=Path("nowhere"),
        places=Places(),
        costs=[Cost(wall, wall * 2) for wall in walls],
        peak=peak,
    )


def test_ratios_are_taken_round_by_round() -> None:
    assert ratio([2, 30, 4], [1, 10, 4]) == 2
    lines = list(build_table([contestant(HUGO, 1, 10, 4), contestant(CAUSERIE, 2, 30, 4, peak=75)]))
    assert lines == [
        "|  | wall, s | to Hugo | CPU, s | to Hugo | memory, MB | to Hugo |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| Hugo | 4.00 | 1.00 | 8.00 | 1.00 | 50 | 1.00 |",
        "| causerie | 4.00 | 2.00 | 8.00 | 2.00 | 75 | 1.50 |",
    ]


def test_without_hugo_there_are_no_ratios_and_who_failed_has_no_row() -> None:
    lines = list(build_table([contestant(HUGO), contestant(CAUSERIE, 2, peak=None)]))
    assert lines[2:] == ["| causerie | 2.00 | – | 4.00 | – | – | – |"]


def test_the_last_edits_are_compared_with_the_first() -> None:
    edits = (2.0, 4.0, *[1.0] * 16, 9.0, 9.0)
    lines = list(preview_table([Preview("causerie", 3.0, edits, 80)], full_build=4.0))
    assert lines[2:] == ["| causerie | 3.00 | 20 | 1.00 | 0.25 | 2.00 | 9.00 | 4.50 | 80 |"]


def test_growth_is_the_slope_of_the_logarithms() -> None:
    assert fit_exponent([(n, 3 * n**1.5) for n in (100, 1000, 20_000)]) == pytest.approx(1.5)
    sizes = [contestant(CAUSERIE, wall, recaps=n, peak=n) for n, wall in ((100, 1), (200, 1), (400, 4))]
    assert list(growth_table(sizes))[2:] == [
        "| causerie | 100 | 1.00 | 10.00 | 2.00 | 100 |",
        "| causerie | 200 | 1.00 | 5.00 | 2.00 | 200 |",
        "| causerie | 400 | 4.00 | 10.00 | 8.00 | 400 |",
        "",
        "- causerie: time grows with the number of recaps to the power of 1.00 "
        "(least squares; at most 2.00 from one size to the next)",
        "- causerie: memory grows with the number of recaps to the power of 1.00 "
        "(least squares; at most 1.00 from one size to the next)",
    ]


def test_an_edit_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    record = tmp_path / "session.md"
    record.write_text("---\ntitle: Labels\n---\nProse.\n", encoding="utf-8")
    edit_record(record, "Edit 1.")
    once = record.read_text(encoding="utf-8")
    edit_record(record, "Edit 2.")
    assert record.read_text(encoding="utf-8") == once.replace("Edit 1.", "Edit 2.")
    assert once.startswith("---\ntitle: Labels\n---\nProse.\n")
    assert once.endswith("\nEdit 1.\n")
