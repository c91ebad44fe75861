"""A site in several languages: its pages, the switch between them, their navigation, and what a host may decide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.mkdocs_plugin.site_making import MKDOCS, SMALL, Elements, Site, tree

TWO = MKDOCS.replace("plugins: [search, causerie]", "plugins: [search, causerie: {languages: [en-GB, fr]}]")
FRENCH = "content/chats/heure-papier/chat.yml"
PAGES = {
    "mkdocs.yml": TWO,
    FRENCH: "title: Heure papier\nhashtag: HeurePapier\ntimezone: Europe/Paris\nlanguage: fr\n",
    "content/chats/heure-papier/2026-12-03-cartes/session.md": (
        "---\ntitle: Cartes\nstart: 2026-12-03 20:00\nstatus: confirmed\ntopics: [cartes]\n---\n"
    ),
    "content/pages/join.md": "---\ntitle: How to join\n---\n\n[causerie recaps]\n",
    "content/pages/house/rules.md": "# House rules\n",
    "content/pages/participer.md": (
        "---\ntitle: Participer\nlanguage: fr\ntranslates: join.md\n---\n\n[causerie recaps]\n"
    ),
    "content/pages/fr/house/rules.md": "# Les règles\n",
    "content/pages/fr/merci.md": "# Merci\n",
}
HREF = "https://chats.example/"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, {**SMALL, **PAGES})


def switch(site: Site, address: str) -> list[tuple[str, str]]:
    """Where the switch of a page leads, and in which language it says so."""
    links = Elements(site.page(address)).all("a")
    return [(link["href"], link["lang"]) for link in links if link.get("hreflang")]


def alternates(site: Site, address: str) -> dict[str, str]:
    links = Elements(site.page(address)).all("link")
    return {link["hreflang"]: link["href"].removeprefix(HREF) for link in links if "hreflang" in link}


def tabs(site: Site, address: str) -> list[str]:
    found = Elements(site.page(address)).found
    return ["".join(text).strip() for _, attributes, text in found if attributes.get("class") == "md-tabs__link"]


def language(site: Site, address: str) -> str:
    return Elements(site.page(address)).all("html")[0]["lang"]


def test_each_page_that_gathers_is_there_in_each_language_and_no_other_page_is(site: Site) -> None:
    site.built()
    pages = {path.parent.relative_to(site.folder).as_posix() for path in site.folder.rglob("index.html")}
    french = {page.removeprefix("fr/") for page in pages if page.startswith("fr/")}
    assert french - {"house/rules", "merci"} == {
        *("archive", "archive/2026", "chats", "people", "people/amara", "topics", "topics/cartes", "topics/labels"),
        "unanswered",
    }
    assert {language(site, f"fr/{page}/") for page in french} == {"fr"}
    assert {language(site, f"{page}/") for page in french - {"merci"}} == {"en"}
    assert language(site, "chats/heure-papier/cartes/") == "fr"


def test_files_are_there_once(site: Site) -> None:
    site.built()
    assert [name for name in tree(site.folder / "fr") if not name.endswith(".html")] == []


def test_pages_that_say_the_same_name_each_other(site: Site) -> None:
    site.built()
    pairs = {
        "": "fr/",
        "join/": "participer/",
        "house/rules/": "fr/house/rules/",
        "topics/labels/": "fr/topics/labels/",
    }
    for own, other in pairs.items():
        assert alternates(site, own) == {"en-GB": own, "fr": other, "x-default": own}
        assert alternates(site, other) == alternates(site, own)
    for alone in ("fr/merci/", "chats/museum-hour/", "chats/heure-papier/cartes/", "404.html"):
        assert alternates(site, alone) == {}


def test_the_switch_leads_to_the_same_page_else_to_where_the_language_begins(site: Site) -> None:
    site.built()
    assert switch(site, "") == [("fr/", "fr")]
    assert switch(site, "join/") == [("../participer/", "fr")]
    assert switch(site, "participer/") == [("../join/", "en-GB")]
    assert switch(site, "topics/") == [("../fr/topics/", "fr")]
    assert switch(site, "fr/archive/2026/") == [("../../../archive/2026/", "en-GB")]
    assert switch(site, "fr/merci/") == [("../..", "en-GB")]
    assert switch(site, "chats/museum-hour/labels/") == [("../../../fr/", "fr")]
    assert switch(site, "chats/heure-papier/cartes/") == [("../../..", "en-GB")]
    assert switch(site, "404.html") == [("/fr/", "fr")]


def test_each_language_has_its_tabs(site: Site) -> None:
    site.built()
    own = ["Home", "Chats", "Archive", "How to join", "House"]
    other = ["Accueil", "Rendez-vous", "Archives", "Participer", "House", "Merci"]
    for address in ("", "join/", "people/", "chats/museum-hour/", "404.html"):
        assert tabs(site, address) == own, address
    for address in ("fr/", "participer/", "fr/archive/", "fr/people/amara/", "chats/heure-papier/cartes/"):
        assert tabs(site, address) == other, address


def test_links_stay_in_a_pages_language(site: Site) -> None:
    site.built()
    assert 'href="../../../fr/topics/cartes/"' in site.body("chats/heure-papier/cartes/")
    assert 'href="../../../topics/labels/"' in site.body("chats/museum-hour/labels/")
    assert 'href="../fr/archive/"' in site.body("participer/")
    assert 'href="../archive/"' in site.body("join/")
    assert 'action="../../../fr/archive/"' in site.page("chats/heure-papier/cartes/")


def test_a_written_navigation_is_translated(site: Site) -> None:
    site.write("mkdocs.yml", TWO + "nav: [index.md, {Chats: chats/index.md}, {More: [join.md, house/rules.md]}]\n")
    site.built()
    assert tabs(site, "") == ["Home", "Chats", "More"]
    assert tabs(site, "fr/") == ["Accueil", "Rendez-vous", "More"]
    assert 'href="../participer/" class="md-tabs__link"' in site.page("fr/")


def test_a_section_with_a_languages_landing_page_is_its_navigation(site: Site) -> None:
    site.write("content/pages/fr/index.md", "# Bonjour\n")
    section = "{Français: [fr/index.md, fr/chats/index.md, participer.md]}"
    site.write("mkdocs.yml", f"{TWO}nav: [index.md, join.md, {section}]\n")
    site.built()
    assert tabs(site, "") == ["Home", "How to join"]
    assert tabs(site, "fr/archive/") == ["Accueil", "Rendez-vous", "Participer"]


def test_links_name_files_where_the_host_wants_them(site: Site) -> None:
    site.write("mkdocs.yml", TWO + "use_directory_urls: false\n")
    site.built()
    assert switch(site, "index.html") == [("fr/index.html", "fr")]
    assert switch(site, "fr/topics/cartes/") == [("../../../topics/cartes/index.html", "en-GB")]
    assert switch(site, "join.html") == [("participer.html", "fr")]


def test_with_three_languages_the_switch_is_a_menu(site: Site) -> None:
    site.write("mkdocs.yml", TWO.replace("[en-GB, fr]", "[en-GB, fr, ar]"))
    site.built()
    assert switch(site, "fr/topics/") == [("../../topics/", "en-GB"), ("../../ar/topics/", "ar")]
    assert Elements(site.page("ar/topics/")).all("body")[0]["dir"] == "rtl"
    assert "العربية" in site.page("")


def test_other_plugins_see_the_same_site(site: Site) -> None:
    """With a hook on pages MkDocs makes each of them, with the whole theme."""
    site.built()
    quick = tree(site.folder)
    site.write("hook.py", "def on_post_page(output, **more):\n    return output\n")
    site.write("mkdocs.yml", TWO + "hooks: [hook.py]\n")
    site.built()
    assert tree(site.folder) == quick


def test_the_hosts_own_switch_stays(site: Site) -> None:
    site.write("mkdocs.yml", TWO + "extra: {alternate: [{name: Elsewhere, link: /elsewhere/, lang: de}]}\n")
    site.built()
    assert "Elsewhere" in site.page("")
    assert "Français" not in site.page("")


def test_without_an_address_no_page_names_another(site: Site) -> None:
    site.write("mkdocs.yml", TWO.replace("site_url: https://chats.example/\n", ""))
    assert site.build().code == 0
    assert alternates(site, "fr/") == {}
    assert switch(site, "fr/") == [("..", "en-GB")]


def test_a_page_that_gathers_is_found_once_in_the_language_of_its_sessions(site: Site) -> None:
    site.built()
    texts = "".join(path.read_text() for path in (site.folder / "assets").rglob("*.json"))
    assert '"fr/topics/cartes/"' in texts
    assert '"topics/cartes/"' not in texts
    assert '"topics/labels/"' in texts
    assert '"fr/topics/labels/"' not in texts


def test_a_misspelt_translation_is_said(site: Site) -> None:
    site.change("content/pages/participer.md", "translates: join.md", "translates: joni.md")
    done = site.build("--strict")
    assert done.code == 1
    assert done.warnings == [
        "WARNING -  participer.md: 'translates: joni.md' names no page. Did you mean 'join.md'?",
    ]


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        ("[en, fench]", "'languages' has 'fench', no known language."),
        ("[en, nl]", "'languages' has 'nl', which the site cannot speak. It speaks ar, de, en, es, fr, ja, pt."),
        ("[en, fr, fr]", "'languages' names a language twice. Name each once, the site's own first."),
        ("[en, fr], language: fr", "'language' is fr, and 'languages' begins with en."),
    ],
)
def test_wrong_languages_are_said(site: Site, languages: str, said: str) -> None:
    site.write("mkdocs.yml", TWO.replace("[en-GB, fr]", languages))
    done = site.build()
    assert done.code == 1
    assert said in done.said


def test_one_language_in_the_list_is_the_sites_own(site: Site) -> None:
    site.write("mkdocs.yml", TWO.replace("[en-GB, fr]", "[en-GB]"))
    listed = tree(site.built().folder)
    site.write("mkdocs.yml", TWO.replace("languages: [en-GB, fr]", "language: en-GB"))
    assert tree(site.built().folder) == listed
    assert json.loads(listed["causerie.json"])
