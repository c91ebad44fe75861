"""Holidays on the dates that the states themselves publish, for 2026 and 2027."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from causerie.planning.days_off import UnknownPlaceError, find_days_off

YEARS = [date(2026, 1, 1) + timedelta(days=number) for number in range(730)]


def public(place: str) -> list[str]:
    """The public holidays of a place in the two years, without those of a part of it alone."""
    found = find_days_off(place, YEARS)
    own = place.partition("/")[2]
    return [
        day.isoformat()
        for day, days_off in found.items()
        if any(not each.is_school and (own or not each.parts) for each in days_off)
    ]


def breaks(place: str) -> list[tuple[str, str]]:
    """The school holidays of a place as the days on which they begin and end; public holidays may be within."""
    found = find_days_off(place, YEARS)
    every = {(each.first, each.last) for days_off in found.values() for each in days_off if each.is_school}
    return [(first.isoformat(), last.isoformat()) for first, last in sorted(every)]


def test_public_holidays_of_the_united_states() -> None:
    """5 U.S.C. § 6103, with the observed days: https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays/."""
    of_2026 = [
        "01-01",
        "01-19",
        "02-16",
        "05-25",
        "06-19",
        "07-03",
        "07-04",
        "09-07",
        "10-12",
        "11-11",
        "11-26",
        "12-25",
    ]
    of_2027 = [
        "01-01",
        "01-18",
        "02-15",
        "05-31",
        "06-18",
        "06-19",
        "07-04",
        "07-05",
        "09-06",
        "10-11",
        "11-11",
        "11-25",
    ]
    of_2027 += ["12-24", "12-25", "12-31"]
    assert public("US") == [f"2026-{day}" for day in of_2026] + [f"2027-{day}" for day in of_2027]


def test_public_holidays_of_england() -> None:
    """https://www.gov.uk/bank-holidays; at a weekend, the day itself and its substitute."""
    of_2026 = ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-26", "12-28"]
    of_2027 = ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-25", "12-26", "12-27", "12-28"]
    assert public("GB/England") == [f"2026-{day}" for day in of_2026] + [f"2027-{day}" for day in of_2027]


def test_scotland_and_northern_ireland_have_days_of_their_own() -> None:
    """https://www.gov.uk/bank-holidays: 2 January and its substitute, St Andrew's Day; St Patrick's Day, 12 July."""
    scotland, ireland = set(public("GB/Scotland")), set(public("GB/Northern Ireland"))
    assert scotland >= {"2026-01-02", "2026-08-03", "2026-11-30", "2027-01-04", "2027-08-02", "2027-11-30"}
    assert scotland.isdisjoint({"2026-04-06", "2026-08-31", "2027-03-29", "2027-08-30"})
    assert ireland >= {"2026-03-17", "2026-07-13", "2027-03-17", "2027-07-12", "2026-04-06", "2027-03-29"}


def test_of_the_united_kingdom_as_a_whole_easter_monday_is_said_with_its_parts() -> None:
    (found,) = find_days_off("GB", [date(2027, 3, 29)])[date(2027, 3, 29)]
    assert (found.name, found.place) == ("Easter Monday", "GB: England, Northern Ireland, Wales")
    assert find_days_off("GB", [date(2026, 11, 30)]) == {}  # Scotland's alone: less than a third of the parts


def test_public_holidays_of_germany() -> None:
    """The days of all Länder: 3 October by Art. 2 Einigungsvertrag, the others by the laws of each Land."""
    of_2026 = ["01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-25", "12-26"]
    of_2027 = ["01-01", "03-26", "03-29", "05-01", "05-06", "05-17", "10-03", "12-25", "12-26"]
    assert public("DE") == [f"2026-{day}" for day in of_2026] + [f"2027-{day}" for day in of_2027]


def test_public_holidays_of_bavaria() -> None:
    """Art. 1 Bayerisches Feiertagsgesetz: Epiphany, Corpus Christi and All Saints beside the common ones."""
    own = sorted(set(public("DE/Bayern")) - set(public("DE")))
    assert own == ["2026-01-06", "2026-06-04", "2026-11-01", "2027-01-06", "2027-05-27", "2027-11-01"]


