"""Keeps the message catalogues in step with the code: `python generator/messages.py`.

It adds new texts, which a translator fills in, and drops unused ones. Texts are what `Speech.text` and `Speech.plural`
get in Python, and `t` and `tn` in templates.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent / "causerie"
LOCALES = PACKAGE / "locales"
_OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
_KEYWORDS = {"text": None, "plural": (1, 2), "t": None, "tn": (1, 2)}


def extract_python(
    file: BinaryIO, keywords: Mapping[str, object], comment_tags: object, options: object
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """The texts of a module, as Babel wants them; its own way for Python sees none that stands in an f-string."""
    for call in ast.walk(ast.parse(file.read())):
        function = getattr(call, "func", None)
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if isinstance(call, ast.Call) and name in keywords:
            texts = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if texts:
                yield call.lineno, name, tuple(texts) if len(texts) > 1 else texts[0], []


def extract_catalogue() -> Catalog:
    """Every text of the package, with the files in which it stands."""
    catalogue = Catalog(project="causerie", charset="utf-8", fuzzy=False)
    methods: list[Any] = [("**.py", extract_python), ("templates/**.html", "jinja2.ext:babel_extract")]
    found = extract_from_dir(PACKAGE, method_map=methods, options_map=_OPTIONS, keywords=_KEYWORDS)
    for file, _, message, comments, context in found:
        catalogue.add(message, None, [(Path(file).as_posix(), 0)], auto_comments=comments, context=context)
    return catalogue


def catalogue_paths() -> Iterator[Path]:
    """The catalogues of all languages but English, which the code itself speaks."""
    return iter(sorted(LOCALES.glob("*.po")))


def read_catalogue(path: Path) -> Catalog:
    """A catalogue as it stands in the package."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def update_catalogues() -> None:
    """Bring every catalogue up to date; new texts are left empty for a translator."""
    template = extract_catalogue()
    for path in catalogue_paths():
        catalogue = read_catalogue(path)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(
                file,
                catalogue,
                sort_output=True,
                ignore_obsolete=True,
                omit_header=False,
                include_lineno=False,
                width=110,
            )
        missing = [message.id for message in catalogue if message.id and not _is_translated(message.string)]
        sys.stdout.write(f"{path.name}: {len(catalogue)} texts, {len(missing)} without translation\n")


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


if __name__ == "__main__":
    update_catalogues()
