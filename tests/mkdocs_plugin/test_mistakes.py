"""A host's mistakes end a build with a line each, and never touch the site that stands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.mkdocs_plugin.site_making import SESSION, SMALL, Site, tree

MISTAKES = Path(__file__).parents[1] / "records" / "mistakes" / "content"
PLACED = re.compile(r"(content/[^ :]+):(\d+):(\d+): ((?:warning|advice): )?\S.*[.!?\"-]")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_tree_full_of_mistakes_is_told_line_by_line_and_touches_nothing(site: Site) -> None:
    before = tree(site.built().folder)
    shutil.rmtree(site.root / "content/chats")
    shutil.copytree(MISTAKES, site.root / "content", dirs_exist_ok=True)
    site.write("content/pages/join.md", "---\ntitle: Join\n---\n# Join\n\n[causerie upcomin]\n")

    built, checked = site.build(), site.check("--quiet")

    assert (built.code, checked.code) == (1, 1)
    severe = [line for line in checked.lines if ": advice: " not in line]
    assert built.problems == severe
    assert len(severe) > 20
    assert [line for line in checked.lines if not PLACED.fullmatch(line)] == []
    assert "content/pages/join.md:6:11: 'upcomin' is no block. Did you mean 'upcoming'?" in checked.said
    assert "Traceback" not in built.said + checked.said
    assert (tree(site.folder), site.left_over) == (before, [])


def test_each_line_leads_to_the_word_it_is_about(site: Site) -> None:
    site.change(SESSION, "status: confirmed", "status: confirmd")
    site.change("content/chats/museum-hour/chat.yml", "Europe/London", "Europe/Lundon")
    site.write("content/pages/join.md", "# Join\r\n\r\n[causerie upcoming limit=none]\r\n")
    lines = {
        "content/chats/museum-hour/2026-12-02-labels/session.md:5:9: 'status' is 'confirmd', none of idea, planned,"
        " confirmed, cancelled and postponed. Did you mean 'confirmed'?",
        "content/chats/museum-hour/chat.yml:3:11: 'timezone' is 'Europe/Lundon', no time zone."
        " Did you mean 'Europe/London'?",
        "content/pages/join.md:3:20: 'limit=none' is no number from 1. Write limit=3.",
    }
    built = site.build()
    assert set(built.problems) == lines
    assert built.lines[-1] == "Aborted with a BuildError!"
    assert "ERROR   -  3 error(s) in the records; the site was not built." in built.lines


@pytest.mark.parametrize(
    ("severity", "old", "new", "fails", "fails_strict"),
    [
        ("advice", "slot: 2026-12-02\n", "", 0, 0),
        ("warning", "[What is the worst label?, And the best?]", "[{text: See?, image: media/q.png}]", 0, 1),
        ("error", "status: confirmed", "status: confirmd", 1, 1),
    ],
)
def test_errors_always_fail_warnings_only_when_strict_advice_never(
    site: Site, severity: str, old: str, new: str, fails: int, fails_strict: int
) -> None:
    site.write("content/chats/museum-hour/2026-12-02-labels/media/q.png", b"\x89PNG")
    site.change(SESSION, old, new)
    checked = site.check()
    (line,) = checked.problems
    assert [kind for kind in ("advice", "warning") if f": {kind}: " in line] == [severity][: severity != "error"]
    codes = [site.build().code, site.build("--strict").code, checked.code, site.check("--strict").code]
    assert codes == [fails, fails_strict, fails, fails_strict]


def test_a_page_that_is_no_text_is_one_line_and_no_traceback(site: Site) -> None:
    before = tree(site.built().folder)
    site.write("content/pages/about.md", b"# About\n\nUn caf\xe9 noir\n")
    line = "content/pages/about.md:3:7: the text is not UTF-8 (byte 0xe9). Save the file as UTF-8 in your editor."
    built = site.build()
    assert (built.code, built.problems, site.check("--quiet").lines) == (1, [line], [line])
    assert "Traceback" not in built.said
    assert (tree(site.folder), site.left_over) == (before, [])


def test_a_missing_folder_of_records_says_where_it_was_looked_for(site: Site) -> None:
    site.change("mkdocs.yml", "plugins: [search, causerie]", "plugins: [{causerie: {content: records}}]")
    built = site.build()
    assert built.code == 1
    assert built.problems == [
        "records:1:1: the folder of the records is missing. Make one with 'causerie new site', or name yours as the"
        " plugin's 'content' in mkdocs.yml."
    ]


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("weeks_ahead: -1", "'weeks_ahead' is -1, no number from 0 to 520. Write one under '- causerie:'."),
        ("keep_months: 0", "'keep_months' is 0, no number from 1 to 1200. Write one under '- causerie:'."),
        ("feed_items: 0", "'feed_items' is 0, no number from 1 to 10000. Write one under '- causerie:'."),
        ("feed_items: true", "'feed_items' is True, no number from 1 to 10000. Write one under '- causerie:'."),
        (
            "now: tomorrow",
            "'now' is 'tomorrow', which is no instant. Write it like 2026-11-22 or 2026-11-22T20:00:00+00:00.",
        ),
    ],
)
def test_an_option_out_of_bounds_is_said_and_ends_the_build(site: Site, option: str, said: str) -> None:
    site.change("mkdocs.yml", "causerie]", f"{{causerie: {{{option}}}}}]")
    built = site.build()
    assert (built.code, [line for line in built.lines if line]) == (
        1,
        [f"ERROR   -  {said}", "Aborted with a BuildError!"],
    )


def test_a_small_site_has_no_mistakes(site: Site) -> None:
    assert set(SMALL) <= set(tree(site.root))
    assert site.check("--strict").said == "Nothing to say: 1 chat, 2 sessions, 1 recap.\n"


@pytest.mark.parametrize("site_dir", ["content", "content/chats", "content/chats/museum-hour/out", "."])
def test_a_site_never_takes_the_place_of_the_records(site: Site, site_dir: str) -> None:
    site.write("mkdocs.yml", f"{SMALL['mkdocs.yml']}site_dir: {site_dir}\n")
    site.change("mkdocs.yml", "docs_dir: content/pages", "docs_dir: pages")
    site.write("pages/index.md", "# Chats\n")
    before = tree(site.root)
    built = site.build()
    assert (built.code, "Traceback" in built.said) == (1, False)
    assert "'site_dir'" in built.said
    assert {name: content for name, content in tree(site.root).items() if name in before} == before


def test_records_may_stand_beside_the_site(site: Site) -> None:
    site.write("mkdocs.yml", SMALL["mkdocs.yml"].replace("[search, causerie]", "[{causerie: {content: content/..}}]"))
    for name in ("people.yml", "chats"):
        (site.root / "content" / name).rename(site.root / name)
    assert site.build().code == 0
    assert (site.folder / "chats/museum-hour/labels/index.html").is_file()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("causerie]", "{causerie: {5: 5}}]", "'5' is no option."),
        ("[search, causerie]", "[causerie, causerie]", "causerie is listed twice under 'plugins'."),
        ("causerie]", '{causerie: {content: "a\\0b"}}]', "'content' is no name of a folder."),
        ("causerie]", f"{{causerie: {{content: {'a' * 5_000}}}}}]", "'content' is no name of a folder."),
        ("causerie]", "{causerie: {now: 9999-06-01}}]", "'now' is '9999-06-01', which is no instant."),
        ("Hashtag chats.", '"\\ud800"', "'site_description' holds half a sign"),
    ],
)
def test_a_wrong_mkdocs_yml_ends_with_a_sentence(site: Site, old: str, new: str, said: str) -> None:
    site.change("mkdocs.yml", old, new)
    for result, code in ((site.build(), 1), (site.check(), 2)):
        assert (result.code, "Traceback" in result.said) == (code, False)
        assert said in result.said


def test_what_nobody_but_the_theme_reads_ends_in_no_traceback_of_ours(site: Site) -> None:
    site.change("mkdocs.yml", "plugins:", "extra: {analytics: hello}\nplugins:")
    assert "causerie/mkdocs_plugin" not in site.build().said
