"""Blocks on a host's pages: what each option chooses, what stays as it was written, and what a mistake is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mkdocs_plugin.site_making import CHAT, HELD, NEXT, RECAP, Elements, Site

PAPER = "content/chats/paper-hour"
TITLES = ("Who writes the label?", "Which glue?", "Describe this amphora", "Which paper?")


CHOICES = [
    ("[causerie upcoming]", ["Which glue?", "Who writes the label?"]),
    ("[causerie upcoming chat=paper-hour]", ["Which glue?"]),
    ("[causerie upcoming topic=labels]", ["Who writes the label?"]),
    ("[causerie upcoming topic=nothing]", []),
    ("[causerie upcoming limit=1]", []),  # a slot that nobody has written comes first
    ("[causerie upcoming topic=glue chat=museum-hour]", []),
    ("[causerie recaps]", ["Describe this amphora", "Which paper?"]),
    ("[causerie recaps limit=1]", ["Describe this amphora"]),
    ("[causerie recaps chat=paper-hour]", ["Which paper?"]),
    ("[causerie next chat=museum-hour topic=labels]", ["Who writes the label?"]),
    ('[causerie recaps chat="paper-hour" ]', ["Which paper?"]),
    ("  [causerie recaps chat=paper-hour]  ", ["Which paper?"]),
]
KEPT = [
    ["```", "[causerie next]", "[causerie nonsense]", "```"],
    ["~~~ text", "```", "[causerie next]", "~~~"],
    ["````", "```", "[causerie next]", "```", "````"],
    ["    [causerie next]"],
    ["Write `[causerie next]` on a line of its own."],
    ["A list:", "", "- [causerie next]"],
    ["[causerie next](https://chats.example/)"],
]
HEADED = [
    "# Mine\n\n[causerie next]\n",
    "[causerie next]\n",
    "[causerie next]\n\n# Mine\n",
    "[causerie upcoming]\n\n[causerie next]\n",
    "---\ntitle: Mine\n---\n[causerie next]\n\n[causerie next chat=paper-hour]\n",
    "Mine\n====\n\n[causerie next]\n",
]
MISTAKES = [
    ("[causerie]", 1, "'[causerie]' names no block. Write one of: next, upcoming, recaps, chats, subscribe."),
    (
        "[causerie recap]",
        11,
        "'recap' is no block. Did you mean 'recaps'? Write one of: next, upcoming, recaps, chats, subscribe.",
    ),
    (
        "[Causerie Next]",
        11,
        "'Next' is no block. Did you mean 'next'? Write one of: next, upcoming, recaps, chats, subscribe.",
    ),
    (
        "[causerie recaps limits=3]",
        18,
        "'limits=3' is no option of a block. Did you mean 'limit'? Write chat=, topic=, limit= or title=, and a value.",
    ),
    (
        "[causerie recaps chat]",
        18,
        "'chat' is no option of a block. Write chat=, topic=, limit= or title=, and a value.",
    ),
    ("[causerie recaps limit=0]", 18, "'limit=0' is no number from 1. Write limit=3."),
    ("[causerie recaps limit=³]", 18, "'limit=³' is no number from 1. Write limit=3."),
    ("[causerie recaps limit=-2]", 18, "'limit=-2' is no number from 1. Write limit=3."),
    (
        "[causerie recaps chat=museumhour]",
        18,
        "'chat=museumhour' is no chat. Did you mean 'museum-hour'? Write the name of a folder in chats/.",
    ),
    (
        '[causerie recaps title="Two words]',
        1,
        '\'[causerie recaps title="Two words]\' has a quote that does not end. Write title="Two words".',
    ),
]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return two_chats(tmp_path)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A page for each case, built at once."""
    site = two_chats(tmp_path_factory.mktemp("many"))
    pages = {f"choice-{i}": f"# A page\n\n{line}\n" for i, (line, _) in enumerate(CHOICES)}
    pages |= {f"kept-{i}": "\n".join(["# A page", "", *lines, ""]) for i, lines in enumerate(KEPT)}
    pages |= {f"headed-{i}": markdown for i, markdown in enumerate(HEADED)}
    for name, markdown in pages.items():
        site.write(f"content/pages/{name}.md", markdown)
    return site.built()


def two_chats(root: Path) -> Site:
    """Two chats, each with a session to come and a recap."""
    site = Site(root)
    site.write(f"{PAPER}/chat.yml", CHAT.replace("Museum", "Paper").replace("wednesday", "tuesday"))
    dated = {"12-02": "12-01", "10-07": "10-06", "Who writes the label?": "Which glue?", "[labels]": "[glue]"}
    site.write(f"{PAPER}/2026-12-01-glue/session.md", _replaced(NEXT, dated))
    site.write(f"{PAPER}/2026-10-06-paper/session.md", _replaced(HELD, {**dated, "Describe this amphora": TITLES[3]}))
    site.write(f"{PAPER}/2026-10-06-paper/recap.yml", RECAP.replace("10-07", "10-06").replace("3k2a", "3k2b"))
    return site


