"""What is for the hosts alone is in no byte of the site: notes, ideas, kits, reports, in whatever way it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mkdocs_plugin.absence import find_traces
from tests.mkdocs_plugin.site_making import CHAT, HELD, MKDOCS, NEXT, RECAP, SMALL, Site

HELD_FOLDER = "content/chats/museum-hour/2026-10-07-amphora"
ALL_ON = """\
plugins:
  - search
  - causerie:
      languages: [en, fr]
      contact: host@chats.example
      cards: true
      transcripts: true
      embeds: true
"""
# One word for each place, made up, so that nothing else has it.
PUBLIC = "quincemarmalade"
PRIVATE = {
    "retro": "zwiebackgarden",
    "retro number": "turnipcounting",
    "retro source": "gherkinmeter",
    "idea": "walrusparade",
    "idea note": "lanternfishmoss",
    "template": "buttonholechoir",
    "kit.yml": "spatulaledger",
    "letter": "corduroyharbour",
    "report": "thimbleastronomy",
    "goal": "parsnipambition",
    "question of later": "umbrellasyntax",
}
POST = (
    '{"id": "mastodon:a.example/1", "platform": "mastodon", "author": {"handle": "noor@a.example", "name": "Noor"},'
    ' "posted": "2026-10-07T19:20:00Z", "text": "A1 A pot. #MuseumHour"}\n'
)


def fill(site: Site, docs_dir: str = "content/pages") -> Site:
    options = MKDOCS.replace("plugins: [search, causerie]\n", ALL_ON).replace("content/pages", docs_dir)
    site.write("mkdocs.yml", options)
    site.write("content/chats/museum-hour/chat.yml", f"{CHAT}goals: {{participants: {PRIVATE['goal']}}}\n")
    site.write(f"{HELD_FOLDER}/session.md", f"{HELD}A {PUBLIC} for everybody.\n")
    site.write(f"{HELD_FOLDER}/recap.yml", RECAP)
    site.write(f"{HELD_FOLDER}/transcript.jsonl", POST)
    site.write(
        f"{HELD_FOLDER}/retro.yml",
        f"went_well: A {PRIVATE['retro']}.\nnumbers:\n  {PRIVATE['retro number']}:"
        f" {{value: 4, source: {PRIVATE['retro source']}}}\n",
    )
    site.write("content/ideas.yml", f"- {{title: The {PRIVATE['idea']}, note: With {PRIVATE['idea note']}.}}\n")
    site.write("content/kit/week.txt", f"{PRIVATE['template']}: {{title}} {{hashtag}}\n")
    site.write("content/kit/kit.yml", f"csv: {{own: {{columns: {{Note: {PRIVATE['kit.yml']}}}}}}}\n")
    late = f"questions_from: 2026-12-01\nquestions: [What of {PRIVATE['question of later']}?, And the best?]"
    site.write(
        "content/chats/museum-hour/2026-12-02-labels/session.md",
        NEXT.replace("questions: [What is the worst label?, And the best?]", late),
    )
    return site


def use(site: Site) -> None:
    """Everything private that the program makes, made."""
    for command in (
        ("kit", "museum-hour/labels"),
        ("kit", "museum-hour/amphora"),
        ("retro", "museum-hour/amphora"),
        ("plan",),
        ("report", "--names"),
        ("report", "--names", "--format", "markdown", "--to", "season.md"),
    ):
        done = site.run("causerie", *command, "--now", "2026-11-22T12:00")
        assert done.code == 0, done.said
    site.write("kit/museum-hour/labels/newsletter.md", PRIVATE["letter"])
    site.write("kit/index.html", f"<p>{PRIVATE['report']}</p>")


def written(site: Site) -> str:
    """All that was made for the host alone."""
    files = [*(site.root / "kit").rglob("*"), *(site.root / "content").rglob("*")]
    texts = (path.read_bytes().decode("utf-8", "replace") for path in files if path.is_file())
    return "\n".join(texts).casefold()


def test_no_private_word_is_in_any_file_of_the_site(tmp_path: Path) -> None:
    site = fill(Site(tmp_path, SMALL))
    use(site)
    private = written(site)
    assert [name for name, word in PRIVATE.items() if word not in private] == []
    assert "zwiebackgarden" in (site.root / "kit/season.md").read_text(encoding="utf-8")
    site.built()
    assert find_traces(site.folder, PRIVATE.values()) == []
    assert [path for path in site.folder.rglob("*") if path.name in ("kit", "retro.yml", "console.html")] == []


def test_what_is_public_is_found_by_the_same_search(tmp_path: Path) -> None:
    site = fill(Site(tmp_path, SMALL)).built()
    found = {Path(each.rpartition(":")[0]) for each in find_traces(site.folder, [PUBLIC])}
    assert {path.suffix for path in found} >= {".html", ".json", ".xml"}
    assert any("search" in path.as_posix() for path in found)


@pytest.mark.parametrize("docs_dir", ["content", ".."])
def test_nothing_private_is_published_where_docs_dir_holds_it(tmp_path: Path, docs_dir: str) -> None:
    site = fill(Site(tmp_path / "host/web", SMALL), docs_dir)
    site.write("content/directory/_other.json", f'{{"chats": "{PRIVATE["report"]}"}}')
    built = tmp_path / "built"
    site.change("mkdocs.yml", "site_name: Chats", f"site_name: Chats\nsite_dir: {built}")
    for name in ("kit/museum-hour/labels/index.html", "kit/season.md", "kit/index.html"):
        site.write(name, f"<p>{PRIVATE['report']}</p>")
    done = site.build("-q")
    assert done.code == 0, done.said
    assert find_traces(built, PRIVATE.values()) == []
    assert (built / "chats/museum-hour/amphora/index.html").is_file()


def test_a_report_is_never_written_among_what_is_published(tmp_path: Path) -> None:
    site = fill(Site(tmp_path, SMALL))
    for place in ("site/report.md", "content/pages/report.md", "content/report.md"):
        done = site.run("causerie", "report", "--to", place)
        assert (done.code, "A report is private" in done.said) == (2, True), done.said
        assert not (site.root / place).exists()
    assert site.run("causerie", "report", "--to", "season.txt", "--now", "2026-11-22T12:00").code == 0
    assert (site.root / "kit/.gitignore").read_text(encoding="utf-8").splitlines()[-1] == "*"
