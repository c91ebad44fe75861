"""The operations on a recap.yml: each reads what it asks for, and changes one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from causerie.records.editing import highlights, sentences
from causerie.records.editing.asked import Operation, line_of, shown, text_of
from causerie.records.editing.edited import Edited
from causerie.records.editing.refusals import EditError, check_seen
from causerie.records.recap_file import begin_recap
from causerie.records.schema_recap import RecapRecord

ORDER = tuple(RecapRecord.model_fields)
_ABOUT = ("The recap of a session.",)


def edit_recap(
    text: str, operation: Operation, *, questions: int, today: date | None = None, about: tuple[str, ...] = _ABOUT
) -> str:
    """A recap.yml after one operation; every byte that it is not about stays.

    `questions` says how many the session has. An empty text, of a file that is not there, begins as a draft does, with
    the comment lines `about` and the day `today`. Raises EditConflict where something else stands there than the
    operation saw, and EditError where it cannot be.
    """
    name = operation.get("do")
    change = _CHANGES.get(str(name)) or highlights.CHANGES.get(str(name)) or sentences.CHANGES.get(str(name))
    if change is None:
        raise EditError(f"There is no operation '{name}' on a recap.")
    is_new = not text.strip("\ufeff \t\r\n")
    recap = Edited(_begin(about, today) if is_new else text, "recap.yml", ORDER)
    if recap.value is not None and not isinstance(recap.value, dict):
        raise EditError("recap.yml has no fields. Edit it by hand first: write 'name: value' lines.")
    before = recap.value
    change(recap, operation, questions)
    if recap.value == before:
        return text
    recap.validate(RecapRecord, before)
    return recap.text


def _begin(about: tuple[str, ...], today: date | None) -> str:
    begun = begin_recap(about, today or date.min)
    return begun if today else begun.replace(f"#published: {date.min}", "#published:")


def _summarise(recap: Edited, operation: Operation, _: int) -> None:
    text = text_of(operation, "text")
    check_seen(text_of(operation, "was", default=""), shown((recap.value or {}).get("summary")))
    if text:
        recap.set_field((), "summary", text)
    else:
        recap.drop_field((), "summary", is_off=True)


def _publish(recap: Edited, operation: Operation, _: int) -> None:
    day = line_of(operation, "on")
    try:
        date.fromisoformat(day)
    except ValueError:
        raise EditError(f"'{day}' is no day. Write it like 2026-12-04.") from None
    recap.set_field((), "published", day)


def _unpublish(recap: Edited, _: Operation, __: int) -> None:
    recap.drop_field((), "published", is_off=True)


_CHANGES: Mapping[str, Callable[[Edited, Operation, int], None]] = {
    "summary": _summarise,
    "publish": _publish,
    "unpublish": _unpublish,
}
