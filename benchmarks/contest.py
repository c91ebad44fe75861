"""Builds in turn, A B C A B C …: what else the machine does falls on all alike. Ratios are of one round each."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import Corpus, Session
from benchmarks.measure import Cost, Job, RunError, time_run, watch_run
from benchmarks.peers import Peer, Places, environment


@dataclass(frozen=True, slots=True)
class Found:
    """A peer that is installed."""

    peer: Peer
    program: tuple[str, ...]


@dataclass(kw_only=True)
class Contestant:
    """A row of the table: a peer in a folder of its own, built anew or after one edit, and what it took."""

    title: str
    found: Found
    corpus: Corpus
    folder: Path
    places: Places
    is_warm: bool = False
    costs: list[Cost] = field(default_factory=list)
    peak: float | None = None
    _edits: int = 0

    @property
    def job(self) -> Job:
        """One build."""
        command = (*self.found.program, *self.found.peer.build)
        return Job(command, self.folder, environment(self.folder.with_name(f"{self.folder.name}-tmp")))

    def make_ready(self) -> None:
        """What comes before a build and is not measured."""
        if not self.folder.exists():
            self.found.peer.prepare(self.corpus, self.folder, self.places)
        if not self.is_warm:
            self.found.peer.clean(self.folder)
            return
        if not self._edits:
            time_run(self.job)  # fills the cache
        self._edits += 1
        edit_record(self.record, f"Edit {self._edits}.")

    def check(self) -> None:
        """Refuse a build that was quick because it was wrong. Raises RunError."""
        peer, site = self.found.peer, self.folder / self.found.peer.site
        if not peer.has_built(self.corpus, self.folder):
            raise RunError(f"{self.title} built no recap.")
        if self.is_warm:
            page = site / peer.page(self.edited) / "index.html"
            if f"Edit {self._edits}." not in page.read_text(encoding="utf-8"):
                raise RunError(f"{self.title}: edit {self._edits} is not on its page.")

    def discard(self) -> None:
        """Give its room back."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def edited(self) -> Session:
        """The session whose record is edited: one in the middle."""
        return self.corpus.past[len(self.corpus.past) // 2]

    @property
    def record(self) -> Path:
        """The record that is edited."""
        return self.folder / self.found.peer.content / self.found.peer.record(self.edited)


def edit_record(record: Path, text: str) -> None:
    """Put a paragraph at the record's end, in place of the last one that was put there."""
    mark = "\n\n[//]: # (edited)\n\n"
    written = record.read_text(encoding="utf-8").split(mark)[0]
    record.write_text(f"{written}{mark}{text}\n", encoding="utf-8", newline="\n")


def run_contest(contestants: Sequence[Contestant], rounds: int, say: Callable[[str], None]) -> list[str]:
    """Measure all of them; returns why some were left out. Raises RunError when causerie itself does not build."""
    left_out: list[str] = []
    running = list(contestants)
    for number in range(rounds + 1):  # the first is watched: it warms the file cache, too
        for contestant in tuple(running):
            say(f"{contestant.title}: {f'round {number} of {rounds}' if number else 'memory'}")
            try:
                contestant.make_ready()
                if number:
                    contestant.costs.append(time_run(contestant.job))
                else:
                    contestant.peak = watch_run(contestant.job)
                contestant.check()
            except RunError as error:
                if contestant.found.peer.name == "causerie":
                    raise
                running.remove(contestant)
                contestant.costs.clear()
                left_out.append(f"{contestant.title}: {error}")
    return left_out


def typical(values: Sequence[float | None]) -> float | None:
    """The median; None where one is not known."""
    known = [value for value in values if value is not None]
    return statistics.median(known) if known and len(known) == len(values) else None


def ratio(ours: Sequence[float | None], theirs: Sequence[float | None]) -> float | None:
    """The median of the ratios, round by round."""
    pairs = list(zip(ours, theirs, strict=False))
    return typical([a / b if a is not None and b else None for a, b in pairs])
