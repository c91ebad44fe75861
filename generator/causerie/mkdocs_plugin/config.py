"""The plugin's options in mkdocs.yml, and the Settings that they and MkDocs' own configuration make."""

from __future__ import annotations

import datetime
import warnings
from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, set_exclusions
from mkdocs.utils import is_markdown_file

from causerie.problems import CauserieError
from causerie.settings import Settings


class CauserieConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own hook is untyped
    """Options of `plugins: - causerie:`; none is needed."""

    content = c.Type(str, default="content")
    now = c.Optional[str | datetime.date](c.Type((str, datetime.date)))
    language = c.Type(str, default="")  # the theme's when left out; may name a country: en-GB writes 20:00, en 8:00 PM
    weeks_ahead = c.Type(int, default=8)
    keep_months = c.Type(int, default=12)
    feed_items = c.Type(int, default=50)
    uid_domain = c.Type(str, default="")
    contact = c.Type(str, default="")


def settings_from_config(config: MkDocsConfig, options: CauserieConfig) -> Settings:
    """Settings of a site; its address is the published one even while MkDocs serves a preview.

    Raises CauserieError where an option is out of bounds.
    """
    root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    return Settings(
        root=root,
        content=root / options.content,
        pages=_host_pages(config),
        site_name=config.site_name,
        site_url=published_url(config),
        site_description=config.site_description or "",
        language=options.language or str(config.theme.get("language") or "en"),
        uid_domain=options.uid_domain,
        weeks_ahead=_count("weeks_ahead", options.weeks_ahead, least=0, most=520),
        keep_months=_count("keep_months", options.keep_months, least=1, most=1_200),
        feed_items=_count("feed_items", options.feed_items, least=1, most=10_000),
        contact=options.contact,
    )


def _count(name: str, value: int, *, least: int, most: int) -> int:
    if isinstance(value, bool) or not least <= value <= most:
        raise CauserieError(f"'{name}' is {value}, no number from {least} to {most}. Write one under '- causerie:'.")
    return value


def published_url(config: MkDocsConfig) -> str:
    """The `site_url` as the host wrote it: `mkdocs serve` puts its own local address over it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # nothing else remembers what the host wrote
        written = [given["site_url"] for given in config.user_configs if given.get("site_url")]
    url = str(written[-1]) if written else ""
    return url if not url or url.endswith("/") else url + "/"


def _host_pages(config: MkDocsConfig) -> tuple[Path, ...]:
    """The Markdown pages of docs_dir that MkDocs will publish."""
    docs = Path(config.docs_dir)
    names = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*")) if is_markdown_file(path.name)]
    files = [File(name, config.docs_dir, config.site_dir, config.use_directory_urls) for name in names]
    set_exclusions(files, config)
    unpublished = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
    return tuple(docs / file.src_uri for file in files if file.inclusion not in unpublished)
