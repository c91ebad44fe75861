"""Fuzzes all that reads or publishes what strangers write: `python tests/fuzz --minutes 60`; needs `.[fuzz]`."""

from __future__ import annotations

import argparse
import functools
import os
import sys
import tempfile
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]
_PATHS = [str(_PROJECT), str(_PROJECT / "generator")]  # the package beside it, whichever is installed
sys.path[:1] = _PATHS  # not this folder, whose modules belong to a package
os.environ["PYTHONPATH"] = os.pathsep.join(_PATHS)  # of the processes, too

from tests.fuzz.keeping import keep_corpus  # noqa: E402 - found from there on
from tests.fuzz.running import plan_jobs, run_jobs  # noqa: E402
from tests.fuzz.targets import TARGETS  # noqa: E402


def main() -> int:
    """Print a row for each target as its turn is over; the exit code says whether nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="for all targets together")
    parser.add_argument("--target", action="append", default=[], choices=[each.name for each in TARGETS])
    parser.add_argument("--workers", type=int, default=2, help="processes at a time")
    parser.add_argument("--room", type=Path, help="a folder that remembers the inputs, for the next run")
    parser.add_argument("--keep", action="store_true", help="only choose the corpus anew, out of what the room has")
    given = parser.parse_args()
    targets = [each for each in TARGETS if not given.target or each.name in given.target]
    say = functools.partial(print, flush=True)
    with tempfile.TemporaryDirectory() as name:
        room = given.room or Path(name)
        if given.keep:
            for target in targets:
                say(f"{target.name:12}{keep_corpus(target, room):4} inputs")
            return 0
        jobs = plan_jobs(targets, int(given.minutes * 60), given.workers)
        found = run_jobs(jobs, given.workers, room, say)
    say(f"{len(found)} new findings", *found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
