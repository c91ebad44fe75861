"""The theme evaluated once a kind gives, byte for byte, what the whole theme gives for each page, or is not used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mkdocs_plugin.shell_making import PLAIN, SHAPES, build_both_ways, override, with_overrides

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


@pytest.mark.parametrize("all_shells", [True, False])
def test_every_page_of_the_demo_is_as_the_whole_theme_shows_it(tmp_path: Path, all_shells: bool) -> None:
    built = build_both_ways(tmp_path, demo(tmp_path), DEMO_MKDOCS, all_shells=all_shells)
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


def test_a_list_that_ends_early_is_right_on_each_page_and_slower(tmp_path: Path) -> None:
    short = "{% for entry in page.toc %}{% if loop.index < 6 %}<p>{{ entry.title }}</p>{% endif %}{% endfor %}"
    built = build_both_ways(tmp_path, announce("Hello") | {"overrides/partials/toc.html": short}, with_overrides())
    assert built.differing == []
    assert len(built.slower) == 5  # kinds of pages that have such a list


LISTS = "{% for each in pages %}<li>{{ each.page.title }}: {{ each.page.meta.description }}{{ each.page.content }}</li>"


@pytest.mark.parametrize(
    "overrides",
    [
        {"overrides/main.html": '{% extends "base.html" %}{% block announce %}{{ pages | length }}{% endblock %}'},
        {
            "overrides/main.html": '{% extends "base.html" %}'
            "{% block announce %}{% if page.is_homepage %}" + LISTS + "{% endfor %}{% endif %}{% endblock %}"
        },
        {"overrides/404.html": LISTS + "{% endfor %}"},
    ],
    ids=["how many", "on the landing page", "for what is not found"],
)
def test_templates_may_look_at_all_pages(tmp_path: Path, overrides: dict[str, str]) -> None:
    built = build_both_ways(tmp_path, SHAPES | overrides, with_overrides())
    assert (built.differing, built.slower) == ([], [])


READS = override(announce="{{ banner }} {{ page.meta.banner }} {{ page.title }} {{ shout('x') if shout }}")


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        (
            "def on_page_markdown(markdown, page, **more):\n"
            "    page.meta['banner'] = 'Look!' if page.url.endswith('video/') else ''\n",
            "Look!",
        ),
        (
            "def on_page_content(html, page, **more):\n"
            "    return html + f'<p>Look at {page.url}</p>' if page.url.endswith('video/') else html\n",
            "<p>Look at chats/museum-hour/video/</p>",
        ),
        (
            "def on_page_context(context, page, **more):\n"
            "    context['banner'] = 'Look!' if page.url.endswith('video/') else ''\n",
            "Look!",
        ),
        (
            "def on_page_context(context, page, **more):\n"
            "    page.title = 'Look!' if page.url.endswith('video/') else page.title\n",
            "Look!",
        ),
        (
            "def on_pre_page(page, **more):\n"
            "    if page.url.endswith('video/'):\n        page.title = 'Look!'\n    return page\n",
            "Look!",
        ),
        (
            "def on_post_page(output, page, **more):\n"
            "    return output + '<!-- Look! -->' if page.url.endswith('video/') else output\n",
            "<!-- Look! -->",
        ),
    ],
    ids=["markdown", "content", "context", "title", "before", "after"],
)
def test_what_a_hook_does_to_one_page_is_in_it_and_that_takes_longer(tmp_path: Path, hook: str, said: str) -> None:
    built = build_both_ways(tmp_path, SHAPES | READS, with_overrides(), hook)
    assert (built.differing, built.slower) == ([], ["mine.py"])
    assert said in built.text("chats/museum-hour/video/")
    assert [name for name in built.pages if name.endswith(".html") and said.encode() in built.pages[name]] == [
        "chats/museum-hour/video/index.html"
    ]


@pytest.mark.parametrize(
    ("hook", "is_slower"),
    [
        (
            "def on_env(env, **more):\n    env.globals['shout'] = str.upper\n    env.filters['e'] = lambda text: '?'\n"
            "    return env\n",
            False,
        ),
        (
            "def on_env(env, **more):\n    env.globals['banner'] = 'All of us'\n    return env\n"
            "def on_template_context(context, **more):\n    context['banner'] = 'Nobody'\n    return context\n",
            False,
        ),
        (
            "from jinja2 import pass_context\n@pass_context\n"
            "def shout(context, text):\n    return 'X' if context['page'].url.endswith('video/') else text\n"
            "def on_env(env, **more):\n    env.globals['shout'] = shout\n    return env\n",
            True,
        ),
        (
            "def on_files(files, **more):\n"
            "    files.remove(files.get_file_from_path('chats/museum-hour/video/index.md'))\n"
            "    files.get_file_from_path('causerie.json').content_string = '{}'\n    return files\n",
            False,
        ),
        (
            "from mkdocs.structure.files import Files\n"
            "def on_files(files, **more):\n"
            "    return Files([file for file in files if 'video' not in file.src_uri])\n",
            False,
        ),
        (
            "def on_nav(nav, files, **more):\n"
            "    nav.items.append(files.get_file_from_path('chats/museum-hour/video/index.md').page)\n    return nav\n",
            False,
        ),
        (
            "from mkdocs.structure.nav import Navigation\n"
            "def on_nav(nav, files, **more):\n"
            "    page = files.get_file_from_path('chats/museum-hour/video/index.md').page\n"
            "    return Navigation([*nav.items, page], [*nav.pages, page])\n",
            False,
        ),
    ],
    ids=["filter", "global", "sees all", "files", "other files", "navigation", "other navigation"],
)
def test_what_a_hook_does_to_the_whole_site_is_on_each_page(tmp_path: Path, hook: str, is_slower: bool) -> None:
    built = build_both_ways(tmp_path, SHAPES | READS, with_overrides(), hook)
    assert (built.differing, bool(built.slower)) == ([], is_slower)


MINIMAL = {
    "theme/main.html": "<!doctype html><html><head><title>{{ page.title }}</title></head><body>\n"
    "{% for item in nav %}<a href='{{ item.url | url }}'>{{ item.title }}</a>{% endfor %}\n"
    "{% for entry in page.toc %}<a href='{{ entry.url }}'>{{ entry.title }}</a>{% endfor %}\n"
    "{{ page.content }}</body></html>\n",
    "theme/mkdocs_theme.yml": "{}",
}


@pytest.mark.parametrize(
    ("old", "new", "is_slower"),
    [
        ("theme: {name: material}", "theme: {name: mkdocs}", False),
        ("theme: {name: material}", "theme: {name: readthedocs}", True),
        ("theme: {name: material}", "theme: {name: null, custom_dir: theme}", False),
        ("docs_dir", "use_directory_urls: false\ndocs_dir", False),
        ("docs_dir", "strict: true\ndocs_dir", False),
        ("https://chats.example/", "https://amara.example/our/own/chats", False),
        ("site_url: https://chats.example/\n", "", False),
        ("docs_dir", "repo_url: https://code.example/chats\nedit_uri: edit/main\ndocs_dir", False),
        (
            "docs_dir",
            "nav: [index.md, {Our hours: chats/index.md}, {V: chats/museum-hour/video/index.md}]\ndocs_dir",
            0,
        ),
    ],
    ids=["mkdocs", "readthedocs", "own theme", "files", "strict", "below", "nowhere", "repository", "navigation"],
)
def test_whatever_the_settings_pages_are_as_the_whole_theme_shows_them(
    tmp_path: Path, old: str, new: str, is_slower: bool
) -> None:
    assert PLAIN.count(old) == 1
    built = build_both_ways(tmp_path, SHAPES | MINIMAL, PLAIN.replace(old, new))
    assert (built.differing, bool(built.slower)) == ([], bool(is_slower))
