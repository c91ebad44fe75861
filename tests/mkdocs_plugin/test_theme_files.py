"""The theme's files: MkDocs publishes the same as with its own loader, without a walk through thousands of icons."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.base import load_config
from mkdocs.structure.files import Files

from causerie.mkdocs_plugin.theme import dress_theme


def test_the_same_files_of_the_theme_are_published(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    custom = tmp_path / "custom"
    for name in ("assets/own.css", "assets/.hidden/deep.css", ".icons/own.svg", "plain.js"):
        (custom / name).parent.mkdir(parents=True, exist_ok=True)
        (custom / name).write_text("x", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: S\ntheme: {name: material, custom_dir: custom}\n", encoding="utf-8"
    )

    published = []
    for is_dressed in (False, True):
        config = load_config(str(tmp_path / "mkdocs.yml"))
        if is_dressed:
            dress_theme(config, "en")
        files = Files([])
        environment = config.theme.get_env()
        files.add_files_from_theme(environment, config)
        published.append([(file.src_uri, file.abs_src_path) for file in files])
        names = environment.list_templates()
    assert published[0] == published[1]
    assert "plain.js" in names
    assert not any(name.startswith(".icons/") for name in names)