def _replaced(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def shown(site: Site, *lines: str) -> str:
    """The body of a page that has these lines."""
    site.write("content/pages/page.md", "\n".join(["# A page", "", *lines, ""]))
    return site.built().body("page/")


def titles_in(body: str) -> list[str]:
    """The sessions of a page, in the order in which they stand."""
    found = {title: body.find(f">{title}<") for title in TITLES}
    return sorted((title for title in found if found[title] >= 0), key=found.__getitem__)


@pytest.mark.parametrize(("number", "expected"), [(i, titles) for i, (_, titles) in enumerate(CHOICES)])
def test_options_choose_what_a_block_shows(many: Site, number: int, expected: list[str]) -> None:
    assert titles_in(many.body(f"choice-{number}/")) == expected, CHOICES[number][0]


def test_chats_and_subscriptions_can_be_of_one_chat(site: Site) -> None:
    body = shown(site, "[causerie chats chat=paper-hour]", "", "[causerie subscribe chat=paper-hour]")
    assert "../chats/paper-hour/feed.xml" in body
    assert "museum-hour" not in body


def test_a_title_is_text_whatever_stands_in_it(site: Site) -> None:
    title = """L'heure <b>"now"</b> [soon] & {{ 7*7 }}"""
    body = shown(site, f"""[causerie upcoming title="{title.replace('"', chr(92) + '"')}"]""")
    assert title in Elements(body).text_of("h2")
    assert "<b>" not in body


def test_a_block_line_of_windows_and_one_below_a_paragraph_are_blocks(site: Site) -> None:
    site.write("content/pages/page.md", b"# A page\r\n\r\nText\r\n[causerie recaps chat=paper-hour]\r\nmore text\r\n")
    body = site.built().body("page/")
    assert titles_in(body) == ["Which paper?"]
    assert Elements(body).text_of("p")[0] == "Text"
    assert "[causerie" not in body


@pytest.mark.parametrize("number", range(len(KEPT)))
def test_what_is_no_line_of_its_own_outside_code_stays_as_it_is_written(many: Site, number: int) -> None:
    body = many.body(f"kept-{number}/")
    assert "c-hero" not in body
    assert "causerie next" in body


def test_each_mistake_is_said_at_its_word_by_build_and_check(site: Site) -> None:
    for i, (line, _, _) in enumerate(MISTAKES):
        page = f"---\ntitle: A page\n\ndescription: What\n---\n\n\n# A page\n\n{line}\n"
        site.write(f"content/pages/deep/page-{i:02}.md", page)
    expected = [
        f"content/pages/deep/page-{i:02}.md:10:{column}: {message}" for i, (_, column, message) in enumerate(MISTAKES)
    ]
    built = site.build()
    assert (built.code, built.problems) == (1, expected)
    assert site.check("--quiet").lines == expected


def test_all_mistakes_of_all_pages_come_at_once(site: Site) -> None:
    site.write("content/pages/a.md", "[causerie a]\n\n[causerie b]\n")
    site.write("content/pages/b.md", "Title: b\nFurther: none\n\n[causerie c]\n")
    places = [line.split(": ")[0] for line in site.build().problems]
    assert places == ["content/pages/a.md:1:11", "content/pages/a.md:3:11", "content/pages/b.md:4:11"]


def test_a_chat_that_is_there_but_wrong_is_no_second_mistake(site: Site) -> None:
    site.change(f"{PAPER}/chat.yml", "Europe/London", "Europe/Lundon")
    site.write("content/pages/page.md", "[causerie recaps chat=paper-hour]\n")
    assert [line.split(": ")[0] for line in site.build().problems] == [f"{PAPER}/chat.yml:3:11"]


def test_pages_that_mkdocs_leaves_out_are_not_looked_at(site: Site) -> None:
    site.write("content/pages/drafts/page.md", "[causerie nonsense]\n")
    site.write("content/pages/.hidden.md", "[causerie nonsense]\n")
    site.change("mkdocs.yml", "plugins:", "exclude_docs: drafts/\nplugins:")
    site.built()
    assert site.check().code == 0


@pytest.mark.parametrize("own", ["# Chats\n\nWelcome.\n", "Welcome.\n", None, "README"])
def test_a_landing_page_without_blocks_gets_all_of_them_and_one_first_heading(site: Site, own: str | None) -> None:
    index = site.root / "content/pages/index.md"
    if own is None:
        index.unlink()
    elif own == "README":
        index.rename(index.with_name("README.md"))
    else:
        site.write("content/pages/index.md", own)
    body = site.built().body("")
    assert len(Elements(body).all("h1")) == 1
    headings = Elements(body).text_of("h2")
    assert [h for h in ("Coming up", "Latest recaps", "The chats", "Never miss one") if h not in headings] == []
    assert ("Welcome." in body) == (own is not None)
    assert "c-hero" in body


def test_a_landing_page_with_a_block_shows_that_and_no_other(site: Site) -> None:
    site.write("content/pages/index.md", "# Chats\n\n[causerie recaps]\n")
    body = site.built().body("")
    assert ("c-hero" in body, "Describe this amphora" in body) == (False, True)


def test_a_landing_page_that_only_explains_blocks_gets_them(site: Site) -> None:
    site.write("content/pages/index.md", "# Chats\n\n```\n[causerie recaps]\n```\n")
    assert "c-hero" in site.built().body("")


@pytest.mark.parametrize("number", range(len(HEADED)))
def test_a_page_with_the_next_session_has_exactly_one_first_heading(many: Site, number: int) -> None:
    assert len(Elements(many.body(f"headed-{number}/")).all("h1")) == 1


@pytest.mark.parametrize("markdown", HEADED)
def test_a_landing_page_with_the_next_session_has_exactly_one_first_heading(site: Site, markdown: str) -> None:
    site.write("content/pages/index.md", markdown)
    assert len(Elements(site.built().body("")).all("h1")) == 1


def test_blocks_that_stand_twice_on_a_page_share_no_id(site: Site) -> None:
    lines = [f'[causerie {kind} title="T"]\n' for kind in ("next", "upcoming", "recaps", "chats", "subscribe") * 2]
    ids = [attributes["id"] for _, attributes, _ in Elements(shown(site, *lines)).found if "id" in attributes]
    assert sorted(ids) == sorted(set(ids))