@pytest.mark.parametrize(
    ("land", "summers"),
    [
        ("Bayern", [("2026-08-03", "2026-09-14"), ("2027-08-02", "2027-09-13")]),
        ("NW", [("2026-07-20", "2026-09-01"), ("2027-07-19", "2027-08-31")]),
        ("Berlin", [("2026-07-09", "2026-08-22"), ("2027-07-01", "2027-08-14")]),
    ],
)
def test_summer_holidays_of_german_schools(land: str, summers: list[tuple[str, str]]) -> None:
    """Ferienregelung of the Kultusministerkonferenz: https://www.kmk.org/service/ferien.html."""
    assert set(summers) <= set(breaks(f"DE/{land}"))


def test_public_holidays_of_france() -> None:
    """Code du travail, art. L3133-1: https://www.service-public.fr/particuliers/vosdroits/F2405."""
    of_2026 = ["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"]
    of_2027 = ["01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01", "11-11", "12-25"]
    assert public("FR") == [f"2026-{day}" for day in of_2026] + [f"2027-{day}" for day in of_2027]
    assert public("FR/Zone A") == public("FR")


COMMON = [
    ("2025-12-20", "2026-01-04"),
    ("2026-05-14", "2026-05-17"),
    ("2026-07-04", "2026-08-31"),
    ("2026-10-17", "2026-11-01"),
    ("2026-12-19", "2027-01-03"),
    ("2027-05-06", "2027-05-09"),
    ("2027-10-23", "2027-11-07"),
    ("2027-12-18", "2028-01-02"),
]
ZONES = {
    "A": [
        ("2026-02-07", "2026-02-22"),
        ("2026-04-04", "2026-04-19"),
        ("2027-02-13", "2027-02-28"),
        ("2027-04-10", "2027-04-25"),
    ],
    "B": [
        ("2026-02-14", "2026-03-01"),
        ("2026-04-11", "2026-04-26"),
        ("2027-02-20", "2027-03-07"),
        ("2027-04-17", "2027-05-02"),
    ],
    "C": [
        ("2026-02-21", "2026-03-08"),
        ("2026-04-18", "2026-05-03"),
        ("2027-02-06", "2027-02-21"),
        ("2027-04-03", "2027-04-18"),
    ],
}


@pytest.mark.parametrize("zone", "ABC")
def test_school_holidays_of_the_french_zones(zone: str) -> None:
    """https://www.education.gouv.fr/calendrier-scolaire-100148: from Saturday to the day before class."""
    assert set(breaks(f"FR/Zone {zone}")) >= {*COMMON, *ZONES[zone]}
    others = {days for other, every in ZONES.items() if other != zone for days in every}
    assert set(breaks(f"FR/Zone {zone}")).isdisjoint(others)


def test_of_france_as_a_whole_the_zones_on_holiday_are_named() -> None:
    found = find_days_off("FR", [date(2027, 2, 17), date(2026, 12, 30)])
    (winter,), (christmas,) = found[date(2027, 2, 17)], found[date(2026, 12, 30)]
    assert (winter.place, christmas.place) == ("FR: Zone A, Zone C", "FR")


def test_a_part_may_be_spelt_by_its_name_or_its_code_in_any_case() -> None:
    day = date(2027, 5, 27)
    names = {find_days_off(place, [day])[day][0].name for place in ("DE/BY", "DE/Bayern", "DE/bayern")}
    assert names == {"Corpus Christi"}


def test_on_a_public_holiday_nothing_is_said_of_schools() -> None:
    (found,) = find_days_off("FR/Zone A", [date(2026, 12, 25)])[date(2026, 12, 25)]
    assert not found.is_school


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("XX", "'XX', a country whose holidays are not known here. Take it away, or write another one's code."),
        ("FR/Zone D", "'FR/Zone D', a part of FR that is not known here. Did you mean 'Zone C'?"),
        ("GB/Engalnd", "'GB/Engalnd', a part of GB that is not known here. Did you mean 'England'?"),
    ],
)
def test_a_place_that_nobody_knows_is_refused_with_what_to_write(place: str, message: str) -> None:
    with pytest.raises(UnknownPlaceError) as raised:
        find_days_off(place, [date(2026, 12, 25)])
    assert str(raised.value) == message


def test_names_come_in_the_language_that_was_asked_for_or_in_english() -> None:
    day = date(2026, 12, 25)
    assert [find_days_off(place, [day], language)[day][0].name for place, language in [("FR", "fr"), ("BE", "ja")]] == [
        "Noël",
        "Christmas Day",
    ]
