"""Any recap, in any layout, after any operations: it says what they mean, and all else stands where it stood."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from causerie.records.editing import EditError, edit_recap, read_entries
from causerie.records.faults import YamlFaults
from tests.records.editing.layouts import OWNERLESS, Recap
from tests.records.editing.said import LISTS, draw_operation, say, value_of

ANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
CHANCE = st.integers(0, 2**48).map(Random)  # a seed is more various than what hypothesis draws one by one


def make_recap(random: Random) -> tuple[Recap, str]:
    made = Recap(random)
    text = made.text
    try:
        value_of(text)
    except YamlFaults:
        assume(False)
    return made, text


def stands_in(lines: list[str], text: str) -> str:
    """The first of the lines that does not stand in the text, in order; nothing where all do."""
    rest = iter(text.removeprefix("\ufeff").splitlines())
    return next((line for line in lines if line not in rest), "")


@ANY
@given(CHANCE)
def test_after_each_operation_a_recap_says_what_it_means_and_keeps_what_is_nobodys(random: Random) -> None:
    made, text = make_recap(random)
    fixed = [line for line, owner in made.lines if owner == OWNERLESS and line.strip()]
    for _ in range(random.randint(1, 8)):
        operation = draw_operation(random, text, made)
        expected = say(text, operation)
        text = edit_recap(text, operation, questions=3)
        assert value_of(text) == expected, operation
        assert not stands_in(fixed, text), operation
        assert made.end == "\n" or "\n" not in text.replace("\r\n", "")


@ANY
@given(CHANCE)
def test_one_operation_changes_the_lines_of_nothing_else(random: Random) -> None:
    made, text = make_recap(random)
    operation = draw_operation(random, text, made)
    after = edit_recap(text, operation, questions=3)
    touched = touched_by(operation, text)
    kept = [line for line, owner in made.lines if line.strip() and owner not in touched and owner not in made.in_flow]
    missing = stands_in(kept, after)
    assert not missing, (operation, after)
    if operation["do"] in ("move", "takeaway-move", "resource-move"):
        moved = [
            line.strip() for line, owner in made.lines if line.strip() and owner in touched and owner in touched[1:2]
        ]
        there = [line.strip().removeprefix("- ") for line in after.splitlines()]  # its first line may be another one
        lost = [line for line in moved if line not in there and not line.startswith(("-", "{", "question"))]
        assert not lost, (operation, after)


def touched_by(operation: dict[str, Any], text: str) -> list[str]:
    """The fields and entries whose lines an operation may change."""
    do = operation["do"]
    if do in ("summary", "publish", "unpublish"):
        return ["published", "summary"]
    name = LISTS.get(do.partition("-")[0], "highlights")
    key = operation.get("key")
    post = operation.get("post")
    if do in ("assign", "leave-out"):
        return [name, *(f"{name} {each.at}" for each in read_entries(text)[name] if each.value.get("post") == post)]
    return [name, *(f"{name} {each.at}" for each in read_entries(text)[name] if each.key == key)]


@ANY
@given(CHANCE, st.text(alphabet="-:#&*[]{}|>'\"\n a\tb,?!%@`", max_size=60))
def test_a_strange_file_is_refused_or_right(random: Random, strange: str) -> None:
    made, text = make_recap(random)
    at = random.randint(0, len(text))
    text = text[:at] + strange + text[at:]
    try:
        operation = draw_operation(random, text, made)
        expected = say(text, operation)
    except (EditError, YamlFaults, AttributeError, KeyError, TypeError, ValueError):
        return
    try:
        after = edit_recap(text, operation, questions=3)
    except EditError:
        return
    assert value_of(after) == expected
