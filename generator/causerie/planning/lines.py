"""The plan as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causerie.planning.shown import ShownPlan, ShownRow


def print_plan(plan: ShownPlan) -> Iterator[str]:
    """The lines of a plan; `!` marks what is due, `·` what has time, `~` what is to be known of a date."""
    yield plan.title
    for week in plan.weeks:
        yield ""
        yield week.label
        for row in week.rows:
            yield from _row(row)
        for skipped in week.skipped:
            yield f"  - {skipped}"
        if not week.rows and not week.skipped:
            yield "  nothing"
    yield from _rows("Later", plan.later)
    yield from _rows("Waiting for a date", plan.postponed)
    if plan.overdue:
        yield from ("", "Overdue recaps")
        for late in plan.overdue:
            yield f"  ! {late.title} ({late.when}): {late.state}"
            yield f"      {late.command}"
        if plan.more_overdue:
            yield f"  {plan.more_overdue}"
    for title, topics in (("Topics of the last twelve months", plan.covered), ("Neglected topics", plan.neglected)):
        if topics:
            yield from ("", title)
            yield from (f"  {each.topic}: {', '.join(filter(None, (each.count, each.when)))}" for each in topics)
    if plan.ideas:
        yield from ("", "Ideas")
        for idea in plan.ideas:
            about = ", ".join(filter(None, (idea.votes, idea.about, idea.became)))
            yield f"  {idea.title}{f' ({about})' if about else ''}"
            yield from (f"      {line}" for line in idea.note.splitlines() if line.strip())


def _rows(title: str, rows: Sequence[ShownRow]) -> Iterator[str]:
    if rows:
        yield from ("", title)
        for row in rows:
            yield from _row(row)


def _row(row: ShownRow) -> Iterator[str]:
    where = f" · {row.chat}" if row.chat else ""
    status = f" ({row.status.lower()})" if row.status else ""
    yield f"  {row.day}, {row.time}{where}"
    yield f"      {row.title}{status}{f' · {row.name}' if row.name else ''}"
    marks = (("!", row.due), ("·", row.later), ("~", row.notes))
    yield from (f"      {mark} {', '.join(texts)}" for mark, texts in marks if texts)
