"""The results as Markdown tables. Ratios are to Hugo in the same run; a dash is what nobody measured."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.contest import Contestant, ratio, typical
from benchmarks.preview import Preview

RULER = "hugo"


def build_table(contestants: Sequence[Contestant]) -> Iterator[str]:
    """Builds of one corpus: medians, and ratios to Hugo."""
    yield from _table_head("", "wall, s", "to Hugo", "CPU, s", "to Hugo", "memory, MB", "to Hugo")
    hugo = ruler(contestants)
    for each in contestants:
        if not each.costs:
            continue
        cells = [each.title]
        for name in ("wall", "cpu"):
            values = [getattr(cost, name) for cost in each.costs]
            theirs = [getattr(cost, name) for cost in hugo.costs] if hugo else []
            cells += [_number(typical(values), 2), _number(ratio(values, theirs), 2)]
        cells += [_number(each.peak, 0), _number(ratio([each.peak], [hugo.peak] if hugo else []), 2)]
        yield _row(cells)


def preview_table(previews: Sequence[Preview], full_build: float | None) -> Iterator[str]:
    """Live servers: from a saved record to the page."""
    edits = ("edits", "an edit, s", "to Hugo's full build", "first, s", "last, s", "last to first")
    yield from _table_head("", "start, s", *edits, "memory, MB")
    for each in previews:
        edit = typical(each.edits)
        yield _row([
            each.title,
            _number(each.start, 2),
            str(len(each.edits)),
            _number(edit, 2),
            _number(ratio([edit], [full_build]), 2),
            _number(each.first, 2),
            _number(each.last, 2),
            _number(ratio([each.last], [each.first]), 2),
            _number(each.memory, 0),
        ])  # fmt: skip


def growth_table(contestants: Sequence[Contestant]) -> Iterator[str]:
    """Builds of growing corpora; under it what the growth is like."""
    yield from _table_head("", "recaps", "wall, s", "ms a recap", "CPU, s", "memory, MB")
    for each in contestants:
        wall = typical([cost.wall for cost in each.costs])
        cpu = typical([cost.cpu for cost in each.costs])
        recaps = each.corpus.recaps
        apiece = _number(wall * 1000 / recaps, 2) if wall else "–"
        yield _row([each.title, f"{recaps:,}", _number(wall, 2), apiece, _number(cpu, 2), _number(each.peak, 0)])
    yield ""
    for title in dict.fromkeys(each.title for each in contestants):
        sizes = [each for each in contestants if each.title == title and each.costs]
        for what, values in (
            ("time", [typical([cost.wall for cost in each.costs]) for each in sizes]),
            ("memory", [each.peak for each in sizes]),
        ):
            points = [(each.corpus.recaps, value) for each, value in zip(sizes, values, strict=True) if value]
            if len(points) > 1:
                steps = [fit_exponent(pair) for pair in itertools.pairwise(points)]
                yield (
                    f"- {title}: {what} grows with the number of recaps to the power of {fit_exponent(points):.2f} "
                    f"(least squares; at most {max(steps):.2f} from one size to the next)"
                )


def fit_exponent(points: Iterable[tuple[float, float]]) -> float:
    """The power of the size with which a cost grows: the slope of least squares through the logarithms."""
    logs = [(math.log(size), math.log(cost)) for size, cost in points]
    middle_x = sum(x for x, _ in logs) / len(logs)
    middle_y = sum(y for _, y in logs) / len(logs)
    return sum((x - middle_x) * (y - middle_y) for x, y in logs) / sum((x - middle_x) ** 2 for x, _ in logs)


def ruler(contestants: Iterable[Contestant]) -> Contestant | None:
    """Hugo, where it was measured."""
    return next((each for each in contestants if each.found.peer.name == RULER and each.costs), None)


def _table_head(*names: str) -> Iterator[str]:
    yield _row(names)
    yield _row(["---", *["---:"] * (len(names) - 1)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"
