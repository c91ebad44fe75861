"""`causerie check` and `schema`, and the mistakes that any command answers with a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from causerie.cli import main
from causerie.records import KINDS, json_schema

MKDOCS = "site_name: Chats\nsite_url: https://chats.example/\ndocs_dir: content/pages\nplugins: [causerie]\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(site: Path, name: str, text: str) -> None:
    path = site / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_nothing_to_say_of_a_site_without_records(site: Path) -> None:
    result = run("check")
    assert (result.output, result.exit_code) == ("Nothing to say: no chats, no sessions, no recaps.\n", 0)


def test_problems_come_in_the_order_of_the_files_with_their_counts_and_exit_code_1(site: Path) -> None:
    write(site, "people.yml", "amara: {nam: Amara}\n")
    write(site, "chats/b/chat.yml", "title: B\nhashtag: B\ntimezone: Paris\n")
    write(site, "chats/a/chat.yml", "title: A\nhashtag: A\ntimezone: UTC\nhosts: [nobody]\n")
    result = run("check")
    lines = result.output.splitlines()
    assert [line.split(": ")[0] for line in lines[:-2]] == [
        "content/chats/a/chat.yml:4:9",
        "content/chats/b/chat.yml:3:11",
        "content/people.yml:1:9",
    ]
    assert (lines[-2:], result.exit_code) == (["", "3 errors, no warnings, no pieces of advice."], 1)


def test_quiet_prints_only_what_is_wrong(site: Path) -> None:
    assert run("check", "--quiet").output == ""
    write(site, "people.yml", "amara: {nam: Amara}\n")
    (line,) = run("check", "--quiet").output.splitlines()
    assert line.startswith("content/people.yml:1:9: ")


CHAT = "title: A\nhashtag: A\ntimezone: Europe/London\n"


def test_every_line_of_every_transcript_is_read_also_of_those_that_no_recap_names(site: Path) -> None:
    write(site, "chats/a/chat.yml", CHAT)
    write(site, "chats/a/2026-12-02-one/session.md", "---\ntitle: One\nstart: 2026-12-02 20:00\n---\n")
    write(site, "chats/a/2026-12-02-one/recap.yml", "highlights: [{post: x:1}]\n")
    write(site, "chats/a/2026-12-02-one/transcript.jsonl", '{"id": "x:1", "platform": "x"}\n\nno post\n')
    write(site, "chats/a/2026-12-09-two/session.md", "---\ntitel: Two\n---\n")
    write(site, "chats/a/2026-12-09-two/transcript.jsonl", "[]\n")
    assert [line.split(": ")[0].rpartition("a/")[2] for line in run("check").output.splitlines()[:-2]] == [
        "2026-12-02-one/transcript.jsonl:1:1",
        "2026-12-02-one/transcript.jsonl:3:1",
        "2026-12-09-two/session.md:2:1",
        "2026-12-09-two/session.md:2:1",
        "2026-12-09-two/transcript.jsonl:1:1",
    ]


@pytest.mark.parametrize(
    ("fields", "advice"),
    [
        (
            "announced: 2026-11-20\nstatus: cancelled\n",
            "5:9: advice: the session is cancelled, and 'updated' is missing, so feeds and calendars take no notice."
            " Write updated: 2026-11-22.",
        ),
        (
            "announced: 2026-11-20\nupdated: 2026-11-20\nstatus: postponed\n",
            "6:9: advice: the session is postponed, and 'updated' is not after 'announced', so feeds and calendars take"
            " no notice. Write updated: 2026-11-22.",
        ),
        (
            "announced: 2026-11-22\nwas: [2026-11-30 20:00]\n",
            "5:6: advice: the session is moved, and 'updated' is missing, so feeds and calendars take no notice."
            " Write updated: 2026-11-22 12:00.",
        ),
        (
            "announced: 2026-11-20\nupdated: 2026-11-23\n",
            "5:10: advice: 'updated' is 2026-11-23 00:00, which is still to come. Write the day of the change:"
            " 2026-11-22.",
        ),
        ("announced: 2026-11-20\nupdated: 2026-11-21\nstatus: cancelled\n", ""),
        ("announced: 2026-11-25\nstatus: cancelled\n", ""),
        ("status: cancelled\n", ""),
        ("announced: 2026-11-20\n", ""),
    ],
)
def test_a_change_that_readers_would_not_notice_is_advised_upon(site: Path, fields: str, advice: str) -> None:
    write(site, "chats/a/chat.yml", CHAT)
    write(site, "chats/a/2026-12-02-one/session.md", f"---\ntitle: One\nstart: 2026-12-02 20:00\n{fields}---\n")
    result = run("check", "--quiet", "--now", "2026-11-22T12:00")
    assert result.output == (f"content/chats/a/2026-12-02-one/session.md:{advice}\n" if advice else "")
    assert result.exit_code == 0


@pytest.mark.parametrize("kind", KINDS)
def test_schema_prints_what_the_records_are_checked_with(kind: str) -> None:
    result = run("schema", kind)
    assert (json.loads(result.output), result.exit_code) == (json_schema(kind), 0)


def test_schema_writes_a_file_over_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / ".schemas" / "chat.json"
    for _ in range(2):
        assert run("schema", "chat", "--output", str(path)).output == f"Wrote {path}\n"
    assert json.loads(path.read_text(encoding="utf-8")) == json_schema("chat")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["schema", "chats"],
            f"There is no kind of record 'chats'. Kinds are {', '.join(KINDS)}. Did you mean 'chat'?",
        ),
        (["chekc"], "There is no command 'chekc'. Did you mean 'check'?"),
        (["new", "sesion", "x", "y"], "There is no command 'sesion'. Did you mean 'session'?"),
        (
            ["check", "--now", "soon"],
            "'now' is 'soon', which is no instant. Write it like 2026-11-22 or 2026-11-22T20:00:00+00:00.",
        ),
        (
            ["check", "--config", "nowhere.yml"],
            "There is no nowhere.yml. Go to the folder of your site, or name its mkdocs.yml with --config;"
            " `causerie new site DIR` makes a site.",
        ),
    ],
)
def test_wrong_use_ends_with_a_sentence_and_exit_code_2(site: Path, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.output.splitlines()[-1], result.exit_code) == (f"Error: {message}", 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            MKDOCS.replace("plugins: [causerie]", ""),
            "mkdocs.yml does not name the plugin 'causerie'. Write `- causerie` under `plugins:`.",
        ),
        (MKDOCS.replace("causerie", "causeri"), 'mkdocs.yml: plugins: The "causeri" plugin is not installed'),
        ("site_name: [\n", "mkdocs.yml cannot be read: "),
        ("just text\n", "mkdocs.yml cannot be read: "),
        ("site_name: X\nplugins: [causerie]\n", "mkdocs.yml: docs_dir: The path 'docs' isn't an existing directory."),
        (MKDOCS.replace("[causerie]", "[{causerie: {feed_items: many}}]"), "mkdocs.yml: plugins: "),
        (MKDOCS + "theme: {name: nosuch}\n", "mkdocs.yml: theme: Unrecognised theme name: 'nosuch'."),
    ],
)
def test_a_mkdocs_yml_that_cannot_be_used_says_why(site: Path, text: str, message: str) -> None:
    (site / "mkdocs.yml").write_text(text, encoding="utf-8")
    result = run("check")
    assert result.exit_code == 2, result.output
    assert result.output.startswith(f"Error: {message}")


@pytest.mark.parametrize(
    ("options", "messages"),
    [
        ("contents: x", ["'contents' is no option. Did you mean 'content'?"]),
        (
            "now: never",
            ["'now' is 'never', which is no instant. Write it like 2026-11-22 or 2026-11-22T20:00:00+00:00."],
        ),
        ("language: english", ["'language' is 'english', no known language. Did you mean 'en'?"]),
        ("uid_domain: 'https://chats.example/'", ["'uid_domain' is 'https://chats.example/', no host name."
                                                  " Write one like chats.example."]),
        (
            "contact: 'javascript:alert(1)', uid_domain: 'a b', feed_items: 0",
            [
                "'uid_domain' is 'a b', no host name. Write one like chats.example.",
                "'contact' is 'javascript:alert(1)', no http, https or mailto address. Write https://…."
                " Or write an e-mail address.",
                "'feed_items' is 0, no number from 1 to 10000. Write one under '- causerie:'.",
            ],
        ),
    ],
)  # fmt: skip
def test_mistakes_in_the_plugins_options_are_said_at_once(site: Path, options: str, messages: list[str]) -> None:
    (site / "mkdocs.yml").write_text(MKDOCS.replace("[causerie]", f"[{{causerie: {{{options}}}}}]"), encoding="utf-8")
    result = run("check")
    assert (result.output, result.exit_code) == (
        "Error: " + "".join(f"mkdocs.yml: {message}\n" for message in messages),
        2,
    )


@pytest.mark.parametrize("contact", ["hello@chats.example", "mailto:hello@chats.example", "https://chats.example/a"])
def test_options_that_are_right_are_let_through(site: Path, contact: str) -> None:
    options = f"contact: '{contact}', language: en_GB, uid_domain: old.example, now: 2026-11-22"
    (site / "mkdocs.yml").write_text(MKDOCS.replace("[causerie]", f"[{{causerie: {{{options}}}}}]"), encoding="utf-8")
    assert run("check").exit_code == 0


def test_a_site_without_an_address_is_warned_of_as_in_a_build(site: Path) -> None:
    (site / "mkdocs.yml").write_text(MKDOCS.replace("site_url: https://chats.example/\n", ""), encoding="utf-8")
    assert run("check", "--quiet").output == (
        "mkdocs.yml:1:1: warning: there is no 'site_url': no calendars and no feeds are written."
        " Write the published address.\n"
    )
    assert [run("check", *strict).exit_code for strict in ((), ("--strict",))] == [0, 1]


def test_what_mkdocs_warns_of_fails_a_strict_check(site: Path) -> None:
    (site / "mkdocs.yml").write_text(MKDOCS + "site_nam: Chats\n", encoding="utf-8")
    result = run("check", "--quiet", "--strict")
    assert result.output == "mkdocs.yml:1:1: warning: site_nam: Unrecognised configuration name: site_nam\n"
    assert result.exit_code == 1


def test_a_folder_may_be_named_instead_of_its_mkdocs_yml(site: Path) -> None:
    assert run("check", "--config", str(site)).exit_code == 0


def test_a_mkdocs_yml_that_is_not_text_is_said_to_be_so(site: Path) -> None:
    (site / "mkdocs.yml").write_bytes(b"site_name: \xff\xfe\n")
    result = run("check")
    assert result.exit_code == 2
    assert result.output.startswith("Error: mkdocs.yml cannot be read: ")


def commands(group: click.Group, words: tuple[str, ...] = ()) -> dict[tuple[str, ...], click.Command]:
    context = click.Context(group)
    found: dict[tuple[str, ...], click.Command] = {}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found.update(commands(command, (*words, name)))
        else:
            found[*words, name] = command
    return found


def test_every_command_shares_the_same_options_and_has_help() -> None:
    every = commands(main)
    new = [("new", "site"), ("new", "chat"), ("new", "session")]
    weekly = ["plan", "kit", "check", "import", "draft", "curate", "retro", "report", "forget", "export", "card"]
    directory = [("directory", each) for each in ("add", "update", "list", "remove")]
    assert sorted(every) == sorted([*new, *((each,) for each in weekly), *directory, ("schema",)])
    for words, command in every.items():
        options = {option.name: option for option in command.params if isinstance(option, click.Option)}
        assert {"config", "now", "quiet"} <= set(options), words
        assert [name for name, option in options.items() if not option.help] == [], words
        assert command.help, words
        assert CliRunner().invoke(main, [*words, "--help"]).exit_code == 0


SCHEDULE = "schedule: {every: week, on: tuesday, at: '18:00'}\n"
OFF = "begins on Wednesday 2026-12-02 20:00, and the schedule in chat.yml has Tuesday 2026-12-01 18:00."


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ("slot: 2026-12-02\n", True),
        ("", True),
        ("was: [2026-12-01 18:00]\nupdated: 2026-11-21\n", False),
        ("status: cancelled\n", False),
        ("status: idea\n", False),
        ("slot: 2026-12-01\n", False),  # then 'slot' says that it may have been moved
    ],
)
def test_a_session_at_no_time_of_the_schedule_is_asked_about(site: Path, fields: str, is_told: bool) -> None:
    write(site, "chats/a/chat.yml", CHAT + SCHEDULE)
    write(site, "chats/a/2026-12-02-one/session.md", f"---\ntitle: One\nstart: 2026-12-02 20:00\n{fields}---\n")
    output = run("check", "--now", "2026-11-22").output
    assert (OFF in output) is is_told, output
    if is_told:
        assert "Then leave it. Else write start: 2026-12-01 18:00 and slot: 2026-12-01." in output
    assert OFF not in run("check", "--now", "2026-12-03").output


def test_another_hour_on_the_schedules_day_is_asked_about(site: Path) -> None:
    write(site, "chats/a/chat.yml", CHAT + SCHEDULE)
    session = "---\ntitle: One\nstart: 2026-12-01 20:00\nslot: 2026-12-01\n---\n"
    write(site, "chats/a/2026-12-01-one/session.md", session)
    output = run("check", "--now", "2026-11-22").output
    assert "Else write start: 2026-12-01 18:00.\n" in output
    write(site, "chats/a/2026-12-01-one/session.md", session.replace("20:00", "18:00"))
    assert run("check", "--now", "2026-11-22").output.startswith("Nothing to say")


def test_what_a_terminal_cannot_show_is_spelt(site: Path) -> None:
    write(site, "chats/a/chat.yml", "title: A\nhashtag: A\ntimezone: 展示\n")
    result = CliRunner(charset="cp1252").invoke(main, ["check"])
    assert result.exit_code == 1, result.output
    assert "'\\u5c55\\u793a'" in result.output
