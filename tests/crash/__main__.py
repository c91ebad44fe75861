"""Kills each command that writes at many moments, and says what was torn: `python tests/crash --moments 200`."""

from __future__ import annotations

import argparse
import functools
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # not this folder, whose modules belong to a package

from tests.crash.judging import begin_trial, choose_moments, try_moment  # noqa: E402 - found from there on
from tests.crash.killing import runner  # noqa: E402
from tests.crash.kinds import KINDS  # noqa: E402


def main() -> int:
    """Print a row for each command as it is done; the exit code says whether all was whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=200, help="at which each command is to be killed")
    parser.add_argument("--seed", type=int, default=1, help="other moments with another one")
    parser.add_argument("--only", action="append", default=[], metavar="WORD", help="commands that begin with it")
    given = parser.parse_args()
    kinds = [kind for kind in KINDS if not given.only or kind.name.startswith(tuple(given.only))]
    is_whole = True
    say = functools.partial(print, flush=True)
    say(f"{'command':24}{'steps':>7}{'moments':>9}{'killed':>8}{'wrong':>7}{'seconds':>9}")
    with runner() as running, tempfile.TemporaryDirectory() as room:
        for number, kind in enumerate(kinds):
            began = time.monotonic()
            trial = begin_trial(kind, running, Path(room) / str(number))
            tried = killed = 0
            wrong: list[str] = []
            for moment in islice(choose_moments(trial, given.moments, given.seed), given.moments * 3):
                ended, found = try_moment(trial, running, moment)
                tried += 1
                killed += ended.is_killed
                wrong += [f"  {moment}: {each}" for each in found]
                if killed == given.moments:
                    break
                if not ended.is_killed:  # it was quicker than the time to wait for
                    trial = replace(trial, seconds=min(trial.seconds, ended.seconds))
            took = time.monotonic() - began
            row = f"{kind.name:24}{len(trial.steps):7}{tried:9}{killed:8}{len(wrong):7}{took:9.0f}"
            say(row, *wrong[:20], sep="\n")
            is_whole = is_whole and not wrong and killed == given.moments
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
