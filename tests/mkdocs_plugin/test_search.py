"""Search is the host's to list: where it is listed, our index stands behind Material's box; else nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from causerie.mkdocs_plugin.search import take_over_search
from tests.mkdocs_plugin.site_making import MKDOCS, Site

BOX = "data-causerie-search"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def configured(site: Site, **changes: str) -> MkDocsConfig:
    """The configuration of a site whose mkdocs.yml has lines changed."""
    lines = [next((v for k, v in changes.items() if line.startswith(f"{k}:")), line) for line in MKDOCS.splitlines()]
    site.write("mkdocs.yml", "\n".join(lines) + "\n")
    config = load_config(str(site.root / "mkdocs.yml"))
    config.plugins.run_event("startup", command="build", dirty=False)
    return config


def silenced(config: MkDocsConfig) -> bool:
    """Whether Material's plugin collects no pages and writes no index."""
    plugin = config.plugins["material/search"]
    events = [*config.plugins.events["page_context"], *config.plugins.events["post_build"]]
    return not any(getattr(method, "__self__", None) is plugin for method in events)


def test_where_search_is_listed_it_becomes_ours(site: Site) -> None:
    config = configured(site)
    before = list(config.theme.dirs)
    assert not silenced(config)
    assert take_over_search(config)
    assert silenced(config)
    assert config.theme.dirs[1:] == before
    assert (Path(config.theme.dirs[0]) / "partials" / "search.html").is_file()
    assert config.extra["causerie_search"]["fr"]["archive"] == "Parcourir les archives"


@pytest.mark.parametrize(
    "changes",
    [
        {"plugins": "plugins: [causerie]"},
        {"plugins": "plugins: [{search: {enabled: false}}, causerie]"},
        {"plugins": "plugins: [search, offline, causerie]"},
        {"theme": "theme: {name: mkdocs}"},
        {"theme": "theme: {name: material, custom_dir: other}"},
    ],
    ids=["not listed", "switched off", "opened without a server", "another theme", "the host's own box"],
)
def test_where_it_is_not_wanted_everything_stays_as_it_is(site: Site, changes: dict[str, str]) -> None:
    site.write("other/partials/search.html", '<form name="search"></form>')
    config = configured(site, **changes)
    events = {name: list(methods) for name, methods in config.plugins.events.items()}
    before = (list(config.theme.dirs), list(config.extra_javascript), dict(config.extra))
    assert not take_over_search(config)
    assert config.plugins.events == events
    assert (list(config.theme.dirs), list(config.extra_javascript), dict(config.extra)) == before


def test_what_the_host_overrides_comes_before_ours(site: Site) -> None:
    site.write("other/partials/search.html", f"<div {BOX}></div>")
    config = configured(site, theme="theme: {name: material, custom_dir: other}")
    assert take_over_search(config)
    assert config.theme.get_env().get_template("partials/search.html").render() == f"<div {BOX}></div>"


def test_a_built_site_has_our_index_and_not_the_themes(site: Site) -> None:
    site.write("content/pages/secret.md", "---\nsearch: {exclude: true}\n---\n# Hidden\n")
    site.built()
    assert not (site.folder / "search" / "search_index.json").exists()
    folder = site.folder / "assets" / "causerie" / "search"
    root = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    pages = [json.loads((folder / "page" / f"{n}.json").read_text(encoding="utf-8")) for n in range(root["pages"])]
    assert [page["address"] for page in pages] == [
        "",
        "chats/museum-hour/",
        "chats/museum-hour/amphora/",
        "people/amara/",
        "chats/museum-hour/labels/",
        "topics/labels/",
    ]
    assert not (folder / "page" / f"{root['pages']}.json").exists()
    assert BOX in site.page("chats/museum-hour/amphora/")


def test_a_site_without_search_has_nothing_of_it(site: Site) -> None:
    site.change("mkdocs.yml", "plugins: [search, causerie]", "plugins: [causerie]")
    site.built()
    assert [path for path in site.folder.rglob("*search*") if "javascripts" not in path.parts] == []
    assert BOX not in site.page("chats/museum-hour/amphora/")


def test_links_name_files_where_the_host_asked_for_it(site: Site) -> None:
    site.write("mkdocs.yml", f"{MKDOCS}use_directory_urls: false\n")
    site.built()
    root = json.loads((site.folder / "assets/causerie/search/index.json").read_text(encoding="utf-8"))
    assert root["file"] == "index.html"
    assert (site.folder / "chats" / "museum-hour" / "amphora" / "index.html").is_file()
