"""A built site shows a transcript once its recap is published, as far as its host wants it, and nobody forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from causerie.records import write_post
from tests import make
from tests.mkdocs_plugin.shell_making import PLAIN, build_both_ways
from tests.mkdocs_plugin.site_making import SMALL, Site

FOLDER = "content/chats/museum-hour/2026-10-07-amphora"
RECAP, TRANSCRIPT = f"{FOLDER}/recap.yml", f"{FOLDER}/transcript.jsonl"
PAGE = "chats/museum-hour/amphora/transcript/index.html"


def lines(count: int = 3) -> str:
    posts = (
        make.post(id=f"x:{n}", platform="x", text=f"A1 Kylix {n}", author=make.post().author, questions=(1,), url="")
        for n in range(count)
    )
    return "".join(map(write_post, posts))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, SMALL | {TRANSCRIPT: lines()})


def built(site: Site) -> dict[str, str]:
    """The published files that are text."""
    run = site.build()
    assert run.code == 0, run.said
    files = (path for path in site.folder.rglob("*") if path.suffix in (".html", ".json", ".xml"))
    return {path.relative_to(site.folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def telling(files: dict[str, str], word: str) -> list[str]:
    return sorted(name for name, text in files.items() if word in text)


def test_a_transcript_is_read_where_its_recap_is(site: Site) -> None:
    files = built(site)
    assert PAGE in telling(files, "Kylix 2")
    assert "<dt>posts in the transcript</dt><dd>3</dd>" in files["chats/museum-hour/amphora/index.html"]
    assert 'href="../../../chats/museum-hour/amphora/transcript/"' in files["chats/museum-hour/amphora/index.html"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (RECAP, "published: 2026-10-09", "published: 2026-12-24"),
        (RECAP, "published: 2026-10-09\n", ""),
        (f"{FOLDER}/session.md", "status: confirmed", "status: idea"),
    ],
    ids=["to come", "draft", "idea"],
)
def test_before_that_nothing_of_it_is_anywhere(site: Site, name: str, old: str, new: str) -> None:
    site.change(name, old, new)
    assert telling(built(site), "Kylix") == []


def test_a_host_may_keep_the_posts_and_show_the_numbers(site: Site) -> None:
    site.change("mkdocs.yml", "[search, causerie]", "[search, {causerie: {transcripts: false}}]")
    files = built(site)
    assert telling(files, "Kylix") == []
    assert telling(files, "posts in the transcript") == ["chats/museum-hour/amphora/index.html"]
    assert telling(files, "/transcript/") == []


def test_somebody_who_is_forgotten_is_gone_with_the_next_build(site: Site) -> None:
    named = write_post(make.post(id="x:9", platform="x", text="A1 Mine", url="https://x.com/lea/status/9"))
    site.change(TRANSCRIPT, lines(), lines() + named.replace("jonas.example", "lea"))
    assert PAGE in telling(built(site), "A1 Mine")
    site.write("content/forget.yml", '- {account: "x:lea", on: 2026-11-02}\n')
    files = built(site)
    assert telling(files, "A1 Mine") == []
    assert "Kylix 2" in files[PAGE]


def test_a_long_transcript_has_pages_and_each_post_once(site: Site) -> None:
    site.change(TRANSCRIPT, lines(), lines(700))
    files = built(site)
    pages = [PAGE, *(PAGE.replace("index", f"{n}/index") for n in (2, 3))]
    counts = [files[page].count('<li id="post-') for page in pages]
    assert counts == [300, 300, 100]
    assert sum(files[page].count("A1 Kylix 350<") for page in pages) == 1
    assert 'rel="next" href="../../../../chats/museum-hour/amphora/transcript/2/"' in files[PAGE]


def test_what_the_host_put_at_the_same_address_stands(site: Site) -> None:
    site.write("content/pages/chats/museum-hour/amphora/transcript.md", "# My own words\n")
    assert "My own words" in built(site)[PAGE]


@pytest.mark.parametrize(
    "linked", ["chats/museum-hour/amphora/index.md", "chats/museum-hour/amphora/transcript/index.md"]
)
def test_transcripts_share_one_shell_and_are_as_the_whole_theme_shows_them(tmp_path: Path, linked: str) -> None:
    """Links from the theme into the folder of one of the sessions are shorter on the pages there than on the others."""
    more = {
        f"{FOLDER.replace('07-amphora', f'{day}-krater')}/{name}": text
        for day in (14, 21)
        for name, text in (
            ("session.md", SMALL[f"{FOLDER}/session.md"].replace("2026-10-07", f"2026-10-{day}")),
            ("recap.yml", SMALL[RECAP]),
            ("transcript.jsonl", lines(301)),
        )
    }
    more = {name.replace("14-krater", "14-crater"): text for name, text in more.items()}
    nav = f"nav: [index.md, {{There: {linked}}}]\ndocs_dir"
    built = build_both_ways(tmp_path, SMALL | {TRANSCRIPT: lines(301)} | more, PLAIN.replace("docs_dir", nav))
    assert (built.differing, built.slower) == ([], [])
    assert len([name for name in built.pages if "/transcript/" in name]) == 6
