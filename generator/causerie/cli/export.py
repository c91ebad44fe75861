"""`causerie export`: a recap for another place: a blog, a newsletter, a program."""

from __future__ import annotations

from pathlib import Path

import click

from causerie.cli.options import Shared, shared_options
from causerie.problems import CauserieError


@click.command("export", short_help="A recap for a blog, a newsletter or a program.")
@click.argument("name", metavar="CHAT/ID")
@click.option(
    "--as",
    "form",
    type=click.Choice(["markdown", "html", "json"]),
    default="markdown",
    show_default=True,
    help="Markdown, HTML to paste, or JSON with every post in full.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it to this file, over what is there."
)
@shared_options
def command(shared: Shared, name: str, form: str, out: Path | None) -> None:
    """Print a session's recap for another place, with absolute addresses.

    Nothing is published by it. Who is in forget.yml is not in it; where a chat says
    `anonymise: true`, no handle is but those of hosts and guests.
    """
    from causerie.cli.config import read_settings
    from causerie.cli.named import refuse_unknown_people, require_session
    from causerie.cli.output import write_output
    from causerie.model.anonymous import anonymise_session
    from causerie.model.session import as_if_published
    from causerie.records import read_library
    from causerie.views.recap_export import export_html, export_json
    from causerie.views.recap_markdown import recap_markdown

    settings = read_settings(shared.config)
    reading = read_library(settings)
    refuse_unknown_people(reading)
    session = require_session(settings, reading.library, reading.problems, name)
    if session.recap is None:
        raise CauserieError(
            f"'{session.title}' has no recap.yml. To make one from its posts: causerie draft"
            f" {session.chat.id}/{session.id}"
        )
    is_draft = not session.has_recap(shared.now)
    if is_draft:
        click.echo(f"'{session.title}' has a recap that is not published: this is a draft.", err=True)
    if not settings.site_url:
        click.echo("mkdocs.yml has no site_url: addresses of your own site are not whole.", err=True)
    session = anonymise_session(as_if_published(session, shared.now) if is_draft else session)
    match form:
        case "markdown":
            text = recap_markdown(session, settings, shared.now)
        case "html":
            text = export_html(session, settings, shared.now)
        case _:
            text = export_json(session, settings, shared.now, is_draft=is_draft)
    if out is None:
        click.echo(text.encode(errors="replace"), nl=False)
        return
    write_output(out, text)
    shared.say(f"Wrote {out}")
