"""Measures causerie beside the generators that are installed, and prints tables: `python benchmarks/run.py --help`.

Corpus → a folder for each contestant → builds in turn → medians and ratios. docs/performance.md says what is measured,
and what is not equal between the tools.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.pop(0)  # this folder, whose profile.py is not Python's own
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.contest import Contestant, Found, run_contest, typical
from benchmarks.corpus import Corpus
from benchmarks.machine import describe_libraries, describe_load, describe_machine, working_room
from benchmarks.measure import MEMORY, RunError
from benchmarks.peers import CAUSERIE, CAUSERIE_WITH_SEARCH, MKDOCS_PLAIN, PEERS, Places, read_version
from benchmarks.preview import watch_preview
from benchmarks.tables import RULER, build_table, growth_table, preview_table, ruler

_GROWTH = (100, 1000, 5000, 20_000)
_PEERS_EDITS = 10  # a peer's server is only the ruler


@dataclass(frozen=True)
class Contest:
    """What was asked for, and who was found."""

    given: argparse.Namespace
    places: Places
    peers: tuple[Found, ...]
    room: Path

    def contestant(self, found: Found, corpus: Corpus, *, title: str = "", is_warm: bool = False) -> Contestant:
        """One that builds in a folder of its own."""
        title = title or found.peer.title
        folder = self.room / f"{''.join(c if c.isalnum() else '-' for c in title)}-{corpus.recaps}"
        return Contestant(title=title, found=found, corpus=corpus, folder=folder, places=self.places, is_warm=is_warm)


def main() -> int:
    """Measure what was asked for and print it; returns the exit code."""
    given = _read_arguments()
    places = Places(hugo=given.hugo, node_modules=given.node_modules, venvs=tuple(given.venv))
    peers, missing = _find_peers(given.peers, places)
    sizes = [*given.recaps, *(given.growth_sizes if given.growth else [])]
    load = describe_load()
    try:
        with working_room(max(sizes) * (len(peers) + 4), given.work) as (room, kind):
            print(f"{describe_machine()}. {load.capitalize()}. Work in {kind}.")
            print(f"Versions: {', '.join([describe_libraries(), *_versions(peers)])}.")
            print(f"Medians of {given.rounds} round(s); ratios taken round by round. Memory: {MEMORY}.")
            for line in missing:
                print(f"Not found: {line}")
            for line in _measure(Contest(given, places, peers, room)):
                print(line, flush=True)
    except RunError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _measure(contest: Contest) -> Iterator[str]:
    for recaps in contest.given.recaps:
        yield from _measure_builds(contest, Corpus(recaps))
    if contest.given.growth:
        yield from _measure_growth(contest)


def _measure_builds(contest: Contest, corpus: Corpus) -> Iterator[str]:
    given, us = contest.given, Found(CAUSERIE, CAUSERIE.find(contest.places) or ())
    with_search = Found(CAUSERIE_WITH_SEARCH, us.program)
    contestants = [contest.contestant(found, corpus) for found in (*contest.peers, us)]
    if given.with_search:
        contestants.append(contest.contestant(with_search, corpus))
    if given.warm:
        contestants.append(contest.contestant(us, corpus, title="causerie, one record edited", is_warm=True))
    if given.warm and given.with_search:
        title = "causerie, with search, one record edited"
        contestants.append(contest.contestant(with_search, corpus, title=title, is_warm=True))
    yield from ("", f"## {corpus.recaps:,} recaps, built", "")
    left_out = run_contest(contestants, given.rounds, _say)
    yield from build_table(contestants)
    if given.serve:
        hugo = ruler(contestants)
        full_build = typical([cost.wall for cost in hugo.costs]) if hugo else None
        previews = []
        for each in contestants:
            if each.found.peer.serve and not each.is_warm and each.costs:
                edits = given.edits if each.found.peer.name == "causerie" else min(given.edits, _PEERS_EDITS)
                try:
                    previews.append(watch_preview(each, edits, _say))
                except RunError as error:
                    if each.found.peer.name == "causerie":
                        raise
                    left_out.append(f"{each.title}: {error}")
        yield from ("", f"## {corpus.recaps:,} recaps, from a saved record to the page", "")
        yield from preview_table(previews, full_build)
    if left_out:
        yield ""
    for line in left_out:
        yield f"Left out: {line}"


def _measure_growth(contest: Contest) -> Iterator[str]:
    us = Found(CAUSERIE, CAUSERIE.find(contest.places) or ())
    measured = []
    for found in (*(f for f in contest.peers if f.peer.name == RULER), us):
        for recaps in contest.given.growth_sizes:
            each = contest.contestant(found, Corpus(recaps))
            run_contest([each], contest.given.rounds, _say)
            each.discard()
            measured.append(each)
    yield from ("", "## Growth", "")
    yield from growth_table(measured)


def _versions(peers: Iterable[Found]) -> Iterator[str]:
    for found in peers:
        if found.peer.name != MKDOCS_PLAIN.name:  # of our own libraries
            yield f"{found.peer.title} {read_version(found.peer, found.program)}"


def _find_peers(names: list[str] | None, places: Places) -> tuple[tuple[Found, ...], list[str]]:
    """Those of the peers that are installed, and how the others would be found."""
    found, missing = [], []
    for peer in PEERS:
        if names is not None and peer.name not in names:
            continue
        program = peer.find(places)
        if program:
            found.append(Found(peer, program))
        else:
            missing.append(f"{peer.title}. To compare with it, {peer.missing}.")
    return tuple(found), missing


def _read_arguments() -> argparse.Namespace:
    names = [peer.name for peer in PEERS]
    parser = argparse.ArgumentParser(
        prog="python benchmarks/run.py", description="Measure causerie beside the generators that are installed."
    )
    add = parser.add_argument
    add("--recaps", type=int, nargs="+", metavar="N", help="sizes of the corpus (default: 100 1000 5000)")
    add("--rounds", type=int, metavar="N", help="how often each builds (default: 5)")
    add("--peers", nargs="*", choices=names, metavar="PEER", help=f"of {', '.join(names)} (default: all found)")
    add("--with-search", action="store_true", help="measure causerie with search, too")
    add("--warm", action="store_true", help="measure the build after one edited record, too")
    add("--serve", action="store_true", help="measure the live servers, too")
    add("--edits", type=int, metavar="N", help="with --serve: how many edits (default: 100; peers get ten at most)")
    add("--growth", action="store_true", help="measure how time and memory grow, too")
    add("--growth-sizes", type=int, nargs="+", metavar="N", help="with --growth (default: 100 1000 5000 20000)")
    add("--small", action="store_true", help="100 recaps, one round, few edits: to see that it works")
    add("--hugo", type=Path, metavar="PATH", help="the Hugo to compare with")
    add("--node-modules", type=Path, metavar="FOLDER", help="where Eleventy is installed")
    add("--venv", type=Path, nargs="+", default=[], metavar="FOLDER", help="where Python peers are installed")
    add("--work", type=Path, metavar="FOLDER", help="where to work (default: in memory where possible)")
    given = parser.parse_args()
    given.recaps = given.recaps or ([100] if given.small else [100, 1000, 5000])
    given.rounds = given.rounds or (1 if given.small else 5)
    given.edits = given.edits or (2 if given.small else 100)
    given.growth_sizes = sorted(given.growth_sizes or ([20, 40] if given.small else _GROWTH))
    return given


def _say(progress: str) -> None:
    print(f"… {progress}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
