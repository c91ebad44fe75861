"""Text that looks like HTML or like a template is text wherever a page, the theme or the search shows it."""

from __future__ import annotations

import json

import pytest

from tests.mkdocs_plugin.site_making import CHAT, HELD, NEXT, RECAP, SESSION, Elements, Site

HOSTILE = (
    '<b>x</b> {{ 7*7 }} {% endraw %} {% raw %} "><script>alert(1)</script> </title></template>'
    "<img src=x onerror='alert(2)'> & &amp; ]]> --> '"
)
NAV = (
    "nav: [index.md, chats/index.md, {Archive: [archive/index.md, chats/museum-hour/index.md,"
    " chats/museum-hour/labels/index.md]}]\n"
)
AMPHORA = "content/chats/museum-hour/2026-10-07-amphora"


def hostile(name: str) -> str:
    """The text with a word of its own, as YAML."""
    return json.dumps(f"{HOSTILE} {name}")


@pytest.fixture(scope="module", params=["theme for each kind", "theme for each page"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Every text of every record is hostile; with pages in the navigation, titles stand there, too."""
    site = Site(tmp_path_factory.mktemp("hostile"))
    site.write("content/people.yml", f"amara: {{name: {hostile('person')}, bio: {hostile('bio')}}}\n")
    site.write(
        "content/chats/museum-hour/chat.yml",
        CHAT.replace("title: Museum Hour", f"title: {hostile('chat')}\naliases: [old-hour]")
        + f"tagline: {hostile('tagline')}\ndescription: {hostile('description')}\ntopics: [{hostile('topic')}]\n",
    )
    texts = {
        "title: Who writes the label?": f"title: {hostile('session')}\nguests: [amara]\nreason: {hostile('reason')}",
        "[What is the worst label?, And the best?]": f"[{hostile('question')}]",
        "[labels]": f"[{hostile('topic')}]",
        "Bring a label.": f"{HOSTILE} prose",
    }
    site.write(SESSION, _replaced(NEXT, texts))
    site.write(f"{AMPHORA}/session.md", HELD.replace("Describe this amphora", hostile("held")))
    texts = {
        "One amphora, forty descriptions.": hostile("summary"),
        "Say first what it is.": hostile("takeaway"),
        "name: Jonas": f"name: {hostile('author')}",
        '"A1 Two horses. #MuseumHour"': hostile("post"),
    }
    site.write(
        f"{AMPHORA}/recap.yml",
        _replaced(RECAP, texts) + f"  - heading: {hostile('heading')}\n  - text: {hostile('text')}\n",
    )
    site.write("content/pages/index.md", "# Chats\n\n[causerie next]\n\n[causerie recaps]\n\n[causerie chats]\n")
    if request.param == "theme for each page":
        site.change("mkdocs.yml", "plugins:", NAV + "plugins:")
        site.change("mkdocs.yml", "{name: material}", "{name: material, features: [navigation.tabs, toc.integrate]}")
    return site.built()


def _replaced(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def is_run(tag: str, attributes: dict[str, str]) -> bool:
    """Whether a browser runs an element's text, other than the data that stands beside a page."""
    return tag == "script" and attributes.get("type") != "application/ld+json"


def elements_of_hostile_text(html: str) -> list[str]:
    return [
        tag
        for tag, attributes, text in Elements(html.replace("<template", "<div").replace("</template", "</div")).found
        if tag == "b" or "onerror" in attributes or (is_run(tag, attributes) and "alert(" in "".join(text))
    ]


def test_no_page_has_an_element_that_a_text_made(site: Site) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in site.folder.rglob("*.html")}
    assert len(pages) >= 10
    assert {path: made for path, html in pages.items() if (made := elements_of_hostile_text(html))} == {}
    assert elements_of_hostile_text(f"<p>{HOSTILE}</p>") == ["b", "script", "img"]


@pytest.mark.parametrize(
    ("address", "name"),
    [("chats/museum-hour/labels/", "session"), ("chats/museum-hour/amphora/", "held")],
)
def test_a_title_is_the_same_text_in_tab_preview_and_page(site: Site, address: str, name: str) -> None:
    page = Elements(site.page(address))
    title = f"{HOSTILE} {name}"
    assert page.text_of("title")[0] == f"{title} - Chats"
    (preview,) = [meta["content"] for meta in page.all("meta") if meta.get("property") == "og:title"]
    assert (preview, page.text_of("h1")) == (title, [title])


def test_a_description_is_text(site: Site) -> None:
    page = Elements(site.page("chats/museum-hour/"))
    descriptions = [meta["content"] for meta in page.all("meta") if meta.get("name") == "description"]
    assert descriptions == [f"{HOSTILE} tagline"]


def test_a_former_address_shows_its_title_as_text(site: Site) -> None:
    page = Elements(site.page("chats/old-hour/"))
    assert page.text_of("title") == [f"{HOSTILE} chat"]


def test_braces_are_shown_and_never_computed(site: Site) -> None:
    for address in ("", "chats/", "chats/museum-hour/", "chats/museum-hour/labels/", "chats/museum-hour/amphora/"):
        html = site.page(address)
        assert "{{ 7*7 }} {% endraw %} {% raw %}" in html
        assert "x&lt;/b&gt; 49" not in html


def test_the_search_shows_hostile_text_as_text(site: Site) -> None:
    assets = site.folder / "assets/causerie"
    texts = [json.loads(file.read_text(encoding="utf-8")) for file in (assets / "search/page").iterdir()]
    assert any("{{ 7*7 }}" in str(text) for text in texts)
    assert any("<script>" in str(text) for text in texts)  # as it was written: nothing reads it as HTML
    scripts = {file.name: file.read_text(encoding="utf-8") for file in assets.glob("causerie*.js")}
    sinks = ("innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "document.write", "DOMParser")
    assert [(name, sink) for name, script in scripts.items() for sink in sinks if sink in script] == []
    assert len(scripts) == 2
