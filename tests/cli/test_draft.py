"""`causerie draft`: a recap to choose from, written whole, shown as a difference, never over what a person chose."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from causerie.cli import main
from causerie.cli.config import read_settings
from causerie.cli.draft import command
from causerie.cli.forms import STARTER
from causerie.cli.import_posts import command as importing
from causerie.records import read_library, read_transcript
from causerie.records.yaml import load_yaml
from tests.importers.real import real_data

NOW = "2026-12-03T12:00"
MKDOCS = "site_name: Chats\nsite_url: https://chats.example/\ndocs_dir: content/pages\nplugins: [causerie]\n"
PEOPLE = "amara: {name: Amara Diallo, accounts: {x: amara_d}}\n"
CHAT = "title: Museum Hour\nhashtag: MuseumHour\ntimezone: Europe/London\nhosts: [amara]\n"
SESSION = """\
---
title: Who writes the label?
start: 2026-12-02 20:00
announced: 2026-11-20
questions:
  - What is the worst label that you have read?
  - Who should sign a label?
---
"""
FOLDER = "content/chats/museum-hour/2026-12-02-labels"
START = datetime(2026, 12, 2, 20, 0, tzinfo=UTC)
POSTS: list[tuple[int, str, str, dict[str, Any]]] = [
    (0, "amara_d", "Welcome to #MuseumHour!", {}),
    (5, "amara_d", "Q1 What is the worst label that you have read? #MuseumHour", {}),
    (7, "lea", "A1 A label that asks visitors not to lean on the #label. #MuseumHour", {"likes": 9}),
    (
        8,
        "jo",
        "A1 Labels in verse are the worst of all. https://label.example/verse?utm_source=x #MuseumHour",
        {"likes": 4},
    ),
    (9, "kim", "A1 I cannot remember a single one of them, and that is telling. #MuseumHour", {"likes": 2}),
    (20, "amara_d", "Q2 Who should sign a label? #MuseumHour", {}),
    (22, "lea", "A2 Whoever wrote it, with a year and an address. #MuseumHour", {"likes": 12}),
    (23, "jo", "A2 Everybody who touched it, in very small letters. #MuseumHour", {"likes": 1}),
    (31, "kim", "Who pays for the translation of all those labels? #MuseumHour", {}),
]


def lines(posts: list[tuple[int, str, str, dict[str, Any]]], begin: int = 100) -> str:
    """Posts as a transcript has them."""
    return "".join(
        json.dumps({
            "id": f"x:{begin + at}",
            "platform": "x",
            "author": {"handle": by, "name": by.title()},
            "posted": (START + timedelta(minutes=minute)).isoformat().replace("+00:00", "Z"),
            "text": text,
            **more,
        })
        + "\n"
        for at, (minute, by, text, more) in enumerate(posts)
    )  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / "content/pages").mkdir(parents=True)
    texts = {
        "mkdocs.yml": MKDOCS,
        "content/people.yml": PEOPLE,
        "content/chats/museum-hour/chat.yml": CHAT,
        f"{FOLDER}/session.md": SESSION,
        f"{FOLDER}/transcript.jsonl": lines(POSTS),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def draft(site: Path, *arguments: str, name: str = "museum-hour/labels") -> Result:
    assert command.name == "draft"
    return CliRunner().invoke(main, ["draft", name, *arguments, "--config", str(site / "mkdocs.yml"), "--now", NOW])


def recap_of(site: Path) -> str:
    return (site / FOLDER / "recap.yml").read_text(encoding="utf-8")


def contents(site: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_recap_is_written_that_check_has_nothing_against_but_advice(site: Path) -> None:
    result = draft(site)
    assert (result.exit_code, result.exception) == (0, None), result.output
    takeaways = len(load_yaml(recap_of(site))["takeaways"])
    assert result.output == (
        "Read 9 posts by 4 people; 2 questions. Posts on each, without those that ask it: Q1 3, Q2 3.\n"
        "The questions were posted by Amara_D (@amara_d).\n"
        f"Wrote {FOLDER}/recap.yml\n"
        "Noted in transcript.jsonl which question 9 posts ask or answer.\n"
        f"New proposals: {takeaways} takeaways, 5 highlights, 1 link, 1 open question.\n"
        "Nothing of the recap is public yet. Choose in your browser: causerie curate museum-hour/labels."
        " Or in recap.yml: delete what you do not want, put the takeaways into your own words, switch 'published' on.\n"
    )
    fields = load_yaml(recap_of(site))
    assert [each["post"] for each in fields["highlights"]] == ["x:102", "x:103", "x:104", "x:106", "x:107"]
    assert fields["resources"] == [{"url": "https://label.example/verse", "shared_by": "jo"}]
    assert [each["text"] for each in fields["unanswered"]] == ["Who pays for the translation of all those labels?"]
    reading = read_library(read_settings(site / "mkdocs.yml"))
    assert {problem.severity.value for problem in reading.problems} == {"advice"}
    assert not any(session.recap and session.recap.published for session in reading.library.sessions)


def test_the_transcript_learns_what_its_posts_are_and_nothing_else_changes(site: Path) -> None:
    before = (site / FOLDER / "transcript.jsonl").read_text(encoding="utf-8").splitlines()
    draft(site)
    after = (site / FOLDER / "transcript.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        fields = json.loads(new)
        assert fields.pop("assigned") == "draft"
        fields.pop("role")
        fields.pop("question", None)
        assert fields == json.loads(old)
    assert json.loads(after[2])["question"] == 1


def test_what_a_hand_assigned_stays(site: Path) -> None:
    by_hand = {"question": 2, "role": "answer", "assigned": "hand"}
    posts: list[tuple[int, str, str, dict[str, Any]]] = [
        *POSTS[:8],
        (31, "kim", "Sign it twice, say the wise. #MuseumHour", by_hand),
    ]
    (site / FOLDER / "transcript.jsonl").write_text(lines(posts), encoding="utf-8")
    draft(site)
    last = json.loads((site / FOLDER / "transcript.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert {name: last[name] for name in by_hand} == by_hand


def test_a_second_time_changes_nothing(site: Path) -> None:
    draft(site)
    before = contents(site)
    result = draft(site)
    assert contents(site) == before
    assert f"{FOLDER}/recap.yml has all of it already." in result.output


def test_a_choice_stays_and_late_posts_are_added_as_a_difference(site: Path) -> None:
    draft(site)
    chosen = recap_of(site).replace("  - post: x:103\n    question: 1\n", "").replace("#summary", "summary")
    (site / FOLDER / "recap.yml").write_text(chosen, encoding="utf-8")
    late = [(50, "ruth", "A2 Nobody should, says the museum; everybody should, says the visitor.", {"likes": 30})]
    with (site / FOLDER / "transcript.jsonl").open("a", encoding="utf-8") as file:
        file.write(lines(late, begin=200))
    result = draft(site)
    assert result.exit_code == 0
    assert "\n    - post: x:200\n" in result.output
    posts = [each["post"] for each in load_yaml(recap_of(site))["highlights"]]
    assert posts == ["x:102", "x:104", "x:106", "x:107", "x:200"]
    kept = iter(recap_of(site).splitlines())
    assert all(line in kept for line in chosen.splitlines())


def test_a_dry_run_shows_everything_and_writes_nothing(site: Path) -> None:
    before = contents(site)
    result = draft(site, "--dry-run", "--questions")
    assert contents(site) == before
    assert "\n    - post: x:102" in result.output
    assert f"Would write {FOLDER}/recap.yml" in result.output


def test_the_number_of_highlights_is_an_option(site: Path) -> None:
    draft(site, "--highlights", "1")
    assert len(load_yaml(recap_of(site))["highlights"]) == 2


def test_questions_that_are_only_in_the_posts_are_shown_and_written_on_request(site: Path) -> None:
    record = SESSION.partition("questions:")[0] + "---\n"
    (site / FOLDER / "session.md").write_text(record, encoding="utf-8")
    result = draft(site)
    assert '  - "Who should sign a label?"' in result.output
    assert (site / FOLDER / "session.md").read_text(encoding="utf-8") == record
    assert "those questions are public with the session: look them over" in draft(site, "--questions").output
    session = read_library(read_settings(site / "mkdocs.yml")).library.sessions[0]
    assert [each.text for each in session.questions] == [
        "What is the worst label that you have read?",
        "Who should sign a label?",
    ]
    before = contents(site)
    draft(site, "--questions")
    assert contents(site) == before


def test_the_forms_examples_go_when_questions_come_and_what_a_person_changed_stays(site: Path) -> None:
    head = SESSION.partition("questions:")[0]
    form = (STARTER / "en" / "session.md").read_text(encoding="utf-8").partition("questions:@@questions\n")[2]
    examples = form.partition("\n\n")[0].splitlines()
    assert len(examples) == 3
    changed = '#  - "What is the best label, by the way?"'
    record = f"{head}questions:\n{examples[0]}\n{changed}\n{examples[2]}\n\n#links: []\n---\n"
    (site / FOLDER / "session.md").write_text(record, encoding="utf-8")
    result = draft(site, "--questions")
    questions = "  - What is the worst label that you have read?\n  - Who should sign a label?\n"
    written = (site / FOLDER / "session.md").read_text(encoding="utf-8")
    assert written.replace('"', "") == f"{head}questions:\n{questions}{changed}\n\n#links: []\n---\n".replace('"', "")
    assert f"Added this to {FOLDER}/session.md" in result.output


def test_without_questions_it_says_how_to_have_them_and_that_they_are_public_then(site: Path) -> None:
    (site / FOLDER / "session.md").write_text(SESSION.partition("questions:")[0] + "---\n", encoding="utf-8")
    output = draft(site).output
    assert "which makes them public, copy what is right, or: causerie draft museum-hour/labels --questions\n" in output


UNKNOWN = "The questions were posted by Amara_D (@amara_d), whom no record calls a host.\n"


@pytest.mark.parametrize(
    ("people", "hosts", "lines"),
    [
        (
            "",
            "",
            "If they are, write into content/people.yml:\n\namara-d:\n  name: Amara_D\n  accounts: {x: amara_d}\n\n"
            "Into content/chats/museum-hour/chat.yml, which says who hosts:\n\nhosts: [amara-d]\n\n",
        ),
        (
            "zoe: {name: Zoe}\namara: {name: amara_d, accounts: {bluesky: amara.example}}\n",
            "hosts: [zoe]\n",
            "If they are, write into content/people.yml, in the place of `accounts:` of amara:\n\n"
            "  accounts: {bluesky: amara.example, x: amara_d}\n\n"
            "Into content/chats/museum-hour/chat.yml, which says who hosts:\n\nhosts: [zoe, amara]\n\n",
        ),
        (
            "amara: {name: Amara Diallo}\n",
            "hosts: [amara]\n",
            "If that is Amara Diallo, write into content/people.yml, below `amara:`:\n\n  accounts: {x: amara_d}\n\n"
            "If not, write an entry of their own with `name:` and `accounts:` there, and its short name behind `hosts:`"
            " in content/chats/museum-hour/chat.yml.\n",
        ),
        (
            "amara: {name: Amara Diallo, accounts: {x: Amara_D}}\n",
            "",
            "Into content/chats/museum-hour/chat.yml, which says who hosts:\n\nhosts: [amara]\n\n",
        ),
    ],
)
def test_who_asked_and_is_no_host_comes_with_the_lines_that_make_them_one(
    site: Path, people: str, hosts: str, lines: str
) -> None:
    (site / "content/people.yml").write_text(people, encoding="utf-8")
    chat = CHAT.replace("hosts: [amara]\n", hosts)
    (site / "content/chats/museum-hour/chat.yml").write_text(chat, encoding="utf-8")
    first = draft(site).output
    assert UNKNOWN + lines + "This draft counts them as hosts already" in first
    pasted = re.search(r"people.yml:\n\n(.*?)\n\n", first, re.DOTALL)
    if pasted is not None:
        (site / "content/people.yml").write_text(people + pasted[1], encoding="utf-8")
    else:
        known = "amara: {name: Amara Diallo, accounts: {bluesky: amara.example, x: amara_d}}\nzoe: {name: Zoe}\n"
        (site / "content/people.yml").write_text(known, encoding="utf-8")
    named = re.search(r"\n(hosts: .*)\n", first)
    (site / "content/chats/museum-hour/chat.yml").write_text(
        chat.replace(hosts, "") + (named[1] if named else hosts), encoding="utf-8"
    )
    second = draft(site).output
    assert "The questions were posted by Amara_D (@amara_d).\n" in second
    assert f"{FOLDER}/recap.yml has all of it already." in second


def test_an_anonymous_chat_prints_no_handle_of_who_asked(site: Path) -> None:
    (site / "content/people.yml").write_text("zoe: {name: Zoe}\n", encoding="utf-8")
    chat = CHAT.replace("amara", "zoe") + "anonymise: true\n"
    (site / "content/chats/museum-hour/chat.yml").write_text(chat, encoding="utf-8")
    output = draft(site).output
    assert (
        "posted by A participant, whom no record calls a host. Write the hosts' `accounts:` into people.yml." in output
    )
    assert "amara_d" not in output


def test_forgotten_people_are_not_proposed_and_their_posts_stay_where_they_are(site: Path) -> None:
    (site / "content/forget.yml").write_text('- {account: "x:lea"}\n', encoding="utf-8")
    draft(site)
    assert "lea" not in recap_of(site).casefold()
    assert "x:102" not in recap_of(site)
    assert len(read_transcript(site / FOLDER / "transcript.jsonl").posts) == len(POSTS)


def test_an_anonymous_chat_has_no_handle_in_its_recap(site: Path) -> None:
    (site / "content/chats/museum-hour/chat.yml").write_text(CHAT + "anonymise: true\n", encoding="utf-8")
    draft(site)
    for name in ("lea", "kim", "jo", "shared_by", "by:"):
        assert re.search(rf"\b{name}(?!\w)", recap_of(site).split("# What to remember")[1], re.IGNORECASE) is None


def test_newcomers_are_counted_against_earlier_sessions(site: Path) -> None:
    earlier = site / "content/chats/museum-hour/2026-11-25-before"
    earlier.mkdir()
    (earlier / "session.md").write_text("---\ntitle: Before\nstart: 2026-11-25 20:00\n---\n", encoding="utf-8")
    (earlier / "transcript.jsonl").write_text(lines(POSTS[:3], begin=10), encoding="utf-8")
    assert "9 posts by 4 people, 2 of them new to this chat;" in draft(site).output


def test_a_published_recap_gets_its_proposals_switched_off(site: Path) -> None:
    published = "published: 2026-12-03\nhighlights:\n  - post: x:102\n    question: 1\n"
    (site / FOLDER / "recap.yml").write_text(published, encoding="utf-8")
    result = draft(site)
    assert "each new line begins with a '#'" in result.output
    assert load_yaml(recap_of(site)) == load_yaml(published)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("museum-huor/labels", "There is no chat 'museum-huor' in content/chats. Chats are museum-hour. Did you mean"),
        ("museum-hour/label", "has no session 'label'. The latest are labels. Did you mean 'labels'?"),
        ("labels", "'labels' is no session. Write its chat, '/', and its id: museum-hour/labels."),
    ],
)
def test_a_wrong_name_is_said_with_what_is_known(site: Path, name: str, message: str) -> None:
    result = draft(site, name=name)
    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize("content", [None, ""])
def test_without_posts_it_says_how_to_get_some(site: Path, content: str | None) -> None:
    transcript = site / FOLDER / "transcript.jsonl"
    transcript.unlink()
    if content is not None:
        transcript.write_text(content, encoding="utf-8")
    result = draft(site)
    assert result.exit_code == 2
    assert "Import the posts first: causerie import EXPORT --session museum-hour/labels" in result.output


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (f"{FOLDER}/recap.yml", "highlights:\n  - psot: x:1\n"),
        (f"{FOLDER}/recap.yml", "highlights: [\n"),
        (f"{FOLDER}/transcript.jsonl", lines(POSTS) + "no json\n"),
        ("content/forget.yml", "- {acount: x}\n"),
    ],
)
def test_records_with_errors_are_left_as_they_are(site: Path, path: str, content: str) -> None:
    (site / path).write_text(content, encoding="utf-8")
    before = contents(site)
    result = draft(site)
    assert result.exit_code == 1
    assert path in result.output
    assert contents(site) == before


def test_a_real_chat_becomes_a_draft_that_stays_as_it_is(site: Path) -> None:
    export = real_data("twarc1-jsonl", "critlib-2015-05-19.jsonl")
    folder = site / "content/chats/critlib/2015-05-19-publics"
    folder.mkdir(parents=True)
    (folder / "session.md").write_text("---\ntitle: Publics\nstart: 2015-05-19 21:00\n---\n", encoding="utf-8")
    chat = "title: critlib\nhashtag: critlib\ntimezone: America/New_York\n"
    (folder.parent / "chat.yml").write_text(chat, encoding="utf-8")
    options = ["--session", "critlib/publics", "--config", str(site / "mkdocs.yml"), "--now", NOW]
    assert CliRunner().invoke(importing, [str(export), *options]).exit_code == 0
    assert draft(site, "--questions", name="critlib/publics").exit_code == 0
    draft(site, name="critlib/publics")  # now with the questions of the record
    fields = load_yaml((folder / "recap.yml").read_text(encoding="utf-8"))
    assert len(fields["highlights"]) >= 12
    assert {each.get("question") for each in fields["highlights"]} >= {1, 2, 3, 4, 5}
    assert len(fields["takeaways"]) >= 3
    before = contents(site)
    draft(site, name="critlib/publics")
    assert contents(site) == before
    settings = read_settings(site / "mkdocs.yml")
    assert {problem.severity.value for problem in read_library(settings).problems} == {"advice"}
