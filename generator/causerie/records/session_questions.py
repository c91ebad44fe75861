"""Writes the questions that a draft found in the posts into a session.md that has none; nothing else of it changes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from causerie.problems import CauserieError
from causerie.records.faults import YamlFaults
from causerie.records.proposals import quote_readably
from causerie.records.yaml import load_yaml

_FRONT_MATTER = re.compile(r"(\ufeff?---[ \t]*\r?\n)(.*?)(^---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)
_EMPTY_FIELD = re.compile(r"^questions:[ \t]*(?:#[^\n]*)?\r?\n", re.MULTILINE)


def question_lines(questions: Sequence[str]) -> list[str]:
    """Questions as they stand in session.md."""
    return ["questions:", *(f"  - {quote_readably(text)}" for text in questions)]


def add_questions(text: str, questions: Sequence[str]) -> str:
    """A session.md with these questions, where it has none. Raises CauserieError where that cannot be done safely."""
    refusal = CauserieError(
        "The questions cannot be written into session.md safely. Copy them there:\n"
        + "\n".join(question_lines(questions))
    )
    found = _FRONT_MATTER.match(text)
    if found is None:
        raise refusal
    end = "\r\n" if "\r\n" in found[1] else "\n"
    fields = found[2]
    lines = [f"{line}{end}" for line in question_lines(questions)]
    if empty := _EMPTY_FIELD.search(fields):
        changed = fields[: empty.end()] + "".join(lines[1:]) + fields[empty.end() :]
    else:
        changed = fields + "".join(lines)
    try:
        before, after = (load_yaml(each.replace("\r\n", "\n")) or {} for each in (fields, changed))
    except YamlFaults:
        raise refusal from None
    if {**before, "questions": list(questions)} != after or before.get("questions"):
        raise refusal
    return found[1] + changed + text[found.start(3) :]
