"""The plugin's options in mkdocs.yml, and the Settings that they and MkDocs' own configuration make."""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, set_exclusions
from mkdocs.utils import is_markdown_file

from causerie.clock import read_clock
from causerie.i18n import is_spoken, supported_languages
from causerie.mkdocs_plugin.policy import read_policy
from causerie.problems import CauserieError, did_you_mean
from causerie.records.schema_addresses import read_contact, read_host
from causerie.records.schema_fields import read_language
from causerie.settings import Settings


class CauserieConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own hook is untyped
    """Options of `plugins: - causerie:`; none is needed."""

    content = c.Type(str, default="content")
    now = c.Optional[str | datetime.date](c.Type((str, datetime.date)))
    language = c.Type(str, default="")  # the theme's when left out; may name a country: en-GB writes 20:00, en 8:00 PM
    languages = c.ListOfItems(c.Type(str), default=[])  # of a site in several: its own first, each other in a folder
    weeks_ahead = c.Type(int, default=8)
    keep_months = c.Type(int, default=12)
    feed_items = c.Type(int, default=50)
    uid_domain = c.Type(str, default="")
    contact = c.Type(str, default="")
    cards = c.Type(bool, default=True)
    transcripts = c.Type(bool, default=True)
    embeds = c.Type(bool, default=True)
    policy = c.Type((bool, dict), default=True)  # what pages may load and run; more sources by directive


def settings_from_config(config: MkDocsConfig, options: CauserieConfig) -> Settings:
    """Settings of a site; its address is the published one even while MkDocs serves a preview.

    Raises CauserieError with every option that is wrong.
    """
    root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    mistakes = [*_find_mistakes(options), *_find_site_mistakes(config, root / options.content)]
    if mistakes:
        raise CauserieError("\n".join(mistakes))
    languages = tuple(read_language(each) for each in options.languages or [options.language] if each)
    return Settings(
        root=root,
        content=root / options.content,
        pages=_host_pages(config),
        site_name=config.site_name,
        site_url=published_url(config),
        site_description=config.site_description or "",
        language=languages[0] if languages else str(config.theme.get("language") or "en"),
        languages=languages if len(languages) > 1 else (),
        uid_domain=options.uid_domain,
        weeks_ahead=options.weeks_ahead,
        keep_months=options.keep_months,
        feed_items=options.feed_items,
        contact=options.contact,
        cards=options.cards,
        transcripts=options.transcripts,
        embeds=options.embeds,
    )


_READERS: dict[str, Callable[[Any], object]] = {
    "language": read_language,
    "uid_domain": read_host,
    "contact": read_contact,
    "policy": read_policy,
}
_HALF_SIGN = re.compile("[\ud800-\udfff]")
_BOUNDS = {"weeks_ahead": (0, 520), "keep_months": (1, 1_200), "feed_items": (1, 10_000)}


def _find_mistakes(options: CauserieConfig) -> list[str]:
    """What is wrong with the options, each in a sentence with advice; MkDocs has looked at their types."""
    known = [name for name, _ in CauserieConfig._schema]
    mistakes = [f"'{name}' is no option.{did_you_mean(str(name), known)}" for name in options if name not in known]
    for name, read in _READERS.items():
        try:
            if options[name]:
                read(options[name])
        except ValueError as error:
            mistakes.append(f"'{name}' is {error}")
    mistakes += _find_language_mistakes(options)
    for name, (least, most) in _BOUNDS.items():
        value = options[name]
        if isinstance(value, bool) or not least <= value <= most:
            mistakes.append(f"'{name}' is {value}, no number from {least} to {most}. Write one under '- causerie:'.")
    try:
        if options.now:
            read_clock(options.now)
    except CauserieError as error:
        mistakes.append(str(error))
    return mistakes


def _find_site_mistakes(config: MkDocsConfig, content: Path) -> list[str]:
    """What is wrong outside of the options, and would end in a loss or halfway through a build."""
    mistakes = []
    for name in ("site_name", "site_description", "site_url"):
        if _HALF_SIGN.search(config[name] or ""):
            mistakes.append(f"'{name}' holds half a sign, which no file can hold. Write it again.")
    if sum(isinstance(getattr(each, "config", None), CauserieConfig) for each in config.plugins.values()) > 1:
        mistakes.append("causerie is listed twice under 'plugins'. Keep one of the two.")
    try:
        content.stat()
        records, site = content.resolve(), Path(config.site_dir).resolve()
    except FileNotFoundError:
        return mistakes
    except (OSError, ValueError):
        return [*mistakes, "'content' is no name of a folder. Write one such as: content"]
    kept = [records / name for name in ("chats", "directory", "kit")]  # beside them a site may stand
    if site == records or site in records.parents or any(each in (site, *site.parents) for each in kept):
        mistakes.append("'site_dir' is where the records are, and a build would replace them. Write site_dir: site")
    return mistakes


def _find_language_mistakes(options: CauserieConfig) -> list[str]:
    """What is wrong with the languages of a site that has several."""
    mistakes, read = [], []
    for text in options.languages:
        try:
            read.append(read_language(text))
        except ValueError as error:
            mistakes.append(f"'languages' has {error}")
    for each in read[1:]:
        if not is_spoken(each):
            known = ", ".join(supported_languages())
            mistakes.append(f"'languages' has '{each}', which the site cannot speak. It speaks {known}.")
    if len({each.lower() for each in read}) < len(read):
        mistakes.append("'languages' names a language twice. Name each once, the site's own first.")
    if options.language and read and options.language != options.languages[0]:
        mistakes.append(
            f"'language' is {options.language}, and 'languages' begins with {read[0]}. Leave 'language' out: the first"
            " of 'languages' is the site's own."
        )
    return mistakes


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
