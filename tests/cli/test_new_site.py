"""`causerie new site`: a repository that is complete, passes `check`, and is never written over another."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from causerie.cli import main
from causerie.cli.new_site import requirement_line
from causerie.records import KINDS

NOW = "2026-11-22T12:00"
FILES = {
    ".github/workflows/publish.yml",
    ".gitignore",
    *(f".schemas/{kind}.json" for kind in KINDS),
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "README.md",
    "content/chats/museum-hour/chat.yml",
    "content/pages/index.md",
    "content/pages/join.md",
    "content/people.yml",
    "mkdocs.yml",
    "requirements.txt",
    "site/.gitignore",
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def new_site(folder: Path, *options: str) -> Path:
    result = run("new", "site", str(folder), "--now", NOW, "--timezone", "Europe/London", *options)
    assert (result.exit_code, result.exception) == (0, None), result.output
    return folder


@pytest.mark.parametrize(
    ("language", "session"), [("en", "2026-11-25-what-brings-you-here"), ("fr", "2026-11-25-qu-est-ce-qui-vous-amene")]
)
def test_a_new_site_is_complete_and_passes_check(tmp_path: Path, language: str, session: str) -> None:
    site = new_site(tmp_path / "museum-hour", "--language", language)
    assert files_in(site) == FILES | {f"content/chats/museum-hour/{session}/session.md"}
    checked = run("check", "--strict", "--config", str(site / "mkdocs.yml"))
    assert (checked.output, checked.exit_code) == ("Nothing to say: 1 chat, 1 session, no recaps.\n", 0)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_site_builds_strictly(tmp_path: Path, language: str) -> None:
    site = new_site(tmp_path / "museum-hour", "--language", language)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795348800"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    built = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert (site / "site" / ".gitignore").read_text(encoding="utf-8").startswith("# MkDocs builds")
    addresses = ("index.html", "join/index.html", "chats/museum-hour/index.html", "calendar.ics", "feed.xml")
    assert [address for address in addresses if not (site / "site" / address).exists()] == []


def test_names_and_addresses_stand_where_they_belong(tmp_path: Path) -> None:
    site = new_site(
        tmp_path / "x", "--name", 'Who\'s: #1? "Yes"', "--url", "https://chats.example/a", "--hashtag", "#Yes"
    )
    from causerie.cli.config import read_settings
    from causerie.records import read_library

    settings = read_settings(site / "mkdocs.yml")
    (chat,) = read_library(settings).library.chats
    assert (settings.site_name, settings.site_url) == ('Who\'s: #1? "Yes"', "https://chats.example/a/")
    assert (chat.id, chat.title, chat.hashtag, chat.zone.key) == (
        "whos-1-yes",
        settings.site_name,
        "Yes",
        "Europe/London",
    )


def test_without_an_address_the_publishing_machine_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from causerie.cli.config import read_settings

    site = new_site(tmp_path / "museum-hour")
    monkeypatch.delenv("SITE_URL", raising=False)
    assert read_settings(site / "mkdocs.yml").site_url == "https://chats.example/"
    monkeypatch.setenv("SITE_URL", "https://amara.example/chats/")
    assert read_settings(site / "mkdocs.yml").site_url == "https://amara.example/chats/"


def test_nothing_is_written_where_a_file_stands_already(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    result = run("new", "site", str(tmp_path))
    assert result.exit_code == 2
    assert result.output == (
        f"Error: {tmp_path.name} has README.md already. Choose an empty folder; nothing was written.\n"
    )
    assert files_in(tmp_path) == {"README.md"}
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--timezone", "London", "Error: --timezone is 'London'"),
        ("--hashtag", "museum hour", "Error: --hashtag is 'museum hour'"),
        ("--url", "chats.example", "Error: --url is 'chats.example'"),
        ("--language", "xx", "Error: Invalid value for '--language'"),
    ],
)
def test_a_wrong_option_is_said_before_anything_is_written(tmp_path: Path, option: str, value: str, says: str) -> None:
    folder = tmp_path / "chats"
    result = run("new", "site", str(folder), option, value)
    assert result.exit_code == 2
    assert says in result.output
    assert not folder.exists()


def test_the_editors_schemas_are_those_of_the_command_and_every_record_finds_its_own(tmp_path: Path) -> None:
    site = new_site(tmp_path / "museum-hour")
    for kind in KINDS:
        printed = run("schema", kind).output
        assert (site / ".schemas" / f"{kind}.json").read_text(encoding="utf-8") == printed
    records = [path for path in site.rglob("content/**/*.yml") if not path.is_relative_to(site / "content/pages")]
    named = {
        path.relative_to(site).as_posix(): (
            path.parent / re.findall(r"\$schema=(\S+)", path.read_text(encoding="utf-8"))[0]
        )
        for path in records
    }
    assert {name: path.resolve().relative_to(site.resolve()).as_posix() for name, path in named.items()} == {
        "content/people.yml": ".schemas/people.json",
        "content/chats/museum-hour/chat.yml": ".schemas/chat.json",
    }
    mapped = json.loads((site / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert sorted(mapped) == sorted(f".schemas/{kind}.json" for kind in KINDS)


def test_no_path_of_this_machine_is_written(tmp_path: Path) -> None:
    site = new_site(tmp_path / "museum-hour")
    checkout = str(Path(__file__).resolve().parents[2])
    texts = {path: path.read_text(encoding="utf-8") for path in site.rglob("*") if path.is_file()}
    assert [path for path, text in texts.items() if str(tmp_path) in text or checkout in text] == []


@pytest.mark.parametrize(
    ("direct_url", "line"),
    [
        ("", "causerie==1.2"),
        ('{"url": "file:///home-of/amara/causerie", "dir_info": {"editable": true}}', "causerie==1.2"),
        (
            '{"url": "https://chats.example/c-1.2.whl", "archive_info": {}}',
            "causerie @ https://chats.example/c-1.2.whl",
        ),
        (
            '{"url": "https://git.example/causerie", "vcs_info": {"vcs": "git", "commit_id": "a1b2"}}',
            "causerie @ git+https://git.example/causerie@a1b2",
        ),
    ],
)
def test_others_install_causerie_from_where_it_came_unless_that_is_this_computer(direct_url: str, line: str) -> None:
    assert requirement_line("1.2", direct_url) == line
