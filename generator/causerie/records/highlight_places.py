"""Where a highlight belongs in a recap's list: behind the last one of its question, under that question's comment line.

`causerie draft` and `causerie curate` agree on it here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from causerie.text import clean_line

_SECTION = re.compile(r"\s*# =====(?: Question (\d{1,9}))?")
_MOST_DIGITS = 9
BESIDE = 1_000_000  # stands for the highlights beside the questions, which come behind all of them


def question_of(entry: Any) -> int:
    """The question that an entry names; 0 where it names none."""
    number = str(entry.get("question", 0)) if isinstance(entry, dict) else ""
    return int(number) if number.isdecimal() and len(number) <= _MOST_DIGITS else 0


def place_of(question: int, entries: Sequence[Any], *, is_opening: bool) -> int:
    """Behind which entry a highlight belongs: the last one of its question, or of those before it."""
    numbers = [question_of(entry) for entry in entries]
    if question in numbers and question:
        return len(numbers) - numbers[::-1].index(question)
    if not question and not is_opening:
        return len(numbers)
    later = next((at for at, number in enumerate(numbers) if number > question), len(numbers))
    if not any(numbers[later:]):
        later = max((at + 1 for at, number in enumerate(numbers) if number > 0), default=later) if question else later
    while 0 < later < len(numbers) and not numbers[later - 1] and _leads(entries[later - 1]):
        later -= 1
    return later


def _leads(entry: Any) -> bool:
    """Whether an entry is a heading or a text, which goes with the post that follows it."""
    return isinstance(entry, dict) and "post" not in entry


def section_line(question: int, questions: Mapping[int, str]) -> str:
    """The comment line above the highlights of a question."""
    if not question:
        return "# ===== Beside the questions"
    text = clean_line(questions.get(question, ""))
    return f"# ===== Question {question}: {text}" if text else f"# ===== Question {question}"


def section_of(line: str) -> int | None:
    """The question whose section a comment line begins, or BESIDE; None for another line."""
    found = _SECTION.match(line)
    return None if found is None else int(found[1] or BESIDE)
