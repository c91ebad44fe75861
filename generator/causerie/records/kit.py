"""content/kit/kit.yml: what a host wants of kits: how long posts may be, and tables for a scheduler of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field
from pathlib import Path

from pydantic import Field

from causerie.frozen import frozen
from causerie.model.platform import Platform
from causerie.problems import Problem, did_you_mean
from causerie.records.schema_types import Count, Id, Line, NeededLine, Record, Switch
from causerie.records.source import Source
from causerie.records.validate import validate_fields

KIT = "kit/kit.yml"


class TableRecord(Record):
    """A CSV for a scheduler."""

    columns: dict[NeededLine, Line] = Field(
        description="Each column's heading, and what stands in it.", examples=[{"Text": "{text}"}]
    )
    header: Switch = Field(True, description="Whether the first line has the headings.")
    platform: Line = Field("", description="One platform's posts alone; a file for each when left out.", examples=["x"])


class KitRecord(Record):
    """What a host wants of kits."""

    limits: dict[Line, Count] = Field({}, description="The longest post of a platform.", examples=[{"mastodon": 1000}])
    csv: dict[Id, TableRecord] = Field({}, description="Further CSVs, by the name of the file.")


@frozen
class Table:
    """A CSV of a kit: its headings and what stands below them, with placeholders."""

    name: str
    columns: tuple[tuple[str, str], ...]
    has_header: bool = True
    platform: str = ""  # one alone; empty: a file for each
    is_whole: bool = False  # one file for all platforms


@frozen
class KitWishes:
    """What kit.yml says, and what is wrong with it."""

    limits: Mapping[str, int] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_kit_wishes(
    content: Path,
    root: Path,
    platforms: Collection[str],
    names: Collection[str],
    find_mistakes: Callable[[str], Iterable[str]],
) -> KitWishes:
    """What kit.yml says; `platforms` may be named in it, and a table may not have one of `names`.

    `find_mistakes` says what is wrong in a cell.
    """
    source = Source(content / KIT, root)
    if not source.file.exists():
        return KitWishes()
    fields = source.read_yaml()
    record = None if fields is None else validate_fields(source, fields, KitRecord)
    if record is None:
        return KitWishes(problems=tuple(source.problems))
    known = {*platforms, *Platform}
    for platform in record.limits:
        if platform not in known:
            source.error(("limits", platform), _no_platform(platform, known), at_key=True)
    for name, table in record.csv.items():
        if name in names:
            source.error(("csv", name), f"'{name}' is a table that every kit has. Choose another name.", at_key=True)
        if table.platform and table.platform not in known:
            source.error(("csv", name, "platform"), f"'platform' is {_no_platform(table.platform, known)}")
        for heading, cell in table.columns.items():
            for mistake in find_mistakes(cell):
                source.error(("csv", name, "columns", heading), mistake)
    tables = tuple(
        Table(name, tuple(table.columns.items()), table.header, table.platform) for name, table in record.csv.items()
    )
    return KitWishes(record.limits, tables, tuple(source.problems))


def _no_platform(name: str, known: Collection[str]) -> str:
    hint = did_you_mean(name, known) or f" There are {', '.join(sorted(known))}."
    return f"'{name}', no platform of a chat.{hint}"
