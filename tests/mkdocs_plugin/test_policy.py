"""Which policy a page gets: it allows what the host and the theme put there, and nothing that came with a text."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from causerie.mkdocs_plugin.policy import Policy
from tests.mkdocs_plugin.site_making import MKDOCS, SESSION, Site

PAGES = ("", "chats/", "chats/museum-hour/", "chats/museum-hour/labels/", "archive/", "404.html")
OVERRIDES = MKDOCS.replace("{name: material}", "{name: material, custom_dir: overrides}")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def policy_of(site: Site, address: str) -> dict[str, list[str]]:
    """A page's policy, by directive; it has one, and nothing that it holds for stands before it."""
    html = site.page(address)
    found = re.findall('<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert len(found) == 1, address
    assert not re.search(r"<(script|style|link|img)\b", html.partition("Content-Security-Policy")[0])
    return {name: sources for name, *sources in (each.split() for each in found[0].split("; "))}


def hash_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def scripts_in(html: str) -> set[str]:
    """What a browser would run, by its hash."""
    found = re.findall(r"<script\b([^>]*)>(.*?)</script>", html, re.DOTALL)
    return {hash_of(text) for attributes, text in found if "src=" not in attributes and "json" not in attributes}


def test_every_page_allows_the_scripts_that_it_has_and_nothing_from_elsewhere(site: Site) -> None:
    site.built()
    for path in site.folder.rglob("*.html"):
        address = path.relative_to(site.folder).as_posix()
        policy = policy_of(site, address)
        if policy["default-src"] == ["'none'"]:
            assert "<script" not in site.page(address)
            continue
        assert scripts_in(site.page(address)) <= set(policy["script-src"]), address
        assert {name: sources for name, sources in policy.items() if name != "script-src"} == {
            "default-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "object-src": ["'none'"],
            "base-uri": ["'none'"],
            "form-action": ["'self'", "https:"],
        }
        assert [each for each in policy["script-src"] if not each.startswith("'sha256-")] == ["'self'"]


def test_a_script_in_a_title_of_another_page_or_in_prose_is_none_that_is_allowed(site: Site) -> None:
    site.change(SESSION, "Bring a label.", "<script>alert(1)</script>")
    site.write("content/pages/index.md", "# Chats\n\n[causerie next]\n")
    site.built()
    assert hash_of("alert(1)") not in str([policy_of(site, address) for address in PAGES])


def test_what_foreign_text_holds_is_asked_nothing() -> None:
    foreign = "<p style='color: red'><script>alert(1)</script><img src='https://spy.example/'></p>"
    html = f'<head><meta charset="utf-8"></head><body><script>own()</script>{foreign}</body>'
    sealed = Policy({}).seal(html, [foreign])
    assert hash_of("own()") in sealed
    assert hash_of("alert(1)") not in sealed
    assert sealed.count("spy.example") == 1
    assert hash_of("alert(1)") in Policy({}).seal(html)


def test_a_hosts_own_page_may_do_what_the_host_put_there(site: Site) -> None:
    site.write(
        "content/pages/join.md",
        '# Join\n\n<script>\nsay("hello")\n</script>\n<p style="color: teal">Teal</p>\n\n'
        '<iframe src="https://video.example/embed/1"></iframe>\n'
        '<img src="https://pictures.example/a.png" srcset="https://large.example/a.png 2x, b.png 3x" alt="">\n',
    )
    site.built()
    policy = policy_of(site, "join/")
    assert hash_of('\nsay("hello")\n') in policy["script-src"]
    assert policy["style-src"] == ["'self'", "'unsafe-hashes'", hash_of("color: teal")]
    assert policy["frame-src"] == ["'self'", "https://video.example"]
    assert policy["img-src"] == ["'self'", "data:", "https://large.example", "https://pictures.example"]
    assert "frame-src" not in policy_of(site, "chats/")


def test_what_the_host_added_to_every_page_is_allowed_on_every_page(site: Site) -> None:
    more = "extra_javascript: [https://stats.example/count.js, own.js]\nextra_css: [https://styles.example/a.css]\n"
    site.write("mkdocs.yml", f"{OVERRIDES}{more}repo_url: https://github.com/amara/chats\n")
    site.write("content/pages/own.js", "")
    site.write(
        "overrides/main.html",
        '{% extends "base.html" %}{% block extrahead %}<script>const title = {{ page.title | d('
        ") | tojson }}</script>"
        "<style>p { color: teal }</style>{% endblock %}",
    )
    site.built()
    for address in PAGES:
        policy = policy_of(site, address)
        assert "https://stats.example" in policy["script-src"]
        assert policy["connect-src"] == ["'self'", "https://stats.example", "https://api.github.com"]
        assert {"https://styles.example", hash_of("p { color: teal }")} <= set(policy["style-src"])
        assert scripts_in(site.page(address)) <= set(policy["script-src"]), address


def test_what_another_plugin_does_to_a_script_is_allowed_as_it_is_then(site: Site) -> None:
    site.write("mkdocs.yml", f"{MKDOCS}hooks: [mine.py]\n")
    site.write(
        "mine.py", "def on_post_page(output, **more):\n    return output.replace('__md_scope=', '__md_scope =')\n"
    )
    site.built()
    for address in PAGES[:-1]:
        assert "__md_scope =" in site.page(address)
        assert scripts_in(site.page(address)) <= set(policy_of(site, address)["script-src"]), address


def test_the_host_may_add_sources_or_switch_it_off_or_write_another(site: Site) -> None:
    site.write("mkdocs.yml", MKDOCS.replace("causerie]", "{causerie: {policy: {script-src: https://a.example}}}]"))
    site.built()
    assert all("https://a.example" in policy_of(site, address)["script-src"] for address in PAGES)
    site.write("mkdocs.yml", MKDOCS.replace("causerie]", "{causerie: {policy: false}}]"))
    site.built()
    assert [address for address in PAGES if "Content-Security-Policy" in site.page(address)] == []
    site.write("mkdocs.yml", OVERRIDES)
    own = '<meta http-equiv="Content-Security-Policy" content="default-src *">'
    site.write("overrides/main.html", f'{{% extends "base.html" %}}{{% block site_meta %}}{own}{{% endblock %}}')
    site.built()
    assert [policy_of(site, address) for address in PAGES[:-1]] == [{"default-src": ["*"]}] * (len(PAGES) - 1)


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("{script-scr: https://a.example}", "'script-scr', which is nothing that a policy knows. Did you mean"),
        ("{script-src: 'https://a.example;object-src'}", "for 'script-src', which is no source. Write one as https://"),
        ("{img-src: [https://a.example, 3]}", "'3' for 'img-src', which is no source."),
        ("{img-src: 3}", "'3' for 'img-src', which is no source."),
    ],
)
def test_a_mistake_in_the_option_is_said(site: Site, option: str, said: str) -> None:
    site.write("mkdocs.yml", MKDOCS.replace("causerie]", f"{{causerie: {{policy: {option}}}}}]"))
    done = site.build()
    assert done.code == 1
    assert said in done.said
    assert "Traceback" not in done.said


def test_a_changed_policy_changes_pages_that_did_not_change(site: Site) -> None:
    site.built()
    site.write("mkdocs.yml", MKDOCS.replace("causerie]", "{causerie: {policy: {script-src: https://a.example}}}]"))
    site.built()
    assert "https://a.example" in policy_of(site, "chats/museum-hour/amphora/")["script-src"]
