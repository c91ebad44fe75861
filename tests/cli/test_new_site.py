"""`causerie new site`: a repository that is complete, passes `check`, and is never written over another."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from lxml import html

from causerie.cli import main
from causerie.cli.new_site import requirement_line
from causerie.i18n import supported_languages
from causerie.model.library import Library
from causerie.records import KINDS, read_library

NOW = "2026-11-22T12:00"
LANGUAGES = supported_languages()
# What has no other name in any language; the site's own name and hashtag; an example of capitals in a hashtag.
_PLATFORMS = {"Mastodon", "Bluesky", "LinkedIn", "SNS", "Google", "Calendar", "Outlook"}
NAMES = {"Museum", "Hour", "MuseumHour", "LikeThis", *_PLATFORMS, "UTC", "RSS", "Atom", "JSON", "Markdown", "ics", "OK"}
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
    ("language", "session"),
    [
        ("ar", "2026-11-25-session"),
        ("de", "2026-11-25-was-fuhrt-sie-her"),
        ("en", "2026-11-25-what-brings-you-here"),
        ("es", "2026-11-25-que-te-trae-por-aqui"),
        ("fr", "2026-11-25-qu-est-ce-qui-vous-amene"),
        ("ja", "2026-11-25-session"),
        ("pt", "2026-11-25-o-que-traz-voce-aqui"),
    ],
)
def test_a_new_site_is_complete_and_passes_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, session: str
) -> None:
    site = new_site(tmp_path / "museum-hour", "--language", language)
    assert files_in(site) == FILES | {f"content/chats/museum-hour/{session}/session.md"}
    monkeypatch.setenv("SITE_URL", "https://chats.example/")  # as GitHub's publishing says it
    checked = run("check", "--strict", "--config", str(site / "mkdocs.yml"))
    assert (checked.output, checked.exit_code) == ("Nothing to say: 1 chat, 1 session, no recaps.\n", 0)


def build_strictly(site: Path, site_url: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795348800", "SITE_URL": site_url}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)


def shown_texts(page: Path) -> Iterator[str]:
    """What a visitor reads on a page or hears of it, without code."""
    root = html.parse(str(page)).getroot()
    for element in root.xpath("//script|//style|//code|//noscript/style"):
        element.drop_tree()
    yield from root.itertext()
    yield from root.xpath("//@aria-label|//@title|//@placeholder|//@alt|//@data-words|//@data-same")
    yield from root.xpath("//meta[@name='description' or @property='og:title' or @property='og:description']/@content")


def english_in(text: str, language: str) -> list[str]:
    """English words in a text: any word at all where letters are others, else words that only English has."""
    if language in ("ar", "ja"):
        return re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", text))
    return re.findall(r"\b(?:the|and|of|with|you|your|this|that|is|are|next|what|who|from|read)\b", text.lower())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_site_builds_strictly_once_its_address_is_known(tmp_path: Path, language: str) -> None:
    site = new_site(tmp_path / "museum-hour", "--language", language)
    built = build_strictly(site, "https://chats.example/")
    assert built.returncode == 0, built.stderr
    assert (site / "site" / ".gitignore").read_text(encoding="utf-8").endswith("\n*\n!.gitignore\n")
    addresses = ("index.html", "join/index.html", "chats/museum-hour/index.html", "calendar.ics", "feed.xml")
    assert [address for address in addresses if not (site / "site" / address).exists()] == []
    if language != "en":
        pages = sorted((site / "site").rglob("*.html"))
        assert len(pages) > 8
        left = {word for page in pages for text in shown_texts(page) for word in english_in(text, language)}
        assert left <= NAMES, left


def test_a_new_site_is_not_published_before_it_has_an_address_of_its_own(tmp_path: Path) -> None:
    site = new_site(tmp_path / "museum-hour")
    built = build_strictly(site)
    assert built.returncode == 1
    warnings = [line for line in built.stderr.splitlines() if line.startswith("WARNING")]
    assert len(warnings) == 1, built.stderr
    assert "no calendars and no feeds" in warnings[0]
    assert files_in(site / "site") == {".gitignore"}


def test_names_and_addresses_stand_where_they_belong(tmp_path: Path) -> None:
    site = new_site(
        tmp_path / "x", "--name", 'Who\'s: #1? "Yes"', "--url", "https://chats.example/a", "--hashtag", "#Yes"
    )
    from causerie.cli.config import read_settings

    settings = read_settings(site / "mkdocs.yml")
    (chat,) = read_library(settings).library.chats
    assert (settings.site_name, settings.site_url) == ('Who\'s: #1? "Yes"', "https://chats.example/a/")
    assert (chat.id, chat.title, chat.hashtag, chat.zone.key) == (
        "whos-1-yes",
        settings.site_name,
        "Yes",
        "Europe/London",
    )


def test_without_an_address_only_the_publishing_machine_names_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from causerie.cli.config import read_settings

    site = new_site(tmp_path / "museum-hour")
    monkeypatch.delenv("SITE_URL", raising=False)
    assert read_settings(site / "mkdocs.yml").site_url == ""
    monkeypatch.setenv("SITE_URL", "https://amara.example/chats/")
    assert read_settings(site / "mkdocs.yml").site_url == "https://amara.example/chats/"


def library_of(site: Path) -> Library:
    from causerie.cli.config import read_settings

    return read_library(read_settings(site / "mkdocs.yml")).library


def test_a_new_site_speaks_what_causerie_speaks_and_its_help_says_so() -> None:
    told = run("new", "site", "--help").output.partition("Of the texts in it: ")[2].partition(" a kind")[0]
    named = re.findall(r"\b[a-z]{2}\b", told)
    assert {each for each in named if each != "or"} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_and_no_place_is_made_up(tmp_path: Path, language: str) -> None:
    library = library_of(new_site(tmp_path / "museum-hour", "--language", language))
    (chat,) = library.chats
    assert (library.people, chat.hosts, [venue.platform for venue in chat.venues]) == ((), (), ["bluesky"])


def test_who_runs_it_and_where_is_as_the_options_say(tmp_path: Path) -> None:
    site = new_site(tmp_path / "x", "--host-name", "Zoë: O'Hara", "--mastodon", "social.example")
    (chat,) = library_of(site).chats
    assert [(host.id, host.name) for host in chat.hosts] == [("zoe-o-hara", "Zoë: O'Hara")]
    assert [(venue.platform, venue.place) for venue in chat.venues] == [("mastodon", "social.example"), ("bluesky", "")]


def test_the_chat_and_its_first_session_are_on_the_day_that_the_options_say(tmp_path: Path) -> None:
    library = library_of(new_site(tmp_path / "x", "--on", "Tuesday", "--at", "18:30", "--duration", "45"))
    (chat,), (session,) = library.chats, library.sessions
    assert [(each.at.hour, each.at.minute, each.duration) for each in chat.schedules] == [(18, 30, 45)]
    assert f"{session.start:%A %Y-%m-%d %H:%M}" == "Tuesday 2026-11-24 18:30"
    assert (session.slot, session.duration) == ("2026-11-24", 45)


@pytest.mark.parametrize(("tag", "base"), [("en-GB", "en"), ("fr-ca", "fr")])
def test_a_kind_of_a_language_has_the_languages_texts_and_its_own_dates(tmp_path: Path, tag: str, base: str) -> None:
    from causerie.cli.config import read_settings

    site = new_site(tmp_path / "museum-hour", "--language", tag)
    plain = new_site(tmp_path / "plain" / "museum-hour", "--language", base)
    exact = f"{base}-{tag[3:].upper()}"
    assert (read_settings(site / "mkdocs.yml").language, library_of(site).chats[0].language) == (exact, exact)
    assert yaml.safe_load((site / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))["theme"]["language"] == base
    different = {name for name in files_in(plain) if (site / name).read_bytes() != (plain / name).read_bytes()}
    assert different == {"mkdocs.yml", "content/chats/museum-hour/chat.yml"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_field_of_a_new_site_is_used_by_deleting_its_hash_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Whatever a '#' switches off in YAML, nested or not; a nameless site has an example of a person, too."""
    monkeypatch.setenv("SITE_URL", "https://chats.example/")
    used = set()
    for name, options in {"named": ("--host-name", "Amara Diallo"), "nameless": ()}.items():
        site = new_site(tmp_path / name, "--language", language, "--hashtag", "MuseumHour", *options)
        for path in [*site.glob("*.yml"), *site.glob("content/**/*.yml"), *site.glob("content/**/session.md")]:
            text = path.read_text(encoding="utf-8")
            for off in re.finditer(r"^#(?! \S)(.+)", text, re.MULTILINE):
                if "media/q3.png" in off[1] or (name == "nameless" and off[1].startswith(("hosts:", "guests:"))):
                    continue  # needs a picture, or a person: that is said by `check`
                path.write_text(text[: off.start()] + off[1] + text[off.end() :], encoding="utf-8")
                checked = run("check", "--strict", "--config", str(site / "mkdocs.yml"))
                is_fine = checked.output.startswith("Nothing to say")
                is_fine = is_fine or off[1].startswith(("was:", "countries:"))  # wants `updated`; tells of holidays
                assert (checked.exit_code, is_fine) == (0, True), f"{off[0]}\n{checked.output}"
                used.add(off[1].strip().split(":")[0])
            path.write_text(text, encoding="utf-8")
    assert used >= {"language", "contact", "amara", "bio", "url", "accounts", "mastodon", "x", "from", "skip", "was"}


