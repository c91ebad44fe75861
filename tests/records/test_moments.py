"""Written days and times: what they mean, and what clock changes do to them."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.records.moments import explain_clock, read_moment, read_slot, read_timezone

LONDON = ZoneInfo("Europe/London")
zones = st.sampled_from(sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("posix")))


@pytest.mark.parametrize(
    ("written", "zone", "meant"),
    [
        ("2026-12-02", "Europe/London", "2026-12-02T00:00:00+00:00"),
        ("2026-07-02", "Europe/Paris", "2026-07-02T00:00:00+02:00"),
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00"),  # midnight is skipped: the day begins at one
        ("2026-12-02 20:00", "Asia/Kolkata", "2026-12-02T20:00:00+05:30"),
        ("2026-12-02T20:00:10.25Z", "Europe/London", "2026-12-02T20:00:10.250000+00:00"),
        ("2026-12-02 20:00 America/New_York", "Europe/London", "2026-12-03T01:00:00+00:00"),
        ("2026-12-02 20:00 +0545", "Europe/London", "2026-12-02T14:15:00+00:00"),
        ("2027-03-28 01:30", "Europe/London", "2027-03-28T02:30:00+01:00"),
        ("2026-10-25 01:30", "Europe/London", "2026-10-25T01:30:00+01:00"),
        ("2026-10-25 01:30+00:00", "Europe/London", "2026-10-25T01:30:00+00:00"),
    ],
)
def test_a_written_time_means_one_instant(written: str, zone: str, meant: str) -> None:
    assert read_moment(written).instant(ZoneInfo(zone)).isoformat() == meant


@pytest.mark.parametrize(
    "written", ["1970-01-01 00:30+01:00", "2199-12-31 23:30 -0100", "1013-12-02 20:00Z", "2200-01-01"]
)
def test_a_time_that_is_far_from_any_chat_wherever_it_is_told_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="far from any chat"):
        read_moment(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-12-02 20:00", None),
        ("2027-03-28", None),
        ("2026-10-25 01:30+01:00", None),
        ("2027-03-28 01:30", ("a time that the clocks in Europe/London skip. Write 02:30 or another time.", True)),
        (
            "2026-03-08 02:15 America/New_York",
            ("a time that the clocks in America/New_York skip. Write 03:15 or another time.", True),
        ),
        (
            "2011-12-30 12:00 Pacific/Apia",
            ("a time that the clocks in Pacific/Apia skip. Write 2011-12-31 12:00 or another time.", True),
        ),
        (
            "2026-10-25 01:30",
            (
                "a time that the clocks in Europe/London show twice; the first is taken."
                " Write 2026-10-25 01:30+01:00 or 2026-10-25 01:30+00:00.",
                False,
            ),
        ),
    ],
)
def test_a_clock_change_is_said(written: str, said: tuple[str, bool] | None) -> None:
    assert explain_clock(read_moment(written), LONDON) == said


@given(st.datetimes(datetime(1971, 1, 1), datetime(2198, 1, 1)), zones)  # noqa: DTZ001 - a wall clock
def test_any_time_of_any_zone_keeps_its_wall_clock_or_is_said_to_be_skipped(clock: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    moment = read_moment(f"{clock:%Y-%m-%d %H:%M}")
    shown = f"{moment.instant(zone):%Y-%m-%d %H:%M}"
    said = explain_clock(moment, zone)
    is_skipped = said is not None and said[1]
    assert (shown != f"{clock:%Y-%m-%d %H:%M}") == is_skipped
    if is_skipped and said is not None:
        assert f"Write {shown} " in said[0] or f"Write {shown[11:]} " in said[0]


@given(st.datetimes(datetime(1971, 1, 1), datetime(2198, 1, 1), timezones=st.just(UTC)), zones)  # noqa: DTZ001
def test_any_instant_with_an_offset_comes_back(instant: datetime, name: str) -> None:
    there = instant.replace(second=0, microsecond=0).astimezone(ZoneInfo(name))
    offset = there.utcoffset() or timedelta()
    if offset % timedelta(minutes=1):  # local mean time, before zones had whole minutes
        return
    written = there.isoformat()
    assert read_moment(written).instant(LONDON).astimezone(UTC) == there.astimezone(UTC)


@pytest.mark.parametrize(
    ("written", "slot"),
    [
        ("2026-12-02", "2026-12-02"),
        ("2026-12-02 20:00", "2026-12-02T20:00"),
        ("2026-12-02T20:00:00", "2026-12-02T20:00"),
    ],
)
def test_a_slot_has_one_form(written: str, slot: str) -> None:
    assert read_slot(written) == slot


def test_zones_are_found_by_the_database_alone() -> None:
    assert read_timezone("America/Argentina/Buenos_Aires").key == "America/Argentina/Buenos_Aires"
    for wrong in ("/etc/localtime", "../zoneinfo/UTC", "posix/Europe/London", "Europe", "", "Europe/London\x00"):
        with pytest.raises(ValueError, match="no time zone"):
            read_timezone(wrong)


def test_a_day_is_a_day() -> None:
    assert read_moment("2026-12-02").day == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("19h30", "Write 2026-11-18 19:30."),
        ("9pm", "Write 2026-11-18 21:00."),
        ("9.30", "Write 2026-11-18 09:30."),
        ("tonight", "Write hours and minutes, like 2026-11-18 20:00."),
    ],
)
def test_the_advised_time_is_the_one_that_was_meant(written: str, advice: str) -> None:
    with pytest.raises(ValueError, match=re.escape(advice)):
        read_moment(f"2026-11-18 {written}")
