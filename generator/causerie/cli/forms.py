"""The forms under `starter/`: commented records with holes, filled with quoted values and written as new files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from string import Template
from typing import TypeVar

from causerie.problems import CauserieError
from causerie.records.write import quote_value

STARTER = Path(__file__).parent.parent / "starter"
Value = TypeVar("Value")
SCHEMAS = ".schemas"  # the folder of a host's repository that editors read


class _Form(Template):
    delimiter = "@@"  # '$' and '%' mean something in workflows and in YAML


def fill_form(form: Path, values: Mapping[str, str], fields: Mapping[str, str] | None = None) -> str:
    """A form's text with its holes filled, and with these commented fields in use; the others stay as examples.

    Every hole must have a value. Values are text as it is to stand there.
    """
    text = _Form(form.read_text(encoding="utf-8")).substitute(values)
    for name, value in (fields or {}).items():
        text = _use_field(text, name, value)
    return text


def _use_field(text: str, name: str, value: str) -> str:
    """Put a field in the place of its commented example, a line `#name: example`; a comment behind it stays.

    Deleting the `#` of such a line, and nothing else, makes it a field: that is what a host is told.
    """
    example = re.compile(rf"^#( *){name}: .*?(?=  # |$)", re.MULTILINE)
    text, count = example.subn(lambda found: f"{found[1]}{name}: {value}".replace(": \n", ":\n"), text, count=1)
    assert count, f"the form has no commented '{name}'"
    return text


def drop_examples(text: str, name: str, field: str) -> str:
    """A record without a form's commented entries below a list's field: those that nobody has changed meanwhile."""
    examples: set[str] = set()
    for form in STARTER.glob(f"*/{name}"):
        below = re.search(rf"^{field}:.*\n((?:#  - .*\n)+)", form.read_text(encoding="utf-8"), re.MULTILINE)
        examples.update(below[1].splitlines() if below else ())
    return "".join(line for line in text.splitlines(keepends=True) if line.rstrip("\r\n") not in examples)


def find_form(name: str, language: str) -> Path:
    """A form with its comments in a language that has them, else in English."""
    form = STARTER / language.split("-")[0] / name
    return form if form.exists() else STARTER / "en" / name


def list_value(values: Iterable[str]) -> str:
    """Texts as a list on one line: `[a, b]`."""
    return f"[{', '.join(quote_value(value) for value in values)}]"


def read_option(option: str, read: Callable[[str], Value], text: str) -> Value:
    """What an option means to a reader of records; raises CauserieError with the reader's advice."""
    try:
        return read(text)
    except ValueError as error:
        raise CauserieError(f"{option} is {error}") from error


def schema_reference(kind: str, root: Path, folder: Path) -> str:
    """How a record in a folder names its JSON Schema: a relative path, '/'-separated."""
    return Path(os.path.relpath(root / SCHEMAS / f"{kind}.json", folder)).as_posix()


def shown_path(path: Path, root: Path) -> str:
    """A path for the screen: relative to the site's folder where it stands in it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
