"""The script that reads the index, in a browser: it makes words as the generator does, and finds what is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from causerie.model.recap import Highlight, Recap, Takeaway
from causerie.model.session import Session
from causerie.views.search.words import split_words
from tests.make import NOW, post, session
from tests.site.searching import find, open_reader, write_index

FIRST = NOW - timedelta(days=400)
TEXTS = [
    "L’été au Café: cœur & FAÇADE, snake_case",
    "Straße Łódź ØRE ÞING ISTANBUL İzmir ıssız ﬁnal ½",
    "Ὀδυσσεύς ΟΔΥΣΣΕΥΣ Чей это ёж? Її",
    "المُتْحَف مـتـحف مُوسِيقَى מוּזֵיאוֹן",
    "संग्रहालय की रात வரலாறு",
    "도서관에서 만나요",
    "図書館2026 ガラス パン𠮷野家 พิพิธภัณฑ์ ພິພິທະພັນ សារមន្ទីរ ပြတိုက်",
    "#MuseumHour @amara@glammr.example https://example.org/1?a=b 2026-11-22 🎉👏🏽",
    "Việt Nam đường phố",
]


def recapped(number: int, **changes: str) -> Session:
    """One of many sessions; each has a post of its own, with words that all of them have."""
    start = FIRST + timedelta(days=number)
    chosen = post(text=f"Everybody says amphora here, and number{number}", url=f"https://x.example/{number}")
    recap = Recap(
        published=start + timedelta(days=1),
        takeaways=(Takeaway(changes.pop("takeaway", "A plain one")),),
        highlights=(Highlight(post=post(text="Hello", url=f"https://x.example/9{number}")), Highlight(post=chosen)),
    )
    return replace(session(id=f"s{number}", title=changes.pop("title", f"Session {number}"), start=start, recap=recap))


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The reader over some hundred sessions, a few of them special."""
    special = {
        7: recapped(7, takeaway="The café was full of Straßenmusik"),
        8: recapped(8, title="Amphora"),
        9: recapped(9, takeaway="図書館の猫"),
        10: recapped(10, takeaway="المُتْحَف مفتوح"),
        11: recapped(11, takeaway="loans of labels"),
        12: recapped(12, takeaway="a loan with a label"),
    }
    folder = tmp_path_factory.mktemp("search")
    write_index(folder, [special.get(number) or recapped(number) for number in range(300)])
    with open_reader(browser, folder) as page:
        yield page


def addresses(page: Page, query: str, limit: int = 8) -> list[str]:
    return [found["address"].split("/")[-2] for found in find(page, query, limit)]


@pytest.mark.parametrize("text", TEXTS)
def test_browser_and_generator_make_the_same_words(reader: Page, text: str) -> None:
    split = 'async text => (await import("/assets/causerie/causerie-search-index.js")).splitWords(text)'
    assert reader.evaluate(split, text) == split_words(text)


@pytest.mark.parametrize("number", [0, 1, 137, 299])
def test_a_word_of_one_post_leads_to_that_very_post(reader: Page, number: int) -> None:
    exact = [each for each in find(reader, f"number{number}", 300) if each["address"].endswith(f"/s{number}/")]
    assert [place["anchor"] for place in exact[0]["places"]] == [f"post-{number}"]


def test_the_whole_word_comes_before_words_that_only_begin_so(reader: Page) -> None:
    assert addresses(reader, "number1", 3) == ["s1", "s199", "s198"]


def test_a_title_comes_first_and_then_the_newest(reader: Page) -> None:
    assert addresses(reader, "amphora", 3) == ["s8", "s299", "s298"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cafe", ["s7"]),
        ("CAFÉ", ["s7"]),
        ("strasse", ["s7"]),
        ("Straß", ["s7"]),
        ("書館", ["s9"]),
        ("図書館の猫", ["s9"]),
        ("猫", ["s9"]),
        ("متحف", []),
        ("المتحف", ["s10"]),
        ("loan label", ["s12", "s11"]),
        ("museum number42 hour", ["s42"]),
        ("zzz", []),
        ("", []),
        ("?!", []),
    ],
)
def test_what_is_there_is_found_and_nothing_else(reader: Page, query: str, expected: list[str]) -> None:
    assert addresses(reader, query) == expected


def test_where_no_page_has_every_word_those_with_most_are_shown_with_what_they_lack(reader: Page) -> None:
    found = find(reader, "cafe amphora zzz", 300)
    assert [(each["address"].split("/")[-2], each["missing"]) for each in found] == [("s7", ["zzz"])]


def test_a_question_and_a_person_are_found_where_they_stand(reader: Page) -> None:
    assert [place["anchor"] for place in find(reader, "worst", 1)[0]["places"]] == ["q1"]
    assert [place["anchor"] for place in find(reader, "Diallo", 1)[0]["places"]] == ["people"]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("A label, LABELS, unlabelled", "label", ["A ", "[label]", ", ", "[LABEL]", "S, unlabelled"]),
        ("Cœur et café", "coeur cafe", ["[Cœur]", " et ", "[café]"]),
        ("<b>x</b>", "b", ["<", "[b]", ">x</", "[b]", ">"]),
        ("新しい図書館の猫", "図書館", ["新しい", "[図書館]", "の猫"]),
        ("nothing", "zzz", ["nothing"]),
        ("x " * 150 + "label " + "y " * 150, "label", ["… ", "x " * 25, "[label]", " y" * 72, " …"]),
    ],
)
def test_excerpts_mark_what_was_looked_for(reader: Page, text: str, query: str, expected: list[str]) -> None:
    cut = """async ([text, query]) => {
        const reader = await import("/assets/causerie/causerie-search-index.js");
        return reader.excerpt(text, reader.readQuery(query).marks).map(p => p.isMarked ? `[${p.text}]` : p.text);
    }"""
    pieces = reader.evaluate(cut, [text, query])
    assert pieces == expected


def test_no_excerpt_is_much_longer_than_its_limit(reader: Page) -> None:
    cut = """async text => {
        const reader = await import("/assets/causerie/causerie-search-index.js");
        return reader.excerpt(text, ["label"]).map(p => p.text).join("").length;
    }"""
    assert reader.evaluate(cut, "x" * 500 + " label " + "y" * 500) <= 204


def test_a_sensitive_posts_text_is_found_but_not_shown(browser: Browser, tmp_path: Path) -> None:
    hidden = post(text="Blood on the floor", sensitive=True)
    recap = Recap(published=NOW - timedelta(days=1), highlights=(Highlight(post=hidden),))
    write_index(tmp_path, [session(start=FIRST, recap=recap)])
    with open_reader(browser, tmp_path) as page:
        (found,) = find(page, "blood")
    assert [(place["anchor"], place["text"]) for place in found["places"]] == [("post-3k2a", "Sensitive post")]
