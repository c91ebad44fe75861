"""`causerie schema`: the JSON Schema of a record, for editors that complete and check while typing."""

from __future__ import annotations

import json
from pathlib import Path

import click

from causerie.cli.options import Shared, shared_options
from causerie.cli.output import write_output
from causerie.problems import CauserieError, did_you_mean


@click.command("schema", short_help="The JSON Schema of a kind of record, for editors.")
@click.argument("kind")
@click.option("--output", type=click.Path(path_type=Path), help="Write it to this file, over what is there.")
@shared_options
def command(shared: Shared, kind: str, output: Path | None) -> None:
    """Print the JSON Schema of a KIND of record: chat, session, recap, people, forget, retro, ideas.

    Editors use it to complete field names and to underline mistakes; `causerie new site` sets that up.
    """
    text = schema_text(kind)
    if output is None:
        click.echo(text, nl=False)
        return
    write_output(output, text)
    shared.say(f"Wrote {output}")


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind of record as a file's text."""
    from causerie.records import KINDS, json_schema

    if kind not in KINDS:
        raise CauserieError(
            f"There is no kind of record '{kind}'. Kinds are {', '.join(KINDS)}.{did_you_mean(kind, KINDS)}"
        )
    return json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"
