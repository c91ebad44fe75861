"""Logs of IRC meetings: times over midnight, commands, bots, and the same ids from text, HTML and JSON."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from causerie.importers.meetbot import IMPORTERS
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

LOG = """\
20:00:01 <amara> #startmeeting Museum hour
20:00:01 <meetbot> Meeting started Wed Dec  2 20:00:01 2026 UTC.  The chair is amara.
20:00:01 <meetbot> The meeting name has been set to 'museum_hour'
20:00:05 <amara> #chair amara jonas
20:00:05 <meetbot> Current chairs: amara jonas
20:00:09 <amara> #topic Q1: Which label did you like & why?
20:00:20 <jonas> .hello2
20:00:21 <meetbot> jonas: jonas 'Jonas Berg' <jonas@museum.example>
20:01:00 <jonas> A1 The one on the whale. Write to jonas@museum.example!
20:01:00 <lea[m]> A1 <b>bold</b> ones, see https://museum.example/labels.
20:01:30 * jonas waves
20:02:00 <amara> #action jonas to write it down
20:02:10 <amara> #museumhour is on
20:02:11 <amara> #endmeeting
"""


def as_html(log: str) -> str:
    lines = []
    for number, line in enumerate(log.splitlines(), 1):
        time, rest = line[:8], line[9:].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        nick, _, said = rest.partition(" ") if not rest.startswith("* ") else ("* " + rest.split()[1], "", rest[8:])
        kind = "nka" if nick.startswith("*") else "nk"
        line = f'<a name="l-{number}"></a><span class="tm">{time}</span><span class="{kind}"> {nick}</span>'
        lines.append(f"{line} <span>{said}</span>")
    body = "\n".join(lines)
    return f"<html><head><title>#museum log</title></head><body><pre>\n{body}\n</pre></body></html>"


def test_what_people_said_comes_without_bots_and_commands() -> None:
    found, problems = read_all(IMPORTERS, export_of({"log.txt": LOG}))
    assert problems == []
    assert [(each.post.author.handle, each.post.text) for each in found] == [
        ("amara", "TOPIC: Q1: Which label did you like & why?"),
        ("jonas", "A1 The one on the whale. Write to [e-mail address]!"),
        ("lea[m]", "A1 <b>bold</b> ones, see https://museum.example/labels."),
        ("jonas", "* jonas waves"),
        ("amara", "ACTION: jonas to write it down"),
        ("amara", "#museumhour is on"),
    ]
    assert [each.post.id for each in found[:3]] == [
        "irc:museum_hour/20261202T200009Z-001",
        "irc:museum_hour/20261202T200100Z-001",
        "irc:museum_hour/20261202T200100Z-002",
    ]
    assert found[0].post.posted == datetime(2026, 12, 2, 20, 0, 9, tzinfo=UTC)
    assert [link.url for link in found[2].post.links] == ["https://museum.example/labels"]


def test_text_and_html_give_the_same_posts_whatever_their_names() -> None:
    text, _ = read_all(IMPORTERS, export_of({"museum_hour.2026-12-02-20.00.log.txt": LOG}))
    html, problems = read_all(IMPORTERS, export_of({"saved.html": as_html(LOG)}))
    assert problems == []
    assert [each.post for each in html] == [each.post for each in text]


def test_a_log_runs_over_midnight_and_its_file_name_has_the_day() -> None:
    log = "23:59:50 <amara> Q1 late?\n00:00:10 <jonas> A1 yes\n23:59:59 <lea> A1 no\n14:30:00 <lea> still here\n"
    found, _ = read_all(IMPORTERS, export_of({"museum.2026-12-02-23.59.log.txt": log}))
    assert [each.post.posted for each in found] == [
        datetime(2026, 12, 2, 23, 59, 50, tzinfo=UTC),
        datetime(2026, 12, 3, 0, 0, 10, tzinfo=UTC),
        datetime(2026, 12, 2, 23, 59, 59, tzinfo=UTC),
        datetime(2026, 12, 3, 14, 30, tzinfo=UTC),
    ]
    assert found[0].post.id == "irc:museum/20261202T235950Z-001"


def test_the_zone_of_a_meeting_counts() -> None:
    log = "20:00:01 <bot> Meeting started at 2026-12-02 20:00:01-0500\n20:00:02 <amara> hello\n"
    found, _ = read_all(IMPORTERS, export_of({"log.txt": log}))
    assert found[0].post.posted == datetime(2026, 12, 3, 1, 0, 2, tzinfo=UTC)


def test_lines_with_a_date_and_matrix_names() -> None:
    log = "2026-12-02 20:00:02 <@amara:museum.example> !topic Labels?\n2026-12-02 20:00:03 <@jonas:museum.example> hi\n"
    found, _ = read_all(IMPORTERS, export_of({"log.txt": log}))
    assert [(each.post.author.handle, each.post.text) for each in found] == [
        ("amara:museum.example", "TOPIC: Labels?"),
        ("jonas:museum.example", "hi"),
    ]


@pytest.mark.parametrize("start", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_start_in_no_possible_year_is_none(start: str) -> None:
    log = f"20:00:01 <bot> Meeting started at {start}\n20:00:02 <amara> hello\n"
    found, problems = read_all(IMPORTERS, export_of({"log.txt": log}))
    assert found == []
    assert "nothing says on which day" in problems[-1].message
    found, _ = read_all(IMPORTERS, export_of({"chat.2026-12-02-20.00.log.txt": log}))
    assert [each.post.posted for each in found] == [datetime(2026, 12, 2, 20, 0, 2, tzinfo=UTC)]


def test_without_a_day_the_log_is_refused() -> None:
    found, problems = read_all(IMPORTERS, export_of({"log.txt": "20:00:02 <amara> hello\n20:00:04 <jonas> hi\n"}))
    assert found == []
    assert "Name the file with the start" in problems[0].message


def test_comings_and_goings_pass_and_a_broken_line_is_said() -> None:
    lines = [f"20:00:{second:02} <amara> line {second}" for second in range(10)]
    lines += [
        "20:01:00 -!- lea has joined #museum",
        "20:01:01 * lea has quit (gone)",
        "20:01:02 *** jonas left",
        "what?",
    ]
    found, problems = read_all(IMPORTERS, export_of({"m.2026-12-02-20.00.log.txt": "\n".join(lines)}))
    assert len(found) == 10
    assert [problem.line for problem in problems] == [14]


def test_raw_json_gives_the_ids_of_the_log() -> None:
    messages = [
        {
            "id": "a",
            "sender": "amara",
            "payload": "#topic Q1?",
            "action": False,
            "timestamp": "2026-12-02T20:00:09.5+00:00",
        },
        {"id": "b", "sender": "jonas", "payload": "waves", "action": True, "timestamp": "2026-12-02T15:00:10-05:00"},
        {"id": "c", "sender": None, "payload": "?", "timestamp": "?"},
    ]
    export = export_of({"log.json": {"name": "museum_hour", "chair": "amara", "messages": messages}})
    found, problems = read_all(IMPORTERS, export)
    assert [(each.post.id, each.post.text) for each in found] == [
        ("irc:museum_hour/20261202T200009Z-001", "TOPIC: Q1?"),
        ("irc:museum_hour/20261202T200010Z-001", "* jonas waves"),
    ]
    assert len(problems) == 1


MINUTES = "#museum: hour\n\nMeeting started by amara at 20:00:01 UTC. The full logs are at x.\n\nMeeting summary\n---\n"


def test_minutes_are_refused_unless_their_log_is_there() -> None:
    _, problems = read_all(IMPORTERS, export_of({"m.txt": MINUTES}))
    assert "m.log.txt" in problems[0].message
    found, problems = read_all(IMPORTERS, export_of({"museum.txt": MINUTES, "museum.log.txt": LOG}))
    assert (len(found), problems) == (6, [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20:00 doors open\n20:15 welcome\n",
        "# Agenda\n\n- 20:00 <b>welcome</b>\n",
        '{"messages": []}',
        "<p>20:00</p>",
    ],
)
def test_what_is_no_log_is_not_taken(text: str) -> None:
    assert read_all(IMPORTERS, export_of({"x.log.txt": text})) == ([], [])


def test_real_logs() -> None:
    found, problems = read_path(IMPORTERS, real_data("irc-meetbot", "fedora"))
    assert len(found) == 263
    assert [(problem.path, problem.line) for problem in problems] == [
        ("magazine_editorial_board.2020-06-10-12.02.log.txt", 1)  # in which nobody but the bot speaks
    ]
    assert not [each for each in found if "bot" in each.post.author.handle]
    assert not [each for each in found if re.search(r"[\w.+]@\w+\.\w", each.post.text)]
    assert len({each.post.id for each in found}) == len(found)
