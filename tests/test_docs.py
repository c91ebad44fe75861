"""The papers are tested: every command, option, field and block is documented, and every link leads somewhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest

from causerie.cli import main
from causerie.mkdocs_plugin.config import CauserieConfig
from causerie.records import KINDS, json_schema
from causerie.views.pages.blocks import BLOCKS

CHECKOUT = Path(__file__).resolve().parent.parent
HOSTS = CHECKOUT / "docs" / "hosts"
PAPERS = sorted([*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")])
RECORDS = {"people": "people.yml", "chat": "chat.yml", "session": "session.md", "recap": "recap.yml"}


def named(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def leaves(group: click.Group, words: str = "causerie") -> dict[str, click.Command]:
    context = click.Context(group)
    found: dict[str, click.Command] = {}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        below = leaves(command, f"{words} {name}") if isinstance(command, click.Group) else {f"{words} {name}": command}
        found.update(below)
    return found


def chapters(path: Path, level: int = 2) -> dict[str, str]:
    """A paper's chapters by their headings; what stands above the first is under ''."""
    parts = re.split(rf"^{'#' * level} (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def slug(heading: str) -> str:
    """A heading's anchor as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_every_command_has_its_chapter_with_every_argument_and_option() -> None:
    written = chapters(HOSTS / "commands.md")
    shared = {"--config", "--now", "--quiet"}
    assert all(f"`{option}" in written[""] for option in shared)
    for words, command in leaves(main).items():
        arguments = [
            each.make_metavar(click.Context(command)) for each in command.params if isinstance(each, click.Argument)
        ]
        heading = " ".join([words, *arguments])
        assert heading in written
        options = {option for each in command.params if isinstance(each, click.Option) for option in each.opts} - shared
        assert set(re.findall(r"`(--[a-z-]+)`", written[heading])) == options, heading


def test_commands_has_no_chapter_of_a_command_that_is_not_there() -> None:
    assert len(chapters(HOSTS / "commands.md")) == len(leaves(main)) + 1


def fields_of(schema: dict[str, Any]) -> set[str]:
    """Every field that a JSON Schema names, at any depth."""
    found: set[str] = set()
    for key, value in schema.items():
        if key == "properties":
            found |= set(value)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                found |= fields_of(part)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_in_the_reference(kind: str) -> None:
    heading = {"people": "people.yml", "chat": "chat.yml", "session": "session.md"}.get(kind, f"{kind}.yml")
    text = chapters(HOSTS / "records.md")[heading]
    words = set(re.findall(r"[a-z_]+", text))
    assert fields_of(json_schema(kind)) - words - {"threads", "linkedin"} == set()


def test_every_block_and_its_options_are_documented() -> None:
    text = (HOSTS / "blocks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `\[causerie ([a-z]+)\]` \|", text, re.MULTILINE)) == set(BLOCKS)


def test_every_option_of_the_plugin_is_documented() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in HOSTS.glob("*.md"))
    options = {name for name, _ in CauserieConfig._schema}
    assert {name for name in options if not re.search(rf"`{name}:", text)} == set()


@pytest.mark.parametrize("paper", PAPERS, ids=named)
def test_every_link_leads_somewhere(paper: Path) -> None:
    text = re.sub(r"^```.*?^```", "", paper.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://|mailto:", target):
            continue
        file, _, anchor = target.partition("#")
        found = (paper.parent / file).resolve() if file else paper
        headings = (
            re.findall(r"^#+ (.+)$", found.read_text(encoding="utf-8"), re.MULTILINE) if found.suffix == ".md" else []
        )
        if not found.exists() or (anchor and anchor not in map(slug, headings)):
            lost.append(target)
    assert lost == []


def test_every_page_is_reached_from_the_index() -> None:
    index = CHECKOUT / "docs" / "README.md"
    linked = {(index.parent / target).resolve() for target in re.findall(r"\]\(([^)#\s]+)\)", index.read_text("utf-8"))}
    assert {path for path in PAPERS if path.parent != CHECKOUT and path != index} - linked == set()


def test_the_commands_of_the_readme_are_there() -> None:
    lines = "\n".join(
        re.findall(r"^```\n(.*?)^```", (CHECKOUT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    )
    assert "python3 generator demo" in lines
    assert "python3 generator test" in lines
    commands = leaves(main)
    for line in re.findall(r"^causerie .+?(?=\s+#|$)", lines, re.MULTILINE):
        command = next(words for words in commands if line.startswith(words))
        options = {option for each in commands[command].params for option in each.opts}
        assert set(re.findall(r"--[a-z-]+", line)) <= options


STARTER = CHECKOUT / "generator" / "causerie" / "starter"


@pytest.mark.parametrize(
    "paper",
    [CHECKOUT / "README.md", HOSTS / "getting-started.md", *sorted(STARTER.glob("*/README.md"))],
    ids=named,
)
def test_a_virtual_environment_comes_first_for_windows_too(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    steps = ["python3 -m venv .venv", ". .venv/bin/activate", "python -m pip install", "mkdocs serve"]
    places = [re.search(rf"^{re.escape(step)}", text, re.MULTILINE) for step in steps]
    found = [place.start() for place in places if place is not None]
    assert found == sorted(found)
    assert len(found) == len(steps)
    assert r".venv\Scripts\activate" in text
    assert "NO_MKDOCS_2_WARNING=1" in text


@pytest.mark.parametrize("paper", [CHECKOUT / "README.md", *sorted(STARTER.glob("*/README.md"))], ids=named)
def test_a_site_has_its_address_and_its_repository_before_it_is_published(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    steps = ["`site_url:`", "git init", "git add .", "git commit", "git remote add origin", "mkdocs gh-deploy --strict"]
    found = [text.index(step) for step in steps]
    assert found == sorted(found)


def test_no_paper_installs_causerie_by_its_bare_name() -> None:
    papers = [*PAPERS, *STARTER.rglob("*.md"), *STARTER.rglob("*.txt")]
    bare = re.compile(r"pip install (?:-\S+ )*causerie|^causerie *[=<>~]=", re.MULTILINE)
    assert bare.search("pip install -U causerie")
    assert [named(paper) for paper in papers if bare.search(paper.read_text(encoding="utf-8"))] == []


def test_ci_runs_the_readmes_test_command_with_nothing_skipped() -> None:
    script = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    assert "export CAUSERIE_TESTS_COMPLETE=1" in script
    assert script.rstrip().endswith("exec python3 generator test")


LISTS_OF_OTHERS = "tests/hostile/lists/"  # word for word; their commands name a folder that every machine has


def test_no_file_names_a_path_of_the_machine_where_it_was_written() -> None:
    path = re.compile(r"(?<![\w.<>{}*-])/(?:home|root|Users|tmp|work)/[a-z]")
    assert path.search("see /" + "home/amara")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    names = [name for name in listed.split("\0") if name and not name.startswith(LISTS_OF_OTHERS)]
    files = [CHECKOUT / name for name in names if (CHECKOUT / name).is_file()]
    assert [named(file) for file in files if path.search(file.read_text(encoding="utf-8", errors="ignore"))] == []
