"""What counts as now: whatever is asked for is an instant of some calendar, or a sentence says so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from causerie.clock import read_clock
from causerie.problems import CauserieError


def test_an_instant_without_an_offset_is_utc() -> None:
    assert read_clock("2026-11-22T20:00") == datetime(2026, 11, 22, 20, tzinfo=UTC)
    assert read_clock("2026-11-22T20:00+02:00") == datetime(2026, 11, 22, 18, tzinfo=UTC)
    assert read_clock(date(2026, 11, 22)) == datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "soon",
        "9999-12-31",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2200-01-01",
        "1969-12-31",
    ],
)
def test_what_is_no_instant_near_ours_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "253402300799")  # where nothing is given: the last second of 9999
    with pytest.raises(CauserieError, match=r"no instant|not a number of seconds"):
        read_clock(given)