def test_the_readme_names_the_folder_that_is_there(tmp_path: Path) -> None:
    for language in LANGUAGES:
        site = new_site(tmp_path / language / "museum-hour", "--language", language)
        readme = (site / "README.md").read_text(encoding="utf-8")
        paths = re.findall(r"^\| `([^`]+)`", readme, re.MULTILINE)
        assert [path for path in paths if not (site / path).exists()] == [
            path for path in paths if path.endswith("/recap.yml")
        ]
        assert len(paths) == 6


def test_the_command_ends_with_what_to_type_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "prefix", "/ven v")
    monkeypatch.setattr(os, "name", "posix")
    result = run("new", "site", "my chats", "--now", NOW)
    assert result.output == (
        "Wrote a site into my chats.\n"
        "Its chat: My Chats, #MyChats, on Bluesky, Wednesdays at 20:00, UTC. Its first session: 2026-11-25.\n"
        "To change any of it: `platforms:` and `schedule:` in content/chats/my-chats/chat.yml,\n"
        "`start:` and `slot:` in session.md, in the folder beside it.\n\n"
        "Next:\n\n"
        "  cd 'my chats'\n"
        "  . '/ven v/bin/activate'    # once in each new terminal\n"
        "  mkdocs serve\n\n"
        "and open http://127.0.0.1:8000/ in a browser. README.md says how to go on."
        " Before you publish, write the site's address behind `site_url:` in mkdocs.yml.\n"
    )
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    result = run("new", "site", "chats", "--url", "https://chats.example/", "--now", NOW)
    assert result.output.partition("beside it.\n\n")[2] == (
        "Next:\n\n  cd chats\n  mkdocs serve\n\n"
        "and open http://127.0.0.1:8000/ in a browser. README.md says how to go on.\n"
    )


