"""What `causerie check` advises about a season: where, what, and what to write instead; never an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from causerie.cli import main
from tests.planning.site_making import add_chat, add_session, make_site

NOW = "2026-11-22T12:00"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str, now: str = NOW) -> list[str]:
    """The lines of advice below content/chats/; the command ends well whatever they say."""
    result = CliRunner().invoke(main, ["check", "--strict", "--quiet", "--now", now, *arguments])
    assert result.exit_code == 0, result.output
    return [line.replace(": advice:", "").removeprefix("content/chats/") for line in result.stdout.splitlines()]


def test_a_session_on_a_public_holiday(site: Path) -> None:
    add_chat(site, "tea", "countries: [GB]")
    add_session(site, "tea", "2026-12-25-carols", "start: 2026-12-25 20:00")
    assert check() == [
        "tea/2026-12-25-carols/session.md:3:8 'start' is 2026-12-25 20:00, Christmas Day (GB). Move it, or write"
        " status: confirmed if it takes place all the same."
    ]


@pytest.mark.parametrize("status", ["confirmed", "cancelled", "postponed"])
def test_a_date_that_is_confirmed_or_off_is_nobodys_concern(site: Path, status: str) -> None:
    add_chat(site, "tea", "countries: [GB]")
    add_session(site, "tea", "2026-12-25-carols", f"start: 2026-12-25 20:00\nstatus: {status}")
    assert check() == []


def test_a_session_of_the_past_is_nobodys_concern(site: Path) -> None:
    add_chat(site, "tea", "countries: [GB]")
    add_session(site, "tea", "2025-12-25-carols", "start: 2025-12-25 20:00")
    assert check() == []


def test_a_session_in_school_holidays_of_a_french_zone(site: Path) -> None:
    add_chat(site, "the", "countries: [FR/Zone A, FR/Zone B]", zone="Europe/Paris")
    add_session(site, "the", "2027-02-17-neige", "start: 2027-02-17 18:30")
    assert check() == [
        "the/2027-02-17-neige/session.md:3:8 'start' is 2027-02-17 18:30, in the school holidays 'Winter Break'"
        " (FR: Zone A, 2027-02-13 to 2027-02-28). Move it, or write status: confirmed if it takes place all the same."
    ]


def test_free_dates_of_the_schedule_one_line_a_holiday(site: Path) -> None:
    add_chat(site, "the", 'countries: [FR/Zone C, US]\nschedule: {every: week, on: thursday, at: "20:00"}')
    assert check() == [
        "the/chat.yml:5:11 the schedule has 2026-11-26, Thanksgiving Day (US). Write skip: {2026-11-26: Thanksgiving"
        " Day}, or write that session with status: confirmed.",
        "the/chat.yml:5:11 the schedule has 2026-12-24 and 2026-12-31 in the school holidays 'Christmas Break' (FR:"
        " Zone C, 2026-12-19 to 2027-01-03). Write skip: for the days when too few would come, or leave it.",
    ]


def test_what_the_advice_says_to_write_ends_it(site: Path) -> None:
    skip = "skip: {2026-11-26: Thanksgiving Day}"
    add_chat(site, "the", f'countries: [US]\nschedule: {{every: week, on: thursday, at: "20:00", {skip}}}')
    assert check() == []


def test_a_holiday_is_that_of_the_day_there(site: Path) -> None:
    add_chat(site, "tea", "countries: [AU]")
    add_session(site, "tea", "2027-01-25-ocean", "start: 2027-01-25 20:00")  # in Sydney it is Australia Day already
    assert "Australia Day (AU)" in check()[0]


def test_an_unknown_place_is_said_with_what_to_write(site: Path) -> None:
    add_chat(site, "tea", "countries: [GB, FR/Zone D]")
    add_session(site, "tea", "2026-12-02-x", "start: 2026-12-02 20:00")
    assert check() == [
        "tea/chat.yml:4:17 'countries' has 'FR/Zone D', a part of FR that is not known here. Did you mean 'Zone C'?"
    ]


def test_without_the_library_one_line_says_how_to_get_it(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    for name in ("tea", "the"):
        add_chat(site, name, "countries: [GB]")
        add_session(site, name, "2026-12-25-carols", "start: 2026-12-25 20:00\nstatus: confirmed")
    assert check() == [
        "tea/chat.yml:4:12 'countries' says whose holidays matter, and nothing here knows them. Install:"
        " python -m pip install --upgrade holidays."
    ]


def test_weeks_after_a_clock_change_one_line_for_all_of_them(site: Path) -> None:
    add_chat(site, "tea", "countries: [GB, US]")
    for day in ("2027-03-10", "2027-03-17", "2027-03-24", "2027-03-31"):
        add_session(site, "tea", f"{day}-x{day[-2:]}", f"start: {day} 20:00")
    assert check() == [
        "tea/2027-03-17-x17/session.md:3:8 clocks change: on 2027-03-17 and 2027-03-24 the chat begins at 16:00 in New"
        " York, not 15:00 (US). Say so in the announcement, or write status: confirmed."
    ]


def test_two_chats_at_one_time(site: Path) -> None:
    for name in ("tea", "the"):
        add_chat(site, name, 'schedule: {every: week, on: thursday, at: "20:00"}')
    add_session(site, "the", "2026-11-26-x", "start: 2026-11-26 20:00\nslot: 2026-11-26")
    assert check() == [
        "the/2026-11-26-x/session.md:3:8 'start' is 2026-11-26 20:00, at the same time as tea (8 times). Move one, or"
        " write status: confirmed in both if it is meant."
    ]


def test_two_confirmed_sessions_at_one_time_are_meant(site: Path) -> None:
    for name in ("tea", "the"):
        add_chat(site, name)
        add_session(site, name, "2026-11-26-x", "start: 2026-11-26 20:00\nstatus: confirmed")
    assert check() == []


def test_one_after_the_other_is_not_at_one_time(site: Path) -> None:
    for name, at in (("tea", "19:00"), ("the", "20:00")):
        add_chat(site, name)
        add_session(site, name, "2026-11-26-x", f"start: 2026-11-26 {at}")
    assert check() == []


@pytest.mark.parametrize(
    ("number", "start", "is_said"),
    [
        (13, "2027-06-02", True),
        (12, "2027-06-02", False),
        (6, "2026-11-26", False),
        (5, "2026-11-26", True),
        (5, "2027-06-02", False),
        (0, "2026-11-26", False),
    ],
)
def test_too_many_or_too_few_questions(site: Path, number: int, start: str, is_said: bool) -> None:
    add_chat(site, "tea")
    add_session(site, "tea", f"{start}-x", f"start: {start} 20:00\nquestions: [{', '.join(['Why?'] * number)}]")
    assert [line.split(" ")[0] for line in check()] == [f"tea/{start}-x/session.md:4:1"] * is_said


def test_a_short_session_takes_fewer_questions(site: Path) -> None:
    add_chat(site, "tea")
    add_session(site, "tea", "2026-11-26-x", "start: 2026-11-26 20:00\nduration: 30\nquestions: [a, b, c, d, e, f, g]")
    assert check() == [
        "tea/2026-11-26-x/session.md:5:1 7 questions for 30 minutes leave 4 minutes for each; 3 to 6 fit, with 5 to 10"
        " minutes for each. Take some away, or keep them for another day."
    ]


@pytest.mark.parametrize(
    ("hashtag", "title", "advice"),
    [
        ("museumhour", "Museum Hour", "Write MuseumHour; platforms"),
        ("museumhour", "The hour", "If it is made of several words, begin each with a capital; platforms"),
        ("ASocialHourForEveryoneAtWork", "Social", "28 characters that stand in every post"),
        ("Museumhour", "Museum hour", "Write MuseumHour; platforms"),
        ("MUSEUMHOUR", "The hour", "If it is made"),
        ("edchat", "The chat of ed", ""),
        ("Storytelling", "Storytelling", ""),
        ("MuseumHour", "Museum Hour", ""),
        ("博物館の時間を楽しむ会", "博物館", ""),
    ],
)
def test_a_hashtag_that_is_long_or_hard_to_read(site: Path, hashtag: str, title: str, advice: str) -> None:
    add_chat(site, "tea", title=title, hashtag=hashtag)
    found = check()
    assert [line.split(" ")[0] for line in found] == ["tea/chat.yml:2:10"] * bool(advice)
    assert all(advice in line for line in found)


def test_a_hashtag_that_another_chat_uses(site: Path) -> None:
    add_chat(site, "tea", "also: [TeaTime]", hashtag="Tea")
    add_chat(site, "the", hashtag="teatime")
    assert check() == [
        "the/chat.yml:2:10 'hashtag' has 'teatime', which tea uses, too: nobody can tell their posts apart. Write"
        " another one, unless they are one conversation."
    ]


def test_a_picture_of_the_introduction_without_alt_text(site: Path) -> None:
    add_chat(site, "tea")
    add_session(site, "tea", "2026-12-02-x", "start: 2026-12-02 20:00", "See ![](https://a.example/b.png)")
    (line,) = check()
    assert "'https://a.example/b.png' in the introduction has no alt text" in line


def test_mistakes_in_ideas_are_said_with_their_place(site: Path) -> None:
    add_chat(site, "tea")
    text = "- title: One\n  chat: te\n- votes: many\n  title: Two\n- Three\n"
    (site / "content/ideas.yml").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--now", NOW])
    assert (result.exit_code, result.stdout.splitlines()[:-2]) == (
        1,
        [
            "content/ideas.yml:2:9: 'chat' is 'te', and there is no such chat. Did you mean 'tea'?",
            "content/ideas.yml:3:10: 'votes' is 'many', no whole number from 0. Write digits only, like 12.",
        ],
    )


def test_nothing_loads_the_library_where_no_chat_names_a_country(site: Path) -> None:
    add_chat(site, "tea", 'schedule: {every: week, on: thursday, at: "20:00"}')
    code = (
        "from causerie.cli import main; import sys; main(['check'], standalone_mode=False);"
        "print('holidays' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=site, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "False"


def test_a_build_never_loads_what_plans(site: Path) -> None:
    add_chat(site, "tea", 'countries: [GB]\nschedule: {every: week, on: thursday, at: "20:00"}')
    code = (
        "from mkdocs.__main__ import cli; import sys; cli(['build', '--quiet'], standalone_mode=False);"
        "print([name for name in sys.modules if name.startswith(('holidays', 'causerie.planning'))])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=site, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"
