"""The theme evaluated once a kind gives, byte for byte, what the whole theme gives for each page, or is not used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mkdocs_plugin.shell_making import SHAPES, build_both_ways, override, with_overrides

CHECKOUT = Path(__file__).parents[2]
DEMO = {
    path.relative_to(CHECKOUT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(CHECKOUT.joinpath("content").rglob("*"))
    if path.suffix in {".md", ".yml", ".jsonl"}
}
DEMO_MKDOCS = CHECKOUT.joinpath("mkdocs.yml").read_text(encoding="utf-8")


def announce(text: str) -> dict[str, str]:
    """Pages with more at their top."""
    return SHAPES | override(announce=text)


def demo(folder: Path) -> dict[str, str]:
    """The demo; its pictures are links to nothing that a page's theme could show."""
    for path in CHECKOUT.joinpath("content").rglob("*.png"):
        copy = folder / path.relative_to(CHECKOUT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return DEMO


# What hosts do in a main.html, and a shell can do for each page, too
PRINTING = {
    "site_meta": '<meta property="og:title" content="{{ page.title | e }}"><meta name="t" content="{{ page.title }}">'
    '<meta property="og:description" content="{{ page.meta.description }}">{{ page.meta.get("title") }}',
    "htmltitle": "{% if page.meta and page.meta.title %}"
    "<title>{{ page.meta.title | striptags | upper }}</title>{% endif %}",
    "extrahead": "<script>const page = {title: {{ page.title | tojson }}, url: {{ page.url | d('') | tojson }}, at:"
    " '{{ page.canonical_url }}', path: '{{ page.abs_url }}', home: {{ page.is_homepage | tojson }}}</script>"
    "{{ page.title | truncate(30) }} {{ page.title | replace('a', 'b') }} {{ page['title'] | trim }}",
    "announce": "{{ page.url }} {{ page.url | url }} {{ '.' | url }} {{ page.file.src_uri }}"
    "{% set mine = page.title ~ ' - ' ~ config.site_name %}{{ mine }} {{ mine | e }} {{ 'On %s' % page.title }}"
    "{% set block %}<b>{{ page.title }}</b>{% endset %}{{ block }}{{ block | striptags }}"
    "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}{{ bold(page.title) }}{{ bold(page.meta.description) }}"
    "<a href='https://share.example/?{{ page.canonical_url | urlencode }}'>{{ page.title | title }}</a>",
    "content": "{% if page.content %}<small>{{ page.content | striptags | truncate(100) }}</small>{% endif %}",
    "footer": "{{ page.edit_url }} {{ page.update_date }} {{ build_date_utc }} {{ config.extra.foo }} {{ page.parent }}"
    "{{ page.previous_page }} {{ page.file.name }} {{ page.is_section }} {{ config.site_name }} {{ nav.homepage.url }}",
    "scripts": "<script>console.log('{{ page.title | lower | capitalize }}', {{ base_url | tojson }})</script>",
}
PARTIALS = {
    "overrides/partials/source-file.html": "<p>{{ page.title }} of {{ page.update_date }}</p>",
    "overrides/partials/footer.html": "<footer>{{ page.title }} {{ config.copyright }}</footer>",
    "overrides/partials/toc-item.html": '<li title="{{ toc_item.title }}"><a href="{{ toc_item.url }}">'
    "{{ toc_item.title | striptags | e }}</a>{% for each in toc_item.children %}{{ each.title }}{% endfor %}</li>\n",
    "overrides/partials/header.html": '<header>{{ page.title | d("", true) }} {{ page.title | striptags }}</header>',
    "overrides/partials/palette.html": "",
    "overrides/partials/nav.html": "{% for item in nav %}<a {% if item == page %}here{% endif %} "
    "href='{{ item.url | url }}'>{{ item.title }}</a>{% endfor %}",
}


def test_every_page_of_the_demo_is_as_the_whole_theme_shows_it(tmp_path: Path) -> None:
    built = build_both_ways(tmp_path, demo(tmp_path), DEMO_MKDOCS)
    assert (built.differing, built.slower) == ([], [])
    kinds = {"chats/", "chats/museum-hour/", "chats/museum-hour/pay/", "archive/", "archive/2026/"}
    assert {f"{kind}index.html" for kind in kinds | {"chats/bibli-heure/dimanche/", "join/", ""}} <= built.pages.keys()
    assert 'lang="fr"' in built.text("chats/bibli-heure/dimanche/")


def test_blocks_and_partials_of_the_host_are_evaluated_once_and_right_on_each_page(tmp_path: Path) -> None:
    mkdocs = DEMO_MKDOCS.replace("name: material\n", "name: material\n  custom_dir: overrides\n")
    built = build_both_ways(tmp_path, demo(tmp_path) | override(**PRINTING) | PARTIALS, mkdocs)
    assert (built.differing, built.slower) == ([], [])


def test_odd_texts_are_printed_as_the_whole_theme_prints_them(tmp_path: Path) -> None:
    built = build_both_ways(tmp_path, SHAPES | override(**PRINTING) | PARTIALS, with_overrides())
    assert (built.differing, built.slower) == ([], [])
    odd = built.text("chats/museum-hour/odd/")
    assert '{title: "Who said \\"\\u0026lt;b\\u0026gt;no\\u0026lt;/b\\u0026gt;\\" \\u0026amp; why?"' in odd
    assert '<title>WHO SAID "<B>NO</B>" & WHY?' in odd
    assert "A title that says..." in built.text("chats/museum-hour/long/")


@pytest.mark.parametrize(
    "text",
    [
        "{% if page.title == 'Is it all on video?' %}Yes.{% endif %}",
        "{% if 'video' in page.title %}Yes.{% endif %}",
        "{% if page.title | lower in ['many', 'off'] %}Yes.{% endif %}",
        "{{ {'Many': 'Yes.'}[page.title] }}",
        "{{ page.title | length }}",
        "{% if page.meta.description | length > 130 %}Yes.{% endif %}",
        "{% if page.title.startswith('Is') %}Yes.{% endif %}",
        "{{ page.url.split('/')[2] }}",
        "{% if page.url == 'chats/museum-hour/video/' %}Yes.{% endif %}",
        "{% if page.file.src_uri is eq('chats/museum-hour/video/index.md') %}Yes.{% endif %}",
        "{% if 'twice' in page.content %}Yes.{% endif %}",
        "{{ page.content | wordcount }}",
        "{% if page.toc | length > 8 %}Yes.{% endif %}",
        "{% for entry in page.toc %}<a href='{{ entry.url }}'>{{ entry.title }}</a>{% endfor %}",  # a second list
        "{% for entry in page.toc | reverse %}{{ entry.title }}{% endfor %}",
        "{% for entry in page.toc %}{{ loop.index }} of {{ loop.length }}: {{ entry.title }}{% endfor %}",
        "{% for entry in page.toc if 'Question 12' in entry.title %}{{ entry.title }}{% endfor %}",
        "{% set shown %}<b>{{ page.title }}</b>{% endset %}{% if 'video' in shown %}Yes.{% endif %}",
        "{% macro shout(text) %}{% if text == 'Many' %}Yes.{% endif %}{% endmacro %}{{ shout(page.title) }}",
        "{{ page.title ~ '' | length }}{{ (page.title ~ '') | length }}",
        "{{ '%s' | format(page.title) | wordcount }}",
        "{{ page.title[:9] }}",
        "{% for file in pages if file.page == page %}{{ loop.index }}{{ page.title }}{% endfor %}",
        "{{ page.meta }}",
    ],
)
def test_a_template_that_decides_by_a_page_is_right_on_each_page_and_slower(tmp_path: Path, text: str) -> None:
    built = build_both_ways(tmp_path, announce(text), with_overrides())
    assert built.differing == []
    assert built.slower
