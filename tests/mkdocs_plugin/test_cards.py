"""Card images in a build: one for each page, drawn once, and not where nobody wants them or somebody waits for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mkdocs_plugin.builder import Builder, Order
from tests.mkdocs_plugin.site_making import MKDOCS, SESSION, Site, environment_of, tree

CARDS = "assets/causerie/cards"
OF_SESSION = f"{CARDS}/museum-hour/labels.png"
ALL = [f"{CARDS[:-1]}.png", f"{CARDS}/museum-hour.png", f"{CARDS}/museum-hour/amphora.png", OF_SESSION]
OFF = MKDOCS.replace("causerie]", "{causerie: {cards: false}}]")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def builder() -> Iterator[Builder]:
    builder = Builder()
    yield builder
    builder.close()


def cards(folder: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(folder).items() if "/card" in path}


def previews(page: str) -> list[str]:
    return re.findall(r'<meta (?:property="og:image"|name="twitter:card") content="([^"]+)">', page)


def test_every_page_names_a_card_that_is_there(site: Site) -> None:
    site.built()
    assert cards(site.folder).keys() == set(ALL)
    of_session = [f"https://chats.example/{OF_SESSION}", "summary_large_image"]
    assert previews(site.page("chats/museum-hour/labels/")) == of_session
    assert previews(site.page("chats/museum-hour/"))[0] == f"https://chats.example/{CARDS}/museum-hour.png"
    for page in ("", "chats/", "archive/"):
        assert previews(site.page(page))[0] == f"https://chats.example/{ALL[0]}"


def test_a_later_build_draws_only_what_says_something_else(site: Site) -> None:
    before = {path: (site.built().folder / path).stat().st_ino for path in ALL}
    site.change(SESSION, "Who writes the label?", "Who reads the label?")
    site.built()
    after = {path: (site.folder / path).stat().st_ino for path in ALL}
    assert [path for path in ALL if before[path] != after[path]] == [OF_SESSION]
    warm = tree(site.folder)
    anew = Site(site.root / "anew", {name: (site.root / name).read_text("utf-8") for name in _records(site)})
    assert {path: warm[path] for path in ALL} == cards(anew.built().folder)


def _records(site: Site) -> list[str]:
    return ["mkdocs.yml", *(path.relative_to(site.root).as_posix() for path in site.root.glob("content/**/*.*"))]


@pytest.mark.parametrize("config", [OFF, MKDOCS.replace("site_url", "#site_url")], ids=["off", "no address"])
def test_without_cards_no_page_names_one(site: Site, config: str) -> None:
    site.write("mkdocs.yml", config)
    assert site.build().code == 0
    assert cards(site.folder) == {}
    assert [page for page in ("", "chats/museum-hour/labels/") if "og:image" in site.page(page)] == []


def test_a_preview_draws_none(site: Site, builder: Builder, tmp_path: Path) -> None:
    order = Order(str(site.root), str(tmp_path / "log"), environment_of(site.root), ("preview", str(site.folder)))
    assert builder.run([order]) == [0], (tmp_path / "log").read_text(encoding="utf-8")
    assert (site.folder / "chats/museum-hour/labels/index.html").exists()
    assert cards(site.folder) == {}


def test_what_the_host_put_there_stands(site: Site) -> None:
    site.write(f"content/pages/{OF_SESSION}", b"mine")
    assert cards(site.built().folder)[OF_SESSION] == b"mine"


def test_a_preview_that_somebody_else_gives_a_hosts_page_stays_alone(site: Site) -> None:
    site.write(
        "overrides/main.html",
        '{% extends "base.html" %}{% block extrahead %}<meta property="og:title" content="x">{% endblock %}',
    )
    site.write("mkdocs.yml", MKDOCS.replace("material}", "material, custom_dir: overrides}"))
    page = site.built().page("")
    assert page.count('property="og:title"') == 1
    assert "og:image" not in page