def test_nothing_is_written_where_a_file_stands_already(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    result = run("new", "site", str(tmp_path))
    assert result.exit_code == 2
    assert result.output == (
        f"Error: {tmp_path.name} has README.md already. Choose an empty folder; nothing was written.\n"
    )
    assert files_in(tmp_path) == {"README.md"}
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_folder_with_many_such_files_is_refused_in_a_line(tmp_path: Path) -> None:
    site = new_site(tmp_path / "museum-hour")
    before = {name: (site / name).read_bytes() for name in files_in(site)}
    result = run("new", "site", str(site))
    assert (result.exit_code, result.output) == (
        2,
        "Error: museum-hour has README.md, content/chats/museum-hour, content/pages/index.md"
        f" and {len(FILES) - 3} more already. Choose an empty folder; nothing was written.\n",
    )
    assert {name: (site / name).read_bytes() for name in files_in(site)} == before


def test_the_workflow_is_the_same_in_every_language_but_for_what_it_tells(tmp_path: Path) -> None:
    workflows = []
    for language in LANGUAGES:
        site = new_site(tmp_path / language, "--language", language)
        workflow = yaml.safe_load((site / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
        (guard,) = [step for step in workflow["jobs"]["build"]["steps"] if "name" in step]
        assert guard.pop("name")
        assert guard["env"].pop("ADVICE")
        workflows.append(workflow)
    assert workflows == workflows[:1] * len(LANGUAGES)


def test_the_workflow_stops_where_requirements_do_not_say_where_causerie_comes_from(tmp_path: Path) -> None:
    site = new_site(tmp_path / "museum-hour")
    workflow = yaml.safe_load((site / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    (guard,) = [step for step in workflow["jobs"]["build"]["steps"] if "name" in step]

    def run_guard(requirements: str) -> tuple[int, str]:
        (site / "requirements.txt").write_text(requirements, encoding="utf-8")
        command = ["bash", "-e", "-c", guard["run"]]
        done = subprocess.run(
            command, cwd=site, env={**os.environ, **guard["env"]}, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout

    written = (site / "requirements.txt").read_text(encoding="utf-8")
    assert not re.search(r"^[^#]", written, re.MULTILINE), "nothing to install that this computer alone has"
    assert run_guard(written) == (1, f"::error file=requirements.txt::{guard['env']['ADVICE']}\n")
    assert run_guard(written.replace("\n#./", "\n./")) == (0, "")
    assert run_guard("causerie @ git+https://git.example/causerie@a1b2\n") == (0, "")


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--timezone", "London", "Error: --timezone is 'London'"),
        ("--hashtag", "museum hour", "Error: --hashtag is 'museum hour'"),
        ("--url", "chats.example", "Error: --url is 'chats.example'"),
        ("--language", "xx", "Error: --language is 'xx', no known language."),
        (
            "--language",
            "nl",
            "Error: --language is 'nl', and a new site's texts are there in ar, de, en, es, fr, ja and pt only.",
        ),
        ("--mastodon", "social", "Error: --mastodon is 'social'"),
        ("--at", "25:00", "Error: --at is '25:00'"),
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
        ("", "#./wheels/causerie-1.2-py3-none-any.whl"),
        (
            '{"url": "file:///home-of/amara/causerie", "dir_info": {"editable": true}}',
            "#./wheels/causerie-1.2-py3-none-any.whl",
        ),
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
