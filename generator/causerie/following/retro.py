"""The form of retro.yml: three questions, and the numbers that are known; what is there already stays as it is."""

from __future__ import annotations

import re
from pathlib import Path

from causerie.following.counting import Held
from causerie.problems import CauserieError
from causerie.records.retro import SECTIONS, retro_fields

_FIELD = re.compile(r"^#? ?(\w+):", re.MULTILINE)


def number_lines(held: Held) -> str:
    """The counted numbers as they stand below `numbers:`; nothing where there is no transcript."""
    if not held.is_counted:
        return ""
    numbers = {"participants": held.people, "newcomers": held.new, "posts": held.posts, "answers": held.answered}
    lines = [f"\n  {name}: {number}" for name, number in numbers.items() if number is not None]
    asked = " · ".join(f"Q{number} {count}" for number, count in held.answers)
    return "".join(lines) + (f"\n#  {asked}" if asked else "")


def complete_form(path: Path, before: str, form: str) -> tuple[str, tuple[str, ...]]:
    """The file's text with the parts of the form that it lacks, and their names; nothing of it is changed.

    Raises CauserieError where nothing can be added without changing what stands there.
    """
    if not before.strip():
        return form, SECTIONS
    there = set(_FIELD.findall(before))
    parts = {name: part for part in form.split("\n\n") for name in _FIELD.findall(part) if name in SECTIONS}
    lacking = tuple(name for name in SECTIONS if name not in there and name in parts)
    if not lacking:
        return before, ()
    added = "\n\n".join(parts[name].strip("\n") for name in lacking)
    after = f"{before.rstrip()}\n\n{added}\n"
    old, new = retro_fields(path, before), retro_fields(path, after)
    if old is None:
        raise CauserieError(f"{path.name} has errors, and is left as it is. `causerie check` says which.")
    if new is None or any(new.get(name) != value for name, value in old.items()):
        raise CauserieError(
            f"Nothing can be added to {path.name} as it is written. Give each field a line of its own, or add by hand:"
            f" {', '.join(lacking)}."
        )
    return after, lacking
