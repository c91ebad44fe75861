"""Review-club pages: the day of the front matter, logs to the minute, further meetings."""

from __future__ import annotations

from datetime import UTC, datetime

from causerie.importers.reviewclub import IMPORTERS
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

PAGE = """\
---
layout: pr
date: 2026-12-02
title: "Labels: who writes them?"
host: amara
status: past
---

## Questions

1. Who writes the label?

## Meeting Log

{% irc %}
20:00 <amara> #startmeeting
20:00 <amara> Q1 Who writes the label?
20:00 <jonas> A1 Nobody.
20:01 <lea> write to lea@museum.example
20:59 <amara> #endmeeting
{% endirc %}
"""


def test_a_page_has_the_day_and_its_lines_the_minute() -> None:
    found, problems = read_all(IMPORTERS, export_of({"any.md": PAGE}))
    assert problems == []
    assert [(each.post.id, each.post.author.handle, each.post.text) for each in found] == [
        ("irc:labels-who-writes-them/20261202T200000Z-001", "amara", "Q1 Who writes the label?"),
        ("irc:labels-who-writes-them/20261202T200000Z-002", "jonas", "A1 Nobody."),
        ("irc:labels-who-writes-them/20261202T200100Z-001", "lea", "write to [e-mail address]"),
    ]
    assert found[0].post.posted == datetime(2026, 12, 2, 20, tzinfo=UTC)


def test_a_further_meeting_without_a_date_is_the_day_after() -> None:
    page = PAGE.replace("{% endirc %}", "### Meeting 2\n\n-->\n20:00 <amara> again\n{% endirc %}")
    found, problems = read_all(IMPORTERS, export_of({"any.md": page}))
    assert found[-1].post.posted == datetime(2026, 12, 3, 20, tzinfo=UTC)
    assert "taken as of 2026-12-03" in problems[0].message


def test_a_page_before_its_meeting_has_no_log() -> None:
    page = PAGE[: PAGE.index("20:00 <amara> #start")] + "{% endirc %}\n"
    found, problems = read_all(IMPORTERS, export_of({"any.md": page}))
    assert (found, [problem.message for problem in problems]) == ([], ["the page has no log yet."])


def test_a_page_with_a_broken_date_is_refused() -> None:
    found, problems = read_all(IMPORTERS, export_of({"any.md": PAGE.replace("2026-12-02", "2026-13-02")}))
    assert found == []
    assert "is no day" in problems[0].message


def test_a_page_without_a_log_is_not_taken() -> None:
    assert read_all(IMPORTERS, export_of({"any.md": PAGE.replace("irc %}", "log %}")})) == ([], [])


def test_real_pages() -> None:
    found, problems = read_path(IMPORTERS, real_data("irc-reviewclub"))
    assert (len(found), problems) == (214, [])
    assert len({each.post.id for each in found}) == len(found)
    assert all(each.post.posted and each.post.posted.hour in (16, 17, 18) for each in found)
