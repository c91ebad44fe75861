"""Lines of logs as several clients write them: colours, days between lines, tabs, twelve hours, Matrix."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from causerie.importers import reviewclub
from causerie.importers.formats import IMPORTERS as EVERY
from causerie.importers.irc_lines import is_log, read_line
from causerie.importers.lines import split_lines, split_log
from causerie.importers.meetbot import IMPORTERS
from causerie.importers.sample import take_sample
from tests.importers.files import export_of, read_all

NAME = "museum.2026-12-02-20.00.log.txt"


def read(log: str, name: str = NAME) -> list[tuple[str, str, str]]:
    found, problems = read_all(IMPORTERS, export_of({name: log}))
    assert problems == []
    posts = [each.post for each in found]
    return [(f"{post.posted:%m-%d %H:%M:%S}", post.author.handle, post.text) for post in posts]


def test_only_line_ends_end_a_line() -> None:
    assert split_lines("a\x0bb\x1cc\u2028d\x85e\r\nf\rg\n\n") == ["a\x0bb\x1cc\u2028d\x85e", "f", "g", ""]
    assert split_lines("a\nb\nc", 2) == ["a", "b"]
    assert split_lines("") == []
    assert split_log("\x02bold\x02 \x034,12red\x03 \x1ditalic\x0f 5\n") == ["bold red italic 5"]


def test_colours_do_not_cut_lines() -> None:
    log = "20:00:05 <\x0312amara\x03> Q1 \x1dWhich\x1d\x0b label?\u2028Say.\n20:00:06 <jonas> A1 \x02this\x02\n"
    assert read(log) == [
        ("12-02 20:00:05", "amara", "Q1 Which\x0b label?\u2028Say."),
        ("12-02 20:00:06", "jonas", "A1 this"),
    ]
    page = "---\ndate: 2026-12-02\n---\n{% irc %}\n20:00 <amara> \x1fQ1\x1f Which\x0clabel?\n{% endirc %}\n"
    found, problems = read_all(reviewclub.IMPORTERS, export_of({"page.md": page}))
    assert ([each.post.text for each in found], problems) == (["Q1 Which\x0clabel?"], [])


MATRIX = """\
2025-12-02 20:00:01 <@bot:museum.example> Meeting started at 2025-12-02 20:00:01 UTC
2025-12-02 20:00:07 <@amara:museum.example> Q1 Which labels?

- long ones
- short ones
2025-12-02 20:00:09 <@jonas:matrix.example> A1 Short.
--- really
"""


def test_a_message_of_matrix_has_several_lines() -> None:
    assert read(MATRIX, "meeting.txt") == [
        ("12-02 20:00:07", "amara:museum.example", "Q1 Which labels?\n\n- long ones\n- short ones"),
        ("12-02 20:00:09", "jonas:matrix.example", "A1 Short.\n--- really"),
    ]


def test_html_whose_parts_stand_below_each_other() -> None:
    lines = [
        ("20:00:07", "@amara:museum.example", "Q1 Which labels?<br/>- long ones &amp; short ones"),
        ("20:00:09", "@jonas:matrix.example", "A1 Short."),
    ]
    spans = "\n".join(
        f'<a name="l-{number}"></a><span class="tm">{time}</span>\n  <span class="nk">&lt;{nick}&gt;</span>\n'
        f"  {text}\n<br/>\n"
        for number, (time, nick, text) in enumerate(lines)
    )
    html = f"<html><body><pre>{spans}</pre><p>Made by a bot.</p></body></html>"
    assert read(html, "museum.2025-12-02-20.00.log.html") == [
        ("12-02 20:00:07", "amara:museum.example", "Q1 Which labels?\n- long ones & short ones"),
        ("12-02 20:00:09", "jonas:matrix.example", "A1 Short."),
    ]


@pytest.mark.parametrize(
    "log",
    [
        "--- Log opened Wed Dec 02 23:59:01 2026\n23:59:05 <@amara> Q1 late?\n--- Day changed Thu Dec 03 2026\n"
        "00:00:06 < jonas> A1 yes\n00:00:07 -!- lea has quit\n--- Log closed Thu Dec 03 00:10:00 2026\n",
        "2026-12-02 23:59:01\t-->\tjonas has joined\n2026-12-02 23:59:05\t@amara\tQ1 late?\n"
        "2026-12-03 00:00:06\tjonas\tA1 yes\n2026-12-03 00:00:07\t<--\tlea has quit\n",
        "**** BEGIN LOGGING AT Wed Dec  2 23:59:00 2026\n\nDec 02 23:59:01 *\tNow talking on #museum\n"
        "Dec 02 23:59:01 *\tjonas has joined\n"
        "Dec 02 23:59:05 <amara>\tQ1 late?\nDec 03 00:00:06 <jonas>\tA1 yes\n**** ENDING LOGGING AT Thu Dec  3 2026\n",
        "[2026-12-02 11:59:05 PM] <amara> Q1 late?\n[2026-12-03 12:00:06 AM] <jonas> A1 yes\n",
    ],
    ids=["irssi", "WeeChat", "HexChat", "twelve hours"],
)
def test_logs_of_clients(log: str) -> None:
    assert read(log, "log.txt") == [("12-02 23:59:05", "amara", "Q1 late?"), ("12-03 00:00:06", "jonas", "A1 yes")]


def test_a_log_with_months_and_days_runs_into_the_next_year() -> None:
    log = "**** BEGIN LOGGING AT Thu Dec 31 23:59:00 2026\nDec 31 23:59:05 <amara>\tQ1\nJan 01 00:00:06 <jonas>\tA1\n"
    found, _ = read_all(IMPORTERS, export_of({"log.txt": log}))
    assert [each.post.posted for each in found] == [
        datetime(2026, 12, 31, 23, 59, 5, tzinfo=UTC),
        datetime(2027, 1, 1, 0, 0, 6, tzinfo=UTC),
    ]


@pytest.mark.parametrize(("text", "hour"), [("[8:00:05 PM] <a> x", 20), ("12:01am <a> x", 0), ("8:00 <a> x", 8)])
def test_twelve_hours(text: str, hour: int) -> None:
    said = read_line(1, text)
    assert said is not None
    assert said.time.hour == hour


def test_actions_between_tabs() -> None:
    log = "2026-12-02 20:00:05\t *\tamara waves\n2026-12-02 20:00:06\tjonas\thi\n"
    assert [text for _, _, text in read(log)] == ["* amara waves", "hi"]


def test_a_table_is_no_log() -> None:
    content = "date\tusername\ttext\n2026-12-02 20:00:05\tamara\tQ1\n2026-12-02 20:00:06\tjonas\tA1\n"
    assert not is_log(content)
    sample = take_sample(export_of({"a.tsv": content}).files[0])
    assert [each.name for each in EVERY if each.recognise(sample)] == ["table"]


@pytest.mark.parametrize(
    "log", ["20:00:01 -!- lea has joined #museum\n20:00:02 <meetbot> hi\n", "20:00:02 * lea has quit (gone)\n"]
)
def test_a_log_in_which_nobody_spoke_is_said(log: str) -> None:
    found, problems = read_all(IMPORTERS, export_of({NAME: log}))
    assert (found, len(problems)) == ([], 1)
    assert "nothing that a person said" in problems[0].message
