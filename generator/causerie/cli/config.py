"""Reads mkdocs.yml for the commands, by MkDocs' own loader, so that plugin and command see the same site."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from causerie.problems import CauserieError, Problem, Severity, did_you_mean
from causerie.settings import Settings

_PLUGIN = "causerie"


def read_settings(path: Path) -> Settings:
    """The settings of the site whose mkdocs.yml this is, its warnings said on the way.

    Raises CauserieError where there is none, or it is wrong.
    """
    settings, problems = read_site(path)
    for problem in problems:
        click.echo(str(problem), err=True)
    return settings


def read_site(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of the site whose mkdocs.yml this is, and what MkDocs would warn of in it.

    Raises CauserieError where there is none, or it is wrong.
    """
    if path.is_dir():
        path /= "mkdocs.yml"
    if not path.is_file():
        raise CauserieError(
            f"There is no {path}. Go to the folder of your site, or name its mkdocs.yml with --config;"
            " `causerie new site DIR` makes a site."
        )
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)  # what MkDocs would log is said below, once

    from mkdocs.config.base import ValidationError
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import MkDocsException

    from causerie.mkdocs_plugin.config import CauserieConfig, settings_from_config

    config = MkDocsConfig(config_file_path=str(path))
    try:
        with path.open("rb") as file:
            config.load_file(file)
        errors, warnings = config.validate()
    except (MkDocsException, ValidationError, UnicodeDecodeError) as error:
        raise CauserieError(f"{path} cannot be read: {error}") from error
    if errors:
        raise CauserieError("\n".join(f"{path}: {name}: {error}" for name, error in errors))
    plugin = config.plugins.get(_PLUGIN)
    if plugin is None:
        hint = did_you_mean(_PLUGIN, config.plugins)
        raise CauserieError(f"{path} does not name the plugin '{_PLUGIN}'. Write `- {_PLUGIN}` under `plugins:`.{hint}")
    assert isinstance(plugin.config, CauserieConfig)
    try:
        settings = settings_from_config(config, plugin.config)
    except CauserieError as error:
        raise CauserieError("\n".join(f"{path}: {mistake}" for mistake in str(error).splitlines())) from error
    said = (Problem(path.name, 1, 1, f"{name}: {warning}", Severity.WARNING) for name, warning in warnings)
    return settings, tuple(said)


def read_published_folders(path: Path) -> tuple[Path, ...]:
    """Where MkDocs finds pages and writes the site, of a mkdocs.yml that `read_settings` has read."""
    from mkdocs.config.defaults import MkDocsConfig

    path = path / "mkdocs.yml" if path.is_dir() else path
    config = MkDocsConfig(config_file_path=str(path))
    with path.open("rb") as file:
        config.load_file(file)
    config.validate()
    return Path(config.docs_dir), Path(config.site_dir)
