"""The posts: found by search and filters, in threads, by time or by score; shown as text whatever they say."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from causerie.curate import words
from causerie.i18n import speak
from tests.curate.driving import Curator, curate, serve_page
from tests.curate.site_making import POSTS, make_site, post_line
from tests.waiting import is_soon

STATIC = Path(words.__file__).parents[1] / "static" / "curate"


def shown(curator: Curator) -> list[str]:
    """The posts that are to be seen, in their order on the page."""
    found: list[str] = curator.page.locator(".post:visible").evaluate_all(
        "posts => posts.map(each => each.dataset.post)"
    )
    return found


def test_search_and_filters_narrow_and_are_cleared(curator: Curator) -> None:
    page = curator.page
    page.locator("input[name=search]").fill("label WORST")
    assert shown(curator) == ["x:101", "x:103"]
    page.locator("input[name=search]").fill("")
    page.locator("[data-act=filters]").click()
    for name, posts in {
        "With a picture": ["x:104"],
        "Hosts": ["x:101", "x:105", "x:100"],
        "Chosen": ["x:102", "x:106"],
    }.items():
        page.get_by_role("button", name=name, exact=True).click()
        assert shown(curator) == posts, name
        page.get_by_role("button", name=name, exact=True).click()
    page.get_by_label("Author").select_option("lea")
    assert shown(curator) == ["x:102", "x:106"]
    page.locator(".pill[data-question='2']").click()
    assert shown(curator) == ["x:106"]
    page.get_by_role("button", name="Clear all filters").click()
    assert len(shown(curator)) == len(POSTS)


def test_posts_are_sorted_by_score_and_the_score_explains_itself(curator: Curator) -> None:
    curator.page.get_by_label("Sort by").select_option("score")
    first = curator.page.locator("[data-section='2'] .post").first
    expect(first).to_have_attribute("data-post", "x:106")
    first.locator(".score").click()
    expect(first.locator(".why")).to_contain_text("12 likes")


def test_answers_stand_indented_below_what_they_answer(browser: Browser, tmp_path: Path) -> None:
    folder = make_site(tmp_path)
    lines = (folder / "transcript.jsonl").read_text(encoding="utf-8")
    late = post_line(120, 50, "mo", "Not even one? #MuseumHour", {"reply_to": "x:104", "question": 1, "role": "answer"})
    (folder / "transcript.jsonl").write_text(lines + late, encoding="utf-8")
    with serve_page(tmp_path) as address, curate(browser, address, folder) as curator:
        assert curator.post(120).get_attribute("data-depth") == "1"
        order = shown(curator)
        assert order.index("x:120") == order.index("x:104") + 1


def test_what_was_scrolled_past_is_seen(browser: Browser, tmp_path: Path) -> None:
    folder = make_site(tmp_path)
    many = "".join(post_line(200 + at, 30 + at, "kim", f"A2 Label number {at}. #MuseumHour", {}) for at in range(30))
    file = folder / "transcript.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + many, encoding="utf-8")
    with serve_page(tmp_path) as address, curate(browser, address, folder) as curator:
        page = curator.page
        for _ in range(6):
            page.locator("[data-slot=posts]").evaluate("box => box.scrollBy(0, 300)")
            page.wait_for_timeout(80)
        assert is_soon(lambda: "x:101" in page.evaluate("JSON.stringify(sessionStorage)"))
        page.reload()
        page.locator("[data-act=filters]").click()
        page.get_by_role("button", name="Not yet seen").click()
        assert 0 < len(shown(curator)) < 39
        assert "x:101" not in shown(curator)


def test_a_hostile_post_shows_as_text_and_runs_nothing(curator: Curator) -> None:
    asked: list[str] = []
    curator.page.on("request", lambda request: asked.append(request.url))
    expect(curator.post(108)).to_contain_text("<script>alert(1)</script>")
    curator.post(108).locator(".choose").click()
    expect(curator.row(2)).to_contain_text("<img src=x onerror=alert(2)>")
    assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []
    assert curator.page.locator(".post script, .post img[onerror], .highlight script").count() == 0


def test_a_transcript_of_fifteen_hundred_posts_is_all_there(browser: Browser, tmp_path: Path) -> None:
    folder = make_site(tmp_path)
    file = folder / "transcript.jsonl"
    more = "".join(
        post_line(1000 + at, at // 25, f"p{at % 90}", f"A{1 + at % 2} Answer {at} #MuseumHour", {})
        for at in range(1500)
    )
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    with serve_page(tmp_path) as address, curate(browser, address, folder) as curator:
        assert len(shown(curator)) == 1500 + len(POSTS)
        curator.post(2400).locator(".choose").click()
        expect(curator.post(2400)).to_have_class(re.compile("is-chosen"))
        assert ("x:2400", 1) in curator.chosen()


def page_texts() -> list[str]:
    """The list that the page's own module exports."""
    listed = (STATIC / "words.js").read_text(encoding="utf-8").split("TEXTS = [")[1].split("];")[0]
    found: list[str] = json.loads("[" + listed.strip().rstrip(",") + "]")
    return found


def test_every_text_of_the_page_is_in_its_list() -> None:
    scripts = [each.read_text(encoding="utf-8") for each in STATIC.glob("*.js") if each.name != "words.js"]
    used = {
        json.loads(f'"{text}"') for script in scripts for text in re.findall(r'\bsay\(\s*"((?:[^"\\]|\\.)*)"', script)
    }
    page = (STATIC / "curate.html").read_text(encoding="utf-8")
    used |= set(re.findall(r'data-say(?:-label|-placeholder)?="([^"]+)"', page))
    assert used <= set(page_texts())


def test_the_servers_list_of_texts_is_the_pages() -> None:
    assert sorted(words.page_words(speak("en"))) == sorted(page_texts())
    french = words.page_words(speak("fr"))
    assert all(set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", french[text])) for text in french)
