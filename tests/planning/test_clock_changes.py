"""Weeks in which clocks have changed here and not there.

The European Union and the United Kingdom put clocks forward on 29 March 2026 and 28 March 2027, and back on 25 October
2026 and 31 October 2027 (Directive 2000/84/EC; https://www.gov.uk/when-do-the-clocks-change); the United States forward
on 8 March 2026 and 14 March 2027, and back on 1 November 2026 and 7 November 2027 (15 U.S.C. § 260a).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from causerie.model.session import Session
from causerie.planning.clock_changes import find_shifts
from tests import make


def weekly(zone: str, start: str, weeks: int) -> list[Session]:
    chat = make.chat(zone=ZoneInfo(zone))
    first = datetime.fromisoformat(start)
    starts = [(first + timedelta(weeks=number)).replace(tzinfo=chat.zone) for number in range(weeks)]
    return [make.session(chat=chat, id=f"s{number}", start=start) for number, start in enumerate(starts)]


def said(zone: str, countries: list[str], start: str, weeks: int = 12) -> list[str]:
    sessions = weekly(zone, start, weeks)
    shifts = find_shifts(countries, sessions, sessions[0].start)
    return [
        f"{session.start:%Y-%m-%d} {shift.country} {shift.usual(session):%H:%M} > {shift.local(session):%H:%M}"
        for session, every in zip(sessions, shifts, strict=True)
        for shift in every
    ]


@pytest.mark.parametrize("zone", ["Europe/London", "Europe/Paris", "Europe/Berlin"])
@pytest.mark.parametrize(
    ("start", "days"),
    [
        ("2026-02-04 20:00", ["2026-03-11", "2026-03-18", "2026-03-25"]),
        ("2026-09-02 20:00", ["2026-10-28"]),
        ("2027-02-03 20:00", ["2027-03-17", "2027-03-24"]),
        ("2027-09-01 20:00", ["2027-11-03"]),
    ],
)
def test_americans_see_a_european_chat_an_hour_later_for_some_weeks(zone: str, start: str, days: list[str]) -> None:
    usual, shifted = ("15:00", "16:00") if zone == "Europe/London" else ("14:00", "15:00")
    assert said(zone, ["US"], start) == [f"{day} US {usual} > {shifted}" for day in days]


@pytest.mark.parametrize(
    ("start", "days"),
    [
        ("2026-02-03 20:00", ["2026-03-10", "2026-03-17", "2026-03-24"]),
        ("2026-09-01 20:00", ["2026-10-27"]),
        ("2027-02-02 20:00", ["2027-03-16", "2027-03-23"]),
        ("2027-09-07 20:00", ["2027-11-02"]),
    ],
)
def test_europeans_see_an_american_chat_an_hour_earlier(start: str, days: list[str]) -> None:
    found = said("America/New_York", ["GB", "FR/Zone A", "DE/Bayern"], start)
    assert found == [
        f"{day} {country}" for day in days for country in ("GB 01:00 > 00:00", "FR 02:00 > 01:00", "DE 02:00 > 01:00")
    ]


def test_europeans_among_themselves_notice_nothing() -> None:
    assert said("Europe/London", ["FR", "DE", "GB"], "2027-01-06 20:00", 52) == []


def test_where_clocks_never_change_the_first_session_of_each_half_year_is_named() -> None:
    assert said("Europe/London", ["IN"], "2027-02-03 20:00", 52) == [
        "2027-03-31 IN 01:30 > 00:30",
        "2027-11-03 IN 00:30 > 01:30",
    ]


def test_the_other_hemisphere_moves_twice() -> None:
    assert said("Europe/Paris", ["AU"], "2027-03-03 20:00") == [
        "2027-03-31 AU 06:00 > 05:00",
        "2027-04-07 AU 06:00 > 04:00",
    ]


def test_a_change_that_people_have_lived_through_is_not_said_again() -> None:
    assert said("Europe/London", ["IN"], "2027-04-07 20:00") == []


def test_a_country_that_nobody_knows_is_passed_over() -> None:
    assert said("Europe/London", ["XX"], "2027-02-03 20:00") == []


def test_on_the_day_of_a_change_the_hour_itself_counts() -> None:
    assert said("Pacific/Auckland", ["GB"], "2026-03-29 09:00", 1) == []  # 20:00 of the day before, as usual
    assert said("Pacific/Auckland", ["GB"], "2026-03-29 14:30", 1) == ["2026-03-29 GB 01:30 > 02:30"]
    assert said("Europe/London", ["US"], "2026-03-08 06:30", 1) == []  # America changes at 07:00
    assert said("Europe/London", ["US"], "2026-03-08 07:30", 1) == ["2026-03-08 US 02:30 > 03:30"]


def test_after_noon_a_day_may_belong_to_the_next_stretch() -> None:
    assert said("Pacific/Auckland", ["JP"], "2026-09-20 01:30", 2) == []  # New Zealand changes at 14:00 UTC
    assert said("Pacific/Auckland", ["JP"], "2026-09-20 03:30", 2) == ["2026-09-27 JP 00:30 > 23:30"]
    assert said("Pacific/Auckland", ["AU"], "2026-04-05 02:30", 1) == []  # New Zealand has changed, Sydney will
